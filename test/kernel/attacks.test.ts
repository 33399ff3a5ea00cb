import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answer, type Entry } from '../refused/entries.ts'

interface Attack {
  readonly attack: string
  readonly reasons: readonly string[]
  readonly entry: Entry
}

const file = join(import.meta.dirname, '..', 'refused', 'attacks.json')
const attacks = JSON.parse(readFileSync(file, 'utf8')) as readonly Attack[]

test.for(attacks)('$attack', ({ reasons, entry }) => {
  expect(reasons).toContain(answer(entry))
})
