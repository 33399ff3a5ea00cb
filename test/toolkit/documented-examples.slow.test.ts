// Every `@example` in the docstrings of what src/index.ts exports is run; where a comment follows, it must be the value.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as gradlaw from '../../src/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Example {
  readonly of: string
  readonly code: string
  /** What the comment says, as text. */
  readonly value?: string
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The examples in the docstring that stands before the declaration of a name. */
const examplesOf = (source: string, name: string): readonly Example[] => {
  const declaration = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\nexport (?:const|interface|type) ${name}\\b`)
  const lines = declaration.exec(source)?.[1]?.split('\n') ?? []
  return lines.flatMap((line) => {
    const [, example] = /@example (.*)$/.exec(line) ?? []
    if (example === undefined) return []
    const [code = '', value] = example.split(' // ')
    return [{ of: name, code, ...(value === undefined ? {} : { value }) }]
  })
}

const entry = 'src/index.ts'
const exported = [...read(entry).matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)'/g)].flatMap(([, names, from]) =>
  (names as string)
    .split(',')
    .map((name) => name.replace(/^\s*type /, '').trim())
    .filter((name) => name !== '')
    .map((name) => ({ name, file: join(dirname(entry), from as string) })),
)
const examples = exported.flatMap(({ name, file }) => examplesOf(read(file), name))

/** Our own docstrings, never a user's text. */
const evaluated = (code: string): Promise<unknown> => {
  const names = Object.keys(gradlaw)
  const AsyncFunction = (async () => undefined).constructor as new (
    ...args: readonly string[]
  ) => (...values: readonly unknown[]) => Promise<unknown>
  return new AsyncFunction(...names, `return (${code})`)(...Object.values(gradlaw))
}

/** `'exactly 6 …'` is how a text begins, `about 2` a number within a tenth; anything else is the value itself. */
const compare = async (actual: unknown, value: string): Promise<void> => {
  const [, begin] = /^'(.*)…'$/.exec(value) ?? []
  const [, near] = /^about (.*)$/.exec(value) ?? []
  if (begin !== undefined) expect(String(actual).slice(0, begin.length)).toBe(begin)
  else if (near !== undefined) expect(Math.abs((actual as number) - Number(near))).toBeLessThan(Number(near) / 10)
  else expect(actual).toEqual(await evaluated(value))
}

describe('the documented examples', () => {
  test('are found: each function with an example has it read', () => {
    expect(exported.length).toBeGreaterThan(50)
    const documented = new Set(examples.map(({ of }) => of))
    const functions = Object.entries(gradlaw).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
    expect(functions.filter((name) => !documented.has(name)).sort()).toEqual(['InputError', 'isCheckedClaim'])
    expect(examples.filter(({ value }) => value !== undefined).length).toBeGreaterThan(20)
  })

  test.each(examples)(
    '$of: $code',
    async ({ code, value }) => {
      const actual = await evaluated(code)
      expect(actual).toBeDefined()
      if (value !== undefined) await compare(actual, value)
    },
    120_000,
  )
})
