import type { Json } from '../../kernel/json.ts'
import { parseRelation, parseTerm } from '../../kernel/parse-term.ts'
import type { Term } from '../../kernel/term.ts'
import { factTerm } from './standard-inequality.ts'

/** The fields of proofs that hold a term of the claim's scope. */
const TERM_FIELDS: ReadonlySet<string> = new Set(['form', 'on', 'of', 'by', 'weight', 'square', 'value'])
const LIST_FIELDS: ReadonlySet<string> = new Set(['times', 'basis'])

/** All terms in a proof of a certificate, in the order they stand there. */
export const certificateTerms = (json: Json | undefined): readonly Term[] => {
  if (Array.isArray(json)) return json.flatMap(certificateTerms)
  if (typeof json !== 'object' || json === null) return []
  const terms = Object.entries(json).flatMap(([field, value]): readonly Term[] => {
    if (typeof value === 'string') {
      if (TERM_FIELDS.has(field)) return [parseTerm(value)]
      if (field !== 'lemma') return []
      const { left, right } = parseRelation(value)
      return [left, right]
    }
    if (LIST_FIELDS.has(field) && Array.isArray(value)) return value.map((text) => parseTerm(String(text)))
    return field === 'matrix' || field === 'interval' ? [] : certificateTerms(value)
  })
  // The inequality of a fact is about a function that need not be written anywhere else.
  const { fact, of } = json as { readonly fact?: Json; readonly of?: Json }
  if (typeof of !== 'string' || typeof fact !== 'string') return terms
  return [...terms, factTerm(fact, parseTerm(of))]
}
