import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import type { AlgebraicConstant, Scope } from '../../kernel/scope.ts'
import { children, type Relation, symbols, type Term } from '../../kernel/term.ts'
import { constantHypotheses } from './constants.ts'
import { type CoqNotation, coqArgument, coqRelation } from './coq-term.ts'
import { forall } from './forall.ts'
import type { Identifiers } from './identifiers.ts'
import { type GivenSign, givenSignText, signArguments } from './sign-atoms.ts'

/** What a theorem says: where the hypotheses hold, the goal holds. Terms with a definition are written by its name. */
export interface CoqStatement {
  readonly scope: Scope
  readonly hypotheses: readonly Relation[]
  readonly goal: Relation | 'false'
  /** Coq text such as `f x y` for terms that are the body of a definition. */
  readonly defined: ReadonlyMap<Term, string>
  /** The definitions that the proof unfolds. */
  readonly unfold: readonly string[]
}

/** A sign s that stands for sgn(base) in a statement. */
interface QuantifiedSign extends GivenSign {
  readonly base: Term
}

/**
 * The signs sgn(u) of a statement, which then speaks of all s with s^2 = 1 and s·u = |u|, as the kernel does. A
 * statement about the derivatives of defined functions has the function sgn instead.
 */
const quantifiedSigns = (
  { scope, defined }: CoqStatement,
  terms: readonly Term[],
  names: Identifiers,
): ReadonlyMap<string, QuantifiedSign> => {
  if ([...defined.keys()].some(hasSign)) return new Map()
  return new Map(
    [...signArguments(terms, scope)].map(([key, base]) => [
      key,
      {
        name: names.fresh('s'),
        square: names.internal('S'),
        product: names.internal('S'),
        base: termOfPolynomial(base, scope.variables),
      },
    ]),
  )
}

const hasSign = (term: Term): boolean => (term.op === 'call' && term.name === 'sgn') || children(term).some(hasSign)

/** A statement in Coq, with names for its premises. */
export interface WrittenTheorem {
  /** `forall ..., ... -> ...`. */
  readonly text: string
  /** The terms of the statement, then the others. */
  readonly terms: readonly Term[]
  readonly written: CoqNotation
  /** What `intros` introduces: the variables and the premises. */
  readonly intros: readonly string[]
  readonly hypotheses: readonly { readonly relation: Relation; readonly name: string }[]
  readonly constants: readonly (readonly [string, AlgebraicConstant])[]
  /** By the name of an integer: the premise `integer n`. */
  readonly integers: ReadonlyMap<string, string>
  readonly signs: ReadonlyMap<string, GivenSign>
}

/** Writes a statement; `more` are terms of its proof, whose symbols it is about too. */
export const writeTheorem = (
  statement: CoqStatement,
  more: readonly Term[],
  symbolName: (name: string) => string,
  names: Identifiers,
): WrittenTheorem => {
  const { scope, goal, defined } = statement
  const stated = [
    ...statement.hypotheses.flatMap(({ left, right }) => [left, right]),
    ...(goal === 'false' ? [] : [goal.left, goal.right]),
  ]
  const terms = [...stated, ...more]
  const signs = quantifiedSigns(statement, stated, names)
  const written: CoqNotation = {
    scope,
    symbol: symbolName,
    override: (term) => givenSignText(term, scope, signs),
  }
  const display: CoqNotation = {
    ...written,
    override: (term) => {
      const text = defined.get(term)
      return text === undefined ? written.override?.(term) : { text, strength: 5 }
    },
  }
  const occurring = new Set(terms.flatMap(symbols))
  const constants = [...scope.constants].filter(([constant]) => occurring.has(constant))
  const hypotheses = [
    ...constants.flatMap(([constant, value]) => constantHypotheses(constant, value)),
    ...statement.hypotheses,
  ]
  const named = hypotheses.map((relation) => ({ relation, name: names.internal('H') }))

  const shown = ({ left, op, right }: Relation): string => coqRelation(left, op, right, display)
  const conclusion = goal === 'false' ? 'False' : shown(goal)
  // A function such as f x y a is applied to names that its body need not contain.
  const words = new Set([...hypotheses.map(shown), conclusion].flatMap((line) => line.split(/[^\w']+/)))
  const binders = [
    ...[...scope.variables, ...scope.parameters, ...scope.constants.keys()]
      .filter((x) => occurring.has(x) || words.has(symbolName(x)))
      .map(symbolName),
    ...[...signs.values()].map(({ name }) => name),
  ]
  const integers = [...scope.integers]
    .filter((n) => occurring.has(n))
    .map((n) => ({ symbol: n, name: names.internal('Z'), text: `integer ${symbolName(n)}` }))
  const signPremises = [...signs.values()].flatMap(({ name, base, square, product }) => {
    const u = coqArgument(base, written)
    return [
      { name: square, text: `${name} ^ 2 = 1` },
      { name: product, text: `${name} * ${u} = Rabs ${u}` },
    ]
  })
  const premises = [
    ...integers,
    ...signPremises,
    ...named.map(({ relation, name: hypothesis }) => ({ name: hypothesis, text: shown(relation) })),
  ]
  const text = forall({
    binders,
    premises: premises.map((premise) => premise.text),
    conclusion,
  })
  return {
    text,
    terms: [...[...signs.values()].map(({ base }) => base), ...terms],
    written,
    intros: [...binders, ...premises.map((premise) => premise.name)],
    hypotheses: named,
    constants,
    integers: new Map(integers.map((n) => [n.symbol, n.name])),
    signs,
  }
}
