import type { Json } from '../kernel/json.ts'
import type { ClaimEntry, ClaimId } from '../theorems/check-result.ts'
import { record } from './certificate-json.ts'
import { type Block, type Inline, paragraph, text } from './document.ts'
import { valueWords, witnessWords } from './witness.ts'

/** What a claim is about, as the run-in heading of its paragraph. */
export const CLAIM_TITLES: Readonly<Record<ClaimId, string>> = {
  structure: 'Structure',
  tame: 'Tameness',
  'minimum-zero': 'Minimum',
  'full-rank': 'Regularity of the minima',
  'critical-values': 'Critical values',
  conserved: 'Conserved quantity',
  lyapunov: 'Decrease along the flow',
  'regularity-of-g': 'Regularity of g',
  'second-order': 'Second order',
  coercive: 'Coercivity',
  boundary: 'Boundary of the domain of g',
  'solution-set': 'Limit points',
  'flat-minima': 'Flat minima',
  'strict-minimum': 'Strict minimum',
  strictness: 'Strictness by kernels',
  subregularity: 'Subregularity',
  decrease: 'Decrease in one step',
  'projection-formula': 'Projection formula',
  'short-steps': 'Short steps',
  symmetry: 'Symmetry',
  'change-of-variables': 'Change of variables',
}

const REASONS: Readonly<Record<string, string>> = {
  timeout: 'the time was spent',
  interrupted: 'the search was interrupted',
  'degree-bound': 'no certificate up to the degree bound was found',
  'search-exhausted': 'neither a certificate nor a counterexample was found',
  unsupported: 'this form is not supported',
}

const FLOW = ['\\langle\\nabla g, \\nabla f\\rangle', '<grad g, grad f>'] as const

/** The statement as a formula where the kernel read one, otherwise as the words it was left with. */
export const statementWords = (entry: ClaimEntry): readonly Inline[] => {
  const form = entry.kernelClaim?.claim
  // f and g were shown before; the kernel's own statement repeats them.
  if (form === 'conserved') return [{ latex: `${FLOW[0]} = 0`, plain: `${FLOW[1]} = 0` }]
  if (form === 'lyapunov') return [{ latex: `${FLOW[0]} \\ge 0`, plain: `${FLOW[1]} >= 0` }]
  if (entry.kernelClaim !== undefined) return [{ latex: entry.latex, plain: entry.statement }]
  return [entry.statement === '' ? `the claim "${entry.id}"` : entry.statement]
}

const MOST_TRIED = 4

/** A claim that was left open: nothing in these words says more than that. */
export const openWords = (entry: ClaimEntry): readonly Block[] => {
  const { verdict } = entry
  if (verdict.status !== 'unknown') return []
  const reason = REASONS[verdict.reason] ?? verdict.reason
  const shown = verdict.tried.slice(0, MOST_TRIED).join('; ')
  const more = verdict.tried.length > MOST_TRIED ? `; and ${verdict.tried.length - MOST_TRIED} more` : ''
  const tried = shown === '' ? [] : [` Tried: ${shown}${more}.`]
  return [
    paragraph(text`We could not decide whether ${statementWords(entry)} (${reason}).${tried}`, CLAIM_TITLES[entry.id]),
  ]
}

/** A claim that fails, with the exact place; `quantity` is what has the value of the verdict there. */
export const refutedWords = (entry: ClaimEntry, quantity: readonly Inline[]): readonly Block[] => {
  const { verdict, id } = entry
  if (verdict.status !== 'refuted') return []
  const value =
    verdict.value === undefined || quantity.length === 0 ? [] : text` There ${quantity} ${valueWords(verdict.value)}.`
  const where = text`${verdict.curve === undefined ? 'at' : 'along'} ${witnessWords(verdict, entry.kernelClaim?.context.variables ?? [])}`
  const tail = verdict.curve === undefined ? [] : [' It stays bounded there although the curve goes to infinity.']
  return [paragraph(text`The condition ${statementWords(entry)} fails ${where}.${value}${tail}`, CLAIM_TITLES[id])]
}

/** The names of the obligations in one field of a solver's certificate. */
const namesIn = (value: Json | undefined): string => Object.keys(record(value)).join(', ')

/** What a solver says and nobody re-checked. */
export const solverWords = (entry: ClaimEntry): readonly Block[] => {
  const { verdict } = entry
  if (verdict.status !== 'proved') return []
  const { scripts, proofs } = record(verdict.certificate)
  const own = namesIn(scripts)
  const beside =
    own === '' || namesIn(proofs) === ''
      ? ''
      : ` Its part ${own} is the solver's; the kernel accepted ${namesIn(proofs)}.`
  return [
    paragraph(
      text`A solver reports that ${statementWords(entry)}; this was not re-checked (${verdict.method}).${beside}`,
      CLAIM_TITLES[entry.id],
    ),
  ]
}
