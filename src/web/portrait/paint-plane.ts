import { ticksOf } from '../../report/figures/ticks.ts'
import type { ExplorerState } from '../state.ts'
import { clipped } from './clip.ts'
import type { SceneReply } from './messages.ts'
import type { Palette } from './palette.ts'
import { toPixel, type Viewport } from './viewport.ts'

type Path = readonly (readonly [number, number])[]

/** So far beside the frame lines are still drawn. */
const BESIDE = 20

/** Strokes paths of the plane in one go. */
export const strokePaths = (
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  paths: readonly Path[],
  color: string,
  width: number,
  dash: readonly number[] = [],
): void => {
  context.beginPath()
  const { left, top, width: across, height } = viewport.frame
  // What lies outside is left out: a run that diverges would be dashed over millions of pixels.
  const near = [left - BESIDE, top - BESIDE, left + across + BESIDE, top + height + BESIDE] as const
  for (const path of paths) {
    let last: readonly [number, number] | undefined
    let before: readonly [number, number] | undefined
    for (const point of path) {
      const here = toPixel(viewport, point)
      const piece = before === undefined ? undefined : clipped(before, here, near)
      before = here
      if (piece === undefined) continue
      const [from, to] = piece
      if (last === undefined || last[0] !== from[0] || last[1] !== from[1]) context.moveTo(...from)
      context.lineTo(...to)
      last = to
    }
  }
  context.strokeStyle = color
  context.lineWidth = width
  context.setLineDash([...dash])
  context.lineJoin = 'round'
  context.lineCap = dash.length > 0 && (dash[0] ?? 0) < 1 ? 'round' : 'butt'
  context.stroke()
  context.setLineDash([])
}

/** A star about a point of the page. */
export const star = (context: CanvasRenderingContext2D, x: number, y: number, radius: number): void => {
  context.beginPath()
  for (let i = 0; i < 10; i++) {
    const r = i % 2 === 0 ? radius : radius * 0.44
    const angle = (Math.PI * (i - 2.5)) / 5
    context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle))
  }
  context.closePath()
}

const STRONGEST = 0.3

/** The ground: the deeper the colour, the smaller f, on a logarithmic scale. */
const groundOf = ({ scene: { values, levels } }: SceneReply, palette: Palette): ImageData | undefined => {
  const { size } = values
  const [lowest, highest] = [levels[0]?.level ?? 0, levels.at(-1)?.level ?? 0]
  // Levels are of f; the grid is of f less its least value.
  const finite = values.values.filter((value) => value > 0 && Number.isFinite(value))
  if (size === 0 || finite.length === 0 || !(highest > lowest)) return undefined
  const sorted = finite.sort()
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] as number
  const [low, high] = [Math.log(Math.max(at(0.02), 1e-10 * at(0.97))), Math.log(at(0.97))]
  const image = new ImageData(size, size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = values.values[row * size + column] as number
      if (!Number.isFinite(value)) continue
      const part = Math.min(1, Math.max(0, (Math.log(Math.max(value, 1e-300)) - low) / (high - low || 1)))
      const k = 4 * ((size - 1 - row) * size + column)
      image.data.set(palette.ground, k)
      image.data[k + 3] = Math.round(255 * STRONGEST * (1 - part) ** 1.5)
    }
  }
  return image
}

const paintGround = (
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  reply: SceneReply,
  palette: Palette,
): void => {
  const image = groundOf(reply, palette)
  if (image === undefined) return
  const cells = new OffscreenCanvas(image.width, image.height)
  cells.getContext('2d')?.putImageData(image, 0, 0)
  const [[x0, x1], [y0, y1]] = reply.scene.box
  const [left, bottom] = toPixel(viewport, [x0, y0])
  const [right, top] = toPixel(viewport, [x1, y1])
  // Points of the grid are the middles of its pixels.
  const half = [(right - left) / (image.width - 1) / 2, (bottom - top) / (image.height - 1) / 2] as const
  context.imageSmoothingEnabled = true
  context.drawImage(cells, left - half[0], top - half[1], right - left + 2 * half[0], bottom - top + 2 * half[1])
}

