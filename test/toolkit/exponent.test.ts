import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import * as Q from '../../src/kernel/rational.ts'
import { renderExponentReport } from '../../src/report/exponent-report.ts'
import {
  type StabilityReason,
  type StabilitySubject,
  stabilityClaims,
  stabilityTrust,
  supportClaims,
  supportConclusion,
} from '../../src/theorems/gradient-stability.ts'
import { decide } from '../../src/toolkit/decide.ts'
import { exponentOf } from '../../src/toolkit/exponent.ts'
import { exponentSubject } from '../../src/toolkit/exponent-setting.ts'
import { readProblem } from '../../src/toolkit/problem.ts'
import { exponentInWords } from '../../src/toolkit/results-in-words.ts'

const at = (objective: string, point: readonly string[], step: string) =>
  exponentOf(readProblem({ objective }), { point, step, timeout: 30 })

/** Reference values of μ and λ, recorded from another program. */
test.each([
  ['(x^2/2 + y^2/4)/2', 2, '1.5', -0.4700036292457356, -0.34657359027997264],
  ['(3*x^2/2 + 0.2*y^2/2)/2', 2, '0.9', -0.09431067947124129, 0.26531412553108524],
  ['(2.5*x^2/2 + 1.5*y^2/2 + 0.4*z^2/2)/3', 3, '0.6', -0.08338160893905101, -0.09147894856725343],
  ['(0.2*x^2/2 + x^2/2 + 4*x^2/2)/3', 1, '0.8', -0.9501922835498363, -0.33177797973820267],
])('%s with step %s', async (objective, dimension, step, mu, lambda) => {
  const { gd, sgd } = await at(
    objective,
    Array.from({ length: dimension }, () => '0'),
    step,
  )
  expect(gd.value).toBeCloseTo(mu, 12)
  expect(sgd.value).toBeCloseTo(lambda, 12)
  expect([gd.stability, sgd.stability]).toEqual(['stable', lambda < 0 ? 'stable' : 'unstable'])
  for (const { verdict } of [gd, sgd]) expect(verdict).toMatchObject({ status: 'proved', trust: 'kernel' })
})

test('at a minimum of products, off the origin', async () => {
  const flat = await at('((x1*x2-1)^2 + (x3*x4-1)^2)/4', ['1', '1', '1', '1'], '0.9')
  expect([flat.gd.exact, flat.sgd.exact, flat.sgd.stability]).toEqual(['log(1/10)', 'log(4/5)/2', 'stable'])
  const sharp = await at('((x1*x2-1)^2 + (x3*x4-1)^2)/4', ['1', '1', '2', '1/2'], '0.9')
  expect([sharp.gd.stability, sharp.sgd.stability]).toEqual(['stable', 'unstable'])
  expect(sharp.curvatures).toEqual(['2', '17/4'])
})

test('oblique gradients are measured; the sign is decided only by a condition', async () => {
  const open = await at('((1.6*x)^2/2 + (0.95*x+0.25*y)^2/2)/2', ['0', '0'], '1')
  const [low, high] = open.sgd.measured?.confidence ?? [0, 0]
  expect(low).toBeLessThan(-0.028)
  expect(high).toBeGreaterThan(-0.031)
  expect(open.sgd).toMatchObject({ stability: 'undecided', verdict: { status: 'unknown' } })
  const small = await at('((x*y-1)^2 + (x*z-1)^2)/4', ['1', '1', '1'], '0.9')
  expect(small.sgd).toMatchObject({ stability: 'stable', verdict: { status: 'proved' } })
  const large = await at('((x*y-1)^2 + (x*z-1)^2)/4', ['1', '1', '1'], '1.2')
  expect(large.sgd).toMatchObject({ stability: 'unstable', verdict: { status: 'proved' } })
  expect(large.sgd.value).toBeGreaterThan(0)
})

