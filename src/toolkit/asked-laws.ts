import { budgetOf } from './command-budget.ts'
import { refuseContradiction } from './contradiction.ts'
import { type LawsInput, readLawsInput } from './law-input.ts'
import { laws } from './laws.ts'
import type { LawsOptions } from './laws-options.ts'
import type { LawsResult } from './laws-result.ts'

/**
 * {@link laws} of what is read from texts. Throws `InputError` for text that cannot be read and for assumptions that
 * contradict each other.
 */
export const askedLaws = async (input: LawsInput, options: LawsOptions = {}): Promise<LawsResult> => {
  const asked = readLawsInput(input, options)
  await refuseContradiction(asked.question, budgetOf(options))
  return laws(asked, options)
}
