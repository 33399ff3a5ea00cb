import { beforeAll, describe, expect, test } from 'vitest'
import { type CheckedClaim, isCheckedClaim, obligationsOf, verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import type { Json } from '../../src/kernel/json.ts'
import { type HypothesisId, hypothesesOf } from '../../src/theorems/hypothesis.ts'
import { limitSetOf } from '../../src/theorems/limit-set.ts'
import { isSolverStatement, type SolverStatement, solverStatement } from '../../src/theorems/solver-statement.ts'
import { theorem29 } from '../../src/theorems/theorem-2-9.ts'
import { theoremS, theoremSHypotheses } from '../../src/theorems/theorem-s.ts'
import { HYPERBOLA, settledAll } from './subject.ts'

const CLAIMS = hypothesesOf(HYPERBOLA)
const IDS = theoremSHypotheses(HYPERBOLA, 'conserved').map(({ id }) => id as HypothesisId)

/** A certificate by which a solver says all that a claim needs, without one having been asked. */
const saidOf = (claim: Claim): { readonly [field: string]: Json } => ({
  solver: 'z3',
  version: '1',
  scripts: Object.fromEntries(obligationsOf(claim).map(({ name }) => [name, '(check-sat)'])),
  proofs: {},
  ...(claim.claim === 'minimum-zero' ? { attained: { point: { x: '1', y: '1' }, proof: { kind: 'identity' } } } : {}),
})

const said = (claim: Claim): SolverStatement => {
  const statement = solverStatement(claim, saidOf(claim))
  if (statement === undefined) throw new Error(`expected a statement of ${claim.claim}`)
  return statement
}

let own: ReadonlyMap<HypothesisId, CheckedClaim>
beforeAll(async () => {
  const sealed = await settledAll(IDS.map((id) => CLAIMS[id]))
  own = new Map(IDS.map((id, i) => [id, sealed[i] as CheckedClaim]))
}, 120_000)
const without = (id: HypothesisId): CheckedClaim[] => [...own].filter(([other]) => other !== id).map(([, c]) => c)
const SAYABLE = IDS.filter((id) => id !== 'coercive' && obligationsOf(CLAIMS[id]).length > 0)

describe("a solver's statement", () => {
  test('is no checked claim, and its certificate none of the kernel', () => {
    const statement = said(CLAIMS.conserved)
    expect(isSolverStatement(statement)).toBe(true)
    expect(isCheckedClaim(statement)).toBe(false)
    expect(verify(CLAIMS.conserved, saidOf(CLAIMS.conserved))).toMatchObject({ rejected: true, reason: 'format' })
  })

  test.for<readonly [string, () => unknown]>([
    ['a look-alike', () => ({ claim: CLAIMS.conserved, solver: 'z3 1' })],
    ['a spread copy', () => ({ ...said(CLAIMS.conserved) })],
    ['a JSON round trip', () => JSON.parse(JSON.stringify(said(CLAIMS.conserved)))],
    ['an object with its prototype', () => Object.create(Object.getPrototypeOf(said(CLAIMS.conserved)))],
    ['a checked claim', () => own.get('conserved')],
  ])('is not %s', ([, forged]) => {
    expect(isSolverStatement(forged())).toBe(false)
  })

  test('is made by one function only', () => {
    const Made = said(CLAIMS.conserved).constructor as unknown as new (...args: unknown[]) => object
    expect(() => new Made(Symbol('said by a solver'), CLAIMS.conserved, 'z3')).toThrow(TypeError)
    expect(Object.isFrozen(said(CLAIMS.conserved))).toBe(true)
  })

  test('does not change with the claim it was made of', () => {
    const claim = structuredClone(CLAIMS.conserved) as { f: string } & Claim
    const statement = said(claim)
    claim.f = '0'
    expect(statement.claim).toEqual(CLAIMS.conserved)
  })

  const ROOT: Claim = {
    claim: 'solution-set',
    context: { ...HYPERBOLA.context, variables: ['x'] },
    assume: [],
    equations: ['x^3 - 8'],
    points: [{ x: '2' }],
  }
  const SAID = saidOf(ROOT)
  const SCRIPTS = { complete: '(check-sat)' }
  test.each<[string, Json]>([
    ['nothing', {}],
    ['a certificate of the kernel', { outcome: 'proved', proofs: {} }],
    ['an obligation too few', { ...SAID, scripts: SCRIPTS }],
    ['an obligation too many', { ...SAID, scripts: { ...(SAID.scripts as object), other: '(check-sat)' } }],
    ['an empty script', { ...SAID, scripts: { ...(SAID.scripts as object), complete: '' } }],
    ['no script at all', { ...SAID, scripts: {} }],
    ['no version', { ...SAID, version: 1 }],
    [
      'a proof the kernel refuses',
      { ...SAID, scripts: SCRIPTS, proofs: { 'point.1.equation.1': { kind: 'sign', form: 'x' } } },
    ],
  ])('is not made of %s', (_, certificate) => {
    expect(solverStatement(ROOT, certificate)).toBeUndefined()
  })

  test('may rest on the kernel for a part', () => {
    const proofs = { 'point.1.equation.1': { kind: 'identity' } }
    expect(solverStatement(ROOT, { ...SAID, scripts: SCRIPTS, proofs })).toBeDefined()
  })

  test('is not made of claims that are more than their obligations', () => {
    expect(solverStatement(CLAIMS.coercive, saidOf(CLAIMS.coercive))).toBeUndefined()
    const { attained, ...without } = saidOf(CLAIMS['minimum-zero'])
    expect(attained).toBeDefined()
    expect(solverStatement(CLAIMS['minimum-zero'], without)).toBeUndefined()
  })
})

describe('the theorem pages', () => {
  test.for(SAYABLE)('count what a solver says of %s, and say so', (id) => {
    expect(theoremS(HYPERBOLA, [...without(id), said(CLAIMS[id])])).toMatchObject({
      verdict: 'certified',
      trust: 'solver',
    })
  })

  test('carry the weakest word, and the better one where there are two', () => {
    expect(theoremS(HYPERBOLA, [...own.values()])?.trust).toBe('kernel')
    expect(theoremS(HYPERBOLA, [said(CLAIMS['second-order']), ...own.values()])?.trust).toBe('kernel')
    expect(
      theoremS(
        HYPERBOLA,
        SAYABLE.map((id) => said(CLAIMS[id])),
      ),
    ).toBeUndefined()
  })

  test.for(SAYABLE)('do not count what is said of another subject instead of %s', (id) => {
    const others = [
      { ...HYPERBOLA, f: '2*(x*y - 1)^2', phi: '2*t^2' },
      { ...HYPERBOLA, g: [{ when: [], value: '2*(x^2 - y^2)^2' }] },
      { ...HYPERBOLA, residuals: ['1 - x*y'] },
      { ...HYPERBOLA, level: '1/2' },
      { ...HYPERBOLA, tameClass: 'exponential' as const },
    ].map((subject) => hypothesesOf(subject)[id])
    const other = others.filter((claim) => JSON.stringify(claim) !== JSON.stringify(CLAIMS[id])).map(said)
    expect(theoremS(HYPERBOLA, [...without(id), ...other])).toBeUndefined()
    expect(theoremS(HYPERBOLA, [...without(id), { ...said(CLAIMS[id]) }])).toBeUndefined()
  })

  test('carry it for points too', () => {
    const { context, f, g } = HYPERBOLA
    const strict: Claim = { claim: 'strict-minimum', context, f, g, point: { x: '1', y: '1' }, radius: '1' }
    expect(theorem29(HYPERBOLA, [...own.values(), said(strict)])).toMatchObject({
      trust: 'solver',
      points: [['1', '1']],
    })
    const points = [
      { x: '1', y: '1' },
      { x: '-1', y: '-1' },
    ]
    const equations = ['x*y - 1', '(x^2 - y^2)^2']
    const set = said({ claim: 'solution-set', context, assume: [], equations, points })
    expect(limitSetOf(HYPERBOLA, [set])).toMatchObject({
      trust: 'solver',
      points: [
        ['1', '1'],
        ['-1', '-1'],
      ],
    })
    expect(theoremS(HYPERBOLA, [...own.values(), set])).toMatchObject({ trust: 'solver', points: expect.any(Array) })
  })
})
