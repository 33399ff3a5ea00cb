/** xmin, xmax, ymin, ymax of the plane. */
export type Window = readonly [number, number, number, number]

/** The rectangle of the picture within the axes, in CSS pixels. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** A window of the plane shown in a frame of the page; y points upwards. */
export interface Viewport {
  readonly window: Window
  readonly frame: Frame
}

type Pair = readonly [number, number]

/** Where a point of the plane lies on the page. */
export const toPixel = ({ window: [x0, x1, y0, y1], frame }: Viewport, [x, y]: Pair): Pair => [
  frame.left + (frame.width * (x - x0)) / (x1 - x0),
  frame.top + frame.height * (1 - (y - y0) / (y1 - y0)),
]

/** The point of the plane at a place of the page. */
export const toPlane = ({ window: [x0, x1, y0, y1], frame }: Viewport, [px, py]: Pair): Pair => [
  x0 + ((px - frame.left) / frame.width) * (x1 - x0),
  y1 - ((py - frame.top) / frame.height) * (y1 - y0),
]

export const isInFrame = ({ frame }: Viewport, [px, py]: Pair): boolean =>
  px >= frame.left && px <= frame.left + frame.width && py >= frame.top && py <= frame.top + frame.height

/** Windows may not be so narrow that doubles in them are hardly told apart, nor so wide that squares overflow. */
const NARROWEST = 1e-9
const WIDEST = 1e12

const isShowable = ([x0, x1, y0, y1]: Window): boolean =>
  [
    [x0, x1],
    [y0, y1],
  ].every(([low = 0, high = 0]) => {
    const length = high - low
    return length > NARROWEST * Math.max(1, Math.abs(low), Math.abs(high)) && length < WIDEST && Math.abs(low) < WIDEST
  })

/** The window scaled about a point that stays in its place; the same window where the new one could not be shown. */
export const zoomed = (window: Window, [x, y]: Pair, factor: number): Window => {
  const [x0, x1, y0, y1] = window
  const next: Window = [x + (x0 - x) * factor, x + (x1 - x) * factor, y + (y0 - y) * factor, y + (y1 - y) * factor]
  return isShowable(next) ? next : window
}

/** The window moved by so many pixels of the page. */
export const panned = ({ window, frame }: Viewport, [dx, dy]: Pair): Window => {
  const [x0, x1, y0, y1] = window
  const [across, up] = [(-dx * (x1 - x0)) / frame.width, (dy * (y1 - y0)) / frame.height]
  const next: Window = [x0 + across, x1 + across, y0 + up, y1 + up]
  return isShowable(next) ? next : window
}

/** Space for the numbers and names of the axes. */
const MARGIN = { left: 46, right: 10, top: 10, bottom: 36 }
const LOWEST = 0.45
const HIGHEST = 1.05

/**
 * The viewport in so much width, at most so high: a unit is as long on both axes unless the window is so long and thin
 * that the picture would be.
 */
export const viewportIn = (window: Window, width: number, mostHigh: number): Viewport => {
  const across = Math.max(40, width - MARGIN.left - MARGIN.right)
  const ratio = (window[3] - window[2]) / (window[1] - window[0])
  const height = across * Math.min(HIGHEST, Math.max(LOWEST, ratio))
  const scale = Math.min(1, Math.max(120, mostHigh - MARGIN.top - MARGIN.bottom) / height)
  return {
    window,
    frame: { left: MARGIN.left, top: MARGIN.top, width: across * scale, height: height * scale },
  }
}

/** The height of a viewport with its axes. */
export const heightOf = ({ frame }: Viewport): number => frame.height + MARGIN.top + MARGIN.bottom

/** The number of digits with which points of a window are told. */
export const rounded = (value: number, [x0, x1]: Window): number => {
  const digits = Math.max(0, 3 - Math.floor(Math.log10((x1 - x0) / 4)))
  return digits > 15 ? value : Number(value.toFixed(digits))
}

/** A window to a thousandth of what can be seen: short in a link. */
export const roundedWindow = (window: Window): Window => {
  const [x0, x1, y0, y1] = window
  const next: Window = [rounded(x0, window), rounded(x1, window), rounded(y0, window), rounded(y1, window)]
  return next[0] < next[1] && next[2] < next[3] && (y1 - y0) / (x1 - x0) > 0.1 ? next : window
}
