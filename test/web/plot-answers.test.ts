import { describe, expect, test } from 'vitest'
import { svgFile } from '../../src/report/figures/svg.ts'
import { tikzFigure } from '../../src/report/figures/tikz.ts'
import { addToFilms, type Films } from '../../src/web/portrait/film.ts'
import type { PlotReply, PlotRequest, RunsRequest, SceneReply, SceneRequest } from '../../src/web/portrait/messages.ts'
import { methodRoles } from '../../src/web/portrait/method-roles.ts'
import { plotAnswers } from '../../src/web/portrait/plot-answers.ts'
import { portraitFigure } from '../../src/web/portrait/portrait-figure.ts'
import { INITIAL_STATE, METHODS } from '../../src/web/state.ts'
import { tracePanels } from '../../src/web/traces/trace-panels.ts'

const answers = (request: PlotRequest): readonly PlotReply[] =>
  [...plotAnswers(request)].filter((reply) => reply !== undefined)

const problem = (objective: string, laws: readonly string[] = []) => ({
  ...{ objective, variables: '', parameters: {}, laws, regularizer: [] },
})
const PLANE = { x: '', y: '', fixed: {} }
const WINDOW = [-2, 2, -2, 2] as const

const scene = (objective: string, more: Partial<SceneRequest> = {}): SceneReply => {
  const request: SceneRequest = {
    ...{ kind: 'scene', problem: problem(objective), plane: PLANE, window: WINDOW },
    ...{ size: 61, arrows: 0, points: [], constants: {} },
    ...more,
  }
  const [reply] = answers(request)
  if (reply?.kind !== 'scene') throw new Error(`no scene: ${JSON.stringify(reply)}`)
  return reply
}

const runs = (objective: string, more: Partial<RunsRequest> = {}): readonly PlotReply[] =>
  answers({
    ...{ kind: 'runs', problem: problem(objective), plane: PLANE, methods: ['ngd', 'gd', 'flow'] },
    starts: { kind: 'points', points: [[1.5, 1]] },
    ...{ alpha: 0.5, schedule: { kind: 'power', q: 4 }, steps: 2000, frames: 60 },
    ...more,
  })

const ends = (replies: readonly PlotReply[]) =>
  Object.fromEntries(replies.flatMap((reply) => (reply.kind === 'film' ? [[reply.method, reply]] : [])))

describe('a scene', () => {
  test('has the exact points in doubles', () => {
    const { points, axes } = scene('(x^2 - y)^2', {
      points: [
        ['0', '0'],
        ['sqrt(t)', 't'],
        ['u', '0'],
      ],
      constants: { t: 0.25 },
    })
    expect(points).toEqual([
      [0, 0],
      [0.5, 0.25],
    ])
    expect(axes).toEqual(['x', 'y'])
  })

  test('of one variable is a graph', () => {
    const { graph, scene: drawn, axes, notes } = scene('(x^2 - 1)^2')
    expect(axes).toEqual(['x', 'f'])
    expect(graph).toHaveLength(1)
    expect(drawn.minima.points.map(([x]) => x.toFixed(5))).toEqual(['-1.00000', '1.00000'])
    expect(notes).toEqual([])
    expect(scene('1/x').graph).toHaveLength(2)
  })

  test('of three variables says in which plane it is', () => {
    const { others, notes, axes } = scene('(x*y*z - 1)^2', { plane: { x: 'z', y: 'x', fixed: { y: 0.5 } } })
    expect(axes).toEqual(['z', 'x'])
    expect(others).toEqual([['y', 0.5]])
    expect(notes.join()).toContain('in the plane y = 0.5')
  })

  test('with names that f does not have falls back and says so', () => {
    expect(scene('(x*y - 1)^2', { plane: { x: 'a', y: 'b', fixed: {} } }).notes.join()).toContain(
      'no variables a and b',
    )
  })

  test('never throws where f is not defined, far away, or flat', () => {
    for (const objective of [
      'log(x)^2*y',
      '1/(x*y)^2',
      'abs(x)^(1/2) + y^2',
      'exp(exp(exp(x))) + y',
      'x + 0*y',
      'y^2 + 0*x',
      'max(x, y)',
    ])
      for (const window of [
        WINDOW,
        [1e9, 1e9 + 4, -1e9, -1e9 + 4],
        [1e-12, 2e-12, 0, 1e-12],
        [-1e11, 1e11, -1, 1],
      ] as const)
        expect(scene(objective, { window, arrows: 6 }).scene.field.every(Number.isFinite)).toBe(true)
  })
})

