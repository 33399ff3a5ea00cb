import { readFileSync } from 'node:fs'
import type { CheckResult } from '../../src/theorems/check-result.ts'

/** Recorded checks: what `gradlaw check --json` answered; every certificate in them is checked again by a test. */
export const RESULTS = ['hyperbola', 'parabola', 'refuted', 'positive', 'curve', 'cusp', 'open', 'matrices'] as const

export const recorded = (name: (typeof RESULTS)[number]): CheckResult =>
  JSON.parse(readFileSync(new URL(`results/${name}.json`, import.meta.url), 'utf8')) as CheckResult
