import { describe, expect, test } from 'vitest'
import { type CheckedClaim, isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import type { FlowJson } from '../../src/kernel/laws/flow.ts'
import { dimensionOfLaws, numberOfLaws } from '../../src/theorems/number-of-laws.ts'
import { contextOf } from '../refused/entries.ts'

const genuine = (claim: Claim, certificate: unknown): CheckedClaim => {
  const checked = verify(claim, certificate)
  if (!isCheckedClaim(checked)) throw new Error(`${claim.claim}: ${checked.reason}: ${checked.detail}`)
  return checked
}

type Context = Claim['context']
const gradient = (...potentials: string[]): FlowJson => ({ kind: 'gradient', potentials, metric: null })
const IDENTITY = { kind: 'identity' }

const law = (context: Context, flow: FlowJson, quantity: string, point: unknown = null): CheckedClaim => {
  const proofs = Object.fromEntries(flow.potentials.map((_, j) => [`field.${j + 1}`, IDENTITY]))
  return genuine({ claim: 'first-integral', context, flow, quantity }, { outcome: 'proved', proofs, point })
}
const independent = (context: Context, quantities: readonly string[], point: { [name: string]: string }) =>
  genuine(
    { claim: 'independent', context, quantities, point },
    { outcome: 'proved', proofs: { rank: { kind: 'enclosure', bits: 64 } } },
  )
const counted = (claim: Claim, count: object) => genuine(claim, { outcome: 'proved', proofs: {}, count })
const bound = (context: Context, flow: FlowJson, point: object, brackets: readonly unknown[]) =>
  counted(
    { claim: 'law-bound', context, flow, atMost: context.variables.length - brackets.length },
    { kind: 'lie-rank', prime: 67108859, point, brackets },
  )
const local = (context: Context, flow: FlowJson, point: object) =>
  counted(
    { claim: 'local-laws', context, flow, atLeast: context.variables.length - 1 },
    {
      kind: 'involutive',
      point,
      basis: [0],
      fields: [{ times: '1', combination: ['1'] }],
      brackets: [[{ times: '1', combination: ['0'] }]],
    },
  )
const rank = (claim: Claim, parameters: object = {}) =>
  counted(claim, { kind: 'modular-rank', prime: 67108859, parameters })

const ABC = contextOf(['a', 'b', 'c'])
const FLOW = gradient('a*b', 'a*c')
const BALANCE = 'a^2 - b^2 - c^2'
const P = { a: '1', b: '2', c: '3' }
const CLAIMS = {
  law: law(ABC, FLOW, BALANCE),
  independent: independent(ABC, [BALANCE], P),
  bound: bound(ABC, FLOW, { a: 1, b: 2, c: 3 }, [0, 1]),
}
const subject = { context: ABC, flow: FLOW }

describe('the number of laws', () => {
  test('is exact where the bounds meet', () => {
    const answer = numberOfLaws(subject, Object.values(CLAIMS))
    expect(answer).toMatchObject({ exact: 1, atMost: 1, atLeast: 1, known: [BALANCE], trust: 'kernel' })
    expect(answer?.text).toBe(
      'There is exactly 1 independent law of the flows of grad l(phi) for every loss l, phi = (a*b, a*c). ' +
        'a^2 - b^2 - c^2 is conserved, with a differential that is not 0 at (a, b, c) = (1, 2, 3), hence on a dense open ' +
        'set. No 2 laws of class C^1 have independent differentials at any point.',
    )
  })

  test.for([
    ['without a law', [CLAIMS.independent, CLAIMS.bound], { atMost: 1, atLeast: 0 }],
    ['without independence', [CLAIMS.law, CLAIMS.bound], { atMost: 1, atLeast: 0 }],
    ['without a bound', [CLAIMS.law, CLAIMS.independent], { atLeast: 1 }],
  ] as const)('%s there is a gap', ([, checked, bounds]) => {
    const answer = numberOfLaws(subject, checked)
    expect(answer).toMatchObject(bounds)
    expect(answer).not.toHaveProperty('exact')
  })

  test('nothing follows from nothing, nor from look-alikes', () => {
    expect(numberOfLaws(subject, [])).toBeUndefined()
    expect(numberOfLaws(subject, JSON.parse(JSON.stringify(Object.values(CLAIMS))))).toBeUndefined()
    expect(numberOfLaws(subject, [{ ...CLAIMS.law }, { ...CLAIMS.independent }, { ...CLAIMS.bound }])).toBeUndefined()
  })

  const other = gradient('a*b', 'a*b*c')
  const wider = contextOf(['a', 'b', 'c', 'd'])
  const renamed = contextOf(['b', 'a', 'c'])
  test.for<readonly [string, readonly CheckedClaim[]]>([
    ['a law of one potential alone', [law(ABC, gradient('a*b'), BALANCE.replace(' - c^2', '')), CLAIMS.independent]],
    ['the same law of another flow', [law(ABC, gradient('a*c', 'a*b'), BALANCE), CLAIMS.independent]],
    ['the same law with other variables', [law(wider, FLOW, BALANCE), CLAIMS.independent]],
    ['the same law with the variables in another order', [law(renamed, FLOW, BALANCE), CLAIMS.independent]],
    [
      'the same law for a metric',
      [law(ABC, { ...FLOW, metric: ['1', '1', '1'] } as FlowJson, BALANCE), CLAIMS.independent],
    ],
    ['independence of another quantity', [CLAIMS.law, independent(ABC, ['a^2 - b^2'], P)]],
    ['independence of more than is conserved', [CLAIMS.law, independent(ABC, [BALANCE, 'a'], P)]],
    ['independence in another context', [CLAIMS.law, independent(wider, [BALANCE], { ...P, d: '0' })]],
  ])('%s does not count as a law', ([, checked]) => {
    expect(numberOfLaws(subject, [...checked, CLAIMS.bound])).toMatchObject({ atLeast: 0, atMost: 1, known: [] })
  })

  test.for<readonly [string, CheckedClaim]>([
    ['another flow', bound(ABC, other, { a: 1, b: 2, c: 3 }, [0, 1])],
    ['another context', bound(wider, FLOW, { a: 1, b: 2, c: 3, d: 4 }, [0, 1])],
    ['assumed parameters', bound({ ...ABC, parameters: ['p'] }, FLOW, { a: 1, b: 2, c: 3, p: 4 }, [0, 1])],
  ])('the bound for %s does not count', ([, foreign]) => {
    expect(numberOfLaws(subject, [CLAIMS.law, CLAIMS.independent, foreign])).not.toHaveProperty('atMost')
  })

  test('sums, products and powers of laws are laws', () => {
    const made = independent(ABC, [`-(${BALANCE})^2 + 3*(${BALANCE})`], P)
    expect(numberOfLaws(subject, [CLAIMS.law, made, CLAIMS.bound])).toMatchObject({ exact: 1 })
    const quotient = independent(ABC, [`1/(${BALANCE})`], P)
    expect(numberOfLaws(subject, [CLAIMS.law, quotient, CLAIMS.bound])).toMatchObject({ atLeast: 0 })
  })

  test('laws that exist without being known are counted, and those known beside them', () => {
    const context = contextOf(['x', 'y', 'z'])
    const flow = gradient('x*y + z^3')
    const facts = [
      local(context, flow, { x: '0', y: '0', z: '0' }),
      bound(context, flow, { x: 1, y: 2, z: 3 }, [0]),
      law(context, flow, 'x^2 - y^2'),
      independent(context, ['x^2 - y^2'], { x: '1', y: '0', z: '0' }),
    ]
    const answer = numberOfLaws({ context, flow }, facts)
    expect(answer).toMatchObject({ exact: 2, known: ['x^2 - y^2'] })
    expect(answer?.text).toContain('there are 2 independent laws, of which 1 is known in closed form')
  })

  test('the gradient flow of one objective has the laws of `conserved`', () => {
    const context = contextOf(['x', 'y'])
    const f = '(x*y - 1)^2'
    const conserved = (g: object) =>
      genuine({ claim: 'conserved', context, f, g: [g] } as unknown as Claim, {
        outcome: 'proved',
        proofs: { 'piece.1': IDENTITY },
      })
    const one = independent(context, ['x^2 - y^2'], { x: '1', y: '0' })
    const whole = conserved({ when: [], value: 'x^2 - y^2' })
    expect(numberOfLaws({ context, flow: gradient(f) }, [whole, one])).toMatchObject({ atLeast: 1 })
    const onCell = conserved({ when: ['x > 0'], value: 'x^2 - y^2' })
    expect(numberOfLaws({ context, flow: gradient(f) }, [onCell, one])).toBeUndefined()
    expect(numberOfLaws({ context, flow: gradient(f, 'x') }, [whole, one])).toBeUndefined()
    expect(
      numberOfLaws({ context, flow: { ...gradient(f), metric: ['1', 'x'] } as FlowJson }, [whole, one]),
    ).toBeUndefined()
  })

  test('a law does not count where the flow is not defined', () => {
    const context = contextOf(['x', 'y', 'z'])
    const flow = gradient('x*y + 0*log(z)')
    // It is 0 where z > 0; where z < 0 it is not conserved by x*y, but the flow is not defined there.
    const quantity = 'x*max(-z, 0)'
    const square = { weight: '1', square: '1' }
    const positivstellensatz = (terms: readonly object[], multiples: readonly object[] = []) => ({
      kind: 'positivstellensatz',
      terms,
      multiples,
    })
    const vanishing = positivstellensatz(
      [{ weight: '1', square: 'y*max(-z, 0)', times: [] }],
      [{ of: 'sgn(z) - 1', by: '-(y*z/2)^2*(sgn(z) - 1)' }],
    )
    const below = positivstellensatz([
      { ...square, times: ['z'] },
      { ...square, times: ['-z'] },
    ])
    const at = positivstellensatz([{ ...square, times: ['z'] }], [{ of: 'z', by: '-1' }])
    const cells = [
      { sign: '>', proof: vanishing },
      { sign: '<', proof: below },
      { sign: '=', proof: at },
    ]
    const proofs = { 'field.1': { kind: 'split', on: 'z', cells } }
    const vacuous = genuine(
      { claim: 'first-integral', context, flow, quantity },
      { outcome: 'proved', proofs, point: { x: '0', y: '0', z: '1' } },
    )
    const there = independent(context, [quantity], { x: '0', y: '0', z: '-1' })
    expect(numberOfLaws({ context, flow }, [vacuous, there])).toBeUndefined()
  })

  test('generic parameters are spoken of', () => {
    const context = contextOf(['x', 'y'], { parameters: ['p', 'q'], assume: ['p > 0', 'q > 0'] })
    const flow = gradient('p*x^2 + q*y^2', 'x*y')
    const answer = numberOfLaws({ context, flow }, [bound(context, flow, { x: 1, y: 2, p: 1, q: 1 }, [0, 1])])
    expect(answer).toMatchObject({ exact: 0 })
    expect(answer?.text).toContain('for all p, q off the zeros of some nonzero polynomial')
  })
})

describe('the dimension of the polynomial laws', () => {
  const upper = (degree: number, atMost: number) =>
    rank({ claim: 'polynomial-laws-bound', context: ABC, flow: FLOW, degree, atMost })
  const lower = (degree: number, ...quantities: string[]) =>
    rank({ claim: 'linearly-independent', context: ABC, quantities, degree })

  test('is exact where the bounds meet', () => {
    expect(dimensionOfLaws(subject, 2, [CLAIMS.law, lower(2, BALANCE), upper(2, 1)])).toMatchObject({ exact: 1 })
    const products = lower(4, BALANCE, `(${BALANCE})^2`)
    expect(dimensionOfLaws(subject, 4, [CLAIMS.law, products, upper(4, 2)])).toMatchObject({
      exact: 2,
      trust: 'kernel',
    })
  })

  test.for<readonly [string, number, readonly CheckedClaim[], object | undefined]>([
    ['no law', 2, [lower(2, BALANCE), upper(2, 1)], { atLeast: 0, atMost: 1 }],
    ['no independence', 2, [CLAIMS.law, upper(2, 1)], { atLeast: 0, atMost: 1 }],
    ['a law too large', 2, [CLAIMS.law, lower(4, `(${BALANCE})^2`), upper(2, 1)], { atLeast: 0, atMost: 1 }],
    ['a bound for another degree', 4, [CLAIMS.law, lower(2, BALANCE), upper(2, 1)], { atLeast: 1 }],
    ['independence with something else', 2, [CLAIMS.law, lower(2, BALANCE, 'a')], undefined],
    ['nothing', 2, [], undefined],
  ])('with %s there is a gap', ([, degree, checked, expected]) => {
    const answer = dimensionOfLaws(subject, degree, checked)
    if (expected === undefined) expect(answer).toBeUndefined()
    else expect(answer).toMatchObject(expected)
    expect(answer ?? {}).not.toHaveProperty('exact')
  })
})
