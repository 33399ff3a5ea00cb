import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A message for the user that ends the command with a given exit status; no stack trace is ever shown for it. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly status: number

  constructor(message: string, status = 64) {
    super(message)
    this.status = status
  }
}

/** Writes a document to a file, or to standard output where none is named. */
export const emit = (text: string, file: string | undefined): void => {
  const whole = text.endsWith('\n') ? text : `${text}\n`
  if (file === undefined) {
    process.stdout.write(whole)
    return
  }
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, whole)
  } catch (cause) {
    throw new CommandError(`cannot write ${file} (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
  }
}

/** One JSON document. */
export const json = (value: unknown): string => JSON.stringify(value, null, 2)
