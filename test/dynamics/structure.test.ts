import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectStructure, onlyResidual, type Structure, scopeOf } from '../../src/dynamics/structure.ts'
import { evaluate } from '../../src/expression/evaluate.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { lower } from '../../src/kernel/lower.ts'
import { vanishes } from '../../src/kernel/normal-form.ts'
import { difference, substitute, sum, symbols, type Term } from '../../src/kernel/term.ts'
import { type ProblemText, readProblem } from '../../src/toolkit/problem.ts'

const detect = (objective: string, more: Omit<ProblemText, 'objective'> = {}): Structure | undefined =>
  detectStructure(readProblem({ objective, ...more }).objective, { deadline: Date.now() + 5000 })

const term = (text: string, parameters: readonly string[] = []): Term => parseExpression(text, { parameters }).term

/** Whether two terms are equal as normal forms. */
const isSame = (a: Term, b: Term): boolean => {
  const names = [...new Set([...symbols(a), ...symbols(b)])]
  const scope = scopeOf({ variables: names, parameters: [], integers: [], assume: [] })
  return vanishes(lower(difference(a, b), scope))
}
const isSameUpToSign = (a: Term, b: Term): boolean => isSame(a, b) || isSame(sum(a, b), term('0'))

/** φ at a few t, to compare with what is meant whatever the form. */
const samples = (phi: Term): number[] => [0, 0.3, 1, 1.7].map((t) => evaluate(phi, new Map([['t', t]])))
const expectPhi = (phi: Term | undefined, meant: string): void => {
  const found = samples(phi as Term)
  for (const [i, value] of samples(term(meant)).entries()) expect(found[i]).toBeCloseTo(value, 9)
}

/** An objective, |h| up to sign, φ in t, and min f. */
const FORMS: readonly (readonly [string, string, string, string])[] = [
  ['(x*y-1)^2', 'x*y-1', 't^2', '0'],
  ['x^2*y^2 - 2*x*y + 1', 'x*y-1', 't^2', '0'],
  ['(1 - y*x)^2', 'x*y-1', 't^2', '0'],
  ['3*x^2*y^2 - 6*x*y + 3', 'x*y-1', '3*t^2', '0'],
  ['x^2*y^2/7 - 2*x*y/7 + 1/7', 'x*y-1', 't^2/7', '0'],
  ['0.5*x^2*y^2 - x*y + 0.5', 'x*y-1', 't^2/2', '0'],
  ['(x*y-1)^2 + 5', 'x*y-1', 't^2', '5'],
  ['x^2*y^2 - 2*x*y', 'x*y-1', 't^2', '-1'],
  ['x^2*y^2 - 2*x*y - 7/3', 'x*y-1', 't^2', '-10/3'],
  ['(x*y-1)^4', 'x*y-1', 't^4', '0'],
  ['x^4*y^4 - 4*x^3*y^3 + 6*x^2*y^2 - 4*x*y + 1', 'x*y-1', 't^4', '0'],
  ['3*(x*y-1)^2 + (x*y-1)^4', 'x*y-1', '3*t^2 + t^4', '0'],
  ['(x*y-1)^2 * (x*y-1)^2', 'x*y-1', 't^4', '0'],
  ['abs(x*y-1)', 'x*y-1', 't', '0'],
  ['max(x*y-1, 1-x*y)', 'x*y-1', 't', '0'],
  ['abs(1-x*y)^3', 'x*y-1', 't^3', '0'],
  ['abs(x*y-1)^(3/2)', 'x*y-1', 't^(3/2)', '0'],
  ['log(1 + (x*y-1)^2)', 'x*y-1', 'log(1+t^2)', '0'],
  ['log(2 + (x*y-1)^2)', 'x*y-1', 'log(2+t^2) - log(2)', 'log(2)'],
  ['exp((x*y-1)^2) - 1', 'x*y-1', 'exp(t^2) - 1', '0'],
  ['exp((x*y-1)^2)', 'x*y-1', 'exp(t^2) - 1', '1'],
  ['sqrt(1 + (x*y-1)^2) - 1', 'x*y-1', 'sqrt(1+t^2) - 1', '0'],
  ['(x*y-1)^2/(1 + (x*y-1)^2)', 'x*y-1', 't^2/(1+t^2)', '0'],
  ['1 - 1/(1 + (x*y-1)^2)', 'x*y-1', 't^2/(1+t^2)', '0'],
  ['(x*y-1)^2*exp((x*y-1)^2)', 'x*y-1', 't^2*exp(t^2)', '0'],
  ['x^4 - 2*x^2 + 1', 'x^2-1', 't^2', '0'],
  ['(u*v*w - 1)^2', 'u*v*w-1', 't^2', '0'],
  ['((x*y-1)/(1+x^2))^2', '(x*y-1)/(1+x^2)', 't^2', '0'],
]

