import { describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import { constant } from '../../src/kernel/polynomial.ts'
import * as Q from '../../src/kernel/rational.ts'
import { type CellProof, cellClaims, cellStatus } from '../../src/theorems/cells-at-a-point.ts'
import { zeroInHull } from '../../src/theorems/generalized-gradient.ts'
import { compositeClaims, directionLimits, powerClaims } from '../../src/theorems/gradient-limits.ts'
import {
  type PiecewiseSmooth,
  type PointSubject,
  piecewiseSmooth,
  type Selection,
} from '../../src/theorems/selections.ts'
import { type LimitVector, subdifferentialsAt } from '../../src/theorems/subdifferential.ts'
import { settled, settledAll } from './subject.ts'

// Nothing that is brought to the page counts unless the kernel proved just what the page asks for.

const CONTEXT = { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} }
const SUBJECT: PointSubject = { context: CONTEXT, f: 'max(x, 0) + y', point: { x: '0', y: '0' } }
const NEAR: PiecewiseSmooth = piecewiseSmooth(SUBJECT)
const [RIGHT, LEFT] = NEAR.selections as readonly [Selection, Selection]

const curve = (x: string, y: string, name = 't', until = '1'): CellProof => ({
  kind: 'curve',
  curve: { name, coordinates: { x, y }, until },
})

describe('a cell that comes near the point', () => {
  const proof = curve('t', '0')

  test('by a curve that the kernel followed', async () => {
    const checked = await settledAll(cellClaims(SUBJECT, NEAR, RIGHT.cell, proof))
    expect(cellStatus(SUBJECT, NEAR, RIGHT.cell, proof, checked).status).toBe('occurs')
    expect(cellStatus(SUBJECT, NEAR, LEFT.cell, proof, checked).status).toBe('open')
    expect(cellStatus(SUBJECT, NEAR, RIGHT.cell, proof, []).status).toBe('open')
    expect(
      cellStatus(
        SUBJECT,
        NEAR,
        RIGHT.cell,
        proof,
        checked.map((c) => ({ ...c })),
      ).status,
    ).toBe('open')
  })

  test.for([
    ['starts elsewhere', curve('1 + t', '0')],
    ['does not start', curve('1/t', '0')],
    ['is no polynomial', curve('sqrt(t)', '0')],
    ['is named like a variable', curve('x', '0', 'x')],
    ['lasts no time', curve('t', '0', 't', '0')],
    ['lasts 1/0', curve('t', '0', 't', '1/0')],
    ['misses a coordinate', { kind: 'curve', curve: { name: 't', coordinates: { x: 't' }, until: '1' } }],
    ['misses a ball of radius 0', { kind: 'away', radius: '0' }],
  ] as const)('not by a curve that %s', ([, wrong]) => {
    expect(cellClaims(SUBJECT, NEAR, RIGHT.cell, wrong)).toEqual([])
    expect(cellStatus(SUBJECT, NEAR, RIGHT.cell, wrong, []).status).toBe('open')
  })

  test('a cell is not away that is not', async () => {
    const [claim] = cellClaims(SUBJECT, NEAR, RIGHT.cell, { kind: 'away', radius: '1/1000' })
    if (claim === undefined) throw new Error('expected a claim')
    expect((await settled(claim, 'refuted')).outcome).toBe('refuted')
  })
})

describe('without proofs', () => {
  test('every element is open, and a smooth f needs none', () => {
    const open = subdifferentialsAt(SUBJECT, NEAR, [], [])
    expect(open.gradients.map(({ status }) => status)).toEqual(['open', 'open'])
    const smooth: PointSubject = { ...SUBJECT, f: 'x + y^2' }
    expect(subdifferentialsAt(smooth, piecewiseSmooth(smooth), [], []).gradients).toMatchObject([{ status: 'proved' }])
  })

  test('a composite form counts where its structure, the zero and the rank are proved', async () => {
    const subject: PointSubject = { ...SUBJECT, f: '(x*y)^2', point: { x: '1', y: '0' } }
    const near = piecewiseSmooth(subject)
    const [selection] = near.selections as readonly [Selection]
    const composite = { orientation: 1, residuals: ['x*y'], loss: 'single', phi: 't^2' } as const
    const checked: CheckedClaim[] = await settledAll(compositeClaims(subject, near, selection, composite))
    expect(directionLimits(subject, near, selection, { composite }, checked).kind).toBe('by-sign')
    for (const claim of checked) {
      const rest = checked.filter((c) => c !== claim)
      expect(directionLimits(subject, near, selection, { composite }, rest).kind).toBe('unknown')
    }
    const flipped = { ...composite, orientation: -1 } as const
    expect(directionLimits(subject, near, selection, { composite: flipped }, checked).kind).toBe('unknown')
    const origin: PointSubject = { ...subject, point: { x: '0', y: '0' } }
    const there = piecewiseSmooth(origin)
    expect(directionLimits(origin, there, there.selections[0] as Selection, { composite }, checked).kind).toBe(
      'unknown',
    )
  })
})

