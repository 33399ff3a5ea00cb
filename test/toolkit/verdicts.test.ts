import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import type { Verdict } from '../../src/search/verdict.ts'
import type { CheckResult } from '../../src/theorems/check-result.ts'
import { check, laws, parse } from '../../src/toolkit/api.ts'
import { checkStatus, disagreements, verdictStatus } from '../../src/toolkit/exit-status.ts'
import { plain } from '../../src/toolkit/plain.ts'
import { proofFileOf, recheck } from '../../src/toolkit/proof-file.ts'
import { prove } from '../../src/toolkit/prove.ts'

const PROVED: Verdict = { status: 'proved', trust: 'kernel', method: 'identity', certificate: {} }
const SOLVED: Verdict = { ...PROVED, trust: 'solver' }
const OPEN: Verdict = { status: 'unknown', reason: 'timeout', tried: [] }
const REFUTED = { status: 'refuted', trust: 'kernel', witness: { x: '1' }, certificate: {} } as unknown as Verdict

const result = (needed: readonly Verdict[], others: readonly Verdict[] = [], verdict = 'certified'): CheckResult =>
  ({
    claims: [
      ...needed.map((v) => ({ needed: true, verdict: v })),
      ...others.map((v) => ({ needed: false, verdict: v })),
    ],
    conclusion: { verdict, order: 2, points: [['1/2', '2^(1/2)']], flat: [], text: '' },
  }) as unknown as CheckResult

describe('exit statuses', () => {
  test.each([
    ['all proved', result([PROVED, PROVED]), 0],
    ['one refuted, one open', result([PROVED, OPEN, REFUTED]), 1],
    ['one open', result([PROVED, OPEN]), 2],
    ['what is not needed does not count', result([PROVED], [REFUTED, OPEN]), 0],
    ['nothing concluded', result([PROVED], [], 'undecided'), 2],
  ])('%s', (_, checked, status) => expect(checkStatus(checked)).toBe(status))

  test('a solver proof counts unless the kernel is asked for', () => {
    expect([verdictStatus(SOLVED), verdictStatus(SOLVED, 'kernel')]).toEqual([0, 2])
    expect(checkStatus(result([SOLVED]), undefined, 'kernel')).toBe(2)
  })

  test('an expectation alone decides', () => {
    expect(checkStatus(result([OPEN]), { verdict: 'certified', order: 2 })).toBe(0)
    expect(checkStatus(result([PROVED]), { verdict: 'refuted' })).toBe(1)
  })

  test.each([
    ['as written', [['1/2', '2^(1/2)']], 0],
    ['as a decimal', [['0.5', '2^(1/2)']], 0],
    ['as another fraction', [['2/4', 'sqrt(2)']], 0],
    ['another point', [['1/2', '2']], 1],
    [
      'a point more',
      [
        ['1/2', '2^(1/2)'],
        ['0', '0'],
      ],
      1,
    ],
    ['unreadable', [['?', '2^(1/2)']], 1],
  ])('points expected: %s', (_, points, count) => {
    expect(disagreements(result([]), { points })).toHaveLength(count)
  })
})

describe('prove', () => {
  test.each([
    ['x^2 + 1 > 0', '', 'proved'],
    ['x > 0', '', 'refuted'],
    ['x*y >= 0', 'x > 0, y > 0', 'proved'],
    ['(x+y)^2 == x^2 + 2*x*y + y^2', '', 'proved'],
    ['x + y != 1', 'x - y == 3', 'refuted'],
  ])('%s where %s: %s', async (claim, assume, status) => {
    const proof = await prove(claim, { assume, timeout: 10 })
    expect(proof.verdict.status).toBe(status)
    expect(proof.vacuous).toBeUndefined()
    expect(Object.keys(proof).at(-1)).toBe('elapsedMs')
  })

  test('a proof from a contradiction says so', async () => {
    expect(await prove('x >= 1', { assume: 'x > 0, x < 0', timeout: 10 })).toMatchObject({ vacuous: true })
  })

  test('a witness satisfies what was assumed', async () => {
    const { verdict } = await prove('x^2 + y^2 >= 3', { assume: 'x*y == 1', timeout: 10 })
    if (verdict.status !== 'refuted') throw new Error(`expected a witness, found ${verdict.status}`)
    const [x, y] = ['x', 'y'].map((name) => {
      const [n, d = '1'] = String(verdict.witness[name]).split('/')
      return Number(n) / Number(d)
    }) as [number, number]
    expect(x * y).toBeCloseTo(1, 12)
    expect(x * x + y * y).toBeLessThan(3)
  })
})

