import type { FlatnessResult } from '../../toolkit/compare-minima.ts'
import { EXIT } from '../../toolkit/exit-status.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { readPointFlag } from '../point-flag.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import { settle } from '../settle.ts'
import { wrap } from '../wrap.ts'

export interface FlatnessFlags extends CommonFlags, ProblemFlags {
  readonly at: string
  readonly and: string
}

const showFlatness = ({ objective, text, relation, claims, source }: FlatnessResult): string =>
  [
    ...wrap(objective, 'f = '),
    ...wrap(text, relation === 'unknown' ? '? ' : '+ '),
    ...claims.flatMap(({ statement }) => wrap(statement, '    + ')),
    '',
    ...wrap(source),
  ].join('\n')

/** `gradlaw flatness`: returns the exit status. */
export const flatnessCommand = async (file: string | undefined, flags: FlatnessFlags): Promise<number> => {
  const problem = problemSource(file, flags, true)
  const [at, and] = [readPointFlag('--at', flags.at), readPointFlag('--and', flags.and)]
  prepareFile(flags.out)
  const outcome = await settle<FlatnessResult>(
    { kind: 'flatness', problem, at, and, options: searchOptions(flags) },
    flags.quiet,
  )
  if (outcome.type === 'stopped') {
    throw new CommandError(`stopped before there was an answer: ${outcome.why}`, EXIT.unknown)
  }
  const result = outcome.value
  emit(flags.json === true ? json(result) : showFlatness(result), flags.out)
  return result.relation === 'unknown' ? EXIT.unknown : EXIT.proved
}
