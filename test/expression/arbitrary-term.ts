import fc from 'fast-check'
import { type Rational, rational } from '../../src/kernel/rational.ts'
import { call, negated, number, product, quotient, raised, sum, symbol, type Term } from '../../src/kernel/term.ts'

export const NAMES = ['x', 'y', 'z'] as const

/** Small rationals, negative ones too. */
export const smallRational: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 6 }))
  .map(([n, d]) => rational(n, d))

/** Random terms of every kind over x, y, z; `smooth` leaves out abs, sgn, max and min. */
export const arbitraryTerm = (options: { readonly smooth?: boolean; readonly polynomial?: boolean } = {}) => {
  const { smooth = false, polynomial = false } = options
  return fc.letrec<{ term: Term }>((tie) => {
    const term = tie('term')
    const leaf = fc.oneof(
      fc.constantFrom(...NAMES).map(symbol),
      smallRational.map((value) => number(value)),
    )
    const list = fc.array(term, { minLength: 2, maxLength: 3 })
    const algebraic: fc.Arbitrary<Term>[] = [
      list.map((args) => sum(...args)),
      list.map((args) => product(...args)),
      term.map(negated),
      fc.tuple(term, fc.integer({ min: 0, max: 3 })).map(([base, k]) => raised(base, k)),
    ]
    const rationalFunctions: fc.Arbitrary<Term>[] = [
      fc.tuple(term, term).map(([a, b]) => quotient(a, b)),
      fc.tuple(term, fc.integer({ min: -3, max: -1 })).map(([base, k]) => raised(base, k)),
      fc.tuple(term, fc.constantFrom(rational(1, 2), rational(-3, 2))).map(([base, k]) => raised(base, number(k))),
      fc.tuple(fc.constantFrom('exp', 'log', 'sqrt', 'cbrt', 'sin', 'cos', 'tanh'), term).map(([f, u]) => call(f, u)),
      term.map((u) => call('root', u, number(4))),
    ]
    const kinked: fc.Arbitrary<Term>[] = [
      term.map((u) => call('abs', u)),
      fc.tuple(fc.constantFrom('max', 'min'), list).map(([f, args]) => call(f, ...args)),
    ]
    const kinds = [...algebraic, ...(polynomial ? [] : rationalFunctions), ...(smooth || polynomial ? [] : kinked)]
    return { term: fc.oneof({ maxDepth: 4, depthSize: 'small' }, leaf, ...kinds) }
  }).term
}

/** Values for x, y, z. */
export const arbitraryPoint: fc.Arbitrary<ReadonlyMap<string, Rational>> = fc
  .tuple(smallRational, smallRational, smallRational)
  .map((values) => new Map(NAMES.map((name, i) => [name, values[i] as Rational])))

/** The same point in doubles. */
export const inDoubles = (point: ReadonlyMap<string, Rational>): ReadonlyMap<string, number> =>
  new Map([...point].map(([name, { n, d }]) => [name, Number(n) / Number(d)]))

/** Whether two doubles agree to a relative error, both undefined counting as agreement. */
export const agree = (a: number, b: number, tolerance: number): boolean =>
  (!Number.isFinite(a) && !Number.isFinite(b)) || Math.abs(a - b) <= tolerance * (1 + Math.abs(a) + Math.abs(b))
