import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A component whose program is loaded when it is first shown: what is seen first does not wait for it. */
export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> => {
  let loaded: ComponentType<Props> | undefined
  const Later = (props: Props) => {
    const [Content, setContent] = useState(() => loaded)
    useEffect(() => {
      if (Content !== undefined) return
      let isWanted = true
      const show = (component: ComponentType<Props>): void => {
        loaded = component
        if (isWanted) setContent(() => component)
      }
      // A page that has lost its server stays without it.
      load().then(show, () => {})
      return () => {
        isWanted = false
      }
    }, [Content])
    return Content === undefined ? null : <Content {...props} />
  }
  return Later
}
