import { closeSync, openSync, readSync } from 'node:fs'
import { InputError } from '../expression/input-error.ts'
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

/** The text of a file from disk; throws {@link InputError} where it cannot be read. `kind` as in `readYaml`. */
export const readTextFile = (file: string, kind: string): string => {
  try {
    return readStart(file)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
    throw new InputError({
      what: code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read: ${REASONS[code] ?? code}`,
      expected: `${kind} (YAML)`,
    })
  }
}
