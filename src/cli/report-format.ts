import { CommandError } from './output.ts'

/** What says how a result is to be written. */
export interface FormatFlags {
  readonly format?: string
  readonly fragment?: boolean
  readonly json?: boolean
}

/** Which of the formats is asked for; none for the terminal. `json` is what `--json` writes. */
export const readFormat = <Format extends string>(
  formats: readonly Format[],
  { format, fragment, json }: FormatFlags,
): Format | undefined => {
  const asked = json === true ? 'json' : format
  const chosen = formats.find((name) => name === asked)
  if (chosen === undefined && asked !== undefined) {
    throw new CommandError(`--format is ${formats.join(', ')}, not "${asked}"`)
  }
  if (fragment === true && chosen !== 'latex') throw new CommandError('--fragment is for --format latex')
  return chosen
}