describe('runs', () => {
  test('from one start: what the paper says of each method', () => {
    const found = ends(runs('(x^2 - y)^2', { steps: 20_000 }))
    expect(Math.hypot(...(found.ngd?.ends[0]?.end ?? []))).toBeLessThan(0.06)
    const flow = found.flow?.ends[0]?.end ?? []
    expect((flow[0] ?? 0) ** 2).toBeCloseTo(flow[1] ?? 9, 6)
    expect((flow[0] ?? 0) * Math.exp(2 * (flow[1] ?? 0))).toBeCloseTo(1.5 * Math.exp(2), 6)
  })

  test('of every method that can be simulated, with its numbers', () => {
    const all = ends(runs('(x*y - 1)^2', { methods: METHODS, steps: 200, alpha: 0.05 }))
    expect(Object.keys(all)).toEqual([...METHODS])
    const heavy = (numbers: RunsRequest['numbers']) =>
      ends(
        runs('(x*y - 1)^2', {
          methods: ['heavy-ball', 'sam', 'gd'],
          steps: 30,
          alpha: 0.02,
          ...(numbers && { numbers }),
        }),
      )
    const [usual, slow, none] = [undefined, { beta: 0.5 }, { beta: 0, rho: 0.2 }].map(heavy)
    expect(slow?.['heavy-ball']).not.toEqual(usual?.['heavy-ball'])
    // Without momentum the heavy ball is gradient descent, whatever ρ is.
    expect(none?.['heavy-ball']?.ends).toEqual(none?.gd?.ends)
    expect(none?.sam?.ends).not.toEqual(usual?.sam?.ends)
    expect(ends(runs('(x*y - 1)^2', { methods: ['sgd'], steps: 5 })).sgd?.notes.join()).toContain('no sum')
  })

  test('from a cloud depend on the seed alone, and flows are fewer', () => {
    const cloud = { kind: 'cloud', count: 300, seed: 5, window: WINDOW } as const
    const [one, two] = [1, 2].map(() => ends(runs('(x*y - 1)^2', { starts: cloud, steps: 20 })))
    expect(one).toEqual(two)
    expect(one?.ngd?.count).toBe(300)
    expect(one?.flow?.count).toBe(200)
    expect(one?.flow?.notes).toHaveLength(1)
    expect(one?.ngd?.ends).toHaveLength(20)
  })

  test('from where f is not defined do not begin', () => {
    const found = ends(runs('log(x)^2 + y^2', { starts: { kind: 'points', points: [[-1, 1]] }, methods: ['ngd'] }))
    expect(found.ngd?.statuses).toEqual([0, 0, 0, 0, 1])
  })

  test('with a schedule that is not positive are refused by its step', () => {
    expect(() => runs('(x*y-1)^2', { schedule: { kind: 'formula', text: '3 - k' } })).toThrow('at k = 3')
  })
})

describe('exports', () => {
  const films: Films = new Map()
  for (const reply of runs('(x^2 - y)^2')) if (reply.kind === 'frame' || reply.kind === 'film') addToFilms(films, reply)
  const reply = scene('(x^2 - y)^2', {
    problem: problem('(x^2 - y)^2', ['x*exp(2*y)']),
    points: [['0', '0']],
    arrows: 6,
  })
  const layers = { levels: true, solutionSet: true, flatMinima: true, lawLevels: true, field: true }
  const figure = portraitFigure(reply, INITIAL_STATE.view.window, layers, films, [[1.5, 1]])

  test('have every layer once, in the roles of the printed figures', () => {
    const roles = figure.panels[0]?.layers.map(({ role }) => role)
    expect(roles).toEqual([
      ...[
        'level',
        'field',
        'law',
        'minima',
        'normalized-descent',
        'gradient-descent',
        'gradient-flow',
        'flat',
        'start',
      ],
    ])
  })

  test('are well-formed and finite', () => {
    const [svg, tikz] = [svgFile(figure), tikzFigure(figure)]
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    expect(tikz).not.toMatch(/NaN|Infinity|undefined/)
    expect(svg).toContain('class="gradient-flow"')
    expect(tikz.match(/\\begin\{axis\}/g)).toHaveLength(1)
    expect(tikz).toContain('\\addlegendentry{flat minima}')
  })

  test('give each method a look of its own as long as there are some', () => {
    const drawn = METHODS.slice(0, 9)
    const roles = methodRoles(drawn)
    expect(new Set(roles.values()).size).toBe(drawn.length)
    expect(methodRoles(['flow', 'sgd']).get('sgd')).toBe('series-3')
  })

  test('leave out the layers that are switched off', () => {
    const off = { levels: false, solutionSet: false, flatMinima: false, lawLevels: false, field: false }
    expect(portraitFigure(reply, WINDOW, off, new Map(), []).panels[0]?.layers).toEqual([])
  })
})

test('traces fall with the slopes of the theory', () => {
  const [reply] = answers({
    ...{
      kind: 'traces',
      problem: problem('(x^2 - y)^2', ['x*exp(2*y)']),
      plane: PLANE,
      methods: ['ngd', 'gd', 'flow'],
    },
    ...{ start: [1.5, 1], alpha: 0.5, schedule: { kind: 'power', q: 4 }, steps: 20_000 },
    ...{ attractor: [['0', '0']], constants: {} },
  })
  if (reply?.kind !== 'traces') throw new Error('no traces')
  const law = { index: 0, plain: 'c', latex: 'c' }
  const panels = tracePanels(reply, law, { schedule: { kind: 'power', q: 4 }, order: 2 })
  expect(panels.map(({ title }) => title)).toEqual([
    'f along the run',
    'Distance to the attractor',
    'Drift of the law c',
  ])
  for (const { x, y } of panels) expect([x.from, x.to, y.from, y.to].every((end) => end > 0 && end < 1e200)).toBe(true)
  const slopes = panels.map(({ layers }) => {
    const path = layers.find(({ role }) => role === 'slope')?.paths[0]
    const [first, last] = [path?.[0], path?.at(-1)]
    return first && last ? Math.log(last[1] / first[1]) / Math.log(last[0] / first[0]) : undefined
  })
  expect(slopes.map((slope) => slope?.toFixed(3))).toEqual(['-0.500', '-0.250', undefined])
  // Without a proved order nothing is said of the distance.
  const unproved = tracePanels(reply, law, { schedule: { kind: 'power', q: 4 } })
  expect(unproved[1]?.layers.some(({ role }) => role === 'slope')).toBe(false)
})
