import { EXIT } from '../../toolkit/exit-status.ts'
import type { RecheckResult } from '../../toolkit/proof-file.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { settle } from '../settle.ts'
import { wrap } from '../wrap.ts'

const showRecheck = ({ entries, accepted, refused }: RecheckResult): string =>
  [
    ...entries.flatMap((entry) => [
      ...wrap(`${entry.claim}: ${entry.statement}`, entry.accepted ? `accepted, ${entry.outcome}  ` : 'REFUSED  ', 2),
      ...(entry.reason === undefined ? [] : wrap(entry.reason, '  ')),
    ]),
    `${accepted} accepted, ${refused} refused`,
  ].join('\n')

/** `gradlaw recheck`: returns the exit status. */
export const recheckCommand = async (file: string, flags: CommonFlags): Promise<number> => {
  prepareFile(flags.out)
  const outcome = await settle<RecheckResult>({ kind: 'recheck', file, options: searchOptions(flags) }, flags.quiet)
  if (outcome.type === 'stopped') {
    throw new CommandError(`stopped (${outcome.why}) before every certificate was checked`, EXIT.unknown)
  }
  const { value } = outcome
  emit(flags.json === true ? json(value) : showRecheck(value), flags.out)
  return value.refused === 0 && value.accepted > 0 ? EXIT.proved : EXIT.refuted
}
