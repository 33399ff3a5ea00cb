import type { ExactNumber, Verdict } from '../search/verdict.ts'

const exact = (value: ExactNumber): string =>
  typeof value === 'string' ? value : `the root of ${value.root.poly} in [${value.root.interval.join(', ')}]`

/** `(x, y) = (1, 1)`: the variables in their order; anything else (parameters, directions) one by one. */
const listed = (values: { readonly [name: string]: ExactNumber }, variables: readonly string[]): string => {
  const own = variables.filter((name) => values[name] !== undefined)
  const others = Object.keys(values).filter((name) => !own.includes(name))
  const texts = own.map((name) => exact(values[name] as ExactNumber))
  const point = own.length < 2 ? `${own.join('')} = ${texts.join('')}` : `(${own.join(', ')}) = (${texts.join(', ')})`
  return [
    ...(own.length === 0 ? [] : [point]),
    ...others.map((name) => `${name} = ${exact(values[name] as ExactNumber)}`),
  ].join(', ')
}

const curve = (coordinates: { readonly [name: string]: string }, variables: readonly string[]): string => {
  const own = variables.filter((name) => coordinates[name] !== undefined)
  const names = own.length === 0 ? Object.keys(coordinates) : own
  return `(${names.join(', ')}) = (${names.map((name) => coordinates[name]).join(', ')})`
}

/** A verdict in a line: the outcome, and what it rests on. Points are in the order of the variables. */
export const showVerdict = (verdict: Verdict, variables: readonly string[] = []): string => {
  switch (verdict.status) {
    case 'proved':
      return verdict.trust === 'kernel'
        ? `proved (kernel; ${verdict.method})`
        : `reported by a solver, not re-checked (${verdict.method})`
    case 'refuted': {
      const where =
        verdict.curve === undefined
          ? `at ${listed({ ...verdict.witness, ...verdict.direction }, variables)}`
          : `along ${curve(verdict.curve, variables)}, t -> infinity`
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

/** The sign in front of a claim; what only a solver says has its own. */
export const markOf = (verdict: Verdict): string => {
  if (verdict.status === 'proved') return verdict.trust === 'kernel' ? '+' : '~'
  return verdict.status === 'refuted' ? '-' : '?'
}
