import type { Json } from '../kernel/json.ts'
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
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
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

/** The hypothesis sgn(u) = 1 or sgn(u) = −1 as the equation's polynomial and the value. */
const knownValue = (
  sequent: Sequent,
  atom: Sign,
): { readonly equation: Polynomial; readonly value: 1 | -1 } | undefined => {
  for (const value of [1, -1] as const) {
    const equation = subtract(fromAtom(atom), integer(value))
    const isKnown = sequent.hypotheses.some((h) => h.op === '=' && subtract(h.polynomial, equation).size === 0)
    if (isKnown) return { equation, value }
  }
  return undefined
}

/** The sequent on the pieces u < 0, u = 0, u > 0 for a sign sgn(u) in it that is not known: an innermost one. */
export const pieceReductions = (sequent: Sequent): readonly Reduction[] => {
  const open = signAtoms(sequent).filter((a) => a.arg.size > 0 && knownValue(sequent, a) === undefined)
  const isDecided = (atom: Sign): boolean =>
    sequent.hypotheses.some((h) => h.op === '=' && subtract(h.polynomial, atom.arg).size === 0)
  const [atom] = open.filter((a) => !isDecided(a) && ![...atomsOf(a.arg)].some((b) => open.some((c) => b === c)))
  if (atom === undefined) return []
  const signs = ['<', '=', '>'] as const
  return [
    {
      name: 'pieces',
      goals: signs.map((sign) => withFacts(sequent, ...cellFacts(atom.arg, sign))),
      close: (proofs) => ({
        kind: 'split',
        on: textFor(atom.arg, sequent.scope),
        cells: signs.map((sign, i) => ({ sign, proof: proofs[i] as Json })),
      }),
    },
  ]
}

/** p with values for signs, and by with p − p′ = Σ by·equation. */
const replaced = (p: Polynomial, known: ReadonlyMap<Atom, { equation: Polynomial; value: 1 | -1 }>) => {
  let result = p
  const multiples: (readonly [Polynomial, Polynomial])[] = []
  for (const [atom, { equation, value }] of known) {
    const entries = [...result.values()]
    const has = (e: Entry): boolean => e.monomial.some(([a]) => a === atom)
    const rest = entries.filter(has).map((e) => ({ ...e, monomial: e.monomial.filter(([a]) => a !== atom) }))
    if (rest.length === 0) continue
    const slope = fromEntries(rest)
    result = add(fromEntries(entries.filter((e) => !has(e))), scale(slope, Q.rational(value)))
    multiples.push([equation, slope])
  }
  return { result, multiples }
}

/** Proves `to` from `from` where to = from − Σ by·equation. */
const transfer = (
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
      const value = knownValue(sequent, atom)
      return value === undefined ? [] : [[atom, value] as const]
    }),
  )
  const isEquation = (h: Fact): boolean =>
    [...known.values()].some((k) => subtract(k.equation, h.polynomial).size === 0)
  const changes = hypotheses.filter((h) => !isEquation(h)).map((h) => ({ fact: h, ...replaced(h.polynomial, known) }))
  const own = goal === 'false' ? undefined : replaced(goal.polynomial, known)
  const changed = changes.filter((c) => c.multiples.length > 0)
  if (changed.length === 0 && (own === undefined || own.multiples.length === 0)) return undefined
  const inner: Sequent = {
    ...sequent,
    hypotheses: changes.map((c) => fact(c.result, c.fact.op)),
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
