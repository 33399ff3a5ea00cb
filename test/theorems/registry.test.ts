import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { THEOREM_PAGES } from '../../src/theorems/registry.ts'
import { withTheorySection } from './theory-section.ts'

describe('the registry of theorems', () => {
  test('docs/theory.md is current (npm run theory writes it)', () => {
    const text = readFileSync('docs/theory.md', 'utf8')
    expect(withTheorySection(text)).toBe(text)
  })

  test('every page has an id of its own and a file that exists', () => {
    expect(new Set(THEOREM_PAGES.map(({ id }) => id)).size).toBe(THEOREM_PAGES.length)
    for (const { file } of THEOREM_PAGES) expect(existsSync(file), file).toBe(true)
  })

  test('a page without any proof never applies', () => {
    for (const { id, stands } of THEOREM_PAGES) {
      const standing = stands?.({ subject: undefined, entries: [], checked: [] })
      expect(standing?.status, id).not.toBe('applies')
    }
  })
})
