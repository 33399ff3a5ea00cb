import { divideExact } from '../algebra/polynomial-division.ts'
import type { Json } from '../kernel/json.ts'
import {
  type Atom,
  atomOf,
  atomsOf,
  type Entry,
  fromAtom,
  negate,
  type Polynomial,
  subtract,
  zero,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm, raised } from '../kernel/term.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemmas, type Lemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'

/** The variable x of a relation x^k = 0, up to a factor, and k. */
const vanishing = ({ polynomial, op }: Fact): { readonly x: string; readonly times: number } | undefined => {
  const [entry, more] = [...polynomial.values()]
  const [only, others] = entry?.monomial ?? []
  if (op !== '=' || more !== undefined || others !== undefined || only === undefined) return undefined
  const [atom, times] = only
  return atom.kind === 'variable' ? { x: atom.name, times } : undefined
}

/** x = 0 from c·x^k = 0. */
const withoutPower = (at: Fact, x: Polynomial, k: number, { scope }: Sequent): readonly Lemma[] => {
  if (k === 1) return []
  const scale = Q.negate(Q.invert(([...at.polynomial.values()][0] as Entry).coefficient))
  const root = printTerm(raised(termFor(x, scope), k))
  const by = `${Q.formatRational(scale).startsWith('-') ? `(${Q.formatRational(scale)})` : Q.formatRational(scale)}*${root}`
  return [{ fact: fact(x, '='), proof: squaresAndMultiples([{ square: root }], [[textFor(at.polynomial, scope), by]]) }]
}

const isVariable = (atom: Atom): boolean => atom.kind === 'variable' || atom.kind === 'parameter'

/** The hypothesis with 0 put in for x, and its proof; undefined where nothing changes or x stands inside an atom. */
const restricted = (
  { polynomial: p, op }: Fact,
  x: string,
  zeroAt: Polynomial,
  sequent: Sequent,
): Lemma | undefined => {
  const { scope } = sequent
  if (op === '!=' || ![...atomsOf(p)].every(isVariable)) return undefined
  const rest = specialize(p, new Map([[x, zero]]))
  const gap = subtract(p, rest)
  if (gap.size === 0) return undefined
  const space = indeterminatesFor([gap, zeroAt], scope)
  const quotient = divideExact(space.enter(gap), space.enter(zeroAt))
  if (quotient === undefined) return undefined
  const q = printTerm(space.termOf(quotient))
  const text = (u: Polynomial): string => textFor(u, scope)
  const of = text(zeroAt)
  const proof =
    op === '='
      ? squaresAndMultiples(
          [{ square: text(rest) }],
          [[text(p), `-(${text(rest)})`] as const, [of, `(${text(rest)})*(${q})`] as const],
        )
      : squaresAndMultiples([{ times: [text(p)] }, { times: [text(negate(rest))] }], [[of, `-(${q})`] as const])
  return { fact: fact(rest, op), proof }
}

/**
 * Where a variable is known to be 0, what the hypotheses say with 0 put in for it, without those that contain it; a goal
 * u ≠ 0 becomes the hypothesis u = 0 first. What is left has fewer variables, and equations in it more often are powers
 * or sums of squares.
 */
export const vanishingVariables = (sequent: Sequent): readonly Reduction[] => {
  const { goal, hypotheses, scope } = sequent
  if (goal !== 'false' && goal.op !== '!=') return []
  const at = hypotheses.find((h) => vanishing(h) !== undefined)
  const found = at && vanishing(at)
  if (at === undefined || found === undefined) return []
  const { x, times } = found
  const zeroAt = fromAtom(atomOf({ kind: 'variable', name: x }))
  const power = withoutPower(at, zeroAt, times, sequent)
  const against = goal === 'false' ? [] : [fact(goal.polynomial, '=')]
  const all: readonly Fact[] = [...hypotheses, ...against]
  const lemmas = all.flatMap((h) => (h === at ? [] : (restricted(h, x, zeroAt, sequent) ?? [])))
  if (lemmas.length === 0) return []
  const isFree = ({ polynomial }: Fact): boolean =>
    [...atomsOf(polynomial)].every((atom) => isVariable(atom) && !(atom.kind === 'variable' && atom.name === x))
  const left: Sequent = { ...sequent, hypotheses: [...all.filter(isFree), ...lemmas.map((l) => l.fact)], goal: 'false' }
  return [
    {
      name: 'variables that vanish',
      goals: [left],
      close: ([proof]) => {
        const inside = afterLemmas(sequent, [...power, ...lemmas], proof as Json)
        if (goal === 'false') return inside
        const u = printTerm(termFor(goal.polynomial, scope))
        return {
          kind: 'split',
          on: u,
          cells: [
            { sign: '!=', proof: { kind: 'sign', form: u } },
            { sign: '=', proof: inside },
          ],
        }
      },
    },
  ]
}
