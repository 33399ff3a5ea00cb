import type { Json } from '../kernel/json.ts'
import type { NumberOfLaws } from '../theorems/number-of-laws.ts'
import { list, record } from './certificate-json.ts'
import { type Block, type Inline, paragraph, text } from './document.ts'
import { formulaOf, number, symbolic, tupleFormula } from './formula.ts'
import { type LawNames, lawList } from './law-names.ts'
import type { ReportedCount, ReportedLaws } from './reported-laws.ts'

const MOST_COORDINATES = 12

const laws = (n: number): readonly Inline[] => text`${number(n)} functionally independent ${n === 1 ? 'law' : 'laws'}`

/** A point in the order of the names, where it has not too many coordinates to be read. */
const pointWords = (point: { readonly [name: string]: Json }, names: readonly string[]): readonly Inline[] => {
  const coordinates = names.map((name) => point[name])
  const isShort =
    names.length <= MOST_COORDINATES && coordinates.every((c) => typeof c === 'string' || typeof c === 'number')
  return isShort
    ? text`the point ${tupleFormula(coordinates.map((c) => formulaOf(String(c))))}`
    : ['a point that the certificate names']
}

const isProved = (count: { readonly verdict: ReportedCount['verdict'] } | undefined): boolean =>
  count?.verdict.status === 'proved'

/** Laws that exist near generic points, where they are more than those known; undefined where that is not proved. */
const localCount = ({ independent: { localLaws, conclusion } }: ReportedLaws): number | undefined =>
  localLaws !== undefined && isProved(localLaws) && localLaws.count > (conclusion?.known.length ?? 0)
    ? localLaws.count
    : undefined

const countWords = (conclusion: NumberOfLaws, result: ReportedLaws): readonly Inline[] => {
  const { exact, atMost, atLeast, isLocal } = conclusion
  const isEvery = result.map !== undefined || result.network !== undefined
  const flow = `of the ${result.method === 'heavy-ball' ? 'heavy ball' : 'flow'}${isEvery ? ' for every loss' : ''}`
  const where = isLocal
    ? 'Near the point named below there'
    : localCount(result) === undefined
      ? 'There'
      : 'Near each point of a dense open set there'
  if (exact !== undefined) return text`${where} ${exact === 1 ? 'is' : 'are'} exactly ${laws(exact)} ${flow}.`
  if (atMost !== undefined) return text`${where} are between ${number(atLeast)} and ${laws(atMost)} ${flow}.`
  return text`${where} ${atLeast === 1 ? 'is' : 'are'} at least ${laws(atLeast)} ${flow}; no bound of their number is proved.`
}

/** The laws of the conclusion by the names that the report gave them. */
const knownWords = (known: readonly string[], { all, letter }: LawNames): readonly Inline[] => {
  const numbers = known.flatMap((written) => {
    const entry = all.find(
      ({ law: { kernelClaim: claim, expression } }) =>
        expression === written ||
        (claim.claim === 'first-integral' && claim.quantity === written) ||
        (claim.claim === 'conserved' && claim.g.length === 1 && claim.g[0]?.value === written),
    )
    return entry === undefined ? [] : [entry.number]
  })
  return numbers.length === known.length
    ? lawList(
        letter,
        [...numbers].sort((a, b) => a - b),
      )
    : known.flatMap((written, i) => (i === 0 ? [formulaOf(written)] : [', ', formulaOf(written)]))
}

const knownSentence = (conclusion: NumberOfLaws, result: ReportedLaws, names: LawNames): readonly Inline[] => {
  const { known, point, isDense } = conclusion
  if (known.length === 0 || point === undefined) return []
  const are =
    known.length === 1
      ? 'is conserved, with a differential that is not 0'
      : 'are conserved, with linearly independent differentials'
  return text` ${knownWords(known, names)} ${are}, at ${pointWords(point, result.variables)}${isDense ? ', hence on a dense open set' : ' and near it'}.`
}

const existenceSentence = (conclusion: NumberOfLaws, result: ReportedLaws): readonly Inline[] => {
  const count = localCount(result)
  if (count === undefined) return []
  if (count === 1) return [' It is not known in closed form.']
  const known = conclusion.known.length
  return text` Of the ${number(count)} laws that exist there, ${known === 0 ? 'none' : number(known)} ${known > 1 ? 'are' : 'is'} known in closed form.`
}

const boundSentence = ({ atMost }: NumberOfLaws): readonly Inline[] => {
  if (atMost === undefined) return []
  const smooth = symbolic('C^1', 'C^1')
  return atMost === 0
    ? text` Every law of class ${smooth} is locally constant: at no point has one a differential that is not 0.`
    : text` No ${number(atMost + 1)} laws of class ${smooth} have linearly independent differentials at any point.`
}

