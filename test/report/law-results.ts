import { readFileSync } from 'node:fs'
import type { LawsResult } from '../../src/toolkit/laws-result.ts'

/** Recorded answers of `gradlaw laws --json`; every certificate in them is checked again by a test. */
export const LAW_RESULTS = ['linear', 'parabola', 'kinks', 'bowl'] as const

export const recordedLaws = (name: (typeof LAW_RESULTS)[number]): LawsResult =>
  JSON.parse(readFileSync(new URL(`results/laws-${name}.json`, import.meta.url), 'utf8')) as LawsResult
