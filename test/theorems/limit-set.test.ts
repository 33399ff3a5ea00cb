import { describe, expect, test } from 'vitest'
import type { Claim, PointJson } from '../../src/kernel/claim.ts'
import type { Subject } from '../../src/theorems/hypothesis.ts'
import { limitSetOf } from '../../src/theorems/limit-set.ts'
import { HYPERBOLA, settled } from './subject.ts'

const CORNERS: readonly PointJson[] = [
  { x: '1', y: '1' },
  { x: '-1', y: '-1' },
]
const set: Claim = {
  claim: 'solution-set',
  context: HYPERBOLA.context,
  assume: [],
  equations: ['x*y - 1', '(x^2 - y^2)^2'],
  points: CORNERS,
}
const flat: Claim = {
  claim: 'flat-minima',
  context: HYPERBOLA.context,
  residuals: ['x*y - 1'],
  loss: 'single',
  minimum: '2',
  points: CORNERS,
}

describe('the points of M ∩ Z', () => {
  test('are listed where they were proved to be all', async () => {
    const checked = [await settled(set), await settled(flat)]
    const points = [
      ['1', '1'],
      ['-1', '-1'],
    ]
    expect(limitSetOf(HYPERBOLA, checked)).toMatchObject({
      equations: 'x*y - 1 = 0, (x^2 - y^2)^2 = 0',
      points,
      flat: points,
    })
    expect(limitSetOf(HYPERBOLA, checked.slice(0, 1))).not.toHaveProperty('flat')
    expect(limitSetOf(HYPERBOLA, checked.slice(1))).not.toHaveProperty('points')
    expect(limitSetOf(HYPERBOLA, [{ ...checked[0] }])).not.toHaveProperty('points')
  })

  test('are those of this h and this g', async () => {
    for (const equations of [
      ['x*y - 1', 'x^2 - y^2'],
      ['1 - x*y', '(x^2 - y^2)^2'],
    ]) {
      expect(limitSetOf(HYPERBOLA, [await settled({ ...set, equations })])).not.toHaveProperty('points')
    }
    const narrower: Claim = { ...set, assume: ['x > 0'], points: CORNERS.slice(0, 1) }
    expect(limitSetOf(HYPERBOLA, [await settled(narrower)])).not.toHaveProperty('points')
  })

  test('a constant of the same name but another value makes it another set', async () => {
    const withConstant = (polynomial: string): Claim['context'] => ({
      ...HYPERBOLA.context,
      constants: { c: { polynomial, interval: ['1', '3'] } },
    })
    const [two, five] = [withConstant('t^2 - 2'), withConstant('t^2 - 5')]
    const subject: Subject = {
      ...HYPERBOLA,
      context: two,
      residuals: ['x - c'],
      f: '(x - c)^2',
      g: [{ when: [], value: 'y^2' }],
    }
    const claim = (context: Claim['context']): Claim => ({
      claim: 'solution-set',
      context,
      assume: [],
      equations: ['x - c', 'y^2'],
      points: [{ x: 'c', y: '0' }],
    })
    expect(limitSetOf(subject, [await settled(claim(two))])).toHaveProperty('points')
    expect(limitSetOf(subject, [await settled(claim(five))])).not.toHaveProperty('points')
  })

  test('a flat minimum is the same number, not only the same text', async () => {
    const withConstant = (polynomial: string): Claim['context'] => ({
      ...HYPERBOLA.context,
      variables: ['x'],
      constants: { c: { polynomial, interval: ['0', '3'] } },
    })
    const context = withConstant('t^2 - 2')
    const bare: Claim['context'] = { ...context, constants: {} }
    const subject: Subject = {
      ...HYPERBOLA,
      context: bare,
      residuals: ['(x^2 - 2)*(x^2 - 1)'],
      f: '((x^2 - 2)*(x^2 - 1))^2',
      g: [{ when: [], value: '(x^2 - 2)^2' }],
    }
    const residuals = subject.residuals
    const points = await settled({
      claim: 'solution-set',
      context,
      assume: [],
      equations: [...subject.residuals, '(x^2 - 2)^2'],
      points: [{ x: 'c' }, { x: '-c' }],
    })
    // |∇h|² = (4x³ − 6x)² is 4 at ±1 and 8 at ±√2.
    const ones: Claim = {
      claim: 'flat-minima',
      context: withConstant('t^2 - 1'),
      residuals,
      loss: 'single',
      minimum: '4',
      points: [{ x: 'c' }, { x: '-c' }],
    }
    const listed = limitSetOf(subject, [points, await settled(ones)])
    expect(listed.points).toEqual([['c'], ['-c']])
    expect(listed.flat).toEqual([])
  })
})
