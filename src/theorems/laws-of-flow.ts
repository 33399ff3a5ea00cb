import type { PointJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { domainConditions } from '../kernel/domain.ts'
import type { JsonObject } from '../kernel/json.ts'
import { type FlowJson, readFlow } from '../kernel/laws/flow.ts'
import { holdsNear } from '../kernel/laws/generic.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { atomsOf, type Polynomial } from '../kernel/polynomial.ts'
import { relationFacts } from '../kernel/sequent.ts'
import { children, printTerm, symbols, type Term } from '../kernel/term.ts'
import { canonical, extendsContext, type Ground, groundsIn, type Trust, weakest } from './hypothesis.ts'

/** What the pages about numbers of laws speak of: this flow, over these names and assumptions. */
export interface FlowSubject {
  readonly context: ContextJson
  readonly flow: FlowJson
}

type GroundOf<Form extends Ground['claim']['claim']> = Ground & {
  readonly claim: Ground['claim'] & { readonly claim: Form }
}

/** The proved claims of a form in the context of the subject, which may add constants of their own. */
export const groundsOf = <Form extends Ground['claim']['claim']>(
  form: Form,
  { context }: FlowSubject,
  checked: readonly unknown[],
): readonly GroundOf<Form>[] =>
  groundsIn(checked).filter(
    (ground): ground is GroundOf<Form> => ground.claim.claim === form && extendsContext(ground.claim.context, context),
  )

/** True for a claim about exactly this flow. */
export const isAbout = ({ flow }: FlowSubject, claim: { readonly flow: FlowJson }): boolean =>
  canonical(flow) === canonical(claim.flow)

const shown = (text: string): string => printTerm(parseTerm(text))

/** The laws of the flow that are proved to be conserved, as the kernel read them, and whose word it rests on. */
const provedLaws = (subject: FlowSubject, checked: readonly unknown[]): ReadonlyMap<string, Trust> => {
  const { flow } = subject
  const found = new Map<string, Trust>()
  const enter = (text: string, trust: Trust): void => {
    const key = shown(text)
    if (found.get(key) !== 'kernel') found.set(key, trust)
  }
  for (const { claim, trust } of groundsOf('first-integral', subject, checked)) {
    if (isAbout(subject, claim)) enter(claim.quantity, trust)
  }
  // The gradient flow of one objective is what `conserved` speaks of.
  if (flow.kind === 'gradient' && flow.metric === null && flow.potentials.length === 1) {
    for (const { claim, trust } of groundsOf('conserved', subject, checked)) {
      const [piece, ...others] = claim.g
      if (claim.f !== flow.potentials[0] || piece === undefined || others.length > 0 || piece.when.length > 0) continue
      enter(piece.value, trust)
    }
  }
  return found
}

/** Whose word it rests on that the term is a law: that of the laws that it is made of by +, −, · and powers. */
const trustInTerm = (term: Term, laws: ReadonlyMap<string, Trust>, variables: readonly string[]): Trust | undefined => {
  const own = laws.get(printTerm(term))
  if (own !== undefined) return own
  if (symbols(term).every((name) => !variables.includes(name))) return 'kernel'
  const isNatural = term.op === 'power' && term.exponent.op === 'number' && term.exponent.value.d === 1n
  const isMade = term.op === 'add' || term.op === 'multiply' || term.op === 'negate' || isNatural
  if (!isMade || (isNatural && term.exponent.value.n < 0n)) return undefined
  const parts = term.op === 'power' ? [term.base] : children(term)
  const trusts = parts.map((part) => trustInTerm(part, laws, variables))
  return trusts.every((trust) => trust !== undefined) ? weakest(trusts) : undefined
}

/** Whose word it rests on that all these are laws of the flow: proved, or polynomials in proved ones. */
export const trustInLaws = (
  subject: FlowSubject,
  texts: readonly string[],
  checked: readonly unknown[],
): Trust | undefined => {
  const laws = provedLaws(subject, checked)
  const trusts = texts.map((text) => trustInTerm(parseTerm(text), laws, subject.context.variables))
  return trusts.every((trust) => trust !== undefined) ? weakest(trusts) : undefined
}

const MEROMORPHIC = new Set(['variable', 'parameter', 'theta', 'inverse', 'exp', 'sin', 'cos', 'tanh'])
const isMeromorphic = (p: Polynomial): boolean => [...atomsOf(p)].every(({ kind }) => MEROMORPHIC.has(kind))

/**
 * True where all terms are meromorphic: made by rational operations, exp, sin, cos and tanh. They are single-valued and
 * analytic off a thin set that does not disconnect complex space, so a minor of their derivatives that is not 0 at one
 * point is not 0 on a dense open set.
 */
export const areMeromorphic = (texts: readonly string[], context: ContextJson): boolean => {
  const { scope } = readContext(context)
  const terms = texts.map(parseTerm)
  const conditions = domainConditions(terms, scope)
  return (
    terms.every((term) => isMeromorphic(lower(term, scope))) &&
    conditions.every(({ left, op }) => op === '!=' && isMeromorphic(lower(left, scope)))
  )
}

/** True where the flow is defined near the point: there a law is conserved because the claim about it says something. */
export const isDefinedNear = ({ flow }: FlowSubject, json: ContextJson, point: PointJson): boolean => {
  const context = readContext(json)
  const { scope, assume } = context
  const terms = readFlow({
    form: 'first-integral',
    fields: { flow } as unknown as JsonObject,
    context,
  }).fieldTerms.flat()
  if (domainConditions(terms, scope).length === 0) return true
  const values = new Map(Object.entries(point).map(([name, text]) => [name, parseTerm(text)]))
  return holdsNear([], terms, values, scope, relationFacts(assume, scope))
}

/** `(x, y) = (1, 2)`. */
export const pointWords = ({ variables }: ContextJson, point: PointJson): string =>
  `(${variables.join(', ')}) = (${variables.map((name) => point[name]).join(', ')})`

/** ` off the zeros of some nonzero polynomial in a, b`; nothing without parameters. */
export const forGenericParameters = ({ parameters }: ContextJson): string =>
  parameters.length === 0
    ? ''
    : ` This holds for all ${parameters.join(', ')} off the zeros of some nonzero polynomial.`
