import type { ConeTerm, EqualityMultiple } from '../../algebra/sos/conic-system.ts'
import { growthBound } from '../../algebra/sos/growth-bound.ts'
import { positivstellensatz } from '../../algebra/sos/positivstellensatz.ts'
import type { SparsePolynomial } from '../../algebra/sos/sparse-polynomial.ts'
import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import type { Json } from '../../kernel/json.ts'
import { exponential, inverse, power, vanishes } from '../../kernel/normal-form.ts'
import { type Atom, add, fromAtom, integer, negate, type Polynomial, subtract } from '../../kernel/polynomial.ts'
import { formatRational } from '../../kernel/rational.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { fact, type Sequent } from '../../kernel/sequent.ts'
import type { Fact } from '../../kernel/sign.ts'
import { printTerm } from '../../kernel/term.ts'
import { type Budget, BudgetSpent, isSpent } from '../../search/budget.ts'
import { isAccepted } from '../acceptance.ts'
import { afterLemmas, type Lemma, withLemmas } from '../lemma-proofs.ts'
import { type AtomRing, atomRing, fromSparse, toSparse } from './atom-ring.ts'

/** A normal form in the grammar of certificates. */
export const textOf = (p: Polynomial, variables: readonly string[]): string => printTerm(termOfPolynomial(p, variables))

/** The result of a search, or undefined where its own time (but not all of `budget`) is spent or it is out of range. */
export const attempt = <T>(budget: Budget, search: () => T | undefined): T | undefined => {
  try {
    return search()
  } catch (error) {
    if (error instanceof BudgetSpent && isSpent(budget)) throw error
    if (error instanceof BudgetSpent || error instanceof Refusal || error instanceof RangeError) return undefined
    throw error
  }
}

/** The hypotheses of a sequent as polynomials of a ring, and how a certificate writes its terms about them. */
export interface Hypotheses {
  readonly ring: AtomRing
  readonly equalities: readonly SparsePolynomial[]
  readonly nonnegative: readonly SparsePolynomial[]
  readonly write: (
    terms: readonly ConeTerm[],
    multiples: readonly EqualityMultiple[],
  ) => { terms: Json[]; multiples: Json[] }
}

/** The hypotheses = 0, >= 0 and > 0 of the sequent in the ring of all atoms of these and `more`. */
export const hypothesesIn = (sequent: Sequent, more: readonly Polynomial[]): Hypotheses => {
  const { variables } = sequent.scope
  const ring = atomRing(more)
  const known = new Set(ring.atoms.map((a) => a.key))
  const inRing = sequent.hypotheses.filter(({ polynomial }) =>
    [...polynomial.values()].every(({ monomial }) => monomial.every(([atom]) => known.has(atom.key))),
  )
  const zeros = inRing.filter((h) => h.op === '=').map((h) => h.polynomial)
  const signed = [
    ...inRing.filter((h) => h.op === '>' || h.op === '>=').map((h) => h.polynomial),
    ...ring.nonnegative.map(fromAtom),
  ]
  const text = (p: SparsePolynomial): string => textOf(fromSparse(ring, p), variables)
  const write = (terms: readonly ConeTerm[], multiples: readonly EqualityMultiple[]) => ({
    terms: terms.map(({ weight, square, factors }) => ({
      weight: formatRational(weight),
      square: text(square),
      times: factors.map(({ index }) => textOf(signed[index] as Polynomial, variables)),
    })),
    // Relations between atoms need no multiples: they are zero in normal form.
    multiples: multiples
      .filter(({ index }) => index < zeros.length)
      .map(({ index, by }) => ({ of: textOf(zeros[index] as Polynomial, variables), by: text(by) })),
  })
  return {
    ring,
    equalities: [...zeros.map((p) => toSparse(ring, p)), ...ring.relations],
    nonnegative: signed.map((p) => toSparse(ring, p)),
    write,
  }
}

/** B − u proved nonnegative, where B = Σ weight·Π generators^exponents with weights > 0. */
export interface Majorant {
  readonly bound: readonly { readonly weight: string; readonly exponents: readonly number[] }[]
  readonly proof: Json
}

/** Searches a majorant of u that is a polynomial with nonnegative coefficients in the generators. */
export const majorant = (
  u: Polynomial,
  generators: readonly Polynomial[],
  sequent: Sequent,
  options: { readonly degree: number; readonly budget: Budget },
): Majorant | undefined => {
  const { ring, equalities, nonnegative, write } = hypothesesIn(sequent, [u, ...generators])
  const found = growthBound(
    {
      variables: ring.names,
      quantity: toSparse(ring, u),
      generators: generators.map((g) => toSparse(ring, g)),
      equalities,
      nonnegative,
    },
    { ...options, products: 1 },
  )
  if (found === undefined) return undefined
  const { terms, multiples } = write(found.terms, found.multiples)
  return {
    bound: found.bound.map(({ weight, exponents }) => ({ weight: formatRational(weight), exponents })),
    proof: { terms, multiples },
  }
}

/** The proof of `gap` ≥ 0 from a certificate −gap + Σ terms + Σ multiples = 0. */
export const closedBy = (gap: Polynomial, rest: Json, variables: readonly string[]): Json => {
  if (vanishes(gap)) return { kind: 'identity' }
  const { terms, multiples } = rest as { terms: Json[]; multiples: Json[] }
  const strict = { weight: '1', square: '1', times: [textOf(negate(gap), variables)] }
  return { kind: 'positivstellensatz', terms: [strict, ...terms], multiples }
}

