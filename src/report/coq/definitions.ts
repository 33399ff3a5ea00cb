import { derivative } from '../../expression/derivative.ts'
import { domainConditions, kinks } from '../../kernel/domain.ts'
import { readExponent } from '../../kernel/lower.ts'
import type { Scope } from '../../kernel/scope.ts'
import { children, type Relation, type Term } from '../../kernel/term.ts'
import { type CoqNotation, coqArgument, coqRelation, coqText } from './coq-term.ts'
import { forall } from './forall.ts'
import type { Identifiers } from './identifiers.ts'

/** A function of the claim that has a name in Coq. */
export interface Definition {
  readonly name: string
  readonly term: Term
  readonly scope: Scope
}

/** The functions a file defines, each once: f, its partial derivatives f_x, and that they are the derivatives. */
export interface Definitions {
  readonly define: (wanted: string, term: Term, scope: Scope) => Definition
  /** ∂f/∂x with its theorem; undefined where Coq is given no rule for a function in f. */
  readonly partial: (f: Definition, variable: string) => Definition | undefined
  /** `f x y`, at a point `f 1 2`. */
  readonly applied: (f: Definition, point?: ReadonlyMap<string, Term>) => string
  /** The Coq text of what was defined since the last call. */
  readonly take: () => readonly string[]
  /** The names of the theorems about derivatives. */
  readonly theorems: readonly string[]
}

const DIFFERENTIABLE: ReadonlySet<string> = new Set(['exp', 'log', 'abs', 'sgn', 'sqrt', 'sin', 'cos'])

const hasRules = (term: Term, scope: Scope): boolean => {
  if (term.op === 'call' && !DIFFERENTIABLE.has(term.name)) return false
  if (term.op === 'power') return readExponent(term.exponent, scope).kind === 'integer' && hasRules(term.base, scope)
  return children(term).every((child) => hasRules(child, scope))
}

const namesOf = (scope: Scope): readonly string[] => [
  ...scope.variables,
  ...scope.parameters,
  ...scope.constants.keys(),
]

export const definitions = (identifiers: Identifiers, notation: (scope: Scope) => CoqNotation): Definitions => {
  const known = new Map<string, Definition>()
  const derivatives = new Map<string, Definition | undefined>()
  const theorems: string[] = []
  let texts: string[] = []

  const applied = ({ name, scope }: Definition, point: ReadonlyMap<string, Term> = new Map()): string => {
    const written = notation(scope)
    const args = namesOf(scope).map((x) => coqArgument(point.get(x) ?? { op: 'symbol', name: x }, written))
    return [name, ...args].join(' ')
  }

  const binders = (scope: Scope): readonly string[] => namesOf(scope).map(notation(scope).symbol)

  const define = (wanted: string, term: Term, scope: Scope): Definition => {
    const parameters = binders(scope).length === 0 ? '' : ` (${binders(scope).join(' ')} : R)`
    const body = `${parameters} : R := ${coqText(term, notation(scope))}.`
    const found = known.get(body)
    if (found !== undefined) return found
    const name = identifiers.fresh(wanted)
    const definition = { name, term, scope }
    known.set(body, definition)
    texts.push(`Definition ${name}${body}`)
    return definition
  }

  const conditions = (f: Term, slope: Term, scope: Scope): readonly Relation[] => {
    const all = [...domainConditions([f, slope], scope), ...kinks([f], scope)]
    const written = new Set<string>()
    return all.filter(({ left, op, right }) => {
      const text = coqRelation(left, op, right, notation(scope))
      return !written.has(text) && written.add(text)
    })
  }

  const derive = (f: Definition, variable: string): Definition | undefined => {
    const { scope } = f
    const slope = derivative(f.term, variable)
    if (!hasRules(f.term, scope) || !hasRules(slope, scope)) return undefined
    const written = notation(scope)
    const x = written.symbol(variable)
    const result = define(f.name.includes('_') ? `${f.name}${x}` : `${f.name}_${x}`, slope, scope)
    const theorem = identifiers.fresh(`${result.name}_correct`)
    const premises = conditions(f.term, slope, scope).map(({ left, op, right }) =>
      coqRelation(left, op, right, written),
    )
    const conclusion = `derivable_pt_lim (fun ${x} => ${applied(f)}) ${x} (${applied(result)})`
    texts.push(
      [
        `Theorem ${theorem} :`,
        `${forall({ binders: binders(scope), premises, conclusion })}.`,
        `Proof. intros. unfold ${f.name}, ${result.name}. differentiate. Qed.`,
      ].join('\n'),
    )
    theorems.push(theorem)
    return result
  }

  const partial = (f: Definition, variable: string): Definition | undefined => {
    const key = `${f.name} ${variable}`
    if (!derivatives.has(key)) derivatives.set(key, derive(f, variable))
    return derivatives.get(key)
  }

  const take = (): readonly string[] => {
    const taken = texts
    texts = []
    return taken
  }

  return { define, partial, applied, take, theorems }
}
