import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answer, type Entry } from './entries.ts'
import { EXAMPLES } from './examples.ts'

const KNOWN = new Set(readFileSync(join(import.meta.dirname, 'true-digit-mutants.txt'), 'utf8').split('\n'))

interface Mutant {
  readonly entry: Entry
  /** What was changed, with its surroundings. */
  readonly shown: string
}

/** The entry with each digit of its claim or certificate replaced by the next one, or by each of the nine others. */
const mutants = function* (entry: Entry, part: 'claim' | 'certificate', steps: readonly number[]): Generator<Mutant> {
  const text = JSON.stringify(entry[part])
  for (const { index, 0: digit } of text.matchAll(/\d/g)) {
    for (const step of steps) {
      const other = `${(Number(digit) + step) % 10}`
      const changed = text.slice(0, index) + other + text.slice(index + 1)
      const around = `${text.slice(Math.max(0, index - 40), index)}[${digit}->${other}]${text.slice(index + 1, index + 30)}`
      try {
        yield { entry: { ...entry, [part]: JSON.parse(changed) }, shown: around }
      } catch {
        // A number such as 01 is no JSON, so there is no such file to refuse.
      }
    }
  }
}

describe('one digit changed', () => {
  // The claim is what it was, and it is true: an accepted certificate is another proof of it. It must only be answered.
  test('in a certificate: nearly all are refused, none takes long', { timeout: 300_000 }, () => {
    let [count, accepted] = [0, 0]
    for (const entries of EXAMPLES.values()) {
      for (const example of entries) {
        // Ranks are shown at any point and modulo any number, up to a few.
        const isRank = Object.hasOwn(example.certificate as object, 'count')
        for (const { entry } of mutants(example, 'certificate', [1, 2, 3, 4, 5, 6, 7, 8, 9])) {
          const isAccepted = answer(entry) === 'accepted'
          if (isRank) continue
          count++
          if (isAccepted) accepted++
        }
      }
    }
    expect(count).toBeGreaterThan(5_000)
    expect(accepted).toBeLessThan(count / 20)
  })

  // Every accepted one was looked at: it is another true claim, with a certificate that proves it too.
  test('in a claim: refused, or a true claim that was looked at', { timeout: 300_000 }, () => {
    const news: string[] = []
    for (const [name, entries] of EXAMPLES) {
      for (const [i, example] of entries.entries()) {
        for (const { entry, shown } of mutants(example, 'claim', [1])) {
          const line = `${name} ${i}: ${shown}`
          if (answer(entry) === 'accepted' && !KNOWN.has(line)) news.push(line)
        }
      }
    }
    expect(news).toEqual([])
  })
})
