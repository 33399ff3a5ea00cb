import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lower } from '../../src/kernel/lower.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import type { Scope } from '../../src/kernel/scope.ts'
import { fact, type Sequent } from '../../src/kernel/sequent.ts'
import type { RelationOperator } from '../../src/kernel/term.ts'
import { smtScript } from '../../src/solvers/smt-script.ts'
import { declared, falseAssertions } from './smt-evaluate.ts'

const SCOPE: Scope = {
  variables: ['x', 'y', 'x[1,2]', 'let', 'é'],
  parameters: new Set(['p', 'n']),
  integers: new Set(['n']),
  constants: new Map([
    [
      'theta',
      {
        polynomial: [-2, 0, 1].map((c) => ({ n: BigInt(c), d: 1n })),
        interval: [
          { n: 1n, d: 1n },
          { n: 2n, d: 1n },
        ],
      },
    ],
  ]),
}

const normal = (text: string) => lower(parseTerm(text), SCOPE)
const sequent = (goal: string | 'false', ...hypotheses: readonly (readonly [string, RelationOperator])[]): Sequent => ({
  scope: SCOPE,
  hypotheses: hypotheses.map(([text, op]) => fact(normal(text), op)),
  goal: goal === 'false' ? 'false' : fact(normal(goal), '>'),
})
const textOf = (of: Sequent): string => smtScript(of, 'a test')?.text ?? ''

