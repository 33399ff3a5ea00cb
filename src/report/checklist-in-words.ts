import type { CheckResult, ClaimEntry } from '../theorems/check-result.ts'
import { CLAIM_TITLES } from './claim-words.ts'
import { type Block, type Inline, paragraph } from './document.ts'
import { type VerdictMark, verdictMark } from './verdict-mark.ts'

const titleOf = ({ id, needed }: ClaimEntry): string => {
  const title = CLAIM_TITLES[id].toLowerCase()
  return needed ? title : `(${title})`
}

/** Each of the words once, with how often it is there where that is more than once. */
const counted = (words: readonly string[]): readonly string[] =>
  [...new Set(words)].map((word) => {
    const times = words.filter((other) => other === word).length
    return times === 1 ? word : `${word} (${times} claims)`
  })

const OUTCOMES: readonly VerdictMark[] = ['proved', 'reported', 'fails', 'open']

const sentence = (lead: string, words: readonly string[], separator = ', '): readonly string[] =>
  words.length === 0 ? [] : [`${lead}: ${counted(words).join(separator)}.`]

/** The checklist and how the theorems stand, as two paragraphs: for documents with many of them. */
export const checklistInWords = ({ claims, theorems = [] }: CheckResult): readonly Block[] => {
  const outcomes = OUTCOMES.flatMap((mark) =>
    sentence(
      mark[0]?.toUpperCase() + mark.slice(1),
      claims.filter(({ verdict }) => verdictMark(verdict) === mark).map(titleOf),
    ),
  )
  const standing = (status: NonNullable<CheckResult['theorems']>[number]['status']): readonly string[] =>
    theorems.filter((entry) => entry.status === status).map(({ title, citation }) => `${title} (${citation})`)
  const stand = [
    ...sentence('Applies', standing('applies'), '; '),
    ...sentence('A hypothesis is open', standing('open'), '; '),
    ...sentence('A hypothesis fails', standing('fails'), '; '),
  ]
  const words = (parts: readonly string[]): readonly Inline[] => [parts.join(' ')]
  return [
    paragraph(words([...outcomes, 'Claims in parentheses are not needed for the conclusion.']), 'Checklist'),
    ...(stand.length === 0 ? [] : [paragraph(words(stand), 'Theorems')]),
  ]
}
