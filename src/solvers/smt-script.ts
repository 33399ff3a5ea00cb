import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { type Atom, fromAtom, type Polynomial } from '../kernel/polynomial.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { printTerm } from '../kernel/term.ts'
import { circleFacts, factsOfAtom, factsOfKind, inverseFunctionFacts, type NamedAtom } from './smt-atoms.ts'
import { smtFact, smtNegation, smtNumber, smtPolynomial, smtPower } from './smt-text.ts'

/** A question for an SMT solver, as the text of a whole SMT-LIB 2 script. */
export interface SmtScript {
  readonly text: string
  /** The names of variables and parameters, by what the script calls them. */
  readonly names: ReadonlyMap<string, string>
  /** Whether the script describes every atom completely, so that a model of it is a counterexample. */
  readonly isExact: boolean
}

const MOST_CHARACTERS = 300_000

const EXACT = new Set<Atom['kind']>(['variable', 'parameter', 'theta', 'inverse', 'root', 'sgn'])

// `$` keeps the names of a user apart from those of SMT-LIB, solvers and this file.
const symbolOf = (name: string): string => (/^\w+$/.test(name) ? `$${name}` : `|$${name}|`)

/** The atoms of the polynomials, those inside others first; the order depends on nothing but the polynomials. */
const atomsInOrder = (polynomials: readonly Polynomial[]): readonly Atom[] => {
  const seen = new Set<Atom>()
  const visit = (p: Polynomial): void => {
    for (const atom of [...p.values()].flatMap(({ monomial }) => monomial.map(([a]) => a))) {
      if (seen.has(atom)) continue
      if ('arg' in atom) visit(atom.arg)
      if (atom.kind === 'power') visit(atom.exponent)
      seen.add(atom)
    }
  }
  polynomials.forEach(visit)
  return [...seen]
}

/** The definition of θ: the only root of its polynomial in the interval. */
const thetaFacts = (atom: Atom & { readonly kind: 'theta' }, name: string): readonly string[] => {
  const [low, high] = atom.interval
  const value = atom.minimal.map((c, k) => (k === 0 ? smtNumber(c) : `(* ${smtNumber(c)} ${smtPower(name, k)})`))
  return [`(= (+ ${value.join(' ')}) 0.0)`, `(<= ${smtNumber(low)} ${name})`, `(<= ${name} ${smtNumber(high)})`]
}

/**
 * The question whether a sequent fails somewhere: its hypotheses, the negation of its goal, and what is known of the
 * atoms. Undefined where the text would be too long.
 *
 * Where the script has no model, the sequent holds. For take a point where the hypotheses hold and the goal does not,
 * the atoms standing for their values, and for any numbers where they have none. Give each constant of the script that
 * value: every assertion is then true, those about hypotheses and goal because they are the kernel's own normal forms
 * over these atoms, the others because they are true of the functions (`smt-atoms.ts`) and are made only where the
 * argument is in the domain. So no division of the solver's, total by fiat, is used: 1/u is a number i with u·i = 1 for
 * u ≠ 0, and u ≠ 0 comes from the hypotheses or not at all. An integer is of sort Int, and its value an integer.
 */
export const smtScript = (sequent: Sequent, title: string): SmtScript | undefined => {
  const { hypotheses, goal, scope } = sequent
  const facts = goal === 'false' ? hypotheses : [...hypotheses, goal]
  const atoms = atomsInOrder(facts.map(({ polynomial }) => polynomial))
  const lines: string[] = []
  const named: NamedAtom[] = []
  const values = new Map<Atom, string>()
  const names = new Map<string, string>()
  const nameOf = (atom: Atom): string => values.get(atom) as string
  const assert = (formula: string): number => lines.push(`(assert ${formula})`)
  let hasIntegers = false
  let length = 0
  for (const atom of atoms) {
    if (!('arg' in atom)) {
      const name = symbolOf(atom.name)
      const isInteger = atom.kind === 'parameter' && atom.integer
      hasIntegers ||= isInteger
      lines.push(`(declare-const ${name} ${isInteger ? 'Int' : 'Real'})`)
      values.set(atom, isInteger ? `(to_real ${name})` : name)
      if (atom.kind === 'theta') thetaFacts(atom, name).forEach(assert)
      else names.set(name, atom.name)
      continue
    }
    const k = named.length + 1
    const name = `${atom.kind}.${k}`
    const argument = smtPolynomial(atom.arg, nameOf)
    lines.push(`; ${name} is ${printTerm(termOfPolynomial(fromAtom(atom), scope.variables))}`)
    lines.push(`(define-fun arg.${k} () Real ${argument})`)
    if (atom.kind === 'power') lines.push(`(define-fun exponent.${k} () Real ${smtPolynomial(atom.exponent, nameOf)})`)
    lines.push(`(declare-const ${name} Real)`)
    const entry = { atom, name, u: `arg.${k}`, ...(atom.kind === 'power' ? { e: `exponent.${k}` } : {}) }
    named.push(entry)
    values.set(atom, name)
    factsOfAtom(entry).forEach(assert)
    length += argument.length
    if (length > MOST_CHARACTERS) return undefined
  }
  const kinds = new Set(named.map(({ atom }) => atom.kind))
  for (const kind of kinds) factsOfKind(kind, named).forEach(assert)
  circleFacts(named).forEach(assert)
  inverseFunctionFacts(named).forEach(assert)
  lines.push('; the hypotheses')
  for (const fact of hypotheses) assert(smtFact(fact, nameOf))
  lines.push('; the goal fails')
  assert(smtNegation(goal, nameOf))
  const logic = hasIntegers ? 'QF_NIRA' : 'QF_NRA'
  const head = [`; ${title}: unsat means that it holds`, `(set-logic ${logic})`]
  const text = `${[...head, ...lines, '(check-sat)'].join('\n')}\n`
  if (text.length > MOST_CHARACTERS) return undefined
  return { text, names, isExact: atoms.every(({ kind }) => EXACT.has(kind)) }
}
