import type { LimitJson, SubdifferentialsJson } from '../../toolkit/describe-subdifferentials.ts'
import { EXIT } from '../../toolkit/exit-status.ts'
import type { SubdifferentialResult } from '../../toolkit/subdifferential.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { readPointFlag } from '../point-flag.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import { settle } from '../settle.ts'
import { wrap } from '../wrap.ts'

export interface SubdifferentialFlags extends CommonFlags, ProblemFlags {
  readonly at?: string
}

const vector = (entries: readonly string[]): string =>
  entries.length === 1 ? `${entries[0]}` : `(${entries.join(', ')})`

const limitLines = (limits: readonly LimitJson[]): string[] =>
  limits.flatMap(({ vector: v, status, where, curve }) => {
    const cell = where.length === 0 ? 'near the point' : `from ${where.join(', ')}`
    const along =
      curve === undefined ? '' : `, along ${vector(Object.values(curve.coordinates))}, 0 < t < ${curve.until}`
    const mark = status === 'proved' ? '+' : '?'
    return wrap(
      `${vector(v)}  ${cell}${status === 'proved' ? along : ': open whether it comes near the point'}`,
      `  ${mark} `,
    )
  })

const zeroWords = ({ answer, ...rest }: SubdifferentialsJson['clarke']['containsZero']): string =>
  answer === 'yes'
    ? 'yes'
    : answer === 'no' && 'separating' in rest
      ? `no, all have a positive product with ${vector(rest.separating)}`
      : 'unknown'

const pointLines = ({ value, bouligand, clarke, normalized, lipschitz, regular }: SubdifferentialsJson): string[] => [
  ...wrap(`f = ${value} there`),
  '',
  ...wrap(`Limits of gradients (Bouligand)${bouligand.complete ? ', all of them:' : ', some undecided:'}`),
  ...limitLines(bouligand.elements),
  ...wrap(`Clarke: their convex hull. 0 in it (critical): ${zeroWords(clarke.containsZero)}`),
  '',
  ...wrap(`Limits of normalized gradients${normalized.complete ? ', all of them:' : ', not all known:'}`),
  ...limitLines(normalized.elements),
  ...normalized.spheres.flatMap(({ of, why }) =>
    wrap(`the whole unit sphere of the span of ${of.map(vector).join(', ')}: ${why}`, '  + '),
  ),
  ...normalized.unknown.flatMap(({ where, why }) =>
    wrap(`${where.length === 0 ? '' : `in ${where.join(', ')}: `}${why}`, '  ? '),
  ),
  ...wrap(`0 in their convex hull (Fermat): ${zeroWords(normalized.zeroInHull)}`),
  '',
  ...wrap(
    lipschitz === null
      ? 'Lipschitz modulus: not known'
      : `Lipschitz modulus: ${lipschitz.isExact ? '' : 'at least '}${lipschitz.modulus}`,
  ),
  ...wrap(
    `Regular: ${regular.answer}${regular.direction === undefined ? '' : `, direction ${vector(regular.direction)}`} (${regular.why})`,
  ),
]

const minimaLines = ({ onMinima: found, at }: SubdifferentialResult): string[] => {
  if (found === undefined) return []
  const where =
    at === undefined ? `on M = {${found.residuals.map((h) => `${h} = 0`).join(', ')}}` : 'at this point of M'
  return [
    ...wrap(`${where}; rows of DF: ${found.rows.map(vector).join(', ')}; L = ${found.slope}`),
    ...wrap(found.gradients, 'Limits of gradients (Bouligand): '),
    ...wrap(found.clarke, 'Clarke: '),
    ...wrap(found.directions, 'Limits of normalized gradients: '),
    ...wrap(found.modulus, 'Lipschitz modulus: '),
    'Regular: yes',
  ]
}

const showSubdifferential = (result: SubdifferentialResult): string => {
  const { objective, at, point, reason, source } = result
  return [
    ...wrap(objective, 'f = '),
    ...(at === undefined
      ? []
      : wrap(
          Object.entries(at)
            .map(([name, value]) => `${name} = ${value}`)
            .join(', '),
          'at ',
        )),
    ...(point === undefined ? [] : pointLines(point)),
    ...minimaLines(result),
    ...(reason === undefined ? [] : wrap(`Nothing is said: ${reason}`)),
    '',
    ...wrap(source),
  ].join('\n')
}

/** Everything known: 0; something open: 2. */
const statusOf = ({ point, onMinima }: SubdifferentialResult): number =>
  onMinima !== undefined || (point?.bouligand.complete && point.normalized.complete) ? EXIT.proved : EXIT.unknown

/** `gradlaw subdifferential`: returns the exit status. */
export const subdifferentialCommand = async (
  file: string | undefined,
  flags: SubdifferentialFlags,
): Promise<number> => {
  const problem = problemSource(file, flags, true)
  const at = flags.at === undefined ? undefined : readPointFlag('--at', flags.at)
  prepareFile(flags.out)
  const options = searchOptions(flags)
  const outcome = await settle<SubdifferentialResult>(
    { kind: 'subdifferential', problem, options, ...(at === undefined ? {} : { at }) },
    flags.quiet,
  )
  if (outcome.type === 'stopped') {
    throw new CommandError(`stopped before there was an answer: ${outcome.why}`, EXIT.unknown)
  }
  const result = outcome.value
  emit(flags.json === true ? json(result) : showSubdifferential(result), flags.out)
  return statusOf(result)
}
