import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import { parseRelation } from '../../src/kernel/parse-term.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { type CaseGrounds, conclusionByCases, type DividedSubject } from '../../src/theorems/conclusion-by-cases.ts'
import type { HypothesisId, Subject } from '../../src/theorems/hypothesis.ts'
import { valuesByEqualities } from '../../src/theorems/sign-cases.ts'
import { theoremSHypotheses } from '../../src/theorems/theorem-s.ts'
import { HYPERBOLA, settled, settledAll } from './subject.ts'

/** f = (xy − 1)² + a·0 in the form of a family: with one parameter a that nothing depends on. */
const FAMILY: DividedSubject = {
  context: { ...HYPERBOLA.context, parameters: ['a'], assume: ['a >= 0'] },
  f: HYPERBOLA.f,
  g: HYPERBOLA.g,
  on: ['a'],
}
const positive: Subject = { ...HYPERBOLA, context: { ...FAMILY.context, assume: ['a >= 0', 'a > 0'] } }

const groundsOf = async (subject: Subject, when: readonly string[]): Promise<CaseGrounds> => ({
  when,
  words: when.join(', '),
  subject,
  checked: await settledAll(theoremSHypotheses(subject, 'conserved').map(({ claim }) => claim)),
})

let above: CaseGrounds
let zero: CaseGrounds
let below: CheckedClaim
beforeAll(async () => {
  above = await groundsOf(positive, ['a > 0'])
  // The equality is put in, and a is gone.
  zero = await groundsOf(HYPERBOLA, ['a = 0'])
  below = await settled({
    claim: 'relation',
    context: { ...FAMILY.context, variables: [] },
    assume: ['0 > a'],
    goal: 'false',
  })
}, 60_000)

describe('Theorem S by cases of the parameters', () => {
  test('concludes where every choice of signs is a case or impossible', () => {
    expect(conclusionByCases(FAMILY, [above, zero], [below])).toMatchObject({
      verdict: 'certified',
      order: 2,
      scope: 'sure-below',
      level: '1',
      attractor: 'x*y - 1 = 0, (x^2 - y^2)^2 = 0',
      theorem: 'Theorem S, in each case of the parameters',
      trust: 'kernel',
    })
  })

  test('a choice of signs that is left out', () => {
    expect(conclusionByCases(FAMILY, [above], [below])).toBeUndefined()
    expect(conclusionByCases(FAMILY, [zero], [below])).toBeUndefined()
    expect(conclusionByCases(FAMILY, [above, zero], [])).toBeUndefined()
    expect(conclusionByCases({ ...FAMILY, on: [] }, [above, zero], [below])).toBeUndefined()
  })

  test('an impossibility that is no seal, or of something else', async () => {
    expect(conclusionByCases(FAMILY, [above, zero], [{ ...below }])).toBeUndefined()
    const context = { ...FAMILY.context, variables: [], assume: ['a >= 1'] }
    const other = await settled({ claim: 'relation', context, assume: ['0 > a'], goal: 'false' })
    expect(conclusionByCases(FAMILY, [above, zero], [other])).toBeUndefined()
  })

  test('a case about another f or g, or that assumes more', async () => {
    expect(conclusionByCases({ ...FAMILY, f: '(x*y - 1)^2 + a' }, [above, zero], [below])).toBeUndefined()
    expect(conclusionByCases({ ...FAMILY, f: '(x*y - 1)^2*(a/a)' }, [above, zero], [below])).toBeUndefined()
    const g = [{ when: [], value: '2*(x^2 - y^2)^2' }]
    expect(conclusionByCases({ ...FAMILY, g }, [above, zero], [below])).toBeUndefined()
    const assuming: Subject = { ...positive, context: { ...positive.context, assume: ['a > 0', 'a > 1'] } }
    const more = await groundsOf(assuming, ['a > 0'])
    expect(conclusionByCases(FAMILY, [more, zero], [below])).toBeUndefined()
    const swapped = { ...above, when: ['a = 0'] }
    expect(conclusionByCases(FAMILY, [above, swapped], [below])).toBeUndefined()
  })

  test('points in algebraic constants: the same where these are the same numbers', async () => {
    const withPoints = async (one: CaseGrounds, upper: string): Promise<CaseGrounds> => {
      const theta = { polynomial: 't^2 - 2', interval: ['1', upper] as const }
      const set = await settled({
        claim: 'solution-set',
        context: { ...one.subject.context, constants: { theta } },
        assume: [],
        equations: ['x*y - 1', '(x^2 - y^2)^2'],
        points: ['theta^2 - 1', '1 - theta^2'].map((c) => ({ x: c, y: c })),
      })
      return { ...one, checked: [...one.checked, set] }
    }
    const [one, same, other] = [
      await withPoints(above, '2'),
      await withPoints(zero, '2'),
      await withPoints(zero, '3/2'),
    ]
    expect(conclusionByCases(FAMILY, [one, same], [below])).toMatchObject({
      points: [
        ['theta^2 - 1', 'theta^2 - 1'],
        ['1 - theta^2', '1 - theta^2'],
      ],
      constants: { theta: { polynomial: 't^2 - 2' } },
    })
    const apart = conclusionByCases(FAMILY, [one, other], [below])
    expect(apart?.verdict).toBe('certified')
    expect(apart).not.toHaveProperty('points')
    expect(apart).not.toHaveProperty('constants')
  })

  test('each g of its own is enough where none is given', () => {
    const { g: _, ...any } = FAMILY
    const own = conclusionByCases(any, [above, zero], [below])
    expect(own?.verdict).toBe('certified')
    expect(own?.text).toContain('each with a regularizer of its own: g = (x^2 - y^2)^2 for a > 0; g = ')
    expect(conclusionByCases(FAMILY, [above, zero], [below])?.text).not.toContain('of its own')
  })

  test.for([
    [['b = a', 'b = 0'], { a: '0', b: '0' }],
    [['a = 2*b', 'b = c'], { a: '2*b', c: 'b' }],
    [['a = b + 1', 'b = 2*c', 'c = a'], { a: '2*c + 1', b: '2*c' }],
  ] as const)('values by %j have no name that is replaced', ([when, expected]) => {
    const values = valuesByEqualities(when.map(parseRelation))
    expect(Object.fromEntries([...values].map(([name, term]) => [name, printTerm(term)]))).toEqual(expected)
  })

  test('expressions that are not defined everywhere, or not in the parameters', () => {
    for (const on of ['1/a', 'sqrt(a)', 'x', 'b']) {
      const when = (op: string) => (op === '=' ? `${on} = 0` : `${on} > 0`)
      const cases = [
        { ...above, when: [when('>')] },
        { ...zero, when: [when('=')] },
      ]
      expect(conclusionByCases({ ...FAMILY, on: [on] }, cases, [below])).toBeUndefined()
    }
  })

  test.for(theoremSHypotheses(HYPERBOLA, 'conserved').map(({ id }) => id))('nothing without %s in a case', (id) => {
    const i = theoremSHypotheses(positive, 'conserved').findIndex(
      (hypothesis) => hypothesis.id === (id as HypothesisId),
    )
    const without = { ...above, checked: above.checked.filter((_, k) => k !== i) }
    expect(conclusionByCases(FAMILY, [without, zero], [below])).toBeUndefined()
  })
})
