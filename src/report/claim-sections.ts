import type { ClaimEntry } from '../theorems/check-result.ts'
import { quantityOf } from './claim-parts.ts'
import { CLAIM_TITLES, openWords, refutedWords, solverWords, statementWords } from './claim-words.ts'
import { type Block, paragraph, text } from './document.ts'
import {
  criticalSection,
  fullRankSection,
  minimumSection,
  structureSection,
  tameSection,
} from './objective-sections.ts'
import {
  describedSection,
  flatSection,
  flatSetSection,
  independentSection,
  projectionSection,
  sharpnessSection,
  solutionSection,
  strictSection,
} from './point-sections.ts'
import {
  boundarySection,
  coerciveSection,
  flowSection,
  regularitySection,
  secondOrderSection,
} from './regularizer-sections.ts'

/** A claim the kernel accepted, with its proof as far as it can be read. */
const provedSection = (entry: ClaimEntry, residual: string | undefined): readonly Block[] => {
  const claim = entry.kernelClaim
  switch (claim?.claim) {
    case 'structure':
      return structureSection(entry, claim)
    case 'tame':
      return tameSection(entry, claim)
    case 'minimum-zero':
      return minimumSection(entry, claim)
    case 'full-rank':
      return fullRankSection(entry, claim)
    case 'critical-values':
      return criticalSection(entry, claim)
    case 'conserved':
    case 'lyapunov':
      return flowSection(entry, claim)
    case 'regularity-of-g':
      return regularitySection(entry, claim)
    case 'second-order':
      return secondOrderSection(entry, claim)
    case 'coercive':
      return coerciveSection(entry, claim, residual)
    case 'boundary':
      return boundarySection(entry, claim)
    case 'solution-set':
      return solutionSection(entry, claim)
    case 'flat-minima':
      return flatSection(entry, claim)
    case 'described-set':
      return describedSection(entry, claim)
    case 'flat-set':
      return flatSetSection(entry, claim)
    case 'constant-sharpness':
      return sharpnessSection(entry, claim)
    case 'strict-minimum':
      return strictSection(entry, claim)
    case 'projection-formula':
      return projectionSection(entry, claim)
    case 'independent':
      return independentSection(entry, claim)
    default:
      return [paragraph(text`${statementWords(entry)}.`, CLAIM_TITLES[entry.id])]
  }
}

/** One claim of the checklist in words no stronger than its verdict. */
export const claimSection = (entry: ClaimEntry, residual?: string): readonly Block[] => {
  const { verdict, kernelClaim } = entry
  if (verdict.status === 'unknown') return openWords(entry)
  if (verdict.status === 'refuted') {
    const quantity = kernelClaim === undefined ? undefined : quantityOf(kernelClaim)
    return refutedWords(entry, quantity === undefined ? [] : [quantity])
  }
  return verdict.trust === 'kernel' ? provedSection(entry, residual) : solverWords(entry)
}