const paintField = (
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  field: Float64Array,
  color: string,
): void => {
  const { window, frame } = viewport
  const [sx, sy] = [frame.width / (window[1] - window[0]), frame.height / (window[3] - window[2])]
  context.beginPath()
  for (let i = 0; i < field.length; i += 4) {
    const [x, y, dx, dy] = field.subarray(i, i + 4) as unknown as [number, number, number, number]
    const [px, py] = toPixel(viewport, [x, y])
    const length = Math.hypot(dx * sx, dy * sy)
    const [ux, uy] = [(dx * sx) / length, (-dy * sy) / length]
    const [tx, ty] = [px + 7 * ux, py + 7 * uy]
    context.moveTo(px - 7 * ux, py - 7 * uy)
    context.lineTo(tx, ty)
    context.moveTo(tx - 4 * ux + 2.4 * uy, ty - 4 * uy - 2.4 * ux)
    context.lineTo(tx, ty)
    context.lineTo(tx - 4 * ux - 2.4 * uy, ty - 4 * uy + 2.4 * ux)
  }
  context.strokeStyle = color
  context.lineWidth = 1
  context.stroke()
}

const tickText = (value: number): string => String(value).replace('-', '−')

const paintAxes = (
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  [across, up]: readonly [string, string],
  palette: Palette,
  font: string,
): void => {
  const { frame, window } = viewport
  const { left, top, width, height } = frame
  context.strokeStyle = palette.faint
  context.lineWidth = 1
  context.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1)
  context.font = `12px ${font}`
  context.fillStyle = palette.ink
  context.textAlign = 'center'
  context.textBaseline = 'top'
  const label = { latex: '', plain: '' }
  const few = width < 260 ? 2 : 1
  for (const [i, { value }] of ticksOf({ label, scale: 'linear', from: window[0], to: window[1] }).entries()) {
    if (i % few === 0) context.fillText(tickText(value), toPixel(viewport, [value, window[2]])[0], top + height + 6)
  }
  context.font = `italic 14px ${font}`
  context.fillText(across, left + width / 2, top + height + 20)
  context.font = `12px ${font}`
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  for (const { value } of ticksOf({ label, scale: 'linear', from: window[2], to: window[3] }))
    context.fillText(tickText(value), left - 6, toPixel(viewport, [window[0], value])[1])
  context.font = `italic 14px ${font}`
  context.textAlign = 'left'
  context.fillText(up, 4, top + height / 2)
}

const paintGrid = (context: CanvasRenderingContext2D, viewport: Viewport, color: string): void => {
  const { frame, window } = viewport
  const label = { latex: '', plain: '' }
  context.fillStyle = color
  for (const { value } of ticksOf({ label, scale: 'linear', from: window[0], to: window[1] }))
    context.fillRect(Math.round(toPixel(viewport, [value, 0])[0]), frame.top, 1, frame.height)
  for (const { value } of ticksOf({ label, scale: 'linear', from: window[2], to: window[3] }))
    context.fillRect(frame.left, Math.round(toPixel(viewport, [0, value])[1]), frame.width, 1)
}

/** What lies below the runs: ground, level sets, field, the set of minima, and the axes in a font, or without. */
export const paintPlane = (
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  reply: SceneReply | undefined,
  layers: ExplorerState['layers'],
  palette: Palette,
  font: string | undefined,
): void => {
  const { left, top, width, height } = viewport.frame
  context.fillStyle = palette.paper
  context.fillRect(left, top, width, height)
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  paintGrid(context, viewport, palette.grid)
  if (reply !== undefined) {
    const { scene, graph } = reply
    if (layers.levels) {
      paintGround(context, viewport, reply, palette)
      context.globalAlpha = 0.75
      strokePaths(
        context,
        viewport,
        scene.levels.flatMap(({ paths }) => paths),
        palette.level,
        0.9,
      )
      context.globalAlpha = 1
    }
    if (layers.field) paintField(context, viewport, scene.field, palette.faint)
    if (layers.lawLevels) {
      const paths = scene.laws.flatMap((law) => law.flatMap((level) => level.paths))
      context.globalAlpha = 0.8
      strokePaths(context, viewport, paths, palette.law, 1.1, [9, 3, 2, 3])
      context.globalAlpha = 1
    }
    if (graph !== undefined) strokePaths(context, viewport, graph, palette.ink, 1.8)
    if (layers.solutionSet) {
      strokePaths(context, viewport, scene.minima.curves, palette.ink, 2.6)
      context.fillStyle = palette.ink
      for (const point of scene.minima.points) {
        context.beginPath()
        context.arc(...toPixel(viewport, point), 4, 0, 2 * Math.PI)
        context.fill()
      }
    }
  }
  context.restore()
  if (reply !== undefined && font !== undefined) paintAxes(context, viewport, reply.axes, palette, font)
}
