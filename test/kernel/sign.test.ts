import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateExactly } from '../../src/expression/evaluate.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import * as Q from '../../src/kernel/rational.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import { factOf, NEGATIVE, POSITIVE, signsOf, ZERO } from '../../src/kernel/sign.ts'
import { number, printTerm, type RelationOperator, symbol } from '../../src/kernel/term.ts'
import { arbitraryPoint, arbitraryTerm, NAMES } from '../expression/arbitrary-term.ts'
import { scopeOf } from '../expression/scope.ts'

const SCOPE = scopeOf(NAMES, [])

test('the true sign is among the signs found', () => {
  let compared = 0
  fc.assert(
    fc.property(arbitraryTerm(), arbitraryPoint, (term, point) => {
      const value = evaluateExactly(term, point)
      if (value === undefined) return
      // Hypotheses that are true at the point, so that the signs found must allow the value there.
      const facts = [...point].map(([name, at]) => {
        const op: RelationOperator = at.n === 0n ? '=' : at.n > 0n ? '>' : '!='
        return factOf({ left: symbol(name), op, right: number(0) }, SCOPE)
      })
      try {
        const truth = value.n < 0n ? NEGATIVE : value.n > 0n ? POSITIVE : ZERO
        expect(signsOf(term, facts, SCOPE) & truth, `${printTerm(term)} = ${Q.formatRational(value)}`).toBe(truth)
        compared++
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }),
    { seed: 7, numRuns: 600 },
  )
  expect(compared).toBeGreaterThan(200)
})

const ANY = NEGATIVE | ZERO | POSITIVE
test.for<readonly [string, number]>([
  ['x^2', ZERO | POSITIVE],
  ['x^2 + 1', POSITIVE],
  ['x^3', ANY],
  ['x^(-2)', POSITIVE],
  ['abs(x) - x', ANY],
  ['sqrt(2) - 3/2', NEGATIVE],
  ['exp(x) + abs(y)', POSITIVE],
  ['cbrt(-2)', NEGATIVE],
  ['tanh(x^2)', ZERO | POSITIVE],
  ['a^(n)', NEGATIVE | POSITIVE],
  ['a^(2*n)', POSITIVE],
  ['a^(n^2)', ANY],
  ['abs(x)^(p)', POSITIVE],
  ['log(2) - 7/10', NEGATIVE],
  ['sin(x)', ANY],
  ['max(x, 1)', ANY],
])('%s', ([text, signs]) => {
  expect(signsOf(parseTerm(text), [], scopeOf(['x', 'y'], ['a', 'n', 'p'], ['n']))).toBe(signs)
})
