import { readFileSync } from 'node:fs'
import { type RecheckResult, recheck } from './proof-file.ts'
import { unreadable } from './text-file.ts'

/** Re-checks a file of saved certificates; throws `InputError` where it cannot be read or is no proof file. */
export const recheckFile = (file: string): RecheckResult => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw unreadable(file, cause, 'a proof file')
  }
  return recheck(text)
}
