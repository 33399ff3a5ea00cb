import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseExpression } from '../../src/expression/parse.ts'
import { isTotal, sideConditions } from '../../src/expression/side-conditions.ts'
import { distinct, domainConditions } from '../../src/kernel/domain.ts'
import { lower } from '../../src/kernel/lower.ts'
import { rationalValue } from '../../src/kernel/polynomial.ts'
import { printRelation, type Term } from '../../src/kernel/term.ts'
import { arbitraryTerm, NAMES } from './arbitrary-term.ts'
import { scopeOf } from './scope.ts'

const read = (text: string): Term => parseExpression(text, { parameters: ['p', 'n'], printed: true }).term

describe('sideConditions', () => {
  test.each([
    ['x^2 - y', []],
    ['x/y', ['y != 0']],
    ['x/2', []],
    ['1/(1/x - 1)', ['x != 0', '1/x - 1 != 0']],
    ['x^(-2) + 2^(-2)', ['x != 0']],
    ['log(x*y)', ['x*y > 0']],
    ['sqrt(x) + sqrt(x)', ['x >= 0']],
    ['root(x, 4) + root(y, 3) + cbrt(z)', ['x >= 0']],
    ['x^(1/3)', ['x >= 0']],
    ['x^(-1/3)', ['x > 0']],
    ['x^p', ['x > 0']],
    ['abs(x - y)^p', ['x - y != 0']],
    ['x^n', ['x != 0']],
    ['x^(2*n - 1)', ['x != 0']],
    ['x^(n/2)', ['x > 0']],
    ['x^(n + p)', ['x > 0']],
  ])('%s', (text, expected) => {
    const term = read(text)
    const found = sideConditions(term, { integers: new Set(['n']) }).map(printRelation)
    expect(found).toEqual(expected)
    const scope = scopeOf(['x', 'y', 'z'], ['p', 'n'], ['n'])
    expect(domainConditions([term], scope).map(printRelation)).toEqual(expected)
  })

  // The kernel also leaves out what its normal form shows to be a repetition or a nonzero number.
  test('agree with the domain conditions of the kernel on random terms', () => {
    const scope = scopeOf(NAMES, [])
    let compared = 0
    fc.assert(
      fc.property(arbitraryTerm(), (term) => {
        let theirs: readonly string[]
        try {
          theirs = domainConditions([term], scope).map(printRelation)
        } catch (error) {
          // Defined nowhere: a division by zero, or an even root of a negative number.
          if ((error as Error).name === 'Refusal') return
          throw error
        }
        const ours = distinct(sideConditions(term), scope).filter(({ left, op }) => {
          const value = rationalValue(lower(left, scope))
          return op !== '!=' || value === undefined || value.n === 0n
        })
        compared += ours.length
        expect(ours.map(printRelation)).toEqual(theirs)
      }),
      { seed: 20, numRuns: 1000 },
    )
    expect(compared).toBeGreaterThan(300)
  })

  test('isTotal sees true conditions on numbers only', () => {
    expect(isTotal(read('x + sqrt(2)/3 + y^2'))).toBe(true)
    expect(isTotal(read('1/(x^2 + 1)'))).toBe(false)
    expect(isTotal({ op: 'call', name: 'sqrt', args: [{ op: 'number', value: { n: -1n, d: 1n } }] })).toBe(false)
  })
})
