import { flowOf, type LawQuestion, methodOf, questionContext } from '../dynamics/law-question.ts'
import type { Objective } from '../dynamics/objective.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { verify } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { domainConditions } from '../kernel/domain.ts'
import type { Json } from '../kernel/json.ts'
import type { FlowJson } from '../kernel/laws/flow.ts'
import { Refusal } from '../kernel/refusal.ts'
import { printRelation, printTerm, type Relation, type Term } from '../kernel/term.ts'
import type { Verdict } from '../search/verdict.ts'
import { conservedClaim } from './conserved-verdict.ts'

/** The objective whose own gradient flow is asked about; undefined where it is another flow. */
export const plainObjective = (question: LawQuestion): Objective | undefined => {
  const [term, ...others] = question.potentials
  const isPlain = question.source === 'objective' && others.length === 0 && question.metric === undefined
  return isPlain && term !== undefined && methodOf(question) === 'gradient-flow' ? { ...question, term } : undefined
}

/** What is the same in the claims about all laws of a question. */
interface Shared {
  readonly flow: FlowJson
  readonly isDefinedEverywhere: boolean
}

const isDefinedEverywhere = (terms: readonly Term[], question: LawQuestion): boolean => {
  try {
    return domainConditions(terms, scopeOf(question)).length === 0
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const known = new WeakMap<LawQuestion, Shared>()

const sharedOf = (question: LawQuestion): Shared => {
  const old = known.get(question)
  if (old !== undefined) return old
  const terms = [
    ...question.potentials,
    ...(question.metric ?? []),
    ...(question.motion ? [question.motion.friction] : []),
  ]
  const fresh = { flow: flowOf(question), isDefinedEverywhere: isDefinedEverywhere(terms, question) }
  known.set(question, fresh)
  return fresh
}

/** The claim that a quantity is conserved: by the gradient flow of one objective, or by every field of a flow. */
export const lawClaim = (question: LawQuestion, law: Term, when: readonly Relation[] = []): Claim => {
  const objective = plainObjective(question)
  if (objective !== undefined) {
    const claim = conservedClaim(objective, law)
    return claim.claim === 'conserved' && when.length > 0
      ? { ...claim, g: [{ when: when.map(printRelation), value: printTerm(law) }] }
      : claim
  }
  return {
    claim: 'first-integral',
    context: questionContext(question),
    flow: sharedOf(question).flow,
    quantity: printTerm(law),
  }
}

const IDENTITY = { kind: 'identity' }

/** Where a law and a flow are tried to be defined, in words of the kernel: integers, positive ones first. */
const definedSomewhere = (question: LawQuestion, law: Term): readonly ({ [name: string]: string } | null)[] => {
  if (sharedOf(question).isDefinedEverywhere && isDefinedEverywhere([law], question)) return [null]
  const values: ((i: number) => number)[] = [(i) => i + 2, (i) => 2 * i + 3, (i) => (i % 2 === 0 ? i + 2 : -i - 2)]
  return values.map((at) => Object.fromEntries(question.variables.map((name, i) => [name, String(at(i))])))
}

const certificates = (question: LawQuestion, law: Term): Json[] => {
  if (plainObjective(question) !== undefined) return [{ outcome: 'proved', proofs: { 'piece.1': IDENTITY } }]
  const isOneField = question.motion !== undefined && question.source === 'objective'
  const fields = isOneField ? 1 : question.potentials.length + (question.motion === undefined ? 0 : 1)
  const proofs = Object.fromEntries(Array.from({ length: fields }, (_, j) => [`field.${j + 1}`, IDENTITY]))
  return definedSomewhere(question, law).map((point) => ({ outcome: 'proved', proofs, point }))
}

/** The kernel's word on a law whose derivative along every field should be identically zero: proved, or not seen. */
export const lawVerdict = (question: LawQuestion, law: Term): Verdict => {
  const claim = lawClaim(question, law)
  let detail = ''
  for (const certificate of certificates(question, law)) {
    const checked = verify(claim, certificate)
    if (!('rejected' in checked)) return { status: 'proved', trust: 'kernel', method: 'identity', certificate, checked }
    detail = checked.detail
    if (checked.reason === 'identity') break
  }
  return { status: 'unknown', reason: 'search-exhausted', tried: [`identity: ${detail}`] }
}
