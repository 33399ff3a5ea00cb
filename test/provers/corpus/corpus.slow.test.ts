import { afterAll, describe, expect, test } from 'vitest'
import { CLAIMS, CORPUS } from './corpus.ts'
import { answerTo, faultIn, kindOf } from './expectation.ts'

// Every claim of the corpus. What is expected to stay unknown gets less time: it would use all of it.
// The others take seconds; the limit is for machines that are busy with something else.

const LIMIT_SECONDS = 150
const UNKNOWN_SECONDS = 1

const improvements: string[] = []
const kinds = new Map<string, { count: number; seconds: number }>()

afterAll(() => {
  const rows = [...kinds].sort(([, a], [, b]) => b.count - a.count)
  const line = (kind: string, count: string, seconds: string) =>
    `${kind.padEnd(20)}${count.padStart(6)}${seconds.padStart(10)}`
  const table = rows.map(([kind, { count, seconds }]) => line(kind, String(count), seconds.toFixed(1)))
  console.log([line('outcome or proof', 'claims', 'seconds'), ...table].join('\n'))
  if (improvements.length > 0) console.log(['answered now, expected unknown:', ...improvements].join('\n'))
})

describe.each(CORPUS.map(([area]) => area))('%s', (area) => {
  test.each(CLAIMS.filter((item) => item.area === area))(
    '$title',
    async ({ given }) => {
      const result = await answerTo(given, given.expect === 'unknown' ? UNKNOWN_SECONDS : LIMIT_SECONDS)
      const kind = kindOf(result.verdict)
      const { count, seconds } = kinds.get(kind) ?? { count: 0, seconds: 0 }
      kinds.set(kind, { count: count + 1, seconds: seconds + result.elapsedMs / 1000 })
      if (given.expect === 'unknown' && result.verdict.status !== 'unknown') improvements.push(given.claim)
      expect(faultIn(given, result)).toBeUndefined()
    },
    200_000,
  )
})
