import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { polynomialKey } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import { symbols } from '../kernel/term.ts'
import type { Verdict } from '../search/verdict.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import type { Expectation } from './problem.ts'

/** The exit statuses of the commands; `usage` and `defect` are those of sysexits.h. */
export const EXIT = { proved: 0, refuted: 1, unknown: 2, usage: 64, defect: 70 } as const

/** Whether solver proofs count as proved; `kernel` admits only what the kernel re-checked. */
export type TrustLevel = 'kernel' | 'solver'

export const verdictStatus = (verdict: Verdict, trust: TrustLevel = 'solver'): number => {
  if (verdict.status === 'refuted') return EXIT.refuted
  if (verdict.status === 'unknown') return EXIT.unknown
  return trust === 'kernel' && verdict.trust !== 'kernel' ? EXIT.unknown : EXIT.proved
}

/** Decimals as fractions, so that the kernel's grammar takes them: 0.5 is 5/10. */
const exact = (text: string): string =>
  text.replace(/\b(\d+)\.(\d+)\b/g, (_, whole, digits) => `(${whole}${digits}/${10n ** BigInt(digits.length)})`)

/** The normal form of a closed or parametric expression; the text itself where the kernel cannot read it. */
const valueKey = (text: string): string => {
  try {
    const term = parseTerm(exact(text))
    const names = [...symbols(term)].sort()
    return polynomialKey(
      lower(term, { variables: names, parameters: new Set(), integers: new Set(), constants: new Map() }),
    )
  } catch (error) {
    if (error instanceof Refusal) return text.replace(/\s/g, '')
    throw error
  }
}

const samePoints = (
  expected: readonly (readonly string[])[],
  actual: readonly (readonly string[])[] | undefined,
): boolean => {
  const keys = (points: readonly (readonly string[])[]): string =>
    JSON.stringify(points.map((point) => point.map(valueKey).join(', ')).sort())
  return actual !== undefined && keys(expected) === keys(actual)
}

/** What differs between the outcome and the expectation of a problem file; empty where they agree. */
export const disagreements = (result: CheckResult, expect: Expectation): readonly string[] => {
  const { conclusion } = result
  const found: string[] = []
  if (expect.verdict !== undefined && expect.verdict !== conclusion.verdict) {
    found.push(`verdict: expected ${expect.verdict}, found ${conclusion.verdict}`)
  }
  if (expect.order !== undefined && expect.order !== conclusion.order) {
    found.push(`order: expected ${expect.order}, found ${conclusion.order ?? 'none'}`)
  }
  if (expect.points !== undefined && !samePoints(expect.points, conclusion.points)) {
    found.push(`points: expected ${JSON.stringify(expect.points)}, found ${JSON.stringify(conclusion.points ?? [])}`)
  }
  if (expect.flat !== undefined && !samePoints(expect.flat, conclusion.flat)) {
    found.push(`flat: expected ${JSON.stringify(expect.flat)}, found ${JSON.stringify(conclusion.flat ?? [])}`)
  }
  return found
}

/**
 * The exit status of a check: by the needed claims (refuted before unknown) of the problem, or of all its cases where
 * it was split; by the expectation alone where there is one.
 */
export const checkStatus = (result: CheckResult, expect?: Expectation, trust: TrustLevel = 'solver'): number => {
  if (expect !== undefined) return disagreements(result, expect).length === 0 ? EXIT.proved : EXIT.refuted
  const cases = result.parameterCases?.cases.map(({ claims, conclusion }) => statusOf({ claims, conclusion }, trust))
  if (cases !== undefined) return [EXIT.refuted, EXIT.unknown].find((status) => cases.includes(status)) ?? EXIT.proved
  return statusOf(result, trust)
}

/** By the needed claims: refuted before unknown; a degenerate set of minima is a refutation. */
const statusOf = (result: Pick<CheckResult, 'claims' | 'conclusion'>, trust: TrustLevel): number => {
  const statuses = result.claims.filter(({ needed }) => needed).map(({ verdict }) => verdictStatus(verdict, trust))
  // All claims may be proved where f is least on an open set: what was to be shown is then false.
  if (statuses.includes(EXIT.refuted) || result.conclusion.verdict === 'degenerate') return EXIT.refuted
  if (statuses.includes(EXIT.unknown) || result.conclusion.verdict === 'undecided') return EXIT.unknown
  return EXIT.proved
}
