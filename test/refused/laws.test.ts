import { expect, test } from 'vitest'
import { answer } from './entries.ts'
import { LAW_ATTACKS } from './law-attacks.ts'

test.for(LAW_ATTACKS)('$attack', ({ reasons, entry }) => {
  expect(reasons).toContain(answer(entry))
})
