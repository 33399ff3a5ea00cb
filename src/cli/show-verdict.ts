import type { ExactNumber, Verdict } from '../kernel/verdict.ts'

const exact = (value: ExactNumber): string =>
  typeof value === 'string' ? value : `the root of ${value.root.poly} in [${value.root.interval.join(', ')}]`

const listed = (values: { readonly [name: string]: ExactNumber }): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${exact(value)}`)
    .join(', ')

/** A verdict in one line: the outcome, and what it rests on. */
export const showVerdict = (verdict: Verdict): string => {
  switch (verdict.status) {
    case 'proved':
      return verdict.trust === 'kernel'
        ? `proved (kernel; ${verdict.method})`
        : `reported by a solver, not re-checked (${verdict.method})`
    case 'refuted': {
      const where =
        verdict.curve === undefined
          ? `at ${listed({ ...verdict.witness, ...verdict.direction })}`
          : `along ${Object.entries(verdict.curve)
              .map(([name, value]) => `${name} = ${value}`)
              .join(', ')}, t -> infinity`
      const value = verdict.value
      if (value === undefined) return `refuted ${where}`
      const shown =
        typeof value === 'object' && 'interval' in value ? `in [${value.interval.join(', ')}]` : exact(value)
      return `refuted ${where} (value ${shown})`
    }
    case 'unknown':
      return `unknown: ${verdict.reason}`
  }
}

export const MARKS: { readonly [status in Verdict['status']]: string } = { proved: '+', refuted: '-', unknown: '?' }