test('no statement where the exponent is 0, and minus infinity where a factor vanishes', async () => {
  const zero = await at('(x*y-1)^2/2', ['1', '1'], '1')
  expect(zero.gd).toMatchObject({ stability: 'undecided', value: 0 })
  const none = await at('(x*y-1)^2/2', ['1', '1'], '1/2')
  expect(none.gd).toMatchObject({ stability: 'stable', value: null, exact: '-infinity' })
  expect(none.sgd).toMatchObject({ stability: 'stable', value: null, exact: '-infinity' })
})

test('one unstable direction is enough for gradient descent', async () => {
  const { gd } = await at('((x*y-1)^2 + (x*z-1)^2)/4', ['3', '1/3', '1/3'], '1')
  expect(gd).toMatchObject({ stability: 'unstable', verdict: { status: 'proved' } })
})

describe('the support of the limit needs regularity where the exponent is positive', () => {
  test('orthogonal gradients split: nothing is said, with the reason', async () => {
    const sharp = await at('((x1*x2-1)^2 + (x3*x4-1)^2)/4', ['1', '1', '2', '1/2'], '0.9')
    expect(sharp.regularity.isRegular).toBe(false)
    expect(sharp.regularity.reason).toContain('{1} and {2} are orthogonal')
    expect(sharp.gd.support).toMatchObject({ support: 'inside', theorem: '[CE], Theorem A [T]', trust: 'kernel' })
    expect(sharp.sgd).toMatchObject({ stability: 'unstable', support: { support: 'undecided' } })
  })
  test('oblique gradients, and those of one direction, are regular; a singular factor is not', async () => {
    const oblique = await at('((x*y-1)^2 + (x*z-1)^2)/4', ['1', '1', '1'], '1.2')
    expect(oblique.regularity.isRegular).toBe(true)
    expect(oblique.sgd.support).toMatchObject({ support: 'outside', trust: 'kernel' })
    const parallel = await at('(x^2/2 + 9*x^2/2)/2', ['0'], '0.9')
    expect(parallel.sgd).toMatchObject({ stability: 'stable', support: { support: 'inside' } })
    const singular = await at('((x*y-1)^2 + 4*(x*z-1)^2)/4', ['1', '1', '1'], '1/2')
    expect(singular.regularity).toEqual({ isRegular: false, reason: 'step*k_i = 1 for sample 1' })
  })
})

describe('samples are declared, or the addends of f', () => {
  const objective = '((x*y-1)^2 + (x*z-1)^2)/4'
  const point = ['1', '1', '1']
  test('a mean and a sum mean the same; what is not f is refused', async () => {
    const given = async (samples: readonly string[]) =>
      (await exponentOf(readProblem({ objective }), { point, step: '0.9', samples, timeout: 30, runs: 0 })).curvatures
    const own = (await at(objective, point, '0.9')).curvatures
    expect(await given(['(x*y-1)^2/2', '(x*z-1)^2/2'])).toEqual(own)
    expect(await given(['(x*y-1)^2/4', '(x*z-1)^2/4'])).toEqual(own)
    // An expanded square is one sample.
    expect(await given(['x^2*y^2/2 - x*y + 1/2', '(x*z-1)^2/2'])).toEqual(own)
    await expect(given(['(x*y-1)^2/2', '(x*z-1)^2'])).rejects.toThrow('are not the objective')
    await expect(given(['(x*y-1)^2/2 + (x*z-1)^2/2', '0*x'])).rejects.toThrow(/a sample is not/)
  })
  test('one expanded objective is refused without them', async () => {
    const expanded = '(x^2*y^2 - 2*x*y + 2 + x^2*z^2 - 2*x*z)/4'
    await expect(at(expanded, point, '0.9')).rejects.toThrow(/not a sum of squares/)
    const samples = ['(x*y-1)^2/2', '(x*z-1)^2/2']
    const found = await exponentOf(readProblem({ objective: expanded }), { point, step: '0.9', samples, timeout: 30 })
    expect(found.curvatures).toEqual(['2', '2'])
  })
})

