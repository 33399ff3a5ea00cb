import { describe, expect, test } from 'vitest'
import { gradient as gradientOf } from '../../src/expression/derivative.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { compileVector } from '../../src/numerics/compile.ts'
import { compileMethod } from '../../src/numerics/methods.ts'
import type { MethodNumbers } from '../../src/numerics/momentum-descent.ts'
import { boxOf, seeded, uniformPoint, wordAt } from '../../src/numerics/random.ts'
import { classifySamples } from '../../src/numerics/sample-classes.ts'
import { positionOf, startAt } from '../../src/numerics/trajectories.ts'

const termsOf = (texts: readonly string[], variables: readonly string[]) =>
  texts.map((text) => parseExpression(text, { variables }).term)
const list = <T>(length: number, of: (i: number) => T): T[] => Array.from({ length }, (_, i) => of(i))

const PLANE = ['x', 'y']
const WEIGHTS = ['a', 'u', 'v', 'c'].flatMap((letter) => list(4, (k) => `${letter}${k}`))
const unit = (k: number, s: number): string => `a${k}*max(u${k}*${s - 2}/4 + v${k}*${5 - 2 * s}/3 + c${k}, 0)`

/** Samples of one formula with data in it, of several formulas, of more than a kernel takes, and of many variables. */
const CASES: readonly (readonly [string, readonly string[], readonly string[], number])[] = [
  ['data in one formula', PLANE, list(25, (s) => `(${s - 7}*x/5 + ${(s * s) % 11}*y/7 - ${s % 4})^2`), 0.002],
  [
    'a few formulas',
    PLANE,
    ['(x*y - 1)^2', '(x^2 - 3)^4', '(x^2 - 5)^4', 'exp(x - y)/3', 'sqrt(x)*y', 'sin(9*x)'],
    0.01,
  ],
  ['many formulas', PLANE, list(12, (s) => `(x^${s + 1} - y)^2`), 0.02],
  ['a network', WEIGHTS, list(6, (s) => `(${list(4, (k) => unit(k, s)).join(' + ')} - ${s % 3})^2`), 0.01],
]
const NUMBERS: readonly MethodNumbers[] = [
  { beta: 0, rho: 0, seed: 1 },
  { beta: 0.4, rho: 0, seed: -(2 ** 40) - 3, firstRun: 1000 },
]
const STEPS = 700

const methodOf = (variables: readonly string[], texts: readonly string[], numbers: MethodNumbers) => {
  const samples = termsOf(texts, variables)
  const [objective] = termsOf([texts.join(' + ')], variables)
  if (objective === undefined) throw new Error('no objective')
  return compileMethod('sgd', { variables, objective, samples, gradient: [] }, numbers)
}

describe.each(CASES)('%s', (_, variables, texts, alpha) => {
  const random = seeded(3)
  const starts = list(100, () => uniformPoint(random, boxOf([-1.5, 1.5], variables.length)))
  const sizes = Float64Array.from({ length: STEPS }, (_, k) => alpha / Math.sqrt(k + 1))

  test.each(NUMBERS)('a block has the bits of each trajectory alone, %j', (numbers) => {
    const [together, alone] = [startAt(starts, variables.length), startAt(starts, variables.length)]
    const advance = methodOf(variables, texts, numbers)
    let first = 0
    for (const count of [300, 1, 2, STEPS - 303]) {
      const part = sizes.subarray(first, first + count)
      for (let low = 0; low < 100; low += 64) advance(together, low, Math.min(100, low + 64), part, first)
      first += count
    }
    for (const i of starts.keys()) advance(alone, i, i + 1, sizes, 0)
    expect(together).toEqual(alone)
  })

  test('each step is along the gradient of the sample that is drawn', () => {
    const samples = termsOf(texts, variables)
    const slopes = samples.map((sample) => compileVector(gradientOf(sample, variables), variables))
    const advance = methodOf(variables, texts, { beta: 0, rho: 0, seed: 5 })
    const out = variables.map(() => 0)
    let drawn = new Set<number>()
    for (let i = 0; i < 20; i++) {
      const start = starts[i] as number[]
      const trajectory = startAt(
        list(i + 1, () => start),
        variables.length,
      )
      advance(trajectory, i, i + 1, Float64Array.of(alpha), 40)
      const s = wordAt(5, i, 40) % samples.length
      drawn = drawn.add(s)
      slopes[s]?.(start, out)
      if (!out.every(Number.isFinite)) continue
      const next = start.map((x, j) => x - alpha * samples.length * (out[j] ?? 0))
      for (const [j, x] of positionOf(trajectory, i).entries()) expect(x).toBeCloseTo(next[j] ?? 0, 11)
    }
    expect(drawn.size).toBeGreaterThan(2)
  })
})

test('samples that differ in numbers are one class; others are not', () => {
  const samples = termsOf(
    ['(2*x - y + 1/3)^2', '(x^2 - 1)^2', '(-5*x - y - 2)^2', '(x^3 - 1)^2', '(2*x - y + 2)^2'],
    PLANE,
  )
  const { classes, classOf } = classifySamples(samples)
  expect(classOf).toEqual([0, 1, 0, 2, 0])
  // What is the same in all of them stays a number; what the others have is of no use.
  expect(classes.map(({ formula }) => printTerm(formula))).toEqual([
    '(:data0*x - y + :data1)^2',
    '(x^2 - 1)^2',
    '(x^3 - 1)^2',
  ])
  const [first] = classes
  const of = (name: string): unknown => [0, 2, 4].map((s) => first?.columns.get(name)?.[s])
  expect(of(':data0')).toEqual([2, -5, 2])
  expect(of(':data1')).toEqual([1 / 3, -2, 2])
})

test('draws are those of recorded runs', () => {
  const words = (
    [
      [1, 2, 3],
      [0, 0, 0],
      [-5, 7, 2 ** 40 + 1],
      [2 ** 53 - 1, 1, 1],
    ] as const
  ).map(([s, i, k]) => wordAt(s, i, k))
  expect(words).toEqual([2136912123, 2408978724, 30047031, 3368876618])
})
