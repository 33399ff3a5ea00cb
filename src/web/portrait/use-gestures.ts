import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { isInFrame, panned, toPlane, type Viewport, type Window, zoomed } from './viewport.ts'

type Pair = readonly [number, number]

/** What a hand on the picture asks for. */
export interface Gestures {
  readonly viewport: Viewport
  readonly onWindow: (window: Window) => void
  readonly onDrop: (point: Pair) => void
}

/** A hand that moves by less has not moved. */
const STILL = 5
const WHEEL = 0.0015

/**
 * Drag to move the window, wheel or pinch to zoom, click or tap to drop a start. The wheel zooms with Ctrl or where the
 * picture has the focus, and one finger scrolls the page: nobody is caught in the picture.
 */
export const useGestures = (picture: RefObject<HTMLElement | null>, gestures: Gestures): void => {
  const current = useRef(gestures)
  current.current = gestures
  useEffect(() => {
    const element = picture.current
    if (element === null) return
    const hands = new Map<number, Pair>()
    let travelled = 0
    let isPinch = false
    const placeOf = (event: MouseEvent): Pair => {
      const { left, top } = element.getBoundingClientRect()
      return [event.clientX - left, event.clientY - top]
    }
    const down = (event: PointerEvent): void => {
      if (event.button !== 0) return
      if (hands.size === 0) {
        travelled = 0
        isPinch = false
      } else isPinch = true
      hands.set(event.pointerId, placeOf(event))
      element.setPointerCapture(event.pointerId)
    }
    const move = (event: PointerEvent): void => {
      const before = hands.get(event.pointerId)
      if (before === undefined) return
      const now = placeOf(event)
      const delta: Pair = [now[0] - before[0], now[1] - before[1]]
      travelled += Math.hypot(...delta)
      hands.set(event.pointerId, now)
      const { viewport, onWindow } = current.current
      const [other] = [...hands].flatMap(([id, place]) => (id === event.pointerId ? [] : [place]))
      if (other !== undefined) {
        const spread = (place: Pair): number => Math.max(1, Math.hypot(place[0] - other[0], place[1] - other[1]))
        const middle = toPlane(viewport, [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2])
        const moved = panned(viewport, [delta[0] / 2, delta[1] / 2])
        onWindow(zoomed(moved, middle, spread(before) / spread(now)))
      } else if (event.pointerType !== 'touch' && travelled > STILL) onWindow(panned(viewport, delta))
    }
    const up = (event: PointerEvent): void => {
      const place = hands.get(event.pointerId)
      hands.delete(event.pointerId)
      const { viewport, onDrop } = current.current
      if (
        event.type === 'pointerup' &&
        place !== undefined &&
        travelled <= STILL &&
        !isPinch &&
        isInFrame(viewport, place)
      )
        onDrop(toPlane(viewport, place))
    }
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== element) return
      event.preventDefault()
      const { viewport, onWindow } = current.current
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      const factor = Math.exp(Math.max(-0.5, Math.min(0.5, WHEEL * lines * event.deltaY)))
      onWindow(zoomed(viewport.window, toPlane(viewport, placeOf(event)), factor))
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerup', up)
    element.addEventListener('pointercancel', up)
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerup', up)
      element.removeEventListener('pointercancel', up)
      element.removeEventListener('wheel', wheel)
    }
  }, [picture])
}
