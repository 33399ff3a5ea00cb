import { readFileSync } from 'node:fs'
import { EXIT } from '../../toolkit/exit-status.ts'
import { recheck } from '../../toolkit/proof-file.ts'
import { CommandError, emit, json } from '../output.ts'
import type { CommonFlags } from '../program.ts'

/** `gradlaw recheck`: returns the exit status. */
export const recheckCommand = async (file: string, flags: CommonFlags): Promise<number> => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new CommandError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
  }
  const result = recheck(text)
  const lines = result.entries.map(
    ({ accepted, outcome, claim, statement, reason }) =>
      `${accepted ? `accepted ${outcome}` : 'REFUSED'} ${claim}: ${statement}${reason === undefined ? '' : `\n  ${reason}`}`,
  )
  const summary = `${result.accepted} accepted, ${result.refused} refused`
  emit(flags.json === true ? json(result) : [...lines, summary].join('\n'), flags.out)
  return result.refused === 0 && result.accepted > 0 ? EXIT.proved : EXIT.refuted
}