describe('a power of a residual', () => {
  const subject: PointSubject = { ...SUBJECT, f: 'x^2*(1 - y)' }

  test('counts where its claims are proved and the cofactor is not 0 at the point', async () => {
    const near = piecewiseSmooth(subject)
    const [selection] = near.selections as readonly [Selection]
    const power = { residual: 'x', exponent: 2, cofactor: '1 - y' }
    const checked = await settledAll(powerClaims(subject, near, selection, power))
    expect(directionLimits(subject, near, selection, { power }, checked).kind).toBe('by-sign')
    for (const claim of checked) {
      const rest = checked.filter((c) => c !== claim)
      expect(directionLimits(subject, near, selection, { power }, rest).kind).toBe('unknown')
    }
    // At (0, 1) everything is proved, and the cofactor is 0.
    const other: PointSubject = { ...subject, point: { x: '0', y: '1' } }
    const there = piecewiseSmooth(other)
    const own = there.selections[0] as Selection
    const proved = await settledAll(powerClaims(other, there, own, power))
    expect(directionLimits(other, there, own, { power }, proved).kind).toBe('unknown')
    // An exponent of 1, or a cofactor that is not smooth at the point.
    const first: PointSubject = { ...subject, f: 'x^2' }
    const nearFirst = piecewiseSmooth(first)
    const selected = nearFirst.selections[0] as Selection
    for (const wrong of [
      { residual: 'x', exponent: 1, cofactor: 'x' },
      { residual: 'x', exponent: 4, cofactor: '1/x^2' },
    ]) {
      const sealed = await settledAll(powerClaims(first, nearFirst, selected, wrong))
      expect(directionLimits(first, nearFirst, selected, { power: wrong }, sealed).kind).not.toBe('by-sign')
    }
  })
})

describe('0 in a convex hull', () => {
  const limit = (x: number, y: number, status: LimitVector['status'] = 'proved'): LimitVector => ({
    vector: [x, y].map((q) => constant(Q.rational(q))),
    status,
    trust: 'kernel',
    where: [],
  })
  const weights = (...list: readonly (readonly [number, number])[]) => list.map(([n, d]) => Q.rational(n, d))

  test('weights and separating vectors are tested, not believed', () => {
    const two = [limit(1, 0), limit(-1, 0)]
    expect(zeroInHull(two, true, { weights: weights([1, 2], [1, 2]) }).answer).toBe('yes')
    for (const wrong of [weights([1, 3], [2, 3]), weights([0, 1], [0, 1]), weights([1, 1]), weights([2, 1], [-1, 1])]) {
      expect(zeroInHull(two, true, { weights: wrong }).answer).toBe('unknown')
    }
    const apart = [limit(1, 0), limit(1, 5)]
    const separating = weights([1, 1], [0, 1])
    expect(zeroInHull(apart, true, { separating }).answer).toBe('no')
    expect(zeroInHull(apart, false, { separating }).answer).toBe('unknown')
    expect(zeroInHull([...apart, limit(-1, 0, 'open')], true, { separating }).answer).toBe('unknown')
    expect(zeroInHull([limit(1, 0), limit(-1, 0, 'open')], true, { weights: weights([1, 2], [1, 2]) }).answer).toBe(
      'unknown',
    )
    expect(zeroInHull([], true, { weights: [], separating }).answer).toBe('unknown')
  })
})