describe('f = min f + φ(|h|) is seen', () => {
  test.each(FORMS)('in %s', (objective, h, phi, minimum) => {
    const found = detect(objective)
    expect(found).toBeDefined()
    expect(isSameUpToSign(onlyResidual(found) as Term, term(h))).toBe(true)
    expectPhi(found?.phi, phi)
    expect(isSame(found?.shift as Term, term(minimum))).toBe(true)
  })

  test('with parameters', () => {
    const found = detect('x^2*y^2 - 2*a*x*y + a^2', { parameters: 'a' })
    expect(isSameUpToSign(onlyResidual(found) as Term, term('x*y - a'))).toBe(true)
    expectPhi(found?.phi, 't^2')
  })
})

test.each([
  ['a square and a modulus', '(x*y-1)^2 + abs(x-y)'],
  ['no minimum', 'x*y'],
  ['a maximum', '-(x*y-1)^2'],
  ['a φ that falls again', '(x*y-1)^2 - (x*y-1)^4'],
  ['a φ that is bounded by a minimum', 'min((x*y-1)^2, 1)'],
  ['waves', 'sin(x*y-1)'],
  ['a constant', 'x - x + 0*y'],
])('no form is made up for %s', (_, objective) => {
  expect(detect(objective)).toBeUndefined()
})

/** scale·(x^a y^b·k − m)^2 + shift, expanded, with renamed variables in either order. */
test('the form is the same however a square was written', () => {
  const name = fc.constantFrom('x', 'y', 'u', 'w1', 't', 'alpha')
  const positive = fc.integer({ min: 1, max: 6 })
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
      fc.tuple(positive, positive, positive, positive, fc.integer({ min: -5, max: 5 })),
      fc.boolean(),
      ([a = 'x', b = 'y'], [k, m, scale, over, shift], isReversed) => {
        const h = `(${k}*${a}*${b} - ${m})`
        const terms = [`+${k * k}*${a}^2*${b}^2`, `-${2 * k * m}*${b}*${a}`, `+${m * m}`]
        const expanded = (isReversed ? [...terms].reverse() : terms).join(' ').replace(/^\+/, '')
        const written = `${scale}/${over}*(${expanded}) + (${shift})`
        const [plain, other] = [detect(`${scale}/${over}*${h}^2 + (${shift})`), detect(written)]
        for (const found of [plain, other]) {
          expect(isSame(found?.shift as Term, term(`${shift}`))).toBe(true)
          // φ(|h|) + min f is f again.
          const again = term(`${scale}/${over}*${h}^2 + (${shift})`)
          expect(isSame(sum(found?.shift as Term, composed(found as Structure)), again)).toBe(true)
        }
      },
    ),
    { numRuns: 25, seed: 20 },
  )
})

/** φ(|h|) for an even φ. */
const composed = (found: Structure): Term => substitute(found.phi, new Map([['t', onlyResidual(found) as Term]]))
