import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/kernel/json.ts'
import { coqDocument } from '../../../src/report/coq/coq-document.ts'
import { renderReport } from '../../../src/report/render-report.ts'
import { recorded } from '../results.ts'
import { CIRCLE, circle, relationEntry } from './entries.ts'

const claimsOf = (text: string): string => text.slice(text.indexOf('(* The claims. *)'))

describe('the text', () => {
  test('of a small claim', async () => {
    await expect(claimsOf(coqDocument([circle()]).text)).toMatchFileSnapshot('../../reference/coq/circle.golden.v')
  })

  test('of a check names what was left out, with the reason', () => {
    const text = renderReport(recorded('open'), 'coq')
    for (const { id, verdict } of recorded('open').claims) {
      if (verdict.status !== 'unknown') continue
      expect(text).toContain(`- ${id.replaceAll('-', '_')}: left open (`)
    }
    expect(renderReport(recorded('refuted'), 'coq')).toContain('refuted by an exact witness')
  })

  test('is about f, g and their derivatives', () => {
    const text = renderReport(recorded('hyperbola'), 'coq')
    expect(text).toContain('Definition f (x y : R) : R :=')
    expect(text).toContain('derivable_pt_lim (fun x => g x y) x (g_x x y)')
    expect(text).toContain('g_x x y * f_x x y + g_y x y * f_y x y = 0')
  })

  test('speaks of every s with s*u = |u| where a claim has sgn(u), and of integers as such', () => {
    const signs = relationEntry('sgn(-2*x)*x <= 0', { kind: 'sign', form: 'abs(x)' })
    expect(coqDocument([signs]).text).toContain('forall x s : R, s ^ 2 = 1 -> s * x = Rabs x ->')
    const whole = { variables: [], parameters: ['n'], integers: ['n'], assume: ['2*n = 1'] }
    const { text } = coqDocument([relationEntry('false', { kind: 'congruence', of: '2*n - 1', modulus: 2 }, whole)])
    expect(text).toContain('forall n : R, integer n -> 2 * n = 1 -> False')
  })

  test('leaves out what Coq would take minutes for, and denominators it does not see to be different from zero', () => {
    const { kind, terms, ...more } = CIRCLE as { kind: string; terms: Json[] }
    const zeros = Array.from({ length: 1000 }, () => ({ weight: '1', square: '0*x', times: [] }))
    expect(coqDocument([circle({ kind, terms: [...terms, ...zeros], ...more })]).leftOut[0]?.reason).toMatch(
      /^its size/,
    )
    const { leftOut } = coqDocument([relationEntry('x + y > 0', { kind: 'sign', form: '1/(x + y)' })])
    expect(leftOut[0]?.reason).toMatch(/^a denominator/)
  })

  test('leaves out a contradiction whose positive term it cannot show, and exports it with signs of constants', () => {
    // (x - theta)^2·(x^2 + theta^2) is positive because theta is; Coq is not shown that theta^2 is above 1/2.
    const theta = { polynomial: '2*t^3 - 1', interval: ['3/4', '4/5'] as const }
    const contradiction = (factor: string, ...multiples: readonly string[]) =>
      relationEntry(
        'x = theta',
        {
          kind: 'positivstellensatz',
          terms: [{ weight: '1', square: 'x - theta', times: [factor] }],
          multiples: multiples.map((by) => ({ of: `(x - theta)^2*(${factor})`, by })),
        },
        { variables: ['x'], constants: { theta }, assume: [`(x - theta)^2*(${factor}) = 0`] },
      )
    for (const factor of ['x^2 + theta^2', '2*theta - 1']) {
      const exported = coqDocument([contradiction(factor, '-1')])
      expect(exported.leftOut).toEqual([])
      expect(exported.text).toContain('(ltac:(lra) : 0 < (')
    }
    expect(coqDocument([contradiction('x^2 + (theta^2 - 1/2)', '-1')]).leftOut[0]?.reason).toMatch(
      /^a sum whose positive term/,
    )
  })

  test('clears the argument of a root for the rule that rewrites it', () => {
    const root = relationEntry('sqrt(1/a)^2*a = 1', { kind: 'identity' }, { parameters: ['a'], assume: ['a > 0'] })
    expect(coqDocument([root]).text).toContain('a * r_1 ^ 2 = 1')
  })

  test('keeps comments closed', () => {
    const { text } = coqDocument([{ ...circle(), statement: 'a *) Axiom false : False. (* "b' }])
    expect(text).not.toContain('Axiom false : False. (*')
    expect(text).toContain("a * ) Axiom false : False. ( * 'b")
  })

  test('takes nothing for granted: a certificate of an unknown kind is left out', () => {
    const { theorems, leftOut } = coqDocument([circle({ kind: 'belief' })])
    expect(theorems).toEqual([])
    expect(leftOut).toEqual([{ name: 'relation_goal', reason: 'a proof of the kind "belief"' }])
  })
})
