import { type Film, frameAt } from './film.ts'
import { toPixel, type Viewport } from './viewport.ts'

/** Thousands of runs as dots in an image of their own, each with a trail that fades. */
export interface CloudRaster {
  /** Paints the dots of the films after `step` steps; the trail goes on where the step before was painted last. */
  readonly paint: (films: readonly (readonly [Film, string])[], step: number) => void
  readonly image: HTMLCanvasElement | OffscreenCanvas
}

/** Parts of 256 of the colour that a trail keeps from one frame to the next. */
const KEPT = 208
/** Frames of trail that are painted where there was none. */
const TRAIL = 8

/** Dims all pixels: their opacity is the highest byte. */
export const fade = (pixels: Uint32Array): void => {
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i] as number
    if (pixel !== 0) {
      const alpha = ((pixel >>> 24) * KEPT) >>> 8
      pixels[i] = alpha < 8 ? 0 : ((alpha << 24) | (pixel & 0xffffff)) >>> 0
    }
  }
}

/** A colour such as #0063a6 as a pixel of a little-endian machine, opaque. */
export const pixelOf = (color: string): number => {
  const value = Number.parseInt(color.slice(1), 16)
  return ((0xff << 24) | ((value & 0xff) << 16) | (value & 0xff00) | (value >>> 16)) >>> 0
}

/** Sets a square dot at each position that lies in the image. */
export const dots = (
  pixels: Uint32Array,
  width: number,
  positions: Float32Array | Float64Array,
  [ax, bx, ay, by]: readonly [number, number, number, number],
  side: number,
  pixel: number,
): void => {
  const height = pixels.length / width
  const [right, bottom] = [width - side, height - side]
  for (let i = 0; i < positions.length; i += 2) {
    const x = (ax * (positions[i] as number) + bx) | 0
    const y = (ay * (positions[i + 1] as number) + by) | 0
    if (x < 0 || y < 0 || x > right || y > bottom) continue
    for (let dy = 0; dy < side; dy++) {
      const row = (y + dy) * width + x
      for (let dx = 0; dx < side; dx++) pixels[row + dx] = pixel
    }
  }
}

/** An empty raster for the frame of a viewport, in device pixels. */
export const cloudRaster = (viewport: Viewport, ratio: number): CloudRaster => {
  const { frame } = viewport
  const [width, height] = [Math.max(1, Math.round(frame.width * ratio)), Math.max(1, Math.round(frame.height * ratio))]
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = new ImageData(width, height)
  const pixels = new Uint32Array(image.data.buffer)
  const side = Math.max(1, Math.round(1.5 * ratio))
  const [ox, oy] = toPixel(viewport, [0, 0])
  const [ux, uy] = toPixel(viewport, [1, 1])
  const place = [
    (ux - ox) * ratio,
    (ox - frame.left) * ratio - side / 2,
    (uy - oy) * ratio,
    (oy - frame.top) * ratio - side / 2,
  ] as const
  let painted: readonly number[] = []
  return {
    image: canvas,
    paint: (films, step) => {
      const frames = films.map(([film]) => frameAt(film, step))
      const isSame = frames.every((at, i) => at === painted[i]) && painted.length === frames.length
      if (isSame) return
      const isNext =
        frames.length === painted.length &&
        frames.every((at, i) => at - (painted[i] ?? -9) <= 1 && at >= (painted[i] ?? 0))
      if (!isNext) pixels.fill(0)
      for (let back = isNext ? 0 : TRAIL; back >= 0; back--) {
        fade(pixels)
        for (const [i, [film, color]] of films.entries()) {
          const positions = film.positions[Math.max(0, (frames[i] as number) - back)]
          if (positions !== undefined) dots(pixels, width, positions, place, side, pixelOf(color))
        }
      }
      painted = frames
      context?.putImageData(image, 0, 0)
    },
  }
}
