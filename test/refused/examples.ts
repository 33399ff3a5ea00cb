import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from './entries.ts'

const folder = join(import.meta.dirname, 'examples')

/** The valid examples, by the name of their file. */
export const EXAMPLES: ReadonlyMap<string, readonly Entry[]> = new Map(
  readdirSync(folder).map((file) => [
    file.replace('.json', ''),
    (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { entries: readonly Entry[] }).entries,
  ]),
)

export const exampleOf = (name: string, index: number): Entry => {
  const entry = EXAMPLES.get(name)?.[index]
  if (entry === undefined) throw new RangeError(`there is no example ${name} ${index}`)
  return entry
}

export type Path = readonly (string | number)[]
export const REMOVED = Symbol('removed')

/** The entry with the value at this path replaced, or left out. */
export const tampered = (entry: Entry, path: Path, value: unknown): Entry => {
  const copy = structuredClone(entry) as unknown as { [key: string | number]: unknown }
  const last = path.at(-1) as string | number
  const parent = path.slice(0, -1).reduce((at, key) => {
    const next = at[key]
    if (typeof next !== 'object' || next === null) throw new RangeError(`no ${path.join(' / ')}`)
    return next as { [key: string | number]: unknown }
  }, copy)
  if (value !== REMOVED) parent[last] = value
  else if (Array.isArray(parent)) parent.splice(last as number, 1)
  else delete parent[last]
  return copy as unknown as Entry
}
