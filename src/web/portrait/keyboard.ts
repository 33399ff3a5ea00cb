import { type Window, zoomed } from './viewport.ts'

type Pair = readonly [number, number]

/** What a key on the picture does. */
export type KeyAction =
  | { readonly kind: 'cursor'; readonly cursor: Pair }
  | { readonly kind: 'window'; readonly window: Window }
  | { readonly kind: 'drop' | 'remove' | 'play' | 'reset' }

const DIRECTIONS: Readonly<Record<string, Pair>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

const FINE = 1 / 200
const COARSE = 1 / 20
const PAN = 1 / 10

/**
 * Arrows move the cursor (Alt: by less; Shift: the window instead), Enter drops a start there, Delete takes the last one
 * away, + and − zoom about the cursor, 0 resets the window, the space bar plays. Undefined for keys of the browser.
 */
export const keyAction = (
  event: { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean; readonly ctrlKey: boolean },
  window: Window,
  cursor: Pair,
): KeyAction | undefined => {
  if (event.ctrlKey) return undefined
  const [x0, x1, y0, y1] = window
  const direction = DIRECTIONS[event.key]
  if (direction !== undefined) {
    const part = event.shiftKey ? PAN : event.altKey ? FINE : COARSE
    const [dx, dy] = [direction[0] * part * (x1 - x0), direction[1] * part * (y1 - y0)]
    if (event.shiftKey) return { kind: 'window', window: [x0 + dx, x1 + dx, y0 + dy, y1 + dy] }
    const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
    return { kind: 'cursor', cursor: [within(cursor[0] + dx, x0, x1), within(cursor[1] + dy, y0, y1)] }
  }
  switch (event.key) {
    case 'Enter':
      return { kind: 'drop' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' }
    case ' ':
      return { kind: 'play' }
    case '0':
      return { kind: 'reset' }
    case '+':
    case '=':
      return { kind: 'window', window: zoomed(window, cursor, 0.8) }
    case '-':
      return { kind: 'window', window: zoomed(window, cursor, 1.25) }
    default:
      return undefined
  }
}
