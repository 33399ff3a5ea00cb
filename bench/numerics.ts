// Our side of bench/numerics.mjs: steps of one objective on 64 trajectories; prints as JSON the least nanoseconds of
// processor time for a step of one of them, the sum of the final coordinates, and the milliseconds until its code was there,
// for the first objective of a process and the least for others like it. (Those are by the clock: the processor time of a
// process has that of the threads in which V8 improves code meanwhile.)
// Arguments: objective, steps of a repetition, repetitions.
import { gradient as gradientOf } from '../src/expression/derivative.ts'
import { rational } from '../src/kernel/rational.ts'
import { call, difference, number, product, raised, sum, symbol, type Term } from '../src/kernel/term.ts'
import type { Descended } from '../src/numerics/descent.ts'
import { compileMethod, type MethodName } from '../src/numerics/methods.ts'
import { type Advance, startAt } from '../src/numerics/trajectories.ts'

const LANES = 64
const CHUNK = 1000

interface Problem {
  readonly method: MethodName
  readonly alpha: number
  readonly variables: readonly string[]
  readonly objective: Term
  readonly residual?: Term
  readonly samples?: readonly Term[]
}

const names = (letter: string, count: number): readonly string[] => Array.from({ length: count }, (_, i) => letter + i)
const [x, y] = [symbol('x'), symbol('y')]
const decimal = (tenths: number): Term => number(rational(tenths, 10))
const square = (term: Term): Term => raised(term, 2)

/** ||XY − M||_F² with M = the identity. */
const factorization = (n: number): Problem => {
  const [X, Y] = [names('x', n * n), names('y', n * n)]
  const entry = (i: number, j: number): Term => {
    const dot = sum(...X.slice(0, n).map((_, k) => product(symbol(`x${i * n + k}`), symbol(`y${k * n + j}`))))
    return square(difference(dot, number(i === j ? 1 : 0)))
  }
  const entries = Array.from({ length: n * n }, (_, at) => entry(Math.floor(at / n), at % n))
  return { method: 'gd', alpha: 0.001, variables: [...X, ...Y], objective: sum(...entries) }
}

const HIDDEN = 4
const SAMPLES = 4
/** Σ over samples of (Σ_k a_k·relu(u_k·z + v_k·w + c_k) − t)². */
const network = (): Problem => {
  const variables = ['a', 'u', 'v', 'c'].flatMap((letter) => names(letter, HIDDEN))
  const sample = (s: number): Term => {
    const [z, w, t] = [decimal(3 * s - 4), decimal(5 - 2 * s), decimal(s % 2 === 0 ? 7 : -3)]
    const units = names('', HIDDEN).map((k) =>
      product(
        symbol(`a${k}`),
        call('max', sum(product(symbol(`u${k}`), z), product(symbol(`v${k}`), w), symbol(`c${k}`)), number(0)),
      ),
    )
    return square(difference(sum(...units), t))
  }
  return {
    method: 'gd',
    alpha: 0.001,
    variables,
    objective: sum(...Array.from({ length: SAMPLES }, (_, s) => sample(s))),
  }
}

const DATA = 20
/** Σ over data of (a·x + b·y − c)². */
const regression = (): Problem => {
  const samples = Array.from({ length: DATA }, (_, s) =>
    square(sum(product(decimal((7 * s) % 11), x), product(decimal((3 * s) % 13), y), decimal(-((5 * s) % 7) - 1))),
  )
  return { method: 'sgd', alpha: 0.001, variables: ['x', 'y'], objective: sum(...samples), samples }
}

const hyperbola = difference(product(x, y), number(1))
const six = names('x', 6)
const PROBLEMS: Readonly<Record<string, () => Problem>> = {
  hyperbola: () => ({ method: 'gd', alpha: 0.01, variables: ['x', 'y'], objective: square(hyperbola) }),
  normalized: () => ({
    method: 'ngd',
    alpha: 0.01,
    variables: ['x', 'y'],
    objective: square(hyperbola),
    residual: hyperbola,
  }),
  parabola: () => ({
    method: 'gd',
    alpha: 0.01,
    variables: ['x', 'y'],
    objective: square(difference(square(x), y)),
  }),
  powers: () => ({
    method: 'gd',
    alpha: 0.00001,
    variables: ['x', 'y'],
    objective: product(raised(call('abs', x), decimal(17)), raised(call('abs', y), decimal(-7))),
  }),
  halves: () => ({
    method: 'gd',
    alpha: 0.00001,
    variables: ['x', 'y'],
    objective: product(raised(call('abs', x), decimal(25)), raised(call('abs', y), decimal(-5))),
  }),
  exponential: () => ({
    method: 'gd',
    alpha: 0.001,
    variables: ['x', 'y'],
    objective: square(difference(call('exp', x), y)),
  }),
  regression,
  product: () => ({
    method: 'gd',
    alpha: 0.001,
    variables: six,
    objective: square(difference(product(...six.map(symbol)), number(1))),
  }),
  network,
  matrix4: () => factorization(4),
  matrix16: () => factorization(16),
}

const [name = '', steps = '0', repetitions = '0'] = process.argv.slice(2)
const { method, alpha, variables, objective, residual, samples } = (PROBLEMS[name] as () => Problem)()
const processor = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return user + system
}
/** The method for the objective, times a factor where other code is wanted. */
const compiled = (factor: Term = number(1)): { advance: Advance; milliseconds: number } => {
  const times = (term: Term): Term => (factor.op === 'number' ? term : product(factor, term))
  const began = performance.now()
  const f = times(objective)
  const descended: Descended = {
    variables,
    objective: f,
    gradient: variables.length > 8 ? [] : gradientOf(f, variables),
    ...(samples === undefined ? {} : { samples: samples.map(times) }),
    ...(residual === undefined
      ? {}
      : { residual: { value: times(residual), gradient: gradientOf(times(residual), variables) } }),
  }
  const own = compileMethod(method, descended, { beta: 0, rho: 0, seed: 1 })
  own(startAt(starts, variables.length), 0, LANES, new Float64Array(Math.ceil(16_384 / LANES)).fill(alpha), 0)
  return { advance: own, milliseconds: performance.now() - began }
}
const starts = Array.from({ length: LANES }, (_, i) =>
  variables.map((_, j) => 0.3 + (((7 * j + 3) % 11) * 0.1 * (i + 1)) / LANES),
)
const sizes = new Float64Array(Math.min(CHUNK, Number(steps))).fill(alpha)
const { advance, milliseconds: first } = compiled()
const others =
  variables.length > 64 ? [] : Array.from({ length: 30 }, (_, k) => raised(symbol(variables[0] ?? ''), k + 2))
const later = Math.min(...others.map((factor) => compiled(factor).milliseconds))
let least = Number.POSITIVE_INFINITY
let total = 0
for (let r = 0; r < Number(repetitions); r++) {
  const trajectories = startAt(starts, variables.length)
  const before = process.cpuUsage()
  for (let done = 0; done < Number(steps); done += sizes.length) advance(trajectories, 0, LANES, sizes, done)
  least = Math.min(least, processor(before) / Number(steps) / LANES)
  total = trajectories.positions.reduce((s, column) => s + column.reduce((a, b) => a + b), 0)
}
console.log(JSON.stringify({ nanoseconds: least * 1000, total, first, later }))
