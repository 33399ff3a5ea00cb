import { readFileSync } from 'node:fs'
import { InputError } from '../expression/input-error.ts'
import { type RecheckResult, recheck } from './proof-file.ts'

/** Re-checks a file of saved certificates; throws `InputError` where it cannot be read or is no proof file. */
export const recheckFile = (file: string): RecheckResult => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
    throw new InputError({
      what: code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read (${code})`,
      expected: 'a proof file',
    })
  }
  return recheck(text)
}
