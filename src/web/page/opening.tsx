import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface OpeningProps {
  readonly class: string
  readonly summary: ComponentChildren
  /** Opens when this becomes true; it is closed by the reader alone, who may be typing in it. */
  readonly isOpen: boolean
  readonly children: ComponentChildren
}

/** What can be opened, and opens by itself where there is something in it to see. */
export const Opening = ({ class: name, summary, isOpen, children }: OpeningProps) => {
  const details = useRef<HTMLDetailsElement>(null)
  useLayoutEffect(() => {
    if (isOpen && details.current !== null) details.current.open = true
  }, [isOpen])
  return (
    <details class={name} ref={details}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
