import { text } from '../../report/document.ts'
import type { Axis, Figure, Layer, PlotPoint, Words } from '../../report/figures/figure.ts'
import { formulaOf } from '../../report/formula.ts'
import type { ExplorerState } from '../state.ts'
import { METHODS } from '../state.ts'
import { countOf, type Films, pathOf } from './film.ts'
import type { SceneReply } from './messages.ts'
import { methodRoles } from './method-roles.ts'
import { METHOD_TITLES } from './palette.ts'
import type { Window } from './viewport.ts'

/** A run is followed so many widths of the picture beyond its frame. */
const BEYOND = 2
const ARROW = 0.022

/** The pieces of a path near the window: printers lose digits far outside, and files grow. */
const near = (path: readonly PlotPoint[], [x0, x1, y0, y1]: Window): readonly (readonly PlotPoint[])[] => {
  const isNear = ([x, y]: PlotPoint): boolean =>
    Math.abs(x - (x0 + x1) / 2) <= (x1 - x0) * (0.5 + BEYOND) &&
    Math.abs(y - (y0 + y1) / 2) <= (y1 - y0) * (0.5 + BEYOND)
  const pieces: PlotPoint[][] = [[]]
  for (const point of path) {
    if (isNear(point)) pieces.at(-1)?.push(point)
    else pieces.push([])
  }
  return pieces.filter((piece) => piece.length > 1)
}

/** The picture of the page as the neutral figure that the papers' figures are printed from. */
export const portraitFigure = (
  reply: SceneReply,
  window: Window,
  layers: ExplorerState['layers'],
  films: Films,
  starts: readonly PlotPoint[],
): Figure => {
  const { scene, axes, graph, points } = reply
  const axis = (name: string, from: number, to: number): Axis => ({ label: formulaOf(name), scale: 'linear', from, to })
  const curves = (role: Layer['role'], paths: readonly (readonly PlotPoint[])[], legend: Words): readonly Layer[] =>
    paths.length === 0 ? [] : [{ role, shape: 'curves', paths, legend }]
  const marks = (role: Layer['role'], marked: readonly PlotPoint[], legend: Words): readonly Layer[] =>
    marked.length === 0 ? [] : [{ role, shape: 'points', paths: [marked], legend }]
  const arrow = ARROW * (window[1] - window[0])
  const arrows = Array.from({ length: scene.field.length / 4 }, (_, i): readonly PlotPoint[] => {
    const [x = 0, y = 0, dx = 0, dy = 0] = scene.field.subarray(4 * i, 4 * i + 4)
    const [tipX, tipY] = [x + arrow * dx, y + arrow * dy]
    const barb = (side: 1 | -1): PlotPoint => [
      tipX - arrow * (0.6 * dx + side * 0.35 * dy),
      tipY - arrow * (0.6 * dy - side * 0.35 * dx),
    ]
    return [[x - arrow * dx, y - arrow * dy], [tipX, tipY], barb(1), [tipX, tipY], barb(-1)]
  })
  const roles = methodRoles(METHODS.filter((method) => films.has(method)))
  const runs = METHODS.flatMap((method): readonly Layer[] => {
    const film = films.get(method)
    if (film === undefined) return []
    const paths = Array.from({ length: countOf(film) }, (_, i) => near(pathOf(film, i, film.steps.length), window))
    return curves(roles.get(method) ?? 'series-1', paths.flat(), [METHOD_TITLES[method]])
  })
  return {
    name: 'portrait',
    caption: text`Level sets of ${formulaOf('f')}, its minima, and runs of gradient methods. Measured in floating point.`,
    panels: [
      {
        title: '',
        x: axis(axes[0], window[0], window[1]),
        y: axis(axes[1], window[2], window[3]),
        isometric: graph === undefined,
        layers: [
          ...(layers.levels
            ? curves(
                'level',
                scene.levels.flatMap(({ paths }) => paths),
                text`level sets of ${formulaOf('f')}`,
              )
            : []),
          ...(layers.field ? curves('field', arrows, text`direction of ${{ latex: '-\\nabla f', plain: '−∇f' }}`) : []),
          ...(layers.lawLevels
            ? curves(
                'law',
                scene.laws.flatMap((law) => law.flatMap(({ paths }) => paths)),
                ['level sets of the laws'],
              )
            : []),
          ...(graph === undefined ? [] : curves('minima', graph, text`graph of ${formulaOf('f')}`)),
          ...(layers.solutionSet
            ? [
                ...curves('minima', scene.minima.curves, text`minima of ${formulaOf('f')}`),
                ...marks('objective', scene.minima.points, text`minima of ${formulaOf('f')}`),
              ]
            : []),
          ...runs,
          ...(layers.flatMinima ? marks('flat', points, ['flat minima']) : []),
          ...marks('start', starts, ['starts']),
        ],
      },
    ],
  }
}
