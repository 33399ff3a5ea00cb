import { describe, expect, test } from 'vitest'
import { CLAIMS, isTrue } from './corpus.ts'
import { answerTo, atPoint, faultIn } from './expectation.ts'
import { sampled } from './sample.ts'

describe('the corpus itself', () => {
  test('its claims are many and different', () => {
    const count = (expected: string) => CLAIMS.filter(({ given }) => given.expect === expected).length
    expect(count('proved')).toBeGreaterThanOrEqual(100)
    expect(count('refuted')).toBeGreaterThanOrEqual(40)
    expect(count('unknown')).toBeGreaterThanOrEqual(10)
    expect(new Set(CLAIMS.map(({ given }) => JSON.stringify([given.claim, given.assume, given.parameters]))).size).toBe(
      CLAIMS.length,
    )
  })

  test.each(CLAIMS.filter(({ given }) => given.witness !== undefined))('false: $given.claim', ({ given }) => {
    expect(atPoint(given, given.witness ?? {})).toEqual({ claim: false, assumptions: true, integers: true })
  })

  test('what is known of each is given', () => {
    for (const { given, title } of CLAIMS) {
      expect(given.witness !== undefined, title).toBe(given.expect === 'refuted' || given.truth === 'false')
      expect(given.truth !== undefined, title).toBe(given.expect === 'unknown')
    }
  })

  test.each(CLAIMS.filter(({ given }) => isTrue(given)))('holds where sampled: $title', ({ given }) => {
    const { points, counterexample } = sampled(given)
    expect(counterexample).toBeUndefined()
    expect(points).toBeGreaterThan(0)
  })
})

describe('answers', () => {
  test.each(CLAIMS.filter(({ given }) => given.everyday))('$title', async ({ given }) => {
    expect(faultIn(given, await answerTo(given, 20))).toBeUndefined()
  })
})
