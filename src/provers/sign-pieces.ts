import { divideExact } from '../algebra/polynomial-division.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { multiply } from '../kernel/normal-form.ts'
import {
  type Atom,
  add,
  atomsOf,
  type Entry,
  fromAtom,
  fromEntries,
  integer,
  negate,
  type Polynomial,
  scale,
  subtract,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { clearFactors } from './clear-factors.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'
import { cellFacts } from './splits.ts'

type Sign = Atom & { readonly kind: 'sgn' }

const factsOf = ({ hypotheses, goal }: Sequent): readonly Fact[] => [...hypotheses, ...(goal === 'false' ? [] : [goal])]

const signAtoms = (sequent: Sequent): Sign[] => {
  const atoms = new Set<Atom>()
  for (const { polynomial } of factsOf(sequent)) atomsOf(polynomial, atoms)
  return [...atoms].filter((a): a is Sign => a.kind === 'sgn')
}

/** What is known of s = sgn(u): s = σ, or s·u = σ·u, as the equation's polynomial and σ. */
interface KnownSign {
  readonly equation: Polynomial
  readonly value: 1 | -1
  /** u, where the equation is s·u = σ·u. */
  readonly factor?: Polynomial
  /** Where the equation is σ − s = 0. */
  readonly isOpposite?: true
}

const isHypothesis = (sequent: Sequent, equation: Polynomial): boolean =>
  sequent.hypotheses.some((h) => h.op === '=' && subtract(h.polynomial, equation).size === 0)

/** s·u − u. */
const productEquation = (atom: Sign): Polynomial => subtract(multiply(fromAtom(atom), atom.arg), atom.arg)

const knownSign = (sequent: Sequent, atom: Sign): KnownSign | undefined => {
  for (const value of [1, -1] as const) {
    const equation = subtract(fromAtom(atom), integer(value))
    if (isHypothesis(sequent, equation)) return { equation, value }
    const opposite = negate(equation)
    if (isHypothesis(sequent, opposite)) return { equation: opposite, value, isOpposite: true }
  }
  const equation = productEquation(atom)
  return isHypothesis(sequent, equation) ? { equation, value: 1, factor: atom.arg } : undefined
}

/** That s·u = u where u ≥ 0. */
const productLemma = (atom: Sign, text: (p: Polynomial) => string): Json => {
  const u = text(atom.arg)
  const equation = text(productEquation(atom))
  const s = fromAtom(atom)
  const cells = [
    { sign: '<', proof: squaresAndMultiples([{ times: [u] }, { times: [text(negate(atom.arg))] }]) },
    {
      sign: '=',
      proof: squaresAndMultiples(
        [{ square: equation }],
        [[u, text(negate(multiply(productEquation(atom), subtract(s, integer(1)))))]],
      ),
    },
    {
      sign: '>',
      proof: squaresAndMultiples(
        [{ square: equation }],
        [[text(subtract(s, integer(1))), text(negate(multiply(productEquation(atom), atom.arg)))]],
      ),
    },
  ]
  return { kind: 'split', on: u, cells }
}

/** The sequent where u < 0 and where u ≥ 0 for a sign sgn(u) in it that is not known: an innermost one. */
export const pieceReductions = (sequent: Sequent): readonly Reduction[] => {
  const open = signAtoms(sequent).filter((a) => a.arg.size > 0 && knownSign(sequent, a) === undefined)
  const [atom] = open.filter((a) => ![...atomsOf(a.arg)].some((b) => open.some((c) => b === c)))
  if (atom === undefined) return []
  const text = (p: Polynomial): string => textFor(p, sequent.scope)
  const equation = fact(productEquation(atom), '=')
  return [
    {
      name: 'pieces',
      goals: [
        withFacts(sequent, ...cellFacts(atom.arg, '<')),
        withFacts(sequent, ...cellFacts(atom.arg, '>='), equation),
      ],
      close: ([below, above]) => ({
        kind: 'split',
        on: text(atom.arg),
        cells: [
          { sign: '<', proof: below as Json },
          {
            sign: '>=',
            proof: afterLemma(`${text(equation.polynomial)} = 0`, productLemma(atom, text), above as Json),
          },
        ],
      }),
    },
  ]
}

/** p/u, where u divides p. */
const quotientBy = (p: Polynomial, u: Polynomial, scope: Scope): Polynomial | undefined => {
  if (p.size === 0) return p
  const space = indeterminatesFor([p, u], scope)
  if ([p, u].some((q) => clearFactors(q, false).factors.length > 0)) return undefined
  const found = divideExact(space.enter(p), space.enter(u))
  return found && lower(space.termOf(found), scope)
}

/** p with values for signs, and by with p − p′ = Σ by·equation. */
const replaced = (p: Polynomial, known: ReadonlyMap<Atom, KnownSign>, scope: Scope) => {
  let result = p
  const multiples: (readonly [Polynomial, Polynomial])[] = []
  for (const [atom, { equation, value, factor, isOpposite }] of known) {
    const entries = [...result.values()]
    const has = (e: Entry): boolean => e.monomial.some(([a]) => a === atom)
    const rest = entries.filter(has).map((e) => ({ ...e, monomial: e.monomial.filter(([a]) => a !== atom) }))
    if (rest.length === 0) continue
    const slope = fromEntries(rest)
    const by = factor === undefined ? slope : quotientBy(slope, factor, scope)
    if (by === undefined) continue
    result = add(fromEntries(entries.filter((e) => !has(e))), scale(slope, Q.rational(value)))
    multiples.push([equation, isOpposite === true ? negate(by) : by])
  }
  return { result, multiples }
}

/** Proves `to` from `from` where to = from − Σ by·equation. */
export const transfer = (
  from: Polynomial,
  to: Polynomial,
  op: Fact['op'],
  multiples: readonly (readonly [Polynomial, Polynomial])[],
  text: (p: Polynomial) => string,
): Json => {
  const times = (factor: Polynomial) =>
    multiples.map(([of, by]): [string, string] => [text(of), text(multiply(by, factor))])
  switch (op) {
    case '>':
    case '>=':
      return squaresAndMultiples([{ times: [text(negate(to))] }, { times: [text(from)] }], times(integer(-1)))
    case '=':
      return squaresAndMultiples([{ square: text(to) }], [[text(from), text(negate(to))], ...times(to)])
    case '!=':
      return squaresAndMultiples([{ square: text(from) }], [[text(to), text(negate(from))], ...times(negate(from))])
  }
}

/** The sequent with the values of known signs put in for them. */
export const withKnownSigns = (sequent: Sequent): Reduction | undefined => {
  const { scope, goal, hypotheses } = sequent
  const text = (p: Polynomial): string => textFor(p, scope)
  const known = new Map(
    signAtoms(sequent).flatMap((atom) => {
      const value = knownSign(sequent, atom)
      return value === undefined ? [] : [[atom, value] as const]
    }),
  )
  const isEquation = (h: Fact): boolean =>
    [...known.values()].some((k) => subtract(k.equation, h.polynomial).size === 0)
  const changes = hypotheses
    .filter((h) => !isEquation(h))
    .map((h) => ({ fact: h, ...replaced(h.polynomial, known, scope) }))
  const own = goal === 'false' ? undefined : replaced(goal.polynomial, known, scope)
  const changed = changes.filter((c) => c.multiples.length > 0)
  if (changed.length === 0 && (own === undefined || own.multiples.length === 0)) return undefined
  // A sign may still stand inside another, for which its value will be needed.
  const rest = [...changes.map((c) => c.result), ...(own === undefined ? [] : [own.result])]
  const left = new Set(rest.flatMap((p) => [...atomsOf(p)]))
  const equations = [...known].flatMap(([atom, k]) => (left.has(atom) ? [fact(k.equation, '=')] : []))
  const inner: Sequent = {
    ...sequent,
    hypotheses: [...changes.map((c) => fact(c.result, c.fact.op)), ...equations],
    goal: goal === 'false' || own === undefined ? 'false' : fact(own.result, goal.op),
  }
  return {
    name: 'values of signs',
    goals: [inner],
    close: ([proof]) => {
      const last =
        goal === 'false' || own === undefined || own.multiples.length === 0
          ? (proof as Json)
          : afterLemma(
              `${text(own.result)} ${goal.op} 0`,
              proof as Json,
              transfer(
                own.result,
                goal.polynomial,
                goal.op,
                own.multiples.map(([of, by]) => [of, negate(by)] as const),
                text,
              ),
            )
      return changed.reduceRight<Json>(
        (then, c) =>
          afterLemma(
            `${text(c.result)} ${c.fact.op} 0`,
            transfer(c.fact.polynomial, c.result, c.fact.op, c.multiples, text),
            then,
          ),
        last,
      )
    },
  }
}
