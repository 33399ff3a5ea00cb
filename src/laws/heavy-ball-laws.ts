import type { LawQuestion } from '../dynamics/law-question.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { shapesOf } from '../expression/shapes.ts'
import { lower } from '../kernel/lower.ts'
import * as Q from '../kernel/rational.ts'
import { symbols } from '../kernel/term.ts'
import { defaultDegree, shownDimensions } from './degree-plan.ts'
import { familyOf } from './field-family.ts'
import type { HeavyBallFields } from './heavy-ball-fields.ts'
import { integerPoints, slopeOfTerm } from './independent-laws.ts'
import type { FoundLaw, FoundLaws } from './law.ts'
import { lawVerdict } from './law-claims.ts'
import { type MatrixLaw, matrixLaws, scaledMatrixLaw } from './matrix-laws.ts'
import { type PolynomialLaws, polynomialLaws } from './polynomial-laws.ts'
import type { SearchOptions } from './search-options.ts'

/** Whether the friction changes in time; it is c/t then. */
const isTimed = ({ motion }: LawQuestion): boolean =>
  motion !== undefined && symbols(motion.friction).includes(motion.time)

/**
 * The laws of a heavy ball that are polynomials in the clock τ, the positions and the momenta; they are printed in the
 * time and the velocities. Dimensions are counted where these are the same.
 */
export const heavyBallLaws = (
  question: LawQuestion,
  { fields, termOf, momentumFactor, isUndamped }: HeavyBallFields,
  options: SearchOptions,
): FoundLaws => {
  const { budget, onFound, onPhase } = options
  const { variables, positions, motion } = question
  const [first, ...others] = fields
  if (first === undefined) return { entries: [], dimension: {}, symmetries: [], open: [] }
  const family = familyOf(first, ...others)
  const wanted = options.degree ?? defaultDegree(variables.length)
  const open: string[] = []
  const entriesOf = ({ generators }: PolynomialLaws): FoundLaw[] =>
    generators.map((p) => {
      const term = termOf(p)
      const isPolynomial = isUndamped || !symbols(term).includes(motion?.time ?? '')
      const law = {
        term,
        kind: isPolynomial ? 'polynomial' : 'darboux',
        domain: isTimed(question) ? `${motion?.time} != 0` : 'R^n',
        verdict: lawVerdict(question, term),
      } as const
      return { law, slope: slopeOfTerm(term, variables) }
    })
  const found = (laws: PolynomialLaws): FoundLaws => ({
    entries: entriesOf(laws),
    dimension: isUndamped ? shownDimensions(laws.dimension, wanted) : {},
    symmetries: [],
    open: [...open],
  })
  const quick = Math.min(2, wanted)
  const coordinates = isUndamped
    ? 'the time, the positions and the velocities'
    : `the positions ${positions.slice(0, 3).join(', ')}${positions.length > 3 ? ', …' : ''}, the momenta and the clock`
  onPhase?.(`laws of degree up to ${quick} in ${coordinates}`)
  let laws = polynomialLaws(family, quick, budget)
  if (wanted > quick) {
    onFound?.(found(laws))
    onPhase?.(`laws of degree up to ${wanted} in ${coordinates}`)
    laws = polynomialLaws(family, wanted, budget)
  }
  if (laws.searched < wanted) open.push(`laws of degree above ${laws.searched} in ${coordinates} (time)`)
  onPhase?.('laws that are matrices')
  const shapes = shapesOf([...positions, ...(motion?.velocities ?? [])])
  const matrices = matrixLaws(family, shapes, question.integers, budget, open)
  return { ...found(laws), matrixLaws: matrices.flatMap((law) => inTime(law, question, momentumFactor)) }
}

/** A matrix in positions and momenta, where all its entries have the same degree in the momenta. */
const inTime = (
  law: MatrixLaw,
  question: LawQuestion,
  momentumFactor: HeavyBallFields['momentumFactor'],
): MatrixLaw[] => {
  const { velocities = [] } = question.motion ?? {}
  const scope = scopeOf(question)
  const degrees = new Set(
    law.entries.flatMap((entry) =>
      [...lower(entry, scope).values()].map(({ monomial }) =>
        monomial.reduce(
          (k, [atom, times]) => (atom.kind === 'variable' && velocities.includes(atom.name) ? k + times : k),
          0,
        ),
      ),
    ),
  )
  const [k, ...more] = degrees
  if (k === undefined || more.length > 0) return []
  const factor = momentumFactor(k)
  return [factor === undefined ? law : scaledMatrixLaw(law, factor)]
}

/**
 * Points at which the gradients of such laws are numbers, for all frictions: time 0, or 1 where the friction changes in
 * time, and velocities equal to the positions first, where what an antisymmetric matrix gives, ⟨v, Aθ⟩, vanishes and does not bring the friction in.
 */
export const heavyBallPoints = (question: LawQuestion): Map<string, Q.Rational>[] => {
  const { variables, parameters, positions, motion } = question
  const start = isTimed(question) ? Q.ONE : Q.ZERO
  return integerPoints(variables, parameters).flatMap((point) => {
    const { time = '', velocities = [] } = motion ?? {}
    const still = new Map([...point, [time, start] as const])
    const along = positions.map((name, i) => [velocities[i] as string, point.get(name) as Q.Rational] as const)
    return [new Map([...still, ...along]), still]
  })
}
