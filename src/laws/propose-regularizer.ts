import type { Objective } from '../dynamics/objective.ts'
import { type Structure, scopeOf } from '../dynamics/structure.ts'
import { toDouble } from '../expression/double.ts'
import { evaluate } from '../expression/evaluate.ts'
import type { Piece } from '../expression/pieces.ts'
import { lower } from '../kernel/lower.ts'
import { polynomialKey, scale } from '../kernel/polynomial.ts'
import { absolute, compare, invert, type Rational, rational, ZERO } from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { number, printTerm, type Relation, raised, substitute, sum, symbol, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent, isSpent } from '../search/budget.ts'
import { bandForModuli } from './band-for-moduli.ts'
import { onCells, turnedOver } from './cell-regularizers.ts'
import { centredForModuli } from './centres-for-moduli.ts'
import { diagonalRegularizer } from './diagonal-regularizer.ts'
import { factorRegularizers } from './factor-regularizers.ts'
import type { Law } from './find-laws.ts'
import { lyapunovSquares, SHRINKING } from './lyapunov-squares.ts'
import { quadraticRegularizer } from './quadratic-regularizer.ts'
import { type Candidate, centredCandidate, powerOf, regularizerCandidates } from './regularizer-candidates.ts'
import { FAILING, penalty, screen, words } from './regularizer-screening.ts'
import { type Samples, sampleResiduals } from './residual-samples.ts'

/** What is known of a problem when a regularizer is looked for. */
export interface RegularizerInput {
  readonly objective: Objective
  readonly structure: Pick<Structure, 'residuals' | 'loss' | 'phi' | 'shift'>
  readonly laws: readonly Law[]
}

/** A regularizer to try, with what a look at some points of M suggests. */
export interface Proposal {
  readonly pieces: readonly Piece[]
  readonly reason: string
}

/** Regularizers to try, the most promising first, and those that look as if they failed. */
export interface Proposals {
  readonly proposals: readonly Proposal[]
  readonly setAside: readonly Proposal[]
}

const PLAIN = (value: Term): readonly Piece[] => [{ when: [], value }]

/** Values for the parameters that satisfy what is assumed, if some are found. */
const parameterValues = (objective: Objective): ReadonlyMap<string, Term> | undefined => {
  const { parameters, integers, assume } = objective
  const choices = [2, 3, 1, 5, -1, -2, 4, 7]
  const holds = ({ left, op, right }: Relation, values: ReadonlyMap<string, number>): boolean => {
    const gap = evaluate(left, values) - evaluate(right, values)
    return op === '>' ? gap > 0 : op === '>=' ? gap >= 0 : op === '=' ? gap === 0 : gap !== 0
  }
  for (let code = 0; code < 512; code++) {
    const numbers = new Map(
      parameters.map((name, i) => [name, choices[(code * (i === 0 ? 1 : 3) + (code >> (3 * i)) + i) % 8] as number]),
    )
    const isPositive = integers.every((name) => (numbers.get(name) as number) > 0)
    if (isPositive && assume.every((relation) => holds(relation, numbers))) {
      return new Map([...numbers].map(([name, value]) => [name, number(value)]))
    }
  }
  return undefined
}

/** 1 where c² decreases along the method at most points of M, −1 where c^{-2} does. */
const wantedSign = (law: Law, samples: Samples, variables: readonly string[]): 1 | -1 => {
  const { negative, positive } = screen(PLAIN(powerOf(law.term, 2)), samples, variables)
  return positive > negative ? -1 : 1
}

/** The rational with denominator ≤ 60 within 1e-7 of x, if there is one and x is of moderate size. */
const nearbyRational = (x: number): Rational | undefined => {
  if (Math.abs(x) > 1e4) return undefined
  for (let d = 1; d <= 60; d++) {
    const n = Math.round(x * d)
    if (Math.abs(x - n / d) < 1e-7 * Math.max(1, Math.abs(x))) return rational(n, d)
  }
  return undefined
}

