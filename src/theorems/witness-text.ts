import type { ExactNumber, Verdict } from '../search/verdict.ts'

const exact = (value: ExactNumber): string =>
  typeof value === 'string' ? value : `the root of ${value.root.poly} in [${value.root.interval.join(', ')}]`

/** The witness of a refutation in one line: a point, with a direction where there is one, or a curve. */
export const witnessText = (verdict: Verdict): string => {
  if (verdict.status !== 'refuted') return ''
  if (verdict.curve !== undefined) {
    return `the curve ${Object.entries(verdict.curve)
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ')}`
  }
  const entries = Object.entries({ ...verdict.witness, ...verdict.direction })
  return entries.map(([name, value]) => `${name} = ${exact(value)}`).join(', ')
}
