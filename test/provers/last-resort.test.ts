import { describe, expect, test } from 'vitest'
import { isCheckedClaim, obligationsOf, verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import type { Json } from '../../src/kernel/json.ts'
import { bySolver, withSolver } from '../../src/provers/last-resort.ts'
import { modelPoints } from '../../src/provers/model-points.ts'
import { refutes } from '../../src/provers/refutation.ts'
import type { ModelValue } from '../../src/solvers/z3-request.ts'
import { isSolverStatement, solverStatement } from '../../src/theorems/solver-statement.ts'
import { relationClaim } from './claims.ts'

const soon = () => ({ budget: { deadline: Date.now() + 60_000 }, hints: {} })
const ask = (claim: Claim, proofs: ReadonlyMap<string, Json> = new Map()) =>
  bySolver(claim, obligationsOf(claim), proofs, soon())

describe('the last resort', () => {
  test('answers what only z3 finds, and says whose word it is', async () => {
    const claim = relationClaim('2*n != 1', { integers: ['n'] })
    const { verdict } = await ask(claim)
    expect(verdict).toMatchObject({ status: 'proved', trust: 'solver', method: expect.stringMatching(/^z3 \d/) })
    expect(verdict).not.toHaveProperty('checked')
    if (verdict?.status !== 'proved') throw new Error('expected a proof')
    expect(verdict.certificate).toMatchObject({
      solver: 'z3',
      scripts: { goal: expect.stringContaining('(check-sat)') },
    })
    expect(verify(claim, verdict.certificate)).toMatchObject({ rejected: true })
    expect(isSolverStatement(solverStatement(claim, verdict.certificate))).toBe(true)
  }, 120_000)

  test('makes a refutation of a model, re-checked by the kernel', async () => {
    const { verdict } = await ask(relationClaim('x*y != 1', { assume: ['x^3 = 2'] }))
    expect(verdict).toMatchObject({ status: 'refuted', trust: 'kernel', value: '0' })
    expect(verdict?.status === 'refuted' && isCheckedClaim(verdict.checked)).toBe(true)
  }, 120_000)

  test('is asked about what the kernel has not proved, and the rest stays its own', async () => {
    const claim: Claim = {
      claim: 'solution-set',
      context: { variables: ['x'], parameters: [], integers: [], assume: [], constants: {} },
      assume: [],
      equations: ['x^3 - 8'],
      points: [{ x: '2' }],
    }
    const proofs = new Map([['point.1.equation.1', { kind: 'identity' }]])
    const { verdict } = await ask(claim, proofs)
    expect(verdict).toMatchObject({
      trust: 'solver',
      certificate: { scripts: { complete: expect.any(String) }, proofs: Object.fromEntries(proofs) },
    })
    const { scripts } = (verdict as unknown as { certificate: { scripts: object } }).certificate
    expect(Object.keys(scripts)).toEqual(['complete'])
  }, 120_000)

  test('has time kept for it, and none of claims it cannot answer for', () => {
    const claim = relationClaim('x >= 0')
    const search = { budget: { deadline: Date.now() + 60_000 }, hints: {} }
    const { budget, lastResort } = withSolver(claim, search)
    expect(lastResort).toBeDefined()
    expect(search.budget.deadline - budget.deadline).toBeGreaterThan(5000)
    expect(search.budget.deadline - budget.deadline).toBeLessThan(15_000)
    const { context } = claim
    const coercive: Claim = { claim: 'coercive', context, f: 'x^2', g: [{ when: [], value: 'x^2' }] }
    expect(withSolver(coercive, search)).toBe(search)
  })
})

describe('a model', () => {
  const points = (claim: Claim, values: Readonly<Record<string, ModelValue>>) => {
    const [obligation] = obligationsOf(claim)
    if (obligation === undefined) throw new Error('expected an obligation')
    const found = [
      ...modelPoints(obligation.sequent, new Map(Object.entries(values)), { deadline: Date.now() + 20_000 }),
    ]
    return { found, refuting: found.filter(({ values: at }) => refutes(obligation.sequent, at)) }
  }
  const SQUARE = relationClaim('x^2 != 2')
  const ROOT = { polynomial: ['-2', '0', '1'], index: 2 }

  test('with a root means the root', () => {
    const { refuting } = points(SQUARE, { x: ROOT })
    expect(refuting.length).toBeGreaterThan(0)
    expect(refuting[0]?.constants).toMatchObject({ theta: { polynomial: '-2 + t^2' } })
    expect(refuting[0]?.doubles.get('x')).toBeCloseTo(Math.SQRT2)
  })

  test('with several roots is solved for again', () => {
    const claim = relationClaim('x != y + 1', { assume: ['x^2 = 2', 'x*y = 2 - x'] })
    const { refuting } = points(claim, { x: ROOT, y: { polynomial: ['-1', '2', '1'], index: 2 } })
    expect(refuting.length).toBeGreaterThan(0)
  })

  test('with an open condition may be rounded', () => {
    const { refuting } = points(relationClaim('x^2 + y^2 <= 3'), {
      x: ROOT,
      y: { polynomial: ['-3', '0', '1'], index: 1 },
    })
    expect(refuting.some(({ constants }) => Object.keys(constants).length === 0)).toBe(true)
  })

  test.each<[string, Readonly<Record<string, ModelValue>>]>([
    ['another number', { x: '1' }],
    ['a number near it', { x: '1414213562373095/1000000000000000' }],
    ['no number at all', {}],
    ['a root that there is not', { x: { polynomial: ['-2', '0', '1'], index: 3 } }],
    ['a root of nothing', { x: { polynomial: ['0', '0'], index: 1 } }],
    ['a root beyond measure', { x: { polynomial: [...Array(80).fill('1'), '-2'], index: 1 } }],
  ])('of %s refutes nothing', (_, values) => {
    expect(points(SQUARE, values).refuting).toEqual([])
  })

  test('refutes nothing that is true', () => {
    const values: readonly ModelValue[] = ['0', '-7/3', ROOT, { polynomial: ['-3', '0', '1'], index: 1 }]
    for (const x of values) expect(points(relationClaim('x^2 + 1 > 0'), { x }).refuting).toEqual([])
  })

  test.each([
    ['a division by zero', relationClaim('1/x = 7'), { x: '0' }],
    ['an integer that is none', relationClaim('2*n != 1', { integers: ['n'] }), { n: '1/2' }],
    ['a hypothesis that fails', relationClaim('x > 1', { assume: ['x > 0'] }), { x: '0' }],
    ['a logarithm of nothing', relationClaim('log(x) > 0'), { x: '-1' }],
  ])('with %s is no counterexample of the kernel', (_, claim, values) => {
    const { found } = points(claim, values as Record<string, ModelValue>)
    const refuted = found.filter(({ texts }) =>
      isCheckedClaim(verify(claim, { outcome: 'refuted', obligation: 'goal', point: texts })),
    )
    expect(refuted).toEqual([])
  })
})
