import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLAIM_FIELDS } from '../../src/kernel/claim.ts'
import { LAW_ATTACKS } from '../refused/law-attacks.ts'
import { hasTools } from '../support/tools.ts'
import { mutated, news } from './mutants.ts'

const root = join(import.meta.dirname, '..', '..')
const checker = join(root, 'proofs', 'check.py')
const examples = join(root, 'test', 'refused', 'examples')
const exampleFiles = readdirSync(examples).map((name) => join(examples, name))

interface Attack {
  readonly attack: string
  readonly reasons: readonly string[]
  readonly entry: unknown
}

interface Answer {
  readonly claim: string
  readonly accepted: boolean
  readonly answer: string
}

const saved = JSON.parse(readFileSync(join(root, 'test', 'refused', 'attacks.json'), 'utf8')) as Attack[]
const attacks: readonly Attack[] = [...saved, ...LAW_ATTACKS]
const proofFile = (entries: readonly unknown[]): string =>
  JSON.stringify({ format: 'gradlaw-proof', version: 1, entries })

const python = (...args: readonly string[]) => {
  const run = spawnSync('python3', ['-B', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return { status: run.status, stdout: run.stdout, stderr: run.stderr }
}
const check = (...args: readonly string[]) => python(checker, ...args)

describe.runIf(hasTools('the second checker', 'python3'))('proofs/check.py', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'second-checker-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  test('accepts every example, one line for each entry', () => {
    const entries = exampleFiles.flatMap((path) => JSON.parse(readFileSync(path, 'utf8')).entries as unknown[])
    const run = check(...exampleFiles)
    expect(run.stderr).toBe('')
    expect(run.stdout.split('\n').filter((line) => line.startsWith('refused'))).toEqual([])
    expect(run.stdout.split('\n').filter((line) => line.startsWith('accepted '))).toHaveLength(entries.length)
    expect(run.status).toBe(0)
  })

  test('the examples show every claim, every kind of proof and every rule', () => {
    const all = exampleFiles.map((path) => readFileSync(path, 'utf8')).join('\n')
    const named = (field: string): string[] =>
      [...all.matchAll(new RegExp(`"${field}": "([^"]*)"`, 'g'))].map((match) => match[1] ?? '')
    const source = readFileSync(checker, 'utf8')
    const keys = (table: string): string[] =>
      [...(source.split(`\n${table} = {`)[1]?.split('\n}')[0] ?? '').matchAll(/^ {4}'([a-z0-9-]+)':/gm)].map(
        (match) => match[1] ?? '',
      )
    expect(keys('CLAIMS')).toHaveLength(Object.keys(CLAIM_FIELDS).length)
    expect([...new Set(named('claim'))].sort()).toEqual(keys('CLAIMS').sort())
    const others = ['chain', 'gradient', 'heavy-ball', 'lie-rank', 'involutive', 'modular-rank']
    expect([...new Set(named('kind'))].sort()).toEqual([...keys('PROOFS'), ...others].sort())
    expect([...new Set(named('rule'))].sort()).toEqual(keys('RULES').sort())
  })

  test('refuses every attack for the right reason', { timeout: 240_000 }, () => {
    const path = file('attacks.json', proofFile(attacks.map((attack) => attack.entry)))
    const run = check('--json', path)
    expect(run.stderr).toBe('')
    expect(run.status).toBe(1)
    const answers = JSON.parse(run.stdout) as Answer[]
    expect(answers).toHaveLength(attacks.length)
    const wrong = answers.flatMap((answer, i) => {
      const { attack, reasons } = attacks[i] as Attack
      const reason = answer.answer.split(':')[0] ?? ''
      const fine = !answer.accepted && reasons.includes(reason) && !answer.answer.includes('defect')
      return fine ? [] : [{ attack, reasons, ...answer }]
    })
    expect(wrong).toEqual([])
  })

  test.each([
    ['certificates', [], 36],
    ['claims', ['--claims'], 22],
  ] as const)(
    'refuses mutants of the %s, but for the valid ones that were looked at',
    { timeout: 240_000 },
    (_, options, n) => {
      const { count, accepted, crashed, lines } = mutated(...options, '--every', String(n))
      expect(count).toBeGreaterThan(350)
      expect(accepted).toBeLessThan(count / 15)
      expect(crashed).toBe(0)
      expect(news(lines)).toEqual([])
    },
  )

  test('normal forms, derivatives, signs and enclosures agree with floating point', { timeout: 120_000 }, () => {
    const [counts, ...lines] = python(join(import.meta.dirname, 'semantics.py'), checker, '20', '120')
      .stdout.trim()
      .split('\n')
    const [terms, compared] = (counts ?? '').split(' ').map(Number)
    expect(terms).toBe(120)
    expect(compared).toBeGreaterThan(60)
    expect(lines).toEqual([])
  })

  test('says accepted or refused, the claim and the reason', () => {
    const one = JSON.parse(readFileSync(join(examples, 'worked-example.json'), 'utf8')).entries[0]
    const tampered = structuredClone(one)
    tampered.certificate.proofs.goal.multiples[0].by = '3'
    const run = check(file('two.json', proofFile([one, tampered])))
    expect(run.status).toBe(1)
    expect(run.stdout).toMatch(/^accepted relation proved\nrefused relation: identity: goal: the sum is not zero.*\n$/)
  })

  test('usage and unreadable files: 64, and never a stack trace', () => {
    const twice = '{"format": "gradlaw-proof", "version": 1, "version": 1, "entries": []}'
    const runs = [
      check(),
      check('--help'),
      check(join(folder, 'missing.json')),
      check(folder),
      check(file('text.json', 'not JSON')),
      check(file('list.json', '[]')),
      check(file('twice.json', twice)),
      check(file('nan.json', '{"format": "gradlaw-proof", "version": NaN, "entries": []}')),
      check(file('deep.json', `${'['.repeat(200_000)}${']'.repeat(200_000)}`)),
      check(file('long.json', proofFile([]).replace('1,', `${'1'.repeat(200_000)},`))),
    ]
    for (const run of runs) {
      expect(run.status).toBe(64)
      expect(run.stdout).toBe('')
      expect(run.stderr).not.toBe('')
      expect(run.stderr).not.toContain('Traceback')
    }
  })

  test.each([
    '{"format": "other", "version": 1, "entries": []}',
    '{"format": "gradlaw-proof", "version": 2, "entries": []}',
    '{"format": "gradlaw-proof", "version": true, "entries": []}',
    '{"format": "gradlaw-proof", "version": 1, "entries": {}}',
    '{"format": "gradlaw-proof", "version": 1, "entries": [], "more": 1}',
    '{"format": "gradlaw-proof", "version": 1}',
    '{}',
    proofFile([null, [], 1, 'x', {}, { claim: {}, certificate: {} }, { claim: null, certificate: null }]),
  ])('refuses %s with the reason format', (text) => {
    const run = check(file('odd.json', text))
    expect(run.status).toBe(1)
    expect(run.stderr).toBe('')
    for (const line of run.stdout.trim().split('\n')) expect(line).toMatch(/^refused \?: format: /)
  })

  test('uses the standard library only', () => {
    const source = readFileSync(checker, 'utf8')
    const imports = [...source.matchAll(/^\s*(?:import|from) ([a-z_.]+)/gm)].map((match) => match[1])
    expect(imports.sort()).toEqual(['fractions', 'heapq', 'itertools', 'json', 're', 'sys', 'threading'])
    expect(source).not.toMatch(/\b(?:eval|exec|compile|open)\(.*'w'|\beval\(|\bexec\(|__import__/)
  })
})
