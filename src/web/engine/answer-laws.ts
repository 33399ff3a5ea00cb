import { askedLaws } from '../../toolkit/asked-laws.ts'
import type { LawsInput } from '../../toolkit/law-input.ts'
import type { LawsOptions } from '../../toolkit/laws-options.ts'
import type { LawsResult } from '../../toolkit/laws-result.ts'
import { type LawWording, lawsAnalysis, lawsView } from './laws-view.ts'
import type { Part } from './protocol.ts'

let wording: LawWording | undefined

/** Loaded after the first laws are told: their formulas and verdicts do not wait for it. */
const loadWording = async (): Promise<LawWording> => {
  wording ??= (await import('./law-words.ts')).lawWording
  return wording
}

/** Tells laws as they are found, and last all that is known. */
export const answerLaws = async (input: LawsInput, options: LawsOptions, say: (part: Part) => void): Promise<void> => {
  const tell = (result: LawsResult, isFinal: boolean): void =>
    say({ kind: 'laws', laws: lawsView(result, isFinal, wording), analysis: lawsAnalysis(result) })
  let known: LawsResult | undefined
  let isWorded = false
  const onFound = (result: LawsResult): void => {
    known = result
    tell(result, false)
    if (isWorded || result.laws.length === 0) return
    isWorded = true
    if (wording === undefined) void loadWording().then(() => known && tell(known, false))
  }
  const result = await askedLaws(input, { ...options, onFound })
  await loadWording()
  known = undefined
  tell(result, true)
}
