import { type LawQuestion, questionOf } from '../dynamics/law-question.ts'
import type { Objective } from '../dynamics/objective.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { symbol, type Term } from '../kernel/term.ts'
import { atMostMilliseconds, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { fieldLaws } from './field-laws.ts'
import { flowFields } from './flow-fields.ts'
import { heavyBallFields } from './heavy-ball-fields.ts'
import { heavyBallLaws } from './heavy-ball-laws.ts'
import { slopeOfTerm } from './independent-laws.ts'
import type { FoundLaw, FoundLaws, LawSearch } from './law.ts'
import { assembler, upperBoundOf } from './law-assembly.ts'
import { lawBound } from './law-bounds.ts'
import { lawVerdict, plainObjective } from './law-claims.ts'
import { domainText } from './law-domain.ts'
import { nonsmoothLaws } from './nonsmooth-laws.ts'
import type { SearchOptions } from './search-options.ts'
import { withKernelTime } from './stage-budget.ts'

export type { Law, LawKind, LawSearch } from './law.ts'

export interface LawOptions extends Omit<SearchOptions, 'onFound'> {
  /** Quantities to check as well. */
  readonly candidates?: readonly Term[]
  /** What is known after each stage, the last one excepted. */
  readonly onFound?: (found: LawSearch) => void
}

/** The supplied quantity as a law, whatever its verdict. */
const suppliedLaw = (term: Term, question: LawQuestion): FoundLaw => ({
  law: { term, kind: 'supplied', domain: domainText(term, scopeOf(question)), verdict: lawVerdict(question, term) },
  slope: slopeOfTerm(term, question.variables),
})

const OUT_OF_TIME: Verdict = { status: 'unknown', reason: 'timeout', tried: [] }

const nothing = (why: string): FoundLaws => ({ entries: [], dimension: {}, symmetries: [], open: [why] })

/** Of a flow that does not move: every quantity is conserved, and each is a function of the coordinates. */
const coordinateLaws = (question: LawQuestion): FoundLaws => {
  const entries = question.variables.map((name): FoundLaw => {
    const term = symbol(name)
    const law = { term, kind: 'polynomial', domain: 'R^n', verdict: lawVerdict(question, term) } as const
    return { law, slope: slopeOfTerm(term, question.variables) }
  })
  return { entries, dimension: {}, symmetries: [], open: [] }
}

/** What fields bring, for the flow of the question; `enough` laws are all there can be. */
const searchFlow = (question: LawQuestion, enough: number, options: SearchOptions): FoundLaws => {
  const { budget } = options
  if (question.motion !== undefined) {
    const motion = heavyBallFields(question, budget)
    return 'unsupported' in motion ? nothing(motion.unsupported) : heavyBallLaws(question, motion, options)
  }
  const objective = plainObjective(question)
  const kinked = objective && nonsmoothLaws(objective, question, enough, options)
  if (kinked !== undefined) return kinked
  const fields = flowFields(question, budget)
  if ('unsupported' in fields) return fields.isZero === true ? coordinateLaws(question) : nothing(fields.unsupported)
  const [first, ...others] = fields
  if (first === undefined) return nothing('there are no fields')
  const asked = {
    fields: [first, ...others],
    integers: question.integers,
    enough,
    verdictOf: (law: Term) => (isSpent(budget) ? OUT_OF_TIME : withKernelTime(budget, () => lawVerdict(question, law))),
    hasSymmetries: question.metric === undefined,
  } as const
  return fieldLaws(asked, options)
}

const SHARE_OF_BOUND = 0.25

/**
 * Searches for conserved quantities of a flow, in stages: a bound of their number by Lie brackets; all polynomials up to
 * a degree, quadratics first; for a gradient flow, products of powers of Darboux polynomials and exponentials, and linear
 * symmetries; the supplied candidates. Everything found is stated to the kernel.
 *
 * The laws listed first generate the polynomial ones; a law that is a function of those before it is marked. Where the
 * budget runs out, what was found so far is returned and `notSearched` says what is missing. Does not throw for a flow
 * that is not supported.
 *
 * @param asked a flow, or an objective for its gradient flow
 * @example await findLaws(parabola, { budget, seed: 1 }) // laws: x*exp(2*y)
 */
export const findLaws = async (asked: Objective | LawQuestion, options: LawOptions): Promise<LawSearch> => {
  const question = 'potentials' in asked ? asked : questionOf(asked)
  const { budget, onFound, candidates = [], ...rest } = options
  options.onPhase?.('bounding the number of laws')
  const left = Math.max(budget.deadline - Date.now(), 0)
  const share = atMostMilliseconds(budget, left * SHARE_OF_BOUND)
  const bound = withKernelTime(share, () => lawBound(question, { ...options, budget: share }))
  const supplied = candidates.map((term) => suppliedLaw(term, question))
  const assemble = assembler(question, supplied, bound)
  onFound?.(assemble(nothing('polynomial and other laws (time)')))
  // Lets an abort be heard between the parts.
  await Promise.resolve()
  const search: SearchOptions = {
    ...rest,
    budget,
    ...(onFound ? { onFound: (found) => onFound(assemble(found)) } : {}),
  }
  return assemble(searchFlow(question, upperBoundOf(question, bound), search))
}