describe('a script', () => {
  test('is the hypotheses and the negated goal over named reals', () => {
    expect(textOf(sequent('x^2*y - 1/2', ['x - y', '>='])).split('\n')).toEqual([
      '; a test: unsat means that it holds',
      '(set-logic QF_NRA)',
      '(declare-const $x Real)',
      '(declare-const $y Real)',
      '; the hypotheses',
      '(assert (>= (+ $x (* (- 1.0) $y)) 0.0))',
      '; the goal fails',
      '(assert (<= (+ (* 2.0 $x $x $y) (- 1.0)) 0.0))',
      '(check-sat)',
      '',
    ])
  })

  test.each([
    ['>', '<='],
    ['>=', '<'],
    ['=', 'distinct'],
    ['!=', '='],
  ] as const)('negates %s by %s', (op, negation) => {
    const text = textOf({ scope: SCOPE, hypotheses: [], goal: fact(normal('x'), op) })
    expect(text).toContain(`(assert (${negation} $x 0.0))`)
  })

  test('keeps names apart from those of the language', () => {
    const text = textOf(sequent('let + x[1,2] + é'))
    expect(declared(text).map(([name]) => name)).toEqual(['$let', '|$x[1,2]|', '|$é|'])
    expect(smtScript(sequent('x[1,2]'), 'a test')?.names).toEqual(new Map([['|$x[1,2]|', 'x[1,2]']]))
  })

  test('has integers as integers, and another logic for them', () => {
    const text = textOf(sequent('n - p'))
    expect(text).toContain('(set-logic QF_NIRA)')
    expect(declared(text)).toEqual([
      ['$n', 'Int'],
      ['$p', 'Real'],
    ])
    expect(text).toContain('(to_real $n)')
  })

  test('defines an algebraic constant by its polynomial and interval', () => {
    expect(falseAssertions(textOf(sequent('x - theta', ['x', '='])), { $x: 0, $theta: Math.SQRT2 })).toEqual([])
    expect(falseAssertions(textOf(sequent('x - theta', ['x', '='])), { $x: 0, $theta: -Math.SQRT2 })).toHaveLength(2)
  })

  test('never divides, and says of 1/u only what holds for u != 0', () => {
    const text = textOf(sequent('1/(x - y) + 1/x'))
    expect(text).not.toMatch(/\(\/ [^0-9]/)
    expect(text).toContain('(assert (=> (distinct arg.1 0.0) (= (* arg.1 inverse.1) 1.0)))')
  })

  test.each([
    ['x', true],
    ['1/x + sqrt(y) + abs(x) + theta + p', true],
    ['exp(x)', false],
    ['abs(x)^(p)', false],
    ['sqrt(log(x))', false],
  ])('of %s says everything: %s', (text, isExact) => {
    expect(smtScript(sequent(text), 'a test')?.isExact).toBe(isExact)
  })

  test('that would be too long is not made', () => {
    expect(smtScript(sequent(`(x + y + p + let + é)^16`), 'a test')).toBeUndefined()
  })
})

// Each function with its value where it has one; elsewhere any number must do.
const VALUES: Readonly<Record<string, (x: number, y: number, p: number, any: number) => number>> = {
  'exp(x)': (x) => Math.exp(x),
  'exp(2*x)': (x) => Math.exp(2 * x),
  'exp(-x)': (x) => Math.exp(-x),
  'exp(y)': (_, y) => Math.exp(y),
  'exp(x + y)': (x, y) => Math.exp(x + y),
  'exp(x/3)': (x) => Math.exp(x / 3),
  'exp(x*y)': (x, y) => Math.exp(x * y),
  'exp(log(x))': (x, _, __, any) => (x > 0 ? x : Math.abs(any) + 1),
  'log(x)': (x, _, __, any) => (x > 0 ? Math.log(x) : any),
  'log(y)': (_, y, __, any) => (y > 0 ? Math.log(y) : any),
  'log(exp(x))': (x) => x,
  '1/x': (x, _, __, any) => (x === 0 ? any : 1 / x),
  '1/(x - y)': (x, y, _, any) => (x === y ? any : 1 / (x - y)),
  'sqrt(x)': (x, _, __, any) => (x >= 0 ? Math.sqrt(x) : any),
  'cbrt(x)': (x) => Math.cbrt(x),
  'root(x, 4)': (x, _, __, any) => (x >= 0 ? x ** (1 / 4) : any),
  'sgn(x)': (x, _, __, any) => (x === 0 ? (any < 0 ? -1 : 1) : Math.sign(x)),
  'sin(x)': (x) => Math.sin(x),
  'sin(y)': (_, y) => Math.sin(y),
  'cos(x)': (x) => Math.cos(x),
  'tanh(x)': (x) => Math.tanh(x),
  'tanh(y)': (_, y) => Math.tanh(y),
  'abs(x)^(p)': (x, _, p, any) => (x === 0 ? (p > 0 ? 0 : any) : Math.abs(x) ** p),
  'abs(x - y)^(p/2)': (x, y, p, any) => (x === y ? (p > 0 ? 0 : any) : Math.abs(x - y) ** (p / 2)),
}

const WRITTEN: ReadonlyMap<string, string> = new Map(
  Object.keys(VALUES).map((text) => {
    const [atom] = [...normal(text).values()].flatMap(({ monomial }) => monomial.map(([a]) => a.key))
    return [atom as string, text]
  }),
)

/** The constants of a script of these functions, each with the value of the atom that it stands for. */
const constantsOf = (terms: readonly string[], x: number, y: number, p: number, any: number) => {
  const of: Sequent = { scope: SCOPE, hypotheses: terms.map((t) => fact(normal(t), '!=')), goal: 'false' }
  const text = textOf(of)
  const named: Record<string, number> = { $x: x, $y: y, $p: p }
  for (const [, name, printed] of text.matchAll(/^; (\S+) is (.*)$/gm)) {
    const [atom] = [...normal(printed as string).values()].flatMap(({ monomial }) => monomial.map(([a]) => a.key))
    named[name as string] = (VALUES[WRITTEN.get(atom as string) as string] as (typeof VALUES)[string])(x, y, p, any)
  }
  // What the hypotheses say is not looked at here.
  return { text: text.slice(0, text.indexOf('; the hypotheses')), named }
}

const TERMS = Object.keys(VALUES).filter((text) => !text.includes('(log') && !text.includes('(exp'))
const coordinate = fc.oneof(fc.constantFrom(-2, -1, -0.5, 0, 0.5, 1, 2, 3), fc.double({ min: -4, max: 4, noNaN: true }))

describe('what is said of functions', () => {
  test('is true of their values, and of any value where they have none', () => {
    fc.assert(
      fc.property(
        fc.subarray(TERMS, { minLength: 1, maxLength: 6 }),
        coordinate,
        coordinate,
        coordinate,
        fc.constantFrom(-3, -1, 0.25, 7),
        (terms, x, y, p, any) => {
          const { text, named } = constantsOf(terms, x, y, p, any)
          expect(falseAssertions(text, named)).toEqual([])
        },
      ),
      { numRuns: 300, seed: 20 },
    )
  })

  test('is not true of other values', () => {
    const wrong = (term: string, x: number, change: (value: number) => number): number => {
      const { text, named } = constantsOf([term], x, 0.5, 1.5, 1)
      const [name] = Object.keys(named).filter((key) => !key.startsWith('$'))
      return falseAssertions(text, { ...named, [name as string]: change(named[name as string] as number) }).length
    }
    for (const term of ['1/x', 'sqrt(x)', 'cbrt(x)', 'root(x, 4)'])
      expect(
        wrong(term, 2, (v) => v * 1.01),
        term,
      ).toBeGreaterThan(0)
    for (const term of ['sqrt(x)', 'root(x, 4)', 'sgn(x)', 'exp(x)', 'tanh(x)', 'abs(x)^(p)']) {
      expect(
        wrong(term, 2, (v) => -v),
        term,
      ).toBeGreaterThan(0)
    }
  })

  test('relates exponentials, logarithms and circles', () => {
    const text = textOf(
      sequent('exp(x) + exp(2*x) + exp(-x) + exp(y) + exp(x + y) + sin(x) + cos(x) + log(exp(x) + 1)'),
    )
    for (const part of [
      '(= (* exp.1 exp.1) exp.2)',
      '(= (* exp.1 exp.3) 1.0)',
      '(= exp.5 (* exp.1 exp.4))',
      '(= (+ (* sin.6 sin.6) (* cos.7 cos.7)) 1.0)',
    ]) {
      expect(text).toContain(part)
    }
    const { text: inverse, named } = constantsOf(['exp(log(x))', 'log(exp(x))'], 2, 0.5, 1, 1)
    expect(inverse).toMatch(/\(=> \(> arg\.\d 0\.0\) \(= exp\.\d arg\.\d\)\)/)
    expect(falseAssertions(inverse, named)).toEqual([])
  })
})
