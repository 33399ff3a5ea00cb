import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const NOUNS = ['parse', 'laws', 'check', 'prove', 'simulate', 'report', 'recheck']

interface Results {
  readonly parsed: unknown
  readonly laws: unknown
  readonly proved: unknown
  readonly refuted: unknown
  readonly conclusion: unknown
  readonly certificates: { readonly accepted: number; readonly refused: number }
  readonly swapped: number
  readonly evidence: unknown
  readonly markdown: string
  readonly forged: unknown
}

let home = ''
let packed: readonly string[] = []

// npm hands its own settings down to what it starts; a fresh install must not see them.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config_|package_)/i.test(name)))
const run = (command: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: home, env, encoding: 'utf8' })
  expect(status, `${stdout}${stderr}`).toBe(0)
  return stdout
}
const write = (name: string, text: string): void => writeFileSync(join(home, name), text)

/** Runs a program against the installed package; what it prints is read as JSON. */
const program = (text: string): unknown => {
  write('program.mjs', text)
  return JSON.parse(run(process.execPath, 'program.mjs'))
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'gradlaw-package-'))
  const pack = spawnSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', home], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  expect(pack.status, pack.stderr).toBe(0)
  const [listing] = JSON.parse(pack.stdout.slice(pack.stdout.indexOf('['))) as [
    { filename: string; files: { path: string }[] },
  ]
  packed = listing.files.map(({ path }) => path)
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', `./${listing.filename}`)
}, 180_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('the packed package', () => {
  test('holds what a user needs, and neither sources nor tests', () => {
    for (const file of ['package.json', 'LICENSE', 'README.md', 'dist/cli.js', 'dist/index.js', 'dist/index.d.ts']) {
      expect(packed).toContain(file)
    }
    expect(packed).toContain('dist/nerdamer-worker.js')
    expect(packed.filter((path) => /^(src|test|bench|scripts|node_modules)\//.test(path))).toEqual([])
  })

  test('installs nothing but gradlaw, highs, nerdamer, piscina and, where it is not left out, z3 with what they need', () => {
    const installed = readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'))
    // Piscina's optional nice comes from @napi-rs, where it is built for the machine.
    const needed = installed.filter((name) => name !== '@napi-rs').sort()
    expect(needed).toEqual(['async-mutex', 'gradlaw', 'highs', 'nerdamer', 'piscina', 'tslib', 'z3-solver'])
  })

  test('is well-formed', async () => {
    const { messages } = await publint({ pkgDir: join(home, 'node_modules/gradlaw'), pack: false, strict: true })
    expect(messages).toEqual([])
  })

  test('exports the nouns of the commands as functions', () => {
    const kinds = program(
      `import * as gradlaw from 'gradlaw'\n` +
        `console.log(JSON.stringify(${JSON.stringify(NOUNS)}.map((noun) => typeof gradlaw[noun])))`,
    )
    expect(kinds).toEqual(NOUNS.map(() => 'function'))
  })

  test('reads, finds, proves, measures, reports and re-checks from one import', () => {
    const results = program(`
      import { check, isCheckedClaim, laws, parse, proofFileOf, prove, recheck, report, simulate } from 'gradlaw'
      const problem = { objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' }
      const checked = await check(problem, { simulate: false })
      const proof = JSON.stringify(proofFileOf(checked.claims))
      const swapped = JSON.stringify(proofFileOf(checked.claims)).replaceAll('x*y - 1', 'x*y - 2')
      const runs = { runs: 4, steps: 2000, alpha: 0.5, exponent: 4, seed: 1, box: [-2, 2] }
      console.log(JSON.stringify({
        parsed: parse('x^2/y').conditions,
        laws: (await laws(problem)).laws.map((law) => [law.expression, law.verdict.status]),
        proved: (await prove('x^2+y^2 >= 2', { assume: 'x*y == 1' })).verdict,
        refuted: (await prove('x^2+y^2 >= 3', { assume: 'x*y == 1' })).verdict.status,
        conclusion: checked.conclusion,
        certificates: recheck(proof),
        swapped: recheck(swapped).refused,
        evidence: (await simulate(problem, { settings: runs })).runs,
        markdown: report(checked, 'markdown'),
        forged: isCheckedClaim({ outcome: 'proved' }),
      }))`) as Results
    expect(results.parsed).toEqual(['y != 0'])
    expect(results.laws).toContainEqual(['x^2 - y^2', 'proved'])
    expect(results.proved).toMatchObject({ status: 'proved', trust: 'kernel' })
    expect(results.refuted).toBe('refuted')
    expect(results.conclusion).toMatchObject({ verdict: 'certified', order: 2, trust: 'kernel' })
    expect(results.certificates.accepted).toBeGreaterThan(5)
    expect(results.certificates.refused).toBe(0)
    expect(results.swapped).toBeGreaterThan(0)
    expect(results.evidence).toBe(4)
    expect(results.markdown).toMatch(/Theorem S/)
    expect(results.forged).toBe(false)
  }, 90_000)

  test('compares with nerdamer in the worker it brings', () => {
    const { evidence } = program(`
      import { check } from 'gradlaw'
      console.log(JSON.stringify(await check({ objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' }, { timeout: 30 })))
    `) as { readonly evidence?: unknown }
    expect(JSON.stringify(evidence)).toMatch(/agrees/)
  }, 90_000)

  test('brings types that a strict program can be written against', () => {
    write(
      'consumer.ts',
      `import { check, type CheckResult, prove, type Verdict } from 'gradlaw'
       const result: CheckResult = await check({ objective: '(x*y-1)^2' }, { timeout: 1 })
       const verdict: Verdict = (await prove('x^2 >= 0')).verdict
       // @ts-expect-error an objective is a text
       await check({ objective: 1 })
       console.log(result.conclusion.verdict, verdict.status)
      `,
    )
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      target: 'es2023',
      lib: ['es2023', 'dom'],
      module: 'nodenext',
      types: [],
    }
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['consumer.ts'] }))
    run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-p', '.')
  }, 60_000)

  test('brings the command', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    const manual = readFileSync(join(home, 'node_modules/gradlaw/proofs/FORMAT.md'), 'utf8')
    const format = /^# The certificate format, version (\d+)\n/.exec(manual)?.[1]
    expect(run(join(home, 'node_modules/.bin/gradlaw'), '--version')).toBe(`${version}\ncertificate format ${format}\n`)
  })
})
