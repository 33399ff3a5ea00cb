import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSources, roomOf } from './imports.ts'

const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| `([\w/-]+\.ts)` \| .+ \| (\d+) \|$/gm)].map(([, name, lines]) => [
  name as string,
  Number(lines),
])

test('docs/architecture.md says of each file of the kernel what it is trusted for', () => {
  const files = readSources().filter(({ path }) => roomOf(path) === 'kernel')
  const sizes = new Map(files.map(({ path, text }) => [path.slice('src/kernel/'.length), text.split('\n').length - 1]))
  expect(rows.map(([name]) => name).toSorted()).toEqual([...sizes.keys()].toSorted())
  // The figures need not follow every line, but must not be those of another file.
  const wrong = rows.filter(([name, lines]) => Math.abs((sizes.get(name as string) ?? 0) - (lines as number)) > 15)
  expect(wrong).toEqual([])
})