describe('runs beside the minimum', () => {
  test('do what the signs say: gradient descent stays where its stochastic form leaves', async () => {
    const sharp = await at('((x1*x2-1)^2 + (x3*x4-1)^2)/4', ['1', '1', '2', '1/2'], '0.9')
    expect(sharp.gd.runs).toMatchObject({ agreement: 'agrees', converged: { count: 100 }, left: { count: 0 }, open: 0 })
    expect(sharp.sgd.runs).toMatchObject({ agreement: 'agrees', converged: { count: 0 }, left: { count: 100 } })
    expect(sharp.sgd.runs?.left.confidence[0]).toBeCloseTo(0.963, 3)
    expect(sharp.sgd.runs?.displacement).toBeGreaterThan(0.01)
    expect(sharp.gd.runs?.displacement).toBeLessThan(1e-5)
  })
  test('say nothing where the exponent is 0, and are the same for the same seed', async () => {
    const zero = await at('(x*y-1)^2/2', ['1', '1'], '1')
    expect(zero.gd.runs?.agreement).toBe('inconclusive')
    const again = await at('(x*y-1)^2/2', ['1', '1'], '1')
    expect(again.sgd.runs).toEqual(zero.sgd.runs)
  })
})

test('the report words nothing more strongly than the verdicts', async () => {
  const result = await at('((x1*x2-1)^2 + (x3*x4-1)^2)/4', ['1', '1', '2', '1/2'], '0.9')
  const page = renderExponentReport(result, 'markdown')
  expect(page).toContain('undecided: the minimum is not regular')
  expect(page).toContain('100 of 100 (95 % interval 0.963 to 1.000)')
  expect(page).toContain('evidence, not a verdict')
  expect(renderExponentReport(result, 'latex', { fragment: true })).toContain('\\lambda')
  expect(JSON.parse(renderExponentReport(result, 'json'))).toMatchObject({ sgd: { stability: 'unstable' } })
  const small = await at('(x*y-1)^2/2', ['1', '1'], '1/2')
  expect(renderExponentReport(small, 'markdown')).toContain('Sign: proved, stable')
  // The same answer, if only a solver had said so.
  const solver = { status: 'proved', trust: 'solver', method: 'z3', certificate: {} } as const
  const reported = { ...small.gd, verdict: solver, support: { ...small.gd.support, trust: 'solver' } } as const
  const other = renderExponentReport({ ...small, gd: reported, sgd: reported } as typeof small, 'markdown')
  expect(other).toContain('Sign: reported by a solver (z3), not re-checked, stable')
  expect(other).toContain(String.raw`belongs to it, \[CE\], Theorem A \[T\], if the solver is right`)
  expect(other).not.toContain('proved')
  expect(exponentInWords({ ...small, gd: reported } as typeof small).words[1]).toContain(
    'reported by a solver, not re-checked (z3); support: inside, if the solver is right',
  )
})

describe('what cannot be read is refused with one message', () => {
  test.each([
    ['(x*y-1)^2', ['1'], '1', /1 coordinates/],
    ['(x*y-1)^2', ['2', '1'], '1', /is 1 at the point/],
    ['(x*y)^2', ['0', '0'], '1', /gradient 0/],
    ['(x*y-1)^2', ['1', '1'], '0', /step size is 0/],
    ['(x*y-1)^2', ['1', 'sqrt(2)'], '1', /y is sqrt\(2\)/],
    ['x^2 + x*y', ['0', '0'], '1', /not a sum of squares/],
    ['(y-sin(x))^2', ['0', '0'], '1', /not a sum of squares/],
  ])('%s at %j', async (objective, point, step, message) => {
    await expect(at(objective, point, step)).rejects.toThrow(message)
    await expect(at(objective, point, step)).rejects.toBeInstanceOf(InputError)
  })
})

