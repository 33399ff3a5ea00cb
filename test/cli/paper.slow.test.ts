import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasTools } from '../support/tools.ts'
import { buildCommand, gradlaw } from './command.ts'

const HYPERBOLA = `title: Hyperbola
source: "[J], Example 1.1 [T]"
objective: (x*y - 1)^2
regularizer: (x^2 - y^2)^2
expect: {verdict: certified, order: 2}
simulate: {runs: 4, steps: 200}
figure: {starts: [[1.5, 0.5]], steps: 200}
`

const folder = mkdtempSync(join(tmpdir(), 'gradlaw-paper-command-'))
const proofs = join(folder, 'proofs')
const out = join(folder, 'out')
const saved = join(proofs, 'example-1-1.proof.json')

beforeAll(async () => {
  await buildCommand()
  mkdirSync(proofs)
  writeFileSync(join(proofs, 'example-1-1.yaml'), HYPERBOLA)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('gradlaw paper', () => {
  test('writes the document in every format with its figures, and saves certificates when asked', async () => {
    const { status, stdout, stderr } = await gradlaw(['paper', '--proofs', proofs, '--out', out, '--save'])
    expect(stderr).toBe('example-1-1: certified; saved certificates: 12 accepted, 0 refused\n')
    expect(status).toBe(0)
    expect(stdout).toContain('Hyperbola')
    expect(readdirSync(out).sort()).toEqual(['figures', 'paper.html', 'paper.json', 'paper.md', 'paper.tex'])
    expect(readdirSync(join(out, 'figures'))).toHaveLength(4)
    expect(existsSync(saved)).toBe(true)
  })

  test('re-checks saved certificates without any search, and refuses one that proves something else', async () => {
    const good = await gradlaw(['paper', '--proofs', proofs, '--recheck'])
    expect([good.status, good.stdout, good.stderr]).toEqual([0, 'example-1-1: 12 accepted, 0 refused\n', ''])
    const text = readFileSync(saved, 'utf8')
    writeFileSync(saved, text.replace('"form": "2*t"', '"form": "3*t"'))
    const bad = await gradlaw(['paper', '--proofs', proofs, '--recheck'])
    writeFileSync(saved, text)
    expect(bad.status).toBe(1)
    expect(bad.stderr).toContain('a saved certificate is refused: example-1-1: structure')
  })

  test('names what it cannot do', async () => {
    for (const [flags, words] of [
      [['--only', 'example-9'], 'no name begins with "example-9"'],
      [['--recheck', '--save'], '--recheck searches and writes nothing'],
    ] as const) {
      const { status, stderr } = await gradlaw(['paper', '--proofs', proofs, '--out', out, ...flags])
      expect([status, stderr]).toEqual([64, `gradlaw: ${words}\n`])
    }
  })

  test.runIf(hasTools('the PDF of gradlaw paper', 'pdflatex'))(
    'compiles the PDF when asked',
    async () => {
      const { status } = await gradlaw(['paper', '--proofs', proofs, '--out', out, '--pdf', '--quiet'])
      expect(status).toBe(0)
      expect(readFileSync(join(out, 'paper.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    },
    180_000,
  )
})
