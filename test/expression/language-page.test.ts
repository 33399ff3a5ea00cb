import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseMap } from '../../src/expression/parse.ts'
import { declareNames } from '../../src/expression/shapes.ts'

const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8')
const rows = page.split('\n').filter((line) => /^\| `/.test(line))
const written = rows.flatMap((row) =>
  [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, text]) => text as string),
)
const variables = declareNames('X:2x3, Y:3x2, S:2x2, x:3, y:3, z')

test('the page has examples', () => expect(written.length).toBeGreaterThan(40))

// A constant is no map: each text gets a component beside it.
test.each(written)('docs/language.md: %s is read', (text) => {
  const { components } = parseMap(`${text}, z`, { variables, undeclared: 'refuse' })
  expect(components.length).toBeGreaterThan(1)
})
