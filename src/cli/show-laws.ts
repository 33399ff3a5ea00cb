import type { LawEntry, LawsResult } from '../toolkit/laws-result.ts'
import { provedMatrices } from '../toolkit/proved-matrices.ts'
import { markOf, showVerdict } from '../toolkit/show-verdict.ts'
import { wrap } from './wrap.ts'

const MOST_LAWS = 30
const LONGEST_LAW = 600
const MOST_DIMENSIONS = 6

const heading = ({ objective, map, network, components, method, metric }: LawsResult): string[] => {
  const what = map ?? network
  const parts = components === undefined ? '' : ` (${components})`
  const flow = [
    ...(method === 'heavy-ball' ? ['the motion of a heavy ball'] : []),
    ...(metric === undefined ? [] : [`the metric ${metric}`]),
  ]
  const lines = what === undefined ? wrap(objective, 'f = ') : wrap(`${what}${parts}, every loss l(phi)`, 'phi = ')
  return [...lines, ...(flow.length === 0 ? [] : [flow.join(', ')])]
}

const shortened = (text: string): string =>
  text.length <= LONGEST_LAW ? text : `${text.slice(0, LONGEST_LAW)} … (${text.length} characters; --json has them all)`

/** How many symmetries there are, the Lie algebras that they form, and what antisymmetric ones are good for. */
const showSymmetries = (symmetries: LawsResult['symmetries']): string[] => {
  if (symmetries.length === 0) return []
  const parts = new Map(
    symmetries.flatMap(({ part }) => (part === undefined ? [] : [[part.index, part.name] as const])),
  )
  const names = parts.size === 0 ? '' : `, ${[...parts.values()].join(' + ')}`
  const remark = symmetries.find((symmetry) => symmetry.remark !== undefined)?.remark
  return [`linear symmetries: ${symmetries.length}${names}`, ...(remark === undefined ? [] : wrap(remark, '  '))]
}

const showLaw = ({ expression, kind, domain, verdict }: LawEntry, variables: readonly string[]): string[] => [
  ...wrap(shortened(expression), `${markOf(verdict)} `),
  ...wrap(`${kind}${domain === 'R^n' ? '' : `, where ${domain}`}; ${showVerdict(verdict, variables)}`, '    '),
]

/** The matrices of laws first; then laws that are not entries of them, those that say most first, and how many more. */
const lawLines = (result: LawsResult, all: boolean): string[] => {
  const { laws, variables } = result
  const proved = provedMatrices(result)
  const written = new Set(all ? [] : proved.flatMap(({ entries }) => entries))
  const others = laws.filter(({ expression, kind }) => kind === 'supplied' || !written.has(expression))
  const supplied = others.filter(({ kind }) => kind === 'supplied')
  const found = others.filter(({ kind }) => kind !== 'supplied')
  const shown = all ? found : found.slice(0, MOST_LAWS)
  return [
    ...proved.flatMap(({ expression, kind, entries }) => [
      ...wrap(expression, '+ '),
      ...wrap(
        `${kind}; ${entries.length === 1 ? 'a law' : `its ${entries.length} entries are laws`}, proved (kernel)`,
        '    ',
      ),
    ]),
    ...shown.flatMap((law) => showLaw(law, variables)),
    ...(shown.length < found.length ? [`and ${found.length - shown.length} more (--all prints them)`] : []),
    ...supplied.flatMap((law) => showLaw(law, variables)),
  ]
}

/** The first and the last few of many. */
const ends = <T>(list: readonly T[]): readonly (T | undefined)[] =>
  list.length <= MOST_DIMENSIONS ? list : [...list.slice(0, 3), undefined, ...list.slice(-2)]

const dimensionText = ({ polynomialDimension, polynomialDimensionVerdict }: LawsResult): string =>
  ends(Object.entries(polynomialDimension))
    .map((entry) => {
      if (entry === undefined) return '…'
      const [degree, dimension] = entry
      const isProved = polynomialDimensionVerdict[degree]?.status === 'proved'
      return `${dimension} up to degree ${degree}${isProved ? ' (proved)' : ''}`
    })
    .join(', ')

/** Laws for a terminal; `all` prints every one of many. */
export const showLaws = (result: LawsResult, all = false): string => {
  const { laws, independent, generators, symmetries, negative } = result
  const dimensions = dimensionText(result)
  return [
    ...heading(result),
    '',
    ...(laws.length === 0 ? ['no conserved quantity was found'] : lawLines(result, all)),
    '',
    ...(dimensions === '' ? [] : wrap(`conserved polynomials without constants: ${dimensions}`, '', 2)),
    ...wrap(independent.statement, 'independent laws: ', 2),
    ...(generators === undefined
      ? []
      : wrap(
          `${generators.count}, none a polynomial in the others; ${generators.independent} of them functionally independent`,
          'polynomial generators: ',
          2,
        )),
    ...showSymmetries(symmetries),
    ...negative.flatMap(({ theorem, text }) => wrap(`${theorem}: ${text}`, '', 2)),
    ...result.notSearched.flatMap((what) => wrap(`not searched: ${what}`, '', 2)),
  ].join('\n')
}