/**
 * A proof of p ≥ 0 or p > 0 under the hypotheses: identity, sign of one of the given forms or of the normal form, or
 * sums of squares. Checked; undefined where none is found.
 */
export const proofOfSign = (
  p: Polynomial,
  op: '>' | '>=',
  sequent: Sequent,
  budget: Budget,
  forms: readonly string[] = [],
): Json | undefined => {
  const { variables } = sequent.scope
  const goal = { ...sequent, goal: fact(p, op) }
  if (op === '>=' && vanishes(p)) return { kind: 'identity' }
  for (const form of [...forms, textOf(p, variables)]) {
    const proof: Json = { kind: 'sign', form }
    if (isAccepted(proof, goal)) return proof
  }
  // The time is this search's own: when it is spent, the answer is that none was found.
  return attempt({ deadline: Number.POSITIVE_INFINITY }, () => {
    const down = negate(p)
    const { ring, equalities, nonnegative, write } = hypothesesIn(sequent, [
      p,
      ...sequent.hypotheses.map((h) => h.polynomial),
    ])
    const negated = toSparse(ring, down)
    const degreeOf = (q: SparsePolynomial): number =>
      Math.max(0, ...q.terms.map((t) => t.exponents.reduce((a, b) => a + b, 0)))
    const degree = Math.max(2, degreeOf(negated), ...nonnegative.map(degreeOf).filter((d) => d <= 8))
    const strictGoal = op === '>='
    const found = positivstellensatz(
      {
        variables: ring.names,
        equalities,
        nonnegative: strictGoal ? nonnegative : [...nonnegative, negated],
        positive: strictGoal ? [negated] : [],
        nonzero: [],
      },
      { degree: degree + (degree % 2), budget, products: 1 },
    )
    if (found === undefined) return undefined
    const goalText = textOf(down, variables)
    const isGoal = (f: { kind: string; index: number }): boolean =>
      strictGoal ? f.kind === 'positive' : f.index === nonnegative.length
    const { terms, multiples } = write(
      found.terms.map((t) => ({ ...t, factors: t.factors.filter((f) => !isGoal(f)) })),
      found.multiples,
    )
    const all = terms.map((term, i) => {
      const written = term as { weight: string; square: string; times: string[] }
      const uses = found.terms[i]?.factors.filter(isGoal).length ?? 0
      return { ...written, times: [...written.times, ...Array.from({ length: uses }, () => goalText)] }
    })
    const proof: Json = { kind: 'positivstellensatz', terms: all, multiples }
    return isAccepted(proof, goal) ? proof : undefined
  })
}

/** What sums of squares do not know about an atom: exp(u) ≥ 1 + u, tanh(u)² < 1, log(u) ≥ 0 where u ≥ 1. */
const lemmasAbout = (atom: Atom, sequent: Sequent, budget: Budget): Lemma[] => {
  const { variables } = sequent.scope
  const lemma = (states: Fact, proof: Json): Lemma => ({
    fact: states,
    text: `${textOf(states.polynomial, variables)} ${states.op} 0`,
    proof,
  })
  const named = (name: string, of: Polynomial): Json => ({ kind: 'fact', fact: name, of: textOf(of, variables) })
  if (atom.kind === 'exp') {
    const gap = subtract(subtract(exponential(atom.arg), integer(1)), atom.arg)
    return [lemma(fact(gap, '>='), named('exp-tangent', atom.arg))]
  }
  if (atom.kind === 'tanh') {
    return [lemma(fact(subtract(integer(1), power(fromAtom(atom), 2)), '>'), named('tanh-range', atom.arg))]
  }
  if (atom.kind !== 'log') return []
  const above = subtract(atom.arg, integer(1))
  const isAbove = proofOfSign(above, '>=', sequent, budget)
  if (isAbove === undefined) return []
  const gap = add(subtract(fromAtom(atom), integer(1)), inverse(atom.arg))
  const u = textOf(atom.arg, variables)
  const form = `(${textOf(gap, variables)}) + (${textOf(above, variables)})/(${u})`
  return [
    lemma(fact(above, '>='), isAbove),
    lemma(fact(gap, '>='), named('log-lower', atom.arg)),
    lemma(fact(fromAtom(atom), '>='), { kind: 'sign', form }),
  ]
}

/** p ≥ 0 with named inequalities about its exponentials, logarithms and tanh. Checked; undefined where none is found. */
export const proofByFacts = (p: Polynomial, sequent: Sequent, budget: Budget): Json | undefined => {
  const atoms = [...p.values()].flatMap(({ monomial }) => monomial.map(([atom]) => atom))
  const lemmas = [...new Set(atoms)].flatMap((atom) => lemmasAbout(atom, sequent, budget))
  if (lemmas.length === 0) return undefined
  const inner = proofOfSign(p, '>=', withLemmas(sequent, lemmas), budget)
  if (inner === undefined) return undefined
  const proof = afterLemmas(sequent, lemmas, inner)
  return isAccepted(proof, { ...sequent, goal: fact(p, '>=') }) ? proof : undefined
}
