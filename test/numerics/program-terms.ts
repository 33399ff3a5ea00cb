import fc from 'fast-check'
import { rational } from '../../src/kernel/rational.ts'
import {
  call,
  difference,
  type FunctionName,
  negated,
  number,
  product,
  quotient,
  raised,
  sum,
  symbol,
  type Term,
} from '../../src/kernel/term.ts'

/** The functions of one argument. */
export const FUNCTIONS: readonly FunctionName[] = ['exp', 'log', 'abs', 'sgn', 'sqrt', 'cbrt', 'tanh', 'sin', 'cos']

/** Random terms over x and y as programs are made of, with exponents of the kind that is asked for. */
export const programTerms = (
  exponents: (term: fc.Arbitrary<Term>, fraction: fc.Arbitrary<Term>) => fc.Arbitrary<Term | number>,
  largestRoot: number,
): fc.Arbitrary<Term> =>
  fc.letrec<{ term: Term }>((tie) => {
    const term = tie('term')
    const fraction = fc
      .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .map(([n, d]) => number(rational(n, d)))
    const list = fc.array(term, { minLength: 1, maxLength: 3 })
    return {
      term: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.oneof(fc.constantFrom(symbol('x'), symbol('y')), fraction),
        list.map((args) => sum(...args)),
        list.map((args) => product(...args)),
        fc.tuple(term, term).map(([a, b]) => quotient(a, b)),
        fc.tuple(term, term).map(([a, b]) => difference(a, b)),
        term.map(negated),
        fc.tuple(term, exponents(term, fraction)).map(([a, k]) => raised(a, k)),
        fc.tuple(term, fc.constantFrom(...FUNCTIONS)).map(([a, name]) => call(name, a)),
        fc.tuple(term, fc.integer({ min: 1, max: largestRoot })).map(([a, n]) => call('root', a, number(n))),
        fc.tuple(term, term, fc.constantFrom<FunctionName>('max', 'min')).map(([a, b, name]) => call(name, a, b)),
      ),
    }
  }).term
