// Our side of bench/numerics.mjs: steps of one objective on 64 trajectories; prints as JSON the least nanoseconds of user
// time for a step of one of them, the sum of the final coordinates, and the milliseconds until its code was there.
// Arguments: objective, steps of a repetition, repetitions.
import { gradient as gradientOf } from '../src/expression/derivative.ts'
import { rational } from '../src/kernel/rational.ts'
import { call, difference, number, product, raised, sum, symbol, type Term } from '../src/kernel/term.ts'
import type { Descended } from '../src/numerics/descent.ts'
import { compileMethod, type MethodName } from '../src/numerics/methods.ts'
import { startAt } from '../src/numerics/trajectories.ts'

const LANES = 64
const CHUNK = 1000

interface Problem {
  readonly method: MethodName
  readonly alpha: number
  readonly variables: readonly string[]
  readonly objective: Term
  readonly residual?: Term
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
const { method, alpha, variables, objective, residual } = (PROBLEMS[name] as () => Problem)()
const descended: Descended = {
  variables,
  objective,
  gradient: variables.length > 8 ? [] : gradientOf(objective, variables),
  ...(residual === undefined ? {} : { residual: { value: residual, gradient: gradientOf(residual, variables) } }),
}
const starts = Array.from({ length: LANES }, (_, i) =>
  variables.map((_, j) => 0.3 + (((7 * j + 3) % 11) * 0.1 * (i + 1)) / LANES),
)
const sizes = new Float64Array(Math.min(CHUNK, Number(steps))).fill(alpha)
const began = performance.now()
const advance = compileMethod(method, descended, { beta: 0, rho: 0, seed: 1 })
advance(startAt(starts, variables.length), 0, LANES, new Float64Array(Math.ceil(16_384 / LANES)).fill(alpha), 0)
const ready = performance.now() - began
let least = Number.POSITIVE_INFINITY
let total = 0
for (let r = 0; r < Number(repetitions); r++) {
  const trajectories = startAt(starts, variables.length)
  const before = process.cpuUsage()
  for (let done = 0; done < Number(steps); done += sizes.length) advance(trajectories, 0, LANES, sizes, done)
  least = Math.min(least, process.cpuUsage(before).user / Number(steps) / LANES)
  total = trajectories.positions.reduce((s, column) => s + column.reduce((a, b) => a + b), 0)
}
console.log(JSON.stringify({ nanoseconds: least * 1000, total, ready }))
