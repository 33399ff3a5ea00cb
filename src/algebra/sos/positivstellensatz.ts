import { negate, ONE, type Rational } from '../../kernel/rational.ts'
import { type Budget, charge } from '../../search/budget.ts'
import { coneBlocks, conePowers, coneProducts, powerProducts, preorderProducts } from './cone.ts'
import { type OpenTerm, openTerms } from './cone-certificate.ts'
import {
  type ConicSystem,
  conicSystem,
  type PositivstellensatzCertificate,
  type PositivstellensatzProblem,
} from './conic-system.ts'
import { searchGram } from './gram-search.ts'
import type { GramBlock } from './gram-system.ts'
import { vanishingAtInfinity } from './infinity.ts'
import { type SignedBlocks, signedBlocks, signedVariable } from './signed-blocks.ts'
import { accumulate, degreeOf, type Poly, product } from './sparse-polynomial.ts'
import { rationalZeros, vanishingAt, withFlatDirections, type Zero } from './zeros.ts'

export type { PositivstellensatzCertificate, PositivstellensatzProblem }

export interface PositivstellensatzOptions {
  /** The largest degree of a summand of the certificate. */
  readonly degree: number
  readonly budget: Budget
  /** How many hypotheses may be multiplied with each other (2). */
  readonly products?: number
  /** True where certificates without products of hypotheses were looked for before. */
  readonly isPlainDone?: boolean
}

interface StrictCandidate extends OpenTerm {
  readonly exponents: readonly number[]
  readonly degree: number
}

// Powers of denominators that are tried.
const MOST_DENOMINATORS = 3

/** What can be strictly positive: squares of products of `nonzero` times products of strict hypotheses. */
const strictCandidates = (
  { table, positive, nonzero, denominators, spanOf }: ConicSystem,
  most: number,
  degree: number,
): StrictCandidate[] => {
  const others = positive.filter((h) => !denominators.includes(h))
  const space = { table, degree, spanOf }
  const strict = [
    ...coneProducts(space, positive, most),
    // p² as in Stengle's theorem; p³, since p itself need not be in a cone that contains p³.
    ...others.flatMap((p) => conePowers(space, [p], 3).filter((c) => c.factors.length > 1)),
    // m^k·p for a sum m of squares, as in Reznick's theorem.
    ...conePowers(space, denominators, MOST_DENOMINATORS)
      .filter((c) => c.factors.length > 1)
      .flatMap((c) => coneProducts(space, others, 1, c).slice(1)),
  ]
  return powerProducts(table, nonzero, Math.floor(degree / 2))
    .flatMap(({ value, exponents, degree: own }) =>
      strict.map((p) => ({ weight: ONE, square: value, exponents, product: p, degree: 2 * own + p.degree })),
    )
    .filter((c) => c.degree <= degree)
    .sort((a, b) => a.degree - b.degree)
}

/**
 * Searches for a certificate that the system has no real solution, in rising degree. Undefined where none is found up
 * to the degree given; every certificate returned has been expanded and compared with 0. Throws BudgetSpent.
 * Sources: Krivine (1964), Stengle (1974); Parrilo (2003).
 */
export const positivstellensatz = (
  problem: PositivstellensatzProblem,
  options: PositivstellensatzOptions,
): PositivstellensatzCertificate | undefined => {
  const { budget } = options
  const system = conicSystem(problem, budget)
  const { table, equalities, factors, spanOf, classOf, isHomogeneous, finish } = system
  const most = options.products ?? 2
  const signed = factors.filter((h) => signedVariable(table, h) !== undefined)
  const plain = (goal: Poly): SignedBlocks[] => [
    ...signedBlocks(table, goal, []),
    ...(signed.length > 0 ? signedBlocks(table, goal, signed) : []),
  ]
  // Nothing but p < 0, to be refuted by σ·p = Σ square².
  const isAlone = ({ product: own }: OpenTerm): boolean =>
    factors.length === 1 && equalities.length === 0 && own.factors.length === 1
  const zerosOf = (goal: Poly): Zero[] => {
    const values = factors.map((h) => h.reduced)
    const zeros = rationalZeros(table, goal, equalities, values, budget)
    return equalities.length > 0 ? zeros : zeros.map((z) => withFlatDirections(table, goal, values, z))
  }
  const first = 2 * Math.ceil(Math.min(system.degrees[0], options.degree) / 2)
  for (let step = Math.max(first, 2); ; step += 2) {
    const degree = Math.min(step, options.degree)
    const span = spanOf(degree)
    const candidates = strictCandidates(system, Math.max(1, most), degree).map((term) => {
      const value = product(table, product(table, term.square, term.square), term.product.reduced)
      const target = span.reduce(value)
      const goal = new Map<number, Rational>()
      accumulate(goal, target, negate(ONE))
      return { term, target, goal }
    })
    for (const { term, target } of candidates) {
      const certificate = target.size === 0 ? finish(term, term.exponents, [], degree) : undefined
      if (certificate !== undefined) return certificate
    }
    const least = options.isPlainDone === true && factors.length > 0 ? 1 : 0
    for (let size = least; size <= most; size++) {
      const products = preorderProducts({ table, degree, spanOf }, factors, size)
      if (size > 0 && !products.some((p) => p.factors.length >= size)) continue
      const isPlain = size === 0 && equalities.length === 0
      for (const { term, goal } of candidates) {
        // Between homogeneous polynomials, and for plain sums of squares, every degree stands by itself.
        if ((isHomogeneous || isPlain) && term.degree <= degree - 2) continue
        charge(budget)
        const blocks = isPlain
          ? plain(goal)
          : [
              {
                blocks: coneBlocks(
                  table,
                  products,
                  isHomogeneous ? term.degree : degree,
                  isHomogeneous,
                  spanOf,
                  classOf,
                ),
                products,
              },
            ]
        const half = Math.floor((isPlain ? degreeOf(table, goal) : degree) / 2)
        const atInfinity = (p: Poly, list: readonly GramBlock[]) => vanishingAtInfinity(table, p, half, list, budget)
        const zeros = zerosOf(goal)
        for (const made of blocks) {
          const finite = vanishingAt(table, made.blocks, zeros)
          const squares = searchGram(table, isAlone(term) ? atInfinity(goal, finite) : finite, goal, span, budget)
          const certificate = squares && finish(term, term.exponents, openTerms(table, squares, made.products), degree)
          if (certificate !== undefined) return certificate
        }
      }
    }
    if (degree === options.degree) return undefined
  }
}
