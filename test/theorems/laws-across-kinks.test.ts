import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import { verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import type { Json } from '../../src/kernel/json.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import {
  cellsFlow,
  dimensionAcrossKinks,
  type KinkCell,
  type KinkedSubject,
  kinkHypotheses,
} from '../../src/theorems/laws-across-kinks.ts'
import { settledAll } from './subject.ts'

const CONTEXT = { variables: ['x', 'y', 'z'], parameters: [], integers: [], assume: [], constants: {} }
const CELLS: readonly KinkCell[] = [
  { where: ['x*y - 1 > 0', 'x*z > 0'], point: { x: '1', y: '2', z: '1' }, potential: 'x*y - 1 + x*z' },
  { where: ['x*y - 1 > 0', '-x*z > 0'], point: { x: '1', y: '2', z: '-1' }, potential: 'x*y - 1 - x*z' },
]
const SUBJECT: KinkedSubject = { context: CONTEXT, f: 'abs(x*y - 1) + abs(x*z)', cells: CELLS }

const bound = (subject: KinkedSubject, atMost: number, degree = 2): CheckedClaim => {
  const claim: Claim = {
    claim: 'polynomial-laws-bound',
    context: subject.context,
    flow: cellsFlow(subject),
    degree,
    atMost,
  }
  const count: Json = { kind: 'modular-rank', prime: 67108859, parameters: {} }
  const checked = verify(claim, { outcome: 'proved', proofs: {}, count })
  if ('rejected' in checked) throw new Error(checked.detail)
  return checked
}

/** What the provers and the kernel make of the claims of a subject; some of them may not even be claims. */
const sealsOf = async (subject: KinkedSubject): Promise<CheckedClaim[]> => {
  const found = await Promise.all(
    kinkHypotheses(subject).map((claim) =>
      proveClaim(claim, { budget: { deadline: Date.now() + 800 }, hints: { seed: 1 } }),
    ),
  )
  return found.flatMap((verdict) => (verdict.status === 'proved' && verdict.checked ? [verdict.checked] : []))
}

describe('polynomial laws across kinks', () => {
  let cells: CheckedClaim[]
  beforeAll(async () => {
    cells = await settledAll(kinkHypotheses(SUBJECT))
  })

  test('are bounded by those of the cells', () => {
    expect(dimensionAcrossKinks(SUBJECT, 2, [...cells, bound(SUBJECT, 1)])).toMatchObject({
      atMost: 1,
      trust: 'kernel',
    })
    expect(dimensionAcrossKinks(SUBJECT, 4, [...cells, bound(SUBJECT, 2, 4)])).toMatchObject({ atMost: 2 })
  })
  test('need every claim about the cells, and a bound of this degree', () => {
    for (const missing of cells) {
      const others = cells.filter(({ claim }) => JSON.stringify(claim) !== JSON.stringify(missing.claim))
      expect(dimensionAcrossKinks(SUBJECT, 2, [...others, bound(SUBJECT, 1)])).toBeUndefined()
    }
    expect(dimensionAcrossKinks(SUBJECT, 2, cells)).toBeUndefined()
    expect(dimensionAcrossKinks(SUBJECT, 4, [...cells, bound(SUBJECT, 1)])).toBeUndefined()
  })
  test('take no bound of another flow, and no claims about another f', () => {
    const one = { ...SUBJECT, cells: [CELLS[0] as KinkCell] }
    expect(dimensionAcrossKinks(SUBJECT, 2, [...cells, bound(one, 3)])).toBeUndefined()
    expect(
      dimensionAcrossKinks({ ...SUBJECT, f: 'abs(x*y - 1) + abs(x*z) + x' }, 2, [...cells, bound(SUBJECT, 1)]),
    ).toBeUndefined()
  })
  test.each<[string, Partial<KinkCell>]>([
    ['a set that is not open', { where: ['x*y - 1 >= 0', 'x*z > 0'] }],
    ['a set with conditions that are not defined everywhere', { where: ['log(x) > 0'] }],
    ['a point with a value that is not defined', { point: { x: '1/0', y: '2', z: '1' } }],
    ['a point with a coordinate missing', { point: { x: '1', y: '2' } }],
    ['a point that is no point', { point: { x: 'y', y: '2', z: '1' } }],
    ['a potential with a kink', { potential: 'abs(x*y - 1) + x*z' }],
    ['a potential that is not defined everywhere', { potential: 'x*y - 1 + x*z + 1/x - 1/x' }],
  ])('refuse %s', async (_, wrong) => {
    const subject = { ...SUBJECT, cells: [{ ...(CELLS[0] as KinkCell), ...wrong }] }
    expect(dimensionAcrossKinks(subject, 2, [...(await sealsOf(subject)), bound(SUBJECT, 1)])).toBeUndefined()
  })
  test('refuse an f that is defined nowhere near the point', async () => {
    // Off the domain of f every equation f = f_k is vacuous.
    const f = 'abs(x) + sqrt(-1 - x^2)'
    const subject = {
      ...SUBJECT,
      f,
      cells: [{ where: ['x > 0'], point: { x: '1', y: '0', z: '0' }, potential: 'y*z' }],
    }
    const vacuous = await sealsOf(subject)
    expect(vacuous).toHaveLength(2)
    expect(dimensionAcrossKinks(subject, 2, [...vacuous, bound(subject, 3)])).toBeUndefined()
  })
  test('say nothing where there are parameters', () => {
    const subject = { ...SUBJECT, context: { ...CONTEXT, parameters: ['a'] } }
    expect(dimensionAcrossKinks(subject, 2, cells)).toBeUndefined()
  })
})
