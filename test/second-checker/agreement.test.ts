import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import { hasTools } from '../support/tools.ts'

const root = join(import.meta.dirname, '..', '..')
const checker = join(root, 'proofs', 'check.py')
const examples = join(root, 'test', 'refused', 'examples')

interface Entry {
  readonly claim: unknown
  readonly certificate: unknown
}
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
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'agreement-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const python = (...args: readonly string[]) =>
    spawnSync('python3', ['-B', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout

  // Where the hypotheses contradict each other the second checker may see it earlier; that is no disagreement on truth.
  const contradictory = (entry: Entry): boolean => JSON.stringify(entry.claim).includes('"(x/y - 1)^2"')

  test.each([
    ['certificates', [], 13],
    ['claims', ['--claims'], 5],
  ])('agree on mutants of the %s', { timeout: 120_000 }, (_, options, n) => {
    const path = join(folder, 'mutants.json')
    const script = join(import.meta.dirname, 'mutate.py')
    python(script, checker, examples, ...options, '--every', String(n), '--write', path)
    const entries = entriesOf(path)
    expect(entries.length).toBeGreaterThan(1000)
    const second = JSON.parse(python(checker, '--json', path)) as { accepted: boolean; answer: string }[]
    const differences = entries.filter((entry, i) => accepts(entry) !== second[i]?.accepted && !contradictory(entry))
    expect(differences).toEqual([])
  })
})
