import { METHODS } from '../state.ts'
import type { CloudRaster } from './cloud-raster.ts'
import { countOf, type Film, type Films, frameAt, pathOf } from './film.ts'
import { star, strokePaths } from './paint-plane.ts'
import type { Palette } from './palette.ts'
import { toPixel, type Viewport } from './viewport.ts'

type Pair = readonly [number, number]

/** Iterates of normalized gradient descent that have a dot of their own. */
const DOTTED = 60

const disc = (context: CanvasRenderingContext2D, [x, y]: Pair, radius: number): void => {
  context.moveTo(x + radius, y)
  context.arc(x, y, radius, 0, 2 * Math.PI)
}

const paintFilm = (
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  film: Film,
  step: number,
  palette: Palette,
): void => {
  const last = frameAt(film, step)
  if (last < 0) return
  const { color, width, dash } = palette.methods[film.method]
  const paths = Array.from({ length: countOf(film) }, (_, i) => pathOf(film, i, last))
  strokePaths(context, viewport, paths, color, width, dash)
  context.fillStyle = color
  context.beginPath()
  if (film.method === 'ngd')
    for (const path of paths) for (const point of path.slice(1, DOTTED)) disc(context, toPixel(viewport, point), 1.7)
  context.fill()
  // Where the run is now.
  context.beginPath()
  for (const path of paths) {
    const now = path.at(-1)
    if (now !== undefined) disc(context, toPixel(viewport, now), 4)
  }
  context.fill()
  context.strokeStyle = palette.paper
  context.lineWidth = 1.4
  context.stroke()
}

/** What is shown above the plane. */
export interface ShownRuns {
  readonly films: Films
  readonly cloud: Films
  readonly raster: CloudRaster | undefined
  readonly starts: readonly Pair[]
  readonly step: number
  /** Flat minima: above the runs that end there. */
  readonly flat: readonly Pair[]
  /** The cursor of the keyboard, where the picture has the focus. */
  readonly cursor: Pair | undefined
}

/** The runs up to a step, flat minima, the starts, and the cursor. */
export const paintRuns = (
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  { films, cloud, raster, starts, flat, step, cursor }: ShownRuns,
  palette: Palette,
): void => {
  const { left, top, width, height } = viewport.frame
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  if (raster !== undefined && cloud.size > 0) {
    const shown = METHODS.flatMap((method) => {
      const film = cloud.get(method)
      return film === undefined ? [] : [[film, palette.methods[method].color] as const]
    })
    raster.paint(shown, step)
    context.drawImage(raster.image, left, top, width, height)
  }
  // The flow lies under the methods that follow it by steps.
  for (const method of METHODS.toReversed()) {
    const film = films.get(method)
    if (film !== undefined) paintFilm(context, viewport, film, step, palette)
  }
  for (const point of flat) {
    star(context, ...toPixel(viewport, point), 9)
    context.fillStyle = palette.flat
    context.fill()
    context.strokeStyle = palette.paper
    context.lineWidth = 1.2
    context.stroke()
  }
  context.beginPath()
  for (const start of starts) disc(context, toPixel(viewport, start), 5)
  context.fillStyle = palette.paper
  context.fill()
  context.strokeStyle = palette.ink
  context.lineWidth = 1.8
  context.stroke()
  if (cursor !== undefined) {
    const [x, y] = toPixel(viewport, cursor)
    context.beginPath()
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(x + 5 * dx, y + 5 * dy)
      context.lineTo(x + 15 * dx, y + 15 * dy)
    }
    context.strokeStyle = palette.paper
    context.lineWidth = 4
    context.stroke()
    context.strokeStyle = palette.ink
    context.lineWidth = 1.8
    context.stroke()
  }
  context.restore()
}
