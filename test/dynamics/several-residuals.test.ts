import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectStructure, type Structure, scopeOf } from '../../src/dynamics/structure.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { lower } from '../../src/kernel/lower.ts'
import { vanishes } from '../../src/kernel/normal-form.ts'
import { call, difference, raised, substitute, sum, symbols, type Term } from '../../src/kernel/term.ts'
import { readProblem } from '../../src/toolkit/problem.ts'

const detect = (objective: string): Structure | undefined =>
  detectStructure(readProblem({ objective }).objective, { deadline: Date.now() + 5000 })

const term = (text: string): Term => parseExpression(text, {}).term

const isSame = (a: Term, b: Term): boolean => {
  const names = [...new Set([...symbols(a), ...symbols(b)])]
  return vanishes(lower(difference(a, b), scopeOf({ variables: names, parameters: [], integers: [], assume: [] })))
}

/** shift + φ(t) written out again. */
const whole = ({ residuals, loss, phi, shift }: Structure): Term => {
  const norm =
    loss === 'l2'
      ? call('sqrt', sum(...residuals.map((h) => raised(h, 2))))
      : sum(...residuals.map((h) => call('abs', h)))
  return sum(shift, substitute(phi, new Map([['t', norm]])))
}

describe('several residuals are seen', () => {
  test.each([
    ['(x*y-1)^2 + (x*z)^2', 'l2', ['x*y-1', 'x*z'], '0'],
    ['x^2*y^2 - 2*x*y + 1 + x^2*z^2', 'l2', ['x*y-1', 'x*z'], '0'],
    ['(x*y-1)^2/2 + 2*(x*z)^2', 'l2', ['x*y-1', '2*x*z'], '0'],
    ['2*(x*y-1)^2 + (x*z)^2', 'l2', ['x*y-1', 'sqrt(1/2)*x*z'], '0'],
    ['sqrt((x*y-1)^2 + (x*z)^2)', 'l2', ['x*y-1', 'x*z'], '0'],
    ['log(1 + (x*y-1)^2 + (x*z)^2)', 'l2', ['x*y-1', 'x*z'], '0'],
    ['x^2 + 2*x*y + 3*y^2 + 5', 'l2', ['x+y', 'sqrt(2)*y'], '5'],
    ['(x-1)^2 + (1-x)^2 + 2*y^2', 'l2', ['x-1', 'y'], '0'],
    ['x^2 + x^2*y^2 + z^2', 'l2', ['x*sqrt(1+y^2)', 'z'], '0'],
    ['2*(x*y-1)^2 + (x*y-1)^2*z^2 + (x-z)^2', 'l2', ['(x*y-1)*sqrt(2+z^2)', 'x-z'], '0'],
    ['abs(x) + 2*abs(y-1)', 'l1', ['x', '2*(y-1)'], '0'],
    ['exp(abs(x) + max(y, -y))', 'l1', ['x', 'y'], '1'],
    ['(abs(x) + abs(y))^2', 'l1', ['x', 'y'], '0'],
  ] as const)('in %s', (objective, loss, residuals, shift) => {
    const found = detect(objective) as Structure
    expect(found.loss).toBe(loss)
    expect(found.residuals).toHaveLength(residuals.length)
    found.residuals.forEach((h, i) => {
      const meant = term(residuals[i] as string)
      expect(isSame(h, meant) || isSame(sum(h, meant), term('0'))).toBe(true)
    })
    expect(isSame(found.shift, term(shift))).toBe(true)
    expect(isSame(whole(found), term(objective))).toBe(true)
  })

  test('one residual is preferred', () => {
    expect(detect('x^2 + x^4*y^2')?.loss).toBe('single')
    expect(detect('(x^2 + y^2 - 1)^2')?.loss).toBe('single')
  })

  test.each([
    '(x*y-1)^2 + abs(x-y)',
    '(x*y-1)^2 - (x-y)^2',
    'abs(x) - abs(y)',
    '(x*y-1)^4 + (x*z)^4',
    'x^2 - 2*x*y - y^2',
    '-abs(x) - abs(y)',
  ])('nothing is made up for %s', (objective) => {
    expect(detect(objective)).toBeUndefined()
  })
})

test('the form adds up to the objective, whatever the weights and the order', () => {
  const part = fc.record({
    weight: fc.integer({ min: 1, max: 9 }),
    over: fc.integer({ min: 1, max: 4 }),
    h: fc.constantFrom('x*y - 1', 'x*z', 'z - 2', 'x - y + 1', '3*y'),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(part, { minLength: 2, maxLength: 3, selector: ({ h }) => h }),
      fc.boolean(),
      fc.integer({ min: -3, max: 3 }),
      (parts, isSquared, shift) => {
        const summands = parts.map(({ weight, over, h }) =>
          isSquared ? `${weight}/${over}*(${h})^2` : `${weight}*abs(${h})/${over}`,
        )
        const objective = `${summands.join(' + ')} + (${shift})`
        const found = detect(objective) as Structure
        expect(found.loss).toBe(isSquared ? 'l2' : 'l1')
        expect(found.residuals).toHaveLength(parts.length)
        expect(isSame(whole(found), term(objective))).toBe(true)
      },
    ),
    { numRuns: 25, seed: 21 },
  )
})