/** What the theorem about the number of laws concludes, no stronger than it does. */
const numberStatement = (result: ReportedLaws, names: LawNames): Block => {
  const { conclusion, statement, bound, localLaws } = result.independent
  if (conclusion === undefined)
    return {
      kind: 'statement',
      name: 'Finding',
      note: 'open',
      content: [paragraph([`Independent laws: ${statement}.`])],
    }
  const isGeneric = result.parameters.length > 0 && (isProved(bound) || isProved(localLaws))
  const generic = isGeneric
    ? text` This holds for all values of the parameters off the zeros of some nonzero polynomial.`
    : []
  const rests = conclusion.trust === 'kernel' ? 're-checked by the kernel' : "rests on a solver's word, not re-checked"
  return {
    kind: 'statement',
    name: conclusion.exact === undefined || conclusion.trust !== 'kernel' ? 'Finding' : 'Proposition',
    note: `${conclusion.source}, in the form stated here [O]; ${rests}`,
    content: [
      paragraph([
        ...countWords(conclusion, result),
        ...knownSentence(conclusion, result, names),
        ...existenceSentence(conclusion, result),
        ...boundSentence(conclusion),
        ...generic,
      ]),
    ],
  }
}

const depthOf = (tree: Json): number => (Array.isArray(tree) ? 1 + Math.max(0, ...tree.map(depthOf)) : 0)

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** The vector fields of a certificate: how many of the flow itself, how many brackets of them. */
const fieldWords = (trees: readonly Json[]): string => {
  const depth = Math.max(0, ...trees.map(depthOf))
  const brackets = trees.filter(Array.isArray).length
  const own = counted(trees.length - brackets, 'field of the flow', 'fields of the flow')
  return brackets === 0
    ? own
    : `${own} and ${counted(brackets, 'bracket', 'brackets')} of them, nested to depth ${depth}`
}

/** From above: the brackets, the point and the prime. */
const boundCertificate = ({ independent: { bound }, variables, parameters }: ReportedLaws): readonly Block[] => {
  if (bound?.verdict.status !== 'proved' || bound.kernelClaim.claim !== 'law-bound') return []
  const count = record(record(bound.verdict.certificate).count)
  const trees = list(count.brackets)
  const point = record(count.point)
  const dimension = symbolic(`${variables.length} - ${trees.length}`, `${variables.length} - ${trees.length}`)
  const independent =
    trees.length === 1 ? 'found a vector that is not 0' : `found ${trees.length} linearly independent vectors`
  return [
    paragraph(
      text`The differential of a law vanishes on all fields of the flow and on their Lie brackets. The kernel evaluated ${fieldWords(trees)}, at ${pointWords(point, [...variables, ...parameters])} modulo ${symbolic(String(count.prime), String(count.prime))}, and ${independent}; so at most ${dimension} laws are independent.`,
      'From above',
    ),
  ]
}

const independenceCertificate = (result: ReportedLaws): readonly Block[] => {
  const { verdict, kernelClaim, conclusion } = result.independent
  if (verdict.status !== 'proved' || kernelClaim?.claim !== 'independent' || conclusion?.point === undefined) return []
  const k = kernelClaim.quantities.length
  const what = k === 1 ? 'a partial derivative of the law' : `a minor of size ${k} of the Jacobian matrix of the laws`
  return [
    paragraph(
      text`Each of the laws is proved to be conserved; ${what} is not 0 at the point of the statement, evaluated in exact arithmetic.`,
      'From below',
    ),
  ]
}

const existenceCertificate = ({ independent: { localLaws } }: ReportedLaws): readonly Block[] => {
  if (localLaws?.verdict.status !== 'proved') return []
  const count = record(record(localLaws.verdict.certificate).count)
  return [
    paragraph(
      text`The distribution that the flow spans is involutive: the kernel checked that it is generated by ${fieldWords(list(count.basis))}, with all brackets in it. By the theorem of Frobenius it has local laws where its rank is largest, whether or not a formula for them is known.`,
      'Existence',
    ),
  ]
}

/** How many functionally independent laws there are, with what this rests on. */
export const numberSection = (result: ReportedLaws, names: LawNames): readonly Block[] => {
  const { generators } = result
  return [
    { kind: 'heading', level: 2, text: 'How many there are' },
    numberStatement(result, names),
    ...boundCertificate(result),
    ...independenceCertificate(result),
    ...existenceCertificate(result),
    ...(generators === undefined
      ? []
      : [
          paragraph(
            text`Polynomial generators: ${String(generators.count)}, none a polynomial in the others; ${String(generators.independent)} of them functionally independent.`,
          ),
        ]),
  ]
}
