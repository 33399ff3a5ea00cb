import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface ScrollerProps {
  readonly label: string
  readonly class?: string
  readonly children: ComponentChildren
}

/** What may be wider than the page is scrolled by itself; the keyboard reaches it where there is something to scroll. */
export const Scroller = ({ label, class: name = '', children }: ScrollerProps) => {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const look = (): void => {
      if (element.scrollWidth > element.clientWidth + 1) {
        element.tabIndex = 0
        element.setAttribute('role', 'group')
        element.setAttribute('aria-label', label)
      } else for (const attribute of ['tabindex', 'role', 'aria-label']) element.removeAttribute(attribute)
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  })
  return (
    <div class={`wide ${name}`} ref={place}>
      {children}
    </div>
  )
}
