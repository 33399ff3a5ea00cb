import { graphScene } from '../../numerics/graph-scene.ts'
import { planeScene } from '../../numerics/plane-scene.ts'
import { type Interval, seeded } from '../../numerics/random.ts'
import type { StepSizes } from '../../numerics/step-sizes.ts'
import { samplesOf } from '../../numerics/stochastic-descent.ts'
import { distanceTo, windowTrace } from '../../numerics/window-trace.ts'
import {
  type Drawing,
  drawnMethod,
  drawnRuns,
  drawnSteps,
  onPlane,
  openDrawing,
  type Plane,
} from '../../toolkit/drawing.ts'
import { pointInDoubles } from '../../toolkit/point-in-doubles.ts'
import type {
  PlaneNames,
  PlotReply,
  PlotRequest,
  RunEnd,
  RunsRequest,
  SceneReply,
  SceneRequest,
  Starts,
  TracesRequest,
} from './messages.ts'

/** Flows are followed with so small errors that a cloud of them takes too long: so many of it. */
const MOST_FLOWS = 200
/** Steps of a flow between two rests. */
const FLOW_SLICE = 200
/** Of a cloud so many ends are told one by one. */
const MOST_ENDS = 20
/** From so many runs on single precision is enough for the picture. */
const MANY = 200

const NO_SAMPLES = 'f is no sum of several terms to draw from: stochastic gradient descent is gradient descent here.'

let opened: { readonly key: string; readonly drawing: Drawing } | undefined

const drawingOf = (problem: PlotRequest['problem']): Drawing => {
  const key = JSON.stringify(problem)
  if (opened?.key !== key) opened = { key, drawing: openDrawing(problem) }
  return opened.drawing
}

interface Placed {
  readonly plane: Plane
  readonly names: readonly [string, string]
  readonly others: readonly (readonly [string, number])[]
  readonly notes: readonly string[]
}

const placed = ({ variables }: Drawing, { x, y, fixed }: PlaneNames): Placed => {
  const wanted = [x, y].map((name) => variables.indexOf(name))
  const isGiven = wanted.every((index) => index >= 0) && x !== y
  const [across, up] = isGiven ? [wanted[0] as number, wanted[1] as number] : [0, Math.min(1, variables.length - 1)]
  const base = variables.map((name) => fixed[name] ?? 1)
  const others = variables.flatMap((name, i) => (i === across || i === up ? [] : [[name, base[i] as number] as const]))
  return {
    plane: { axes: [across, up], base },
    names: [variables[across] ?? '', variables.length === 1 ? 'f' : (variables[up] ?? '')],
    others,
    notes:
      !isGiven && (x !== '' || y !== '')
        ? [`f has no variables ${x} and ${y}: the plane of the first two is drawn.`]
        : others.length > 0
          ? [
              `Level sets and minima are those in the plane ${others.map(([name, value]) => `${name} = ${value}`).join(', ')}; runs leave it and are projected onto it.`,
            ]
          : [],
  }
}

const scene = (request: SceneRequest): SceneReply => {
  const drawing = drawingOf(request.problem)
  const { plane, names, others, notes } = placed(drawing, request.plane)
  const [x0, x1, y0, y1] = request.window
  const box: [Interval, Interval] = [
    [x0, x1],
    [y0, y1],
  ]
  const values = { ...request.problem.parameters, ...request.constants }
  const isGraph = drawing.variables.length === 1
  const points = request.points.flatMap((coordinates): readonly (readonly [number, number])[] => {
    const point = pointInDoubles(coordinates, values)
    const [x, y] = plane.axes.map((axis) => point?.[axis])
    return x === undefined || y === undefined ? [] : [[x, isGraph ? drawing.objective([x]) : y]]
  })
  const common = { kind: 'scene', axes: names, others, points } as const
  if (!isGraph) {
    const { size, arrows } = request
    const found = planeScene(onPlane(drawing, plane), { box, size, ...(arrows > 0 ? { arrows } : {}) })
    return { ...common, scene: found, notes: [...drawing.notes, ...notes, ...found.notes] }
  }
  const { pieces, zeros, notes: said } = graphScene(drawing.objective, box[0])
  return {
    ...common,
    scene: {
      box,
      values: { box, size: 0, values: new Float64Array() },
      ...{ levels: [], laws: [], field: new Float64Array(), notes: said },
      minima: { curves: [], points: zeros },
    },
    graph: pieces,
    notes: [...drawing.notes, ...said],
  }
}

const startsOf = (starts: Starts, { axes, base }: Plane): readonly (readonly number[])[] => {
  const place = ([x, y]: readonly [number, number]): readonly number[] =>
    base.map((value, i) => (i === axes[0] ? x : i === axes[1] ? y : value))
  if (starts.kind === 'points') return starts.points.map(place)
  const random = seeded(starts.seed)
  const [x0, x1, y0, y1] = starts.window
  return Array.from({ length: starts.count }, () => place([x0 + (x1 - x0) * random(), y0 + (y1 - y0) * random()]))
}

/** A flow goes far in its first steps: each of so many of them is cut into so many parts, short ones first. */
const CUT = { steps: 20, parts: 12, frames: 1.5 }

