import type { Claim } from '../../kernel/claim.ts'
import { readContext } from '../../kernel/context.ts'
import { parseTerm } from '../../kernel/parse-term.ts'
import type { Scope } from '../../kernel/scope.ts'
import { number, type Relation, type RelationOperator, raised, substitute, sum, type Term } from '../../kernel/term.ts'
import type { Definition, Definitions } from './definitions.ts'

export const ZERO = number(0)
/** `left op right`, or `left op 0`. */
export const relation = (left: Term, op: RelationOperator, right: Term = ZERO): Relation => ({ left, op, right })
export const squares = (entries: readonly Term[]): Term => sum(...entries.map((x) => raised(x, 2)))

/** Writes claims with the functions they are about, by name. */
export interface Writer {
  readonly scope: Scope
  readonly assume: readonly Relation[]
  readonly defined: Map<Term, string>
  readonly unfold: Set<string>
  readonly definitions: Definitions
  /** A term that Coq shows by the name of a function. */
  readonly name: (wanted: string, term: Term) => Definition
  /** The function at the variables, or at a point. */
  readonly at: (f: Definition, point?: ReadonlyMap<string, Term>) => Term
  /** (∂f/∂x_1, …); throws `NO_RULE` where Coq has none. */
  readonly gradient: (f: Definition) => readonly Definition[]
}

/** Thrown where Coq is given no rule for a derivative. */
export const NO_RULE = Symbol('no rule for a derivative')

export const writer = (claim: Claim, definitions: Definitions, scope: Scope): Writer => {
  const { assume } = readContext(claim.context)
  const base = readContext(claim.context).scope
  const defined = new Map<Term, string>()
  const unfold = new Set<string>()
  const at = (f: Definition, point?: ReadonlyMap<string, Term>): Term => {
    // A new object each time: the name belongs to this place, the body to the proof.
    const body = substitute(f.term, point ?? new Map())
    const term = body === f.term ? ({ ...body } as Term) : body
    defined.set(term, definitions.applied(f, point))
    unfold.add(f.name)
    return term
  }
  return {
    scope,
    assume,
    defined,
    unfold,
    definitions,
    name: (wanted, term) => definitions.define(wanted, term, base),
    at,
    gradient: (f) =>
      base.variables.map((variable) => {
        const slope = definitions.partial(f, variable)
        if (slope === undefined) throw NO_RULE
        return slope
      }),
  }
}

/** The parts of an obligation in the order of the kernel. */
export interface Parts {
  readonly terms: readonly Term[]
  readonly hypotheses: readonly Relation[]
  readonly goal: Relation | 'false'
}

/** The residuals h, or h1, h2, ... */
export const residualFunctions = (residuals: readonly string[], w: Writer): readonly Definition[] =>
  residuals.map((h, i) => w.name(residuals.length === 1 ? 'h' : `h${i + 1}`, parseTerm(h)))
