import type { Claim, PiecesJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { domainConditions } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { printRelation, substitute } from '../kernel/term.ts'
import type { Conclusion } from './check-result.ts'
import { canonical, type Subject, type Trust, trustIn, weakest } from './hypothesis.ts'
import { type ParameterValues, relationIn, signChoices, signRelation, valuesByEqualities } from './sign-cases.ts'
import { theoremS } from './theorem-s.ts'
import { theoremSOrder } from './theorem-s-order.ts'

/** f for all parameters, and the expressions in them whose signs tell the cases apart. */
export interface DividedSubject {
  readonly context: ContextJson
  readonly f: string
  /** Where it is given for all parameters; absent where each case may have one of its own. */
  readonly g?: PiecesJson
  readonly on: readonly string[]
}

/** A case: the signs as relations, in words, and what was checked in it. */
export interface CaseGrounds {
  readonly when: readonly string[]
  readonly words: string
  readonly subject: Subject
  readonly checked: readonly unknown[]
}

/** That no parameters have these signs. */
const impossible = (context: ContextJson, when: readonly string[]): Claim => ({
  claim: 'relation',
  context: { ...context, variables: [] },
  assume: when,
  goal: 'false',
})

/** Whether a text with the values of the case put in is another: the same, or equal and defined everywhere. */
const isSame = (whole: string, own: string, values: ParameterValues, scope: Scope): boolean => {
  if (values.size === 0) return whole === own
  const [put, other] = [substitute(parseTerm(whole), values), parseTerm(own)]
  return (
    domainConditions([put, other], scope).length === 0 && vanishes(subtract(lower(put, scope), lower(other, scope)))
  )
}

const isSameRegularizer = (whole: PiecesJson, own: PiecesJson, values: ParameterValues, scope: Scope): boolean =>
  whole.length === own.length &&
  whole.every(({ when, value }, i) => {
    const other = own[i] as PiecesJson[number]
    const put = when.map((text) => printRelation(relationIn(parseRelation(text), values)))
    return canonical(put) === canonical(other.when) && isSame(value, other.value, values, scope)
  })

/** Whether a subject is the divided one for the parameters of a case, and assumes nothing else. */
const isAbout = ({ context, f, g }: DividedSubject, { when, subject }: CaseGrounds): boolean => {
  const relations = when.map(parseRelation)
  const values = valuesByEqualities(relations)
  const left = (names: readonly string[]): readonly string[] => names.filter((name) => !values.has(name))
  const known = [...context.assume.map(parseRelation), ...relations].map((r) => printRelation(relationIn(r, values)))
  const own = subject.context
  const { scope } = readContext(own)
  return (
    canonical([own.variables, own.parameters, own.integers, own.constants]) ===
      canonical([context.variables, left(context.parameters), left(context.integers), context.constants]) &&
    own.assume.every((relation) => known.includes(relation)) &&
    isSame(f, subject.f, values, scope) &&
    (g === undefined || isSameRegularizer(g, subject.g, values, scope))
  )
}

/** The value where all are the same. */
const common = <Value>(values: readonly Value[]): Value | undefined =>
  new Set(values.map(canonical)).size === 1 ? values[0] : undefined

/** The least level, where all are numbers or all the same. */
const leastLevel = (levels: readonly string[]): string | undefined => {
  try {
    return levels
      .map((text) => ({ text, value: Q.parseRational(text) }))
      .reduce((a, b) => {
        return Q.compare(a.value, b.value) > 0 ? b : a
      }).text
  } catch {
    return common(levels)
  }
}

interface ConcludedCase {
  readonly words: string
  readonly g: PiecesJson
  readonly conclusion: Conclusion
}

const piecesWords = (g: PiecesJson): string =>
  g.map(({ when, value }) => [value, ...(when.length === 0 ? [] : [`where ${when.join(', ')}`])].join(' ')).join('; ')

/** Where no g was given for all parameters, the conclusion is about those of the cases. */
const regularizersWords = (cases: readonly ConcludedCase[]): string => {
  const own = cases.map(({ words, g }) => `g = ${piecesWords(g)} for ${words}`)
  return `, each with a regularizer of its own: ${own.join('; ')}`
}

const combined = (cases: readonly ConcludedCase[], trusts: readonly Trust[], isOneRegularizer: boolean): Conclusion => {
  const conclusions = cases.map(({ conclusion }) => conclusion)
  const inEach = (textOf: (conclusion: Conclusion) => string): string =>
    common(conclusions.map(textOf)) ?? cases.map(({ words, conclusion }) => `${words}: ${textOf(conclusion)}`).join(' ')
  const isSure = conclusions.every(({ scope }) => scope === 'sure')
  const level = leastLevel(conclusions.flatMap((one) => one.level ?? []))
  const attractor = common(conclusions.map((one) => one.attractor))
  // The same name in points of two cases may be two numbers: then the points are not the same.
  const constants = common(conclusions.map((one) => one.constants ?? {}))
  const [points, flat] =
    constants === undefined
      ? []
      : [common(conclusions.map((one) => one.points)), common(conclusions.map((one) => one.flat))]
  const papers = [...new Set(conclusions.flatMap(({ paper }) => paper ?? []))].join('; ')
  return {
    verdict: 'certified',
    // Steps for the largest order will do for the others, since they are small.
    order: Math.max(...conclusions.map(({ order = 2 }) => order)),
    ...(attractor === undefined ? {} : { attractor }),
    ...(points === undefined ? {} : { points }),
    ...(flat === undefined ? {} : { flat }),
    ...(Object.keys(constants ?? {}).length === 0 ? {} : { constants: constants as NonNullable<typeof constants> }),
    scope: isSure ? 'sure' : 'sure-below',
    ...(isSure || level === undefined ? {} : { level }),
    theorem: `${[...new Set(conclusions.flatMap(({ theorem }) => theorem ?? []))].join(' or ')}, in each case of the parameters`,
    ...(papers === '' ? {} : { paper: papers }),
    trust: weakest([...trusts, ...conclusions.map(({ trust = 'solver' }) => trust)]),
    text: `In each of the cases ${cases.map(({ words }) => words).join('; ')}, which are all${isOneRegularizer ? '' : regularizersWords(cases)}. ${inEach(({ text }) => text)}`,
  }
}

/**
 * The conclusion for all parameters out of those for the cases of their signs (our own statement).
 *
 * Let e_1, …, e_k be expressions that are defined for all parameters. Every value of the parameters has one of the 3^k
 * choices of their signs. If each choice either contradicts what is assumed, as the kernel proved, or is a case in which
 * Theorem S (or its variant P) concludes of f with nothing assumed but that and these signs, where an equality u = a may
 * be put into f, then what it says holds for all parameters: with the attractor, ᾱ and the level of the case.
 *
 * Returns undefined where a choice of signs is missing, or a case is about another f or g, assumes more, or is not certified.
 */
export const conclusionByCases = (
  whole: DividedSubject,
  cases: readonly CaseGrounds[],
  checked: readonly unknown[],
): Conclusion | undefined => {
  try {
    const { scope } = readContext({ ...whole.context, variables: [] })
    const on = whole.on.map(parseTerm)
    if (on.length === 0 || domainConditions(on, scope).length > 0) return undefined
    // Every name must be one of a parameter: signs of anything else tell nothing apart.
    for (const term of on) lower(term, scope)
    const trusts: Trust[] = []
    const concluded: ConcludedCase[] = []
    for (const signs of signChoices(on.length)) {
      const when = on.map((term, i) => printRelation(signRelation(term, signs[i] ?? 0)))
      const trust = trustIn(impossible(whole.context, when), checked)
      if (trust !== undefined) {
        trusts.push(trust)
        continue
      }
      const found = cases.find((one) => canonical(one.when) === canonical(when))
      if (found === undefined || !isAbout(whole, found)) return undefined
      const conclusion = theoremS(found.subject, found.checked) ?? theoremSOrder(found.subject, found.checked)
      if (conclusion?.verdict !== 'certified') return undefined
      concluded.push({ words: found.words, g: found.subject.g, conclusion })
    }
    return concluded.length === 0 ? undefined : combined(concluded, trusts, whole.g !== undefined)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