const budget = { deadline: Date.now() + 120_000 }
const subject = exponentSubject(
  readProblem({ objective: '((x*y-1)^2 + (x*z-2)^2)/4' }),
  { point: ['1', '1', '2'], step: '0.3' },
  budget,
)
const reason: StabilityReason = { kind: 'sgd-small-steps' }

const sealsOf = async (of: StabilitySubject, why: StabilityReason): Promise<readonly unknown[]> => {
  const seals: unknown[] = []
  for (const claim of stabilityClaims(of, why)) {
    const verdict = await decide(claim, { budget, hints: { seed: 1 } }, { trust: 'kernel' })
    if (verdict.status === 'proved') seals.push(verdict.checked)
  }
  return seals
}

describe('the page', () => {
  test('says nothing on the support without regularity', async () => {
    const why: StabilityReason = { kind: 'sgd-determinant' }
    const unstable = { ...subject, step: Q.rational(6, 5) }
    const claims = supportClaims(unstable, why) ?? []
    const seals: unknown[] = []
    for (const claim of claims) {
      const verdict = await decide(claim, { budget, hints: { seed: 1 } }, { trust: 'kernel' })
      if (verdict.status === 'proved') seals.push(verdict.checked)
    }
    expect(supportConclusion(unstable, why, seals)).toMatchObject({ support: 'outside', trust: 'kernel' })
    for (const left of seals) {
      const others = seals.filter((seal) => seal !== left)
      expect(supportConclusion(unstable, why, others)).toBeUndefined()
    }
    // Those of the sign alone are not enough.
    expect(claims.length).toBeGreaterThan(stabilityClaims(unstable, why).length)
    expect(supportConclusion(unstable, why, await sealsOf(unstable, why))).toBeUndefined()
  })
  test('rests on the kernel', async () => {
    expect(stabilityTrust(subject, reason, await sealsOf(subject, reason))).toBe('kernel')
  })
  test('demands every hypothesis', async () => {
    const seals = await sealsOf(subject, reason)
    for (const left of seals) {
      expect(
        stabilityTrust(
          subject,
          reason,
          seals.filter((seal) => seal !== left),
        ),
      ).toBeUndefined()
    }
    expect(stabilityTrust(subject, reason, JSON.parse(JSON.stringify(seals)) as unknown[])).toBeUndefined()
    expect(stabilityTrust({ ...subject, step: Q.ONE }, reason, seals)).toBeUndefined()
  })
  const [first, second] = subject.samples
  const wrongs: { readonly [name: string]: Partial<StabilitySubject> } =
    first === undefined || second === undefined
      ? {}
      : {
          'a gradient that is too short': { samples: [{ ...first, gradient: [Q.ZERO, Q.ONE, Q.ZERO] }, second] },
          'a weight that is too small': { samples: [{ ...first, weight: Q.rational(1, 2) }, second] },
          'another point': { point: [Q.ONE, Q.ONE, Q.ZERO] },
          'one sample left out': { samples: [first] },
          'another objective': { f: '(x*y-1)^2' },
        }
  test.each(Object.keys(wrongs))('is not reached with %s', async (name) => {
    const wrong = { ...subject, ...wrongs[name] }
    expect(stabilityTrust(wrong, reason, await sealsOf(wrong, reason))).toBeUndefined()
  })
  const reasons: readonly StabilityReason[] = [
    { kind: 'gd-unstable', along: [Q.ONE, Q.ONE, Q.ONE] },
    { kind: 'sgd-determinant' },
    { kind: 'sgd-parallel', sign: 'negative' },
    { kind: 'sgd-orthogonal' },
  ]
  test.each(reasons.map(({ kind }) => kind))('is not reached by a reason that does not hold: %s', async (kind) => {
    const why = reasons.find((r) => r.kind === kind) as StabilityReason
    expect(stabilityTrust(subject, why, await sealsOf(subject, why))).toBeUndefined()
  })
})
