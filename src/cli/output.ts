import { statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '../toolkit/make-folder.ts'

/** A message for the user that ends the command with a given exit status; no stack trace is ever shown for it. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly status: number

  constructor(message: string, status = 64) {
    super(message)
    this.status = status
  }
}

const REASONS: { readonly [code: string]: string } = {
  EEXIST: 'what should be its folder is a file',
  ENOTDIR: 'what should be its folder is a file',
  EACCES: 'permission denied',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
}

const cannotWrite = (file: string, cause: unknown): CommandError => {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
  return new CommandError(`cannot write ${file}: ${REASONS[code] ?? code}`)
}

/** Makes sure, before any work is done, that there is a folder for a file that will be written. */
export const prepareFile = (file: string | undefined): void => {
  if (file === undefined) return
  try {
    makeFolder(dirname(file))
  } catch (cause) {
    throw cannotWrite(file, cause)
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new CommandError(`cannot write ${file}: it is a folder`)
  }
}

/** Writes a document to a file, or to standard output where none is named. */
export const emit = (text: string, file: string | undefined): void => {
  const whole = text.endsWith('\n') ? text : `${text}\n`
  if (file === undefined) {
    process.stdout.write(whole)
    return
  }
  prepareFile(file)
  try {
    writeFileSync(file, whole)
  } catch (cause) {
    throw cannotWrite(file, cause)
  }
}

/** One JSON document. */
export const json = (value: unknown): string => JSON.stringify(value, null, 2)
