import type { Json } from '../kernel/json.ts'
import { parseRelation } from '../kernel/parse-term.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { factOf } from '../kernel/sign.ts'
import { printTerm, type RelationOperator } from '../kernel/term.ts'
import { list, record, string } from './certificate-json.ts'
import { type Block, type Formula, paragraph, sizeOf, text } from './document.ts'
import { explainIdentity } from './explain-identity.ts'
import {
  addendFormulas,
  joined,
  polynomialTerm,
  readable,
  relationFormula,
  SIGN_MARKS,
  symbolic,
  termFormula,
} from './formula.ts'

/** Longer explanations are replaced by a count of what the certificate consists of. */
const MOST_CHARACTERS = 700

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  identity: ['identity of normal forms', 'identities of normal forms'],
  sign: ['sign read off a form', 'signs read off a form'],
  positivstellensatz: ['identity with squares', 'identities with squares'],
  split: ['case split', 'case splits'],
  lemma: ['lemma', 'lemmas'],
  roots: ['isolation of real roots', 'isolations of real roots'],
  enclosure: ['comparison of numbers', 'comparisons of numbers'],
  fact: ['standard fact', 'standard facts'],
  congruence: ['congruence', 'congruences'],
}

/** How often each kind of proof occurs in a certificate. */
const kindCounts = (proof: Json, counts: Map<string, number> = new Map()): Map<string, number> => {
  if (Array.isArray(proof)) for (const part of proof) kindCounts(part, counts)
  else if (typeof proof === 'object' && proof !== null) {
    const { kind } = proof as { readonly kind?: Json }
    if (typeof kind === 'string' && NAMES[kind] !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    for (const part of Object.values(proof)) kindCounts(part, counts)
  }
  return counts
}

/** What a certificate consists of, such as `2 lemmas, 3 identities with squares`. */
export const contentsOf = (proof: Json): string =>
  [...kindCounts(proof)]
    .map(([kind, count]) => `${count} ${(NAMES[kind] as readonly [string, string])[count === 1 ? 0 : 1]}`)
    .join(', ')

const squareCount = (proof: Json): number => {
  if (Array.isArray(proof)) return proof.reduce((total: number, part) => total + squareCount(part), 0)
  if (typeof proof !== 'object' || proof === null) return 0
  const own = typeof (proof as { readonly square?: Json }).square === 'string' ? 1 : 0
  return Object.values(proof).reduce((total: number, part) => total + squareCount(part as Json), own)
}

const summary = (proof: Json): Block =>
  paragraph(
    text`The certificate (${contentsOf(proof)}; ${String(squareCount(proof))} weighted squares in all) is too long to be printed; the kernel expanded and compared everything in it exactly.`,
  )

const cases = (proof: Json, sequent: Sequent): readonly Block[] => {
  const fields = record(proof)
  const u = termFormula(readable(string(fields.on), sequent.scope))
  return list(fields.cells).flatMap((json) => {
    const cell = record(json)
    const condition = joined(u, SIGN_MARKS[string(cell.sign)] ?? string(cell.sign), '0')
    return [paragraph(text`Case ${condition}.`), ...explain(cell.proof as Json, sequent)]
  })
}

/** Sentences that follow each other go into one paragraph. */
const merged = (blocks: readonly Block[], block: Block): readonly Block[] => {
  const last = blocks.at(-1)
  if (last?.kind !== 'paragraph' || block.kind !== 'paragraph' || block.lead !== undefined) return [...blocks, block]
  return [...blocks.slice(0, -1), { ...last, content: [...last.content, ' ', ...block.content] }]
}

const lemma = (proof: Json, sequent: Sequent, opening = 'First'): readonly Block[] => {
  const fields = record(proof)
  const relation = parseRelation(string(fields.lemma))
  const inner: Sequent = { ...sequent, goal: factOf(relation, sequent.scope) }
  const shown = relationFormula({
    left: readable(printTerm(relation.left), sequent.scope),
    op: relation.op,
    right: readable(printTerm(relation.right), sequent.scope),
  })
  return [
    paragraph(text`${opening}, ${shown}.`),
    ...explain(fields.proof as Json, inner),
    ...(record(fields.then).kind === 'lemma'
      ? lemma(fields.then as Json, sequent, 'Moreover')
      : explain(fields.then as Json, sequent)),
  ].reduce<readonly Block[]>(merged, [])
}

const roots = (proof: Json, sequent: Sequent): readonly Block[] => {
  const fields = record(proof)
  const u = termFormula(readable(string(fields.of), sequent.scope))
  const polynomial = termFormula(readable(string(fields.polynomial), { ...sequent.scope, variables: ['t'] }))
  const places = list(fields.roots).map((json) => {
    const { interval, value } = record(json)
    const [low, high] = list(interval).map(string)
    if (value !== undefined) return termFormula(readable(string(value), sequent.scope))
    return low === high ? symbolic(`${low}`, `${low}`) : symbolic(`[${low}, ${high}]`, `[${low}, ${high}]`)
  })
  return [
    paragraph(
      text`On the equations ${u} is a root of ${polynomial}, whose real roots are isolated in ${places.flatMap((place, i) => (i === 0 ? [place] : [', ', place]))}; each of them is dealt with separately.`,
    ),
  ]
}

const SIGN_WORDS: Readonly<Record<RelationOperator, string>> = {
  '>': 'positive',
  '>=': 'nonnegative',
  '=': 'zero',
  '!=': 'different from zero',
}

const sign = (proof: Json, sequent: Sequent): readonly Block[] => {
  const { goal, scope } = sequent
  if (goal === 'false') return []
  const form = termFormula(readable(string(record(proof).form), scope))
  const u = termFormula(polynomialTerm(goal.polynomial, scope))
  const word = SIGN_WORDS[goal.op]
  return u.plain === form.plain
    ? [paragraph(text`Factor by factor this is ${word} there.`)]
    : [
        paragraph(text`Now`),
        { kind: 'display', rows: [{ left: u, relation: '=', right: [form] }] },
        paragraph(text`which, factor by factor, is ${word} there.`),
      ]
}

const explain = (proof: Json, sequent: Sequent): readonly Block[] => {
  const fields = record(proof)
  switch (fields.kind) {
    case 'identity':
      return [paragraph(text`This holds identically: the normal form is 0.`)]
    case 'sign':
      return sign(proof, sequent)
    case 'positivstellensatz':
      return explainIdentity(proof, sequent)
    case 'split':
      return cases(proof, sequent)
    case 'lemma':
      return lemma(proof, sequent)
    case 'roots':
      return roots(proof, sequent)
    case 'enclosure':
      return [
        paragraph(text`Once the equations are inserted this is a comparison of numbers, made in exact intervals.`),
      ]
    case 'fact': {
      const at = termFormula(readable(string(fields.of), sequent.scope))
      return [paragraph(text`This is a standard fact (${string(fields.fact).replaceAll('-', ' ')}) at ${at}.`)]
    }
    case 'congruence': {
      const equation = termFormula(readable(string(fields.of), sequent.scope))
      return [paragraph(text`But ${equation} is not 0 modulo ${String(fields.modulus)} for any integers.`)]
    }
    default:
      return []
  }
}

/** The least number of characters that {@link explainIdentity} needs. */
const LEAST_IDENTITY = 40

/** How many identities {@link explain} would show, each on its own. */
const shownIdentities = (proof: Json): number => {
  const fields = record(proof)
  switch (fields.kind) {
    case 'positivstellensatz':
      return 1
    case 'split':
      return list(fields.cells).reduce((total: number, cell) => total + shownIdentities(record(cell).proof as Json), 0)
    case 'lemma':
      return shownIdentities(fields.proof as Json) + shownIdentities(fields.then as Json)
    default:
      return 0
  }
}

/** Whether an explanation would certainly be too long; making one readable only to drop it takes long. */
const isTooLong = (proof: Json): boolean => shownIdentities(proof) * LEAST_IDENTITY > MOST_CHARACTERS

/**
 * The proof of one obligation in words and formulas, as an accepted certificate gives it; a long one is summed up by
 * what it consists of. `label` names the quantity of the goal, such as |∇h|².
 */
export const explainProof = (proof: Json, sequent: Sequent, label?: Formula): readonly Block[] => {
  const { goal, scope } = sequent
  const quantity: readonly Block[] =
    label === undefined || goal === 'false'
      ? []
      : [
          {
            kind: 'display',
            rows: [{ left: label, relation: '=', right: addendFormulas(polynomialTerm(goal.polynomial, scope)) }],
          },
        ]
  if (isTooLong(proof)) return [...quantity, summary(proof)]
  const reasons = explain(proof, sequent)
  return [...quantity, ...(sizeOf(reasons) > MOST_CHARACTERS ? [summary(proof)] : reasons)]
}
