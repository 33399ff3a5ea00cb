import { closeSync, openSync, readSync } from 'node:fs'
import { InputError } from '../expression/input-error.ts'
import { requireText } from './argument-fields.ts'
import { LARGEST_FILE } from './yaml-document.ts'

const readStart = (file: string): string => {
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(4 * LARGEST_FILE + 1)
    let length = 0
    while (length < buffer.length) {
      const count = readSync(descriptor, buffer, length, buffer.length - length, null)
      if (count === 0) break
      length += count
    }
    return buffer.toString('utf8', 0, length)
  } finally {
    closeSync(descriptor)
  }
}

const REASONS: { readonly [code: string]: string } = {
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ENAMETOOLONG: 'the name is too long',
}

/** That a file could not be read, in words. */
export const unreadable = (file: string, cause: unknown, expected: string): InputError => {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
  const what = code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read: ${REASONS[code] ?? code}`
  return new InputError({ what, expected })
}

/** The text of a file from disk; throws {@link InputError} where it cannot be read. `kind` as in `readYaml`. */
export const readTextFile = (file: string, kind: string): string => {
  // A number would be read as an open file.
  requireText(file, `the name of ${kind}`)
  let text: string
  try {
    text = readStart(file)
  } catch (cause) {
    throw unreadable(file, cause, `${kind} (YAML)`)
  }
  // What is too large is refused as such by who reads it.
  const isBinary = text.length <= LARGEST_FILE && text.includes('\0')
  if (isBinary) throw new InputError({ what: `${file} is not text in UTF-8`, expected: `${kind} (YAML)` })
  return text
}