/** The values of a law at the flat points that were seen, where all are simple rational numbers. */
const valuesAtFlat = (law: Law, samples: Samples, variables: readonly string[]): Rational[] => {
  const values: Rational[] = []
  for (const point of samples.flat) {
    const c = evaluate(law.term, new Map(variables.map((name, i) => [name, point[i] as number])))
    const value = Number.isFinite(c) ? nearbyRational(c) : undefined
    if (value === undefined) return []
    if (!values.some((known) => compare(known, value) === 0)) values.push(value)
  }
  return values.sort((a, b) => toDouble(b) - toDouble(a))
}

/** The same for two terms whose normal forms are multiples of each other by a positive number. */
const keyOf = (term: Term, objective: Objective): string => {
  try {
    const form = lower(term, scopeOf(objective))
    const sizes = [...form.values()].map(({ coefficient }) => absolute(coefficient))
    const largest = sizes.reduce((a, b) => (compare(a, b) < 0 ? b : a), ZERO)
    return polynomialKey(sizes.length === 0 ? form : scale(form, invert(largest)))
  } catch (error) {
    if (error instanceof Refusal) return printTerm(term)
    throw error
  }
}

/** Candidates of one term, before they are looked at. */
const plainCandidates = (
  input: RegularizerInput,
  laws: readonly Law[],
  samples: Samples,
  values: ReadonlyMap<string, Term>,
  budget: Budget,
): readonly Candidate[] => {
  const { objective, structure } = input
  const { variables, parameters } = objective
  const numeric = laws.map((law) => ({ ...law, term: substitute(law.term, values) }))
  const signs = numeric.map((law) => wantedSign(law, samples, variables))
  const polynomials = laws.filter(({ kind }) => kind === 'polynomial').map(({ term }) => term)
  const all = laws.map(({ term }) => term)
  const found: Candidate[] = []
  if (structure.loss === 'single') {
    const numbers = new Map([...values].map(([name, value]) => [name, evaluate(value, new Map())]))
    const diagonal = diagonalRegularizer(structure.residuals[0] as Term, objective, numbers)
    if (diagonal !== undefined) found.push(diagonal)
  }
  found.push(...centredForModuli(polynomials, objective, structure, budget))
  const [only, ...more] = laws.filter((law) => law.independent)
  if (only?.kind === 'polynomial' && more.length === 0) {
    found.push(...bandForModuli(only.term, objective, structure, budget))
  }
  found.push(...regularizerCandidates(laws, signs))
  if (polynomials.length > 0 && parameters.length === 0 && samples.flat.length > 0) {
    const atFlat = laws.flatMap((law) => (law.kind === 'polynomial' ? [valuesAtFlat(law, samples, variables)] : []))
    const centred = centredCandidate(polynomials, atFlat)
    if (centred !== undefined) found.push(centred)
  }
  const square = quadraticRegularizer(polynomials, objective)
  const projected = square && { term: square.term, idea: 'the square of the projection on the quadratic laws' }
  const isWhole = square !== undefined && square.count >= laws.filter(({ independent }) => independent).length
  if (projected !== undefined && isWhole) found.push(projected)
  if (structure.loss === 'single') found.push(...factorRegularizers(all, objective, budget))
  // What leaves a law out need not reach the flat minima: it comes last.
  if (projected !== undefined && !isWhole) found.push(projected)
  const keys = found.map(({ term }) => keyOf(term, objective))
  return found.filter((_, i) => keys.indexOf(keys[i] as string) === i)
}

/** Whether as many residuals as there are variables are multiples of one variable each: then M = {0}. */
const isOnePoint = ({ objective, structure }: RegularizerInput): boolean => {
  const forms = structure.residuals.map((h) => [...lower(h, scopeOf(objective)).values()])
  const names = forms.map(([entry, more]) => {
    const atoms = entry?.monomial.filter(([atom]) => atom.kind === 'variable') ?? []
    const [only, others] = atoms
    if (more !== undefined || others !== undefined || only?.[1] !== 1) return undefined
    return only[0].kind === 'variable' ? only[0].name : undefined
  })
  return objective.variables.every((name) => names.includes(name))
}

