import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { proposeWalls } from '../../src/provers/invariant-walls.ts'
import { hypothesesOf, type Subject, substitutesOf } from '../../src/theorems/hypothesis.ts'
import { theorem29 } from '../../src/theorems/theorem-2-9.ts'
import { theoremS } from '../../src/theorems/theorem-s.ts'
import { CUBIC, settledAll } from './subject.ts'

const THETA = { polynomial: '2*t^3 - 1', interval: ['3/4', '1'] } as const
const POINTS: readonly Claim[] = [
  {
    claim: 'solution-set',
    context: { ...CUBIC.context, constants: { theta: THETA } },
    assume: ['x*y > 0'],
    equations: ['x^3 + y^3 - 1', '(1/x - 1/y)^2'],
    points: [{ x: 'theta', y: 'theta' }],
  },
  {
    claim: 'solution-set',
    context: CUBIC.context,
    assume: ['0 >= x*y'],
    equations: ['x^3 + y^3 - 1', '(x*y/(x - y))^2'],
    points: [
      { x: '1', y: '0' },
      { x: '0', y: '1' },
    ],
  },
]
const search = () => ({ budget: { deadline: Date.now() + 20_000 }, hints: { seed: 1 } })

let hypotheses: readonly CheckedClaim[]
let points: readonly CheckedClaim[]
beforeAll(async () => {
  const { lyapunov: _, boundary: __, ...claims } = hypothesesOf(CUBIC)
  hypotheses = await settledAll([...Object.values(claims), substitutesOf(CUBIC).boundary as Claim])
  points = await settledAll(POINTS)
}, 60_000)

describe('Theorem S on invariant cells', () => {
  test('has the points of the walls in its limit set, and names the semistable ones', () => {
    const conclusion = theoremS(CUBIC, [...hypotheses, ...points])
    expect(conclusion).toMatchObject({
      verdict: 'certified',
      theorem: 'Theorem S on invariant cells',
      scope: 'sure-below',
      level: '1',
      points: [
        ['theta', 'theta'],
        ['1', '0'],
        ['0', '1'],
      ],
      semistable: [
        ['1', '0'],
        ['0', '1'],
      ],
    })
    expect(conclusion?.text).toContain('No run crosses the walls x = 0, y = 0')
    expect(conclusion?.text).toContain('attract runs from 0 > x*y, while runs from x*y > 0 end elsewhere')
    expect(conclusion?.text).toContain('Nothing is said of runs that start on a wall')
  })

  test('does not list the points of the open cells alone', () => {
    const conclusion = theoremS(CUBIC, [...hypotheses, points[0]])
    expect(conclusion?.points).toBeUndefined()
    expect(conclusion?.attractor).toContain('0 >= x*y')
  })

  test('concludes nothing where one hypothesis is missing', () => {
    for (const one of hypotheses) {
      const others = hypotheses.filter((other) => other !== one)
      expect(theoremS(CUBIC, [...others, ...points]), one.claim.claim).toBeUndefined()
    }
  })

  test('takes the proof for other walls, or for another g, as no proof', () => {
    const [first, second] = CUBIC.g as [Subject['g'][number], Subject['g'][number]]
    const others: readonly Partial<Subject>[] = [
      { walls: [] },
      { walls: [{ piece: 2, condition: 1, factors: ['x', '-y'] }] },
      { g: [second, first] },
      { g: [first, { ...second, value: '2*(x*y/(x - y))^2' }] },
      { level: '1/2' },
    ]
    for (const other of others) {
      expect(theoremS({ ...CUBIC, ...other }, [...hypotheses, ...points]), JSON.stringify(other)).toBeUndefined()
    }
  })

  test('is no local statement: theorem 2.9 needs a whole neighbourhood', () => {
    expect(theorem29(CUBIC, [...hypotheses, ...points])).toBeUndefined()
  })
})

describe('the walls proposed', () => {
  const proposed = (residuals: readonly string[], g: Subject['g']) =>
    proposeWalls(residuals, g, CUBIC.context, search())

  test('are those that no run crosses and where g has no pole', () => {
    expect(proposed(CUBIC.residuals, CUBIC.g)).toEqual(CUBIC.walls)
    expect(proposed(['x^2 + 2*y^2 - 1'], [{ when: ['x > 0', 'y > 0'], value: '(y/x^2)^2' }])).toEqual([
      { piece: 1, condition: 2, factors: ['y'] },
    ])
  })

  test('leave out what a run may cross', () => {
    expect(proposed(['x^3 + y^3 - 1 + x'], CUBIC.g)).toEqual([])
    expect(proposed(['x*y - 1'], [{ when: ['x > 0'], value: '(x^2 - y^2)^2' }])).toEqual([])
    expect(proposed(['x^2 + y^2 - 1'], [{ when: ['x^2 + y^2 > 0'], value: '(x - y)^2' }])).toEqual([])
  })
})
