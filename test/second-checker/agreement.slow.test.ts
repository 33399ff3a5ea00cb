import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { hasTools } from '../support/tools.ts'
import { disagreements, type Entry, mutated, secondAnswers, secondAnswersOf } from './mutants.ts'

const root = join(import.meta.dirname, '..', '..')
const examples = join(root, 'test', 'refused', 'examples')

interface Attack {
  readonly attack: string
  readonly reasons: readonly string[]
  readonly entry: Entry
}

const attacks = JSON.parse(readFileSync(join(root, 'test', 'refused', 'attacks.json'), 'utf8')) as Attack[]
const entriesOf = (path: string): readonly Entry[] => JSON.parse(readFileSync(path, 'utf8')).entries
const accepts = ({ claim, certificate }: Entry): boolean => isCheckedClaim(verify(claim, certificate))

describe('the kernel', () => {
  test.each(readdirSync(examples))('accepts %s', (name) => {
    const refused = entriesOf(join(examples, name)).filter((entry) => !accepts(entry))
    expect(refused).toEqual([])
  })

  test('refuses every attack for the right reason', { timeout: 120_000 }, () => {
    for (const { attack, reasons, entry } of attacks) {
      const answer = verify(entry.claim, entry.certificate)
      expect({ attack, reason: isCheckedClaim(answer) ? 'accepted' : answer.reason }).toEqual({
        attack,
        reason: expect.toSatisfy((reason: string) => reasons.includes(reason)),
      })
    }
  })
})

describe.runIf(hasTools('agreement of the checkers', 'python3'))('the kernel and proofs/check.py', () => {
  test.each([
    ['certificates', [], 32],
    ['claims', ['--claims'], 19],
  ] as const)('agree on mutants of the %s', { timeout: 120_000 }, (_, options, n) => {
    const { answered } = mutated(...options, '--every', String(n))
    expect(answered.length).toBeGreaterThan(400)
    expect(disagreements(answered)).toEqual([])
  })

  test.each(['0 > 1', '1 = 0', '0 > 0', '0 != 0'])('agree where %s is assumed', (contradiction) => {
    const entries = readdirSync(examples)
      .flatMap((name) => entriesOf(join(examples, name)))
      .map(({ claim, certificate }): Entry => {
        const { context, ...more } = claim as Claim
        return { claim: { ...more, context: { ...context, assume: [...context.assume, contradiction] } }, certificate }
      })
    expect(entries.length).toBeGreaterThan(150)
    expect(disagreements(secondAnswers(entries))).toEqual([])
  })

  test('agree on how an integer is written in JSON', () => {
    const text = readFileSync(join(examples, 'invariant-walls.json'), 'utf8')
    for (const [number, accepted] of [
      ['2.0', true],
      ['20e-1', true],
      ['2.5', false],
      ['2e400', false],
    ] as const) {
      const written = text.replace('"piece": 2,', `"piece": ${number},`)
      const [entry] = JSON.parse(written).entries as [Entry]
      expect(accepts(entry)).toBe(accepted)
      expect(secondAnswersOf(written)[0]?.accepted).toBe(accepted)
    }
  })
})
