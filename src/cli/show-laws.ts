import type { LawsResult } from '../toolkit/laws.ts'
import { markOf, showVerdict } from './show-verdict.ts'
import { wrap } from './wrap.ts'

/** Laws for a terminal. */
export const showLaws = (result: LawsResult): string => {
  const { laws, independent, polynomialDimension, symmetries, variables } = result
  const dimensions = Object.entries(polynomialDimension).map(
    ([degree, dimension]) => `${dimension} up to degree ${degree}`,
  )
  const isComplete = independent.complete ? ': there are no more' : ''
  return [
    ...wrap(result.objective, 'f = '),
    '',
    ...(laws.length === 0 ? ['no conserved quantity was found'] : []),
    ...laws.flatMap(({ expression, kind, domain, verdict }) => [
      ...wrap(expression, `${markOf(verdict)} `),
      ...wrap(`${kind}${domain === 'R^n' ? '' : `, where ${domain}`}; ${showVerdict(verdict, variables)}`, '    '),
    ]),
    '',
    ...(dimensions.length === 0
      ? []
      : wrap(`conserved polynomials without constants: ${dimensions.join(', ')}`, '', 2)),
    `independent laws: ${independent.found} found, at most ${independent.upperBound}${isComplete}`,
    ...(symmetries.length === 0 ? [] : [`linear symmetries of f: ${symmetries.length}`]),
    ...result.notSearched.flatMap((what) => wrap(`not searched: ${what}`, '', 2)),
  ].join('\n')
}