test('assumptions that contradict each other are refused before anything is checked', async () => {
  const problem = { objective: '(x*y-a)^2', parameters: ['a'], assume: ['a > 1', 'a^2 < 1'] }
  await expect(check(problem)).rejects.toThrow(InputError)
  await expect(laws(problem)).rejects.toThrow('the assumptions contradict each other')
})

test('parse says what was read and where it is defined', () => {
  expect(parse('2*x/y + sqrt(z)')).toMatchObject({ variables: ['x', 'y', 'z'], conditions: ['y != 0', 'z >= 0'] })
  expect(() => parse('2x')).toThrow(InputError)
})

describe('saved proofs', () => {
  test('are accepted as saved, and refused for another claim', async () => {
    const proof = await prove('x^2 + y^2 >= 2', { assume: 'x*y == 1', timeout: 10 })
    const saved = JSON.stringify(proofFileOf([proof]))
    expect(recheck(saved)).toMatchObject({ accepted: 1, refused: 0, entries: [{ outcome: 'proved' }] })
    const other = recheck(saved.replace('"goal":"x^2 + y^2 >= 2"', '"goal":"x^2 + y^2 >= 3"'))
    expect(other).toMatchObject({ accepted: 0, refused: 1 })
    expect(other.entries[0]?.reason).toMatch(/^[a-z]+: /)
  })

  test('are restated with all that they assume', async () => {
    const options = { assume: 'a >= 0, integer(n)', parameters: 'a, n' }
    const proof = await prove('a*x^2 + n^2 >= 0', options)
    expect(proof.statement).toBe('a*x^2 + n^2 >= 0 whenever a >= 0, integer(n)')
    expect(recheck(JSON.stringify(proofFileOf([proof]))).entries[0]?.statement).toBe(proof.statement)
  })

  test.each([
    ['no JSON', '{', 'this is not JSON'],
    ['another document', '[]', 'this is not a proof file'],
    ['another version', '{"format": "gradlaw-proof", "version": 2, "entries": []}', 'version 2'],
  ])('%s is no proof file', (_, text, message) => expect(() => recheck(text)).toThrow(message))

  test.each([
    ['nothing', '{}'],
    ['null', 'null'],
    ['a field too many', '{"claim": {"claim": "tame"}, "certificate": {}, "checked": true}'],
    ['a claim of no kind', '{"claim": {"claim": "magic"}, "certificate": {"outcome": "proved"}}'],
  ])('an entry that is %s is refused with a reason', (_, entry) => {
    const text = `{"format": "gradlaw-proof", "version": 1, "entries": [${entry}]}`
    expect(recheck(text)).toMatchObject({ accepted: 0, refused: 1, entries: [{ reason: expect.any(String) }] })
  })
})

test('plain data carries no seals and keeps its numbers', () => {
  const value = {
    a: [1, Number.POSITIVE_INFINITY],
    verdict: { status: 'proved', checked: { secret: 1 } },
    none: undefined,
  }
  expect(plain(value)).toEqual({ a: [1, Number.POSITIVE_INFINITY], verdict: { status: 'proved' } })
  expect(() => structuredClone(plain(value))).not.toThrow()
})