/** Where every candidate looks as if it failed, so many are tried: a refutation is an answer. */
const FAILING_TRIED = 3

interface Look {
  readonly proposal: Proposal
  readonly penalty: number
}

/**
 * Regularizers made of the laws: sums of squares, squares of reciprocals where the second-order term asks for it,
 * centred squares, the projection on the quadratic laws, powers of the factors of the laws against one of them, and
 * pieces where the sign of that term changes; squares of variables where there are no laws. They are ranked by the sign
 * of ∇²g(v, v) at points of M and by growth along M in doubles, which proves nothing: the toolkit proves.
 */
export const proposeRegularizers = async (
  input: RegularizerInput,
  options: { readonly budget: Budget; readonly seed: number },
): Promise<Proposals> => {
  const { objective, structure } = input
  const { variables, parameters } = objective
  const { budget, seed } = options
  const usable = input.laws.filter(
    ({ verdict, kind, when }) =>
      when === undefined && (verdict.status === 'proved' || (kind !== 'supplied' && verdict.status === 'unknown')),
  )
  if (isOnePoint(input)) {
    const distance = sum(...objective.variables.map((name) => raised(symbol(name), 2)))
    const only = { pieces: PLAIN(distance), reason: 'M is one point, and what vanishes there alone will do' }
    return { proposals: [only], setAside: [] }
  }
  const unscreened = (): Proposals => ({
    proposals: regularizerCandidates(usable, []).map(({ term, idea }) => ({
      pieces: PLAIN(term),
      reason: `${idea}; not looked at on M`,
    })),
    setAside: [],
  })
  const values = parameterValues(objective)
  if (values === undefined) return unscreened()
  const plain = (term: Term): Term => substitute(term, values)
  const put = (relation: Relation): Relation => ({
    ...relation,
    left: plain(relation.left),
    right: plain(relation.right),
  })
  try {
    const samples = sampleResiduals(
      { residuals: structure.residuals.map(plain), loss: structure.loss },
      variables,
      seed,
      budget,
    )
    const looks: Look[] = []
    const look = (pieces: readonly Piece[], idea: string): void => {
      if (isSpent(budget)) return
      const numeric = pieces.map(({ when, value }) => ({ when: when.map(put), value: plain(value) }))
      const screening = screen(numeric, samples, variables)
      if (idea === SHRINKING && screening.negative + screening.zero === 0) return
      looks.push({ proposal: { pieces, reason: `${idea}; ${words(screening)}` }, penalty: penalty(screening) })
    }
    const isOpen = (): boolean => looks.every((one) => one.penalty >= FAILING)
    for (const { term, idea } of plainCandidates(input, usable, samples, values, budget)) look(PLAIN(term), idea)
    const [only, ...more] = usable.filter((law) => law.independent)
    if (isOpen() && only !== undefined && more.length === 0 && structure.loss === 'single') {
      const pieces = [...turnedOver(only.term, variables), ...onCells(only.term, objective, budget)]
      for (const candidate of parameters.length === 0 ? pieces : []) look(candidate.pieces, candidate.idea)
    }
    if (isOpen()) {
      const minima = samples.near.map(({ point }) => point)
      const squares = lyapunovSquares(plain(objective.term), objective, seed, minima)
      for (const { term, idea } of squares) look(PLAIN(term), idea)
    }
    const sortedLooks = [...looks].sort((a, b) => a.penalty - b.penalty)
    const passing = sortedLooks.filter((one) => one.penalty < FAILING)
    const chosen =
      passing.length > 0
        ? passing
        : sortedLooks.filter(({ proposal }) => proposal.pieces.length === 1).slice(0, FAILING_TRIED)
    return {
      proposals: chosen.map(({ proposal }) => proposal),
      setAside: sortedLooks.filter((one) => !chosen.includes(one)).map(({ proposal }) => proposal),
    }
  } catch (error) {
    // Points of M could not be drawn (names without values, no time): the candidates are still worth trying.
    if (error instanceof RangeError || error instanceof Refusal || error instanceof BudgetSpent) return unscreened()
    throw error
  }
}