/** The step sizes of a method, with the first steps cut into parts, and the number of the step a part belongs to. */
const cutSteps = (sizes: StepSizes): { readonly sizes: StepSizes; readonly stepOf: (part: number) => number } => {
  const { steps, parts } = CUT
  const first = new Float64Array(steps)
  sizes(0, first)
  const later = new Float64Array(1)
  return {
    sizes: (from, out) => {
      for (let i = 0; i < out.length; i++) {
        const part = (from + i) % parts
        const step = Math.floor((from + i) / parts)
        if (step < steps) out[i] = ((first[step] as number) * ((part + 1) ** 3 - part ** 3)) / parts ** 3
        else {
          sizes(from + i - steps * (parts - 1), later)
          out[i] = later[0] as number
        }
      }
    },
    stepOf: (part) => (part < steps * parts ? part / parts : part - steps * (parts - 1)),
  }
}

function* runs(request: RunsRequest): Generator<PlotReply | undefined> {
  const drawing = drawingOf(request.problem)
  const { plane } = placed(drawing, request.plane)
  const { alpha, schedule, steps, frames, methods } = request
  const sizes = drawnSteps(alpha, schedule, steps)
  const all = startsOf(request.starts, plane)
  const isGraph = drawing.variables.length === 1
  const dimension = drawing.variables.length
  for (const method of methods) {
    const starts = method === 'flow' && request.starts.kind === 'cloud' ? all.slice(0, MOST_FLOWS) : all
    if (starts.length === 0) continue
    const cut = method === 'flow' && steps > CUT.steps ? cutSteps(sizes) : undefined
    const settings = {
      steps: cut === undefined ? steps : steps + CUT.steps * (CUT.parts - 1),
      frames: cut === undefined ? frames : Math.round(frames * CUT.frames),
      axes: plane.axes,
      ...(method === 'flow' ? { slice: FLOW_SLICE } : {}),
    }
    const film = drawnRuns(drawing, method, starts, cut?.sizes ?? sizes, settings, request.numbers)
    let next = film.next()
    for (; next.done !== true; next = film.next()) {
      if (next.value === undefined) {
        yield undefined
        continue
      }
      const { step: part, positions } = next.value
      const step = cut === undefined ? part : cut.stepOf(part)
      if (isGraph)
        for (let i = 0; i < positions.length; i += 2) positions[i + 1] = drawing.objective([positions[i] ?? 0])
      yield { kind: 'frame', method, step, positions: starts.length < MANY ? positions : new Float32Array(positions) }
    }
    const { ends, status, stoppedAt } = next.value
    const told = starts.slice(0, MOST_ENDS).map((start, i): RunEnd => {
      const end = Array.from(ends.subarray(i * dimension, (i + 1) * dimension))
      const isStopped = status[i] !== 0
      return {
        ...{ start, end, status: status[i] ?? 0, objective: drawing.objective(end) + (drawing.minimum ?? 0) },
        steps: isStopped ? Math.floor(cut === undefined ? (stoppedAt[i] ?? 0) : cut.stepOf(stoppedAt[i] ?? 0)) : steps,
      }
    })
    const statuses = [0, 0, 0, 0, 0]
    for (const one of status) statuses[one] = (statuses[one] ?? 0) + 1
    const notes = [
      ...(starts.length < all.length
        ? [`Gradient flow is drawn from the first ${MOST_FLOWS} starts of the cloud only.`]
        : []),
      ...(method === 'sgd' && samplesOf(drawing.descended).length < 2 ? [NO_SAMPLES] : []),
    ]
    yield { kind: 'film', method, count: starts.length, ends: told, statuses, notes }
  }
}

function* traces(request: TracesRequest): Generator<PlotReply | undefined> {
  const drawing = drawingOf(request.problem)
  const { plane } = placed(drawing, request.plane)
  const { steps } = request
  const sizes = drawnSteps(request.alpha, request.schedule, steps)
  const [start] = startsOf({ kind: 'points', points: [request.start] }, plane)
  const values = { ...request.problem.parameters, ...request.constants }
  const attractor = request.attractor.flatMap((coordinates) => {
    const point = pointInDoubles(coordinates, values)
    return point?.length === drawing.variables.length ? [point] : []
  })
  if (start === undefined || !Number.isFinite(drawing.objective(start))) {
    yield { kind: 'failure', message: 'f is not defined at this start: there is no run to measure.' }
    return
  }
  const initial = drawing.laws.map((law) => law(start))
  const measures = [
    drawing.objective,
    ...drawing.laws.map((law, i) => (x: ArrayLike<number>) => Math.abs(law(x) - (initial[i] as number))),
    ...(attractor.length > 0 ? [distanceTo(attractor)] : []),
  ]
  const found = []
  for (const method of request.methods) {
    const advance = drawnMethod(drawing, method, request.numbers)
    const { step, largest } = windowTrace(advance, start, sizes, steps, measures)
    const [objective = [], ...others] = largest
    const distance = attractor.length > 0 ? others.pop() : undefined
    found.push({ method, step, objective, drift: others, ...(distance === undefined ? {} : { distance }) })
    yield undefined
  }
  const { power, notes, minimum } = drawing
  const isShifted = minimum !== undefined
  yield { kind: 'traces', traces: found, isShifted, ...(power === undefined ? {} : { power }), notes }
}

/** Answers a request bit by bit; `undefined` where nothing is to be said yet but others may have their turn. */
export function* plotAnswers(request: PlotRequest): Generator<PlotReply | undefined> {
  if (request.kind === 'scene') yield scene(request)
  else if (request.kind === 'runs') yield* runs(request)
  else yield* traces(request)
}
