import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const NOUNS = ['parse', 'laws', 'check', 'prove', 'simulate', 'sweep', 'report', 'recheck']

/** The most that each may have, in KiB, a little above what it has: what `gradlaw` loads at once, the page's scripts compressed. */
const SIZES = { packed: 4900, unpacked: 15_700, library: 2100, page: 950, bundleOfLaws: 900, bundleOfVerify: 90 }

interface Results {
  readonly parsed: unknown
  readonly laws: unknown
  readonly proved: unknown
  readonly refuted: unknown
  readonly conclusion: unknown
  readonly certificates: { readonly accepted: number; readonly refused: number }
  readonly swapped: number
  readonly evidence: unknown
  readonly swept: unknown
  readonly markdown: string
  readonly forged: unknown
}

let home = ''
let packed: readonly string[] = []
let sizes = { packed: 0, unpacked: 0 }

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

const installed = (path: string): Buffer => readFileSync(join(home, 'node_modules/gradlaw', path))
const KIB = 1024

/** A chunk of the library with all that it loads at once. */
const loadedBy = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, next] of installed(`dist/${file}`)
    .toString()
    .matchAll(/(?:from|import)"\.\/([^"]+)"/g)) {
    loadedBy(next as string, seen)
  }
  return seen
}

/** What a bundler makes of one import of the package. */
const bundled = async (name: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: `import { ${name} } from 'gradlaw'; globalThis.kept = ${name}`, resolveDir: home },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    external: ['highs', 'nerdamer', 'piscina', 'z3-solver'],
    logLevel: 'error',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'gradlaw-package-'))
  const pack = spawnSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', home], {
    cwd: root,
    // Whatever the build that npm starts would colour must stay out of the answer.
    env: { ...env, FORCE_COLOR: '1' },
    encoding: 'utf8',
  })
  expect(pack.status, pack.stderr).toBe(0)
  const [listing] = JSON.parse(pack.stdout) as [
    { filename: string; size: number; unpackedSize: number; files: { path: string }[] },
  ]
  packed = listing.files.map(({ path }) => path)
  sizes = { packed: listing.size, unpacked: listing.unpackedSize }
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

  test('leaves the site out where it was built before', () => {
    const copy = mkdtempSync(join(tmpdir(), 'gradlaw-files-'))
    cpSync(join(root, 'package.json'), join(copy, 'package.json'))
    for (const path of ['dist/cli.js', 'dist/site/index.html', 'dist/site/files/a.html', 'dist/web/index.html']) {
      mkdirSync(dirname(join(copy, path)), { recursive: true })
      writeFileSync(join(copy, path), '')
    }
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
      cwd: copy,
      env,
      encoding: 'utf8',
    })
    const [listing] = JSON.parse(stdout) as [{ files: { path: string }[] }]
    expect(listing.files.map(({ path }) => path).sort()).toEqual(['dist/cli.js', 'dist/web/index.html', 'package.json'])
    rmSync(copy, { recursive: true })
  })

  test('installs nothing but gradlaw, highs, nerdamer, piscina and, where it is not left out, z3 with what they need', () => {
    const installed = readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'))
    // Piscina's optional nice comes from @napi-rs, where it is built for the machine.
    const needed = installed.filter((name) => name !== '@napi-rs').sort()
    expect(needed).toEqual(['async-mutex', 'gradlaw', 'highs', 'nerdamer', 'piscina', 'tslib', 'z3-solver'])
  })

  test('holds the page, and no types that the entry does not lead to', () => {
    for (const file of [
      'dist/web/index.html',
      'dist/web/THIRD-PARTY.txt',
      'dist/recheck-page.js',
      'proofs/FORMAT.md',
    ]) {
      expect(packed).toContain(file)
    }
    const types = packed.filter((path) => path.endsWith('.d.ts'))
    expect(types.filter((path) => /^dist\/(?:cli|web|sweeps|solvers)\//.test(path)).sort()).toEqual([
      'dist/sweeps/api.d.ts',
      'dist/sweeps/sweep-result.d.ts',
    ])
    expect(types.length).toBeLessThan(160)
  })

  test('names every package that is bundled, with its licence', () => {
    for (const [folder, names] of [
      ['dist', ['@resvg/resvg-wasm', 'bullmq', 'commander', 'd3-contour', 'ioredis', 'katex', 'mathjs', 'yaml', 'zod']],
      ['dist/web', ['@codemirror/view', '@observablehq/plot', 'highs', 'katex', 'mathjs', 'nerdamer', 'preact']],
    ] as const) {
      const entries = installed(`${folder}/THIRD-PARTY.txt`)
        .toString()
        .split(`\n${'-'.repeat(80)}\n`)
      const heads = entries.map((entry) => /^\n?(\S+) \d\S* \(.+\)\n/.exec(entry)?.[1])
      expect(heads).toEqual(expect.arrayContaining([...names]))
      for (const entry of entries) expect(entry.trim().split('\n').length, entry).toBeGreaterThan(2)
      expect(entries.at(-1)).toContain('KaTeX fonts (SIL Open Font License 1.1')
    }
  })

  test('keeps within its sizes', () => {
    const library = [...loadedBy('index.js')].map((file) => installed(`dist/${file}`))
    const page = packed.filter((path) => /^dist\/web\/assets\/.*\.js$/.test(path))
    const compressed = page.map((path) => gzipSync(installed(path)).length)
    const measured = {
      packed: sizes.packed / KIB,
      unpacked: sizes.unpacked / KIB,
      library: library.reduce((sum, text) => sum + text.length, 0) / KIB,
      page: compressed.reduce((sum, bytes) => sum + bytes, 0) / KIB,
    }
    console.log(
      `package in KiB: ${JSON.stringify(measured, (_, value) => (typeof value === 'number' ? Math.round(value) : value))}`,
    )
    expect(page.length).toBeGreaterThan(10)
    expect(measured.packed).toBeLessThan(SIZES.packed)
    expect(measured.unpacked).toBeLessThan(SIZES.unpacked)
    expect(measured.library).toBeLessThan(SIZES.library)
    expect(measured.page).toBeLessThan(SIZES.page)
  })

  test('gives a bundler what is asked for, and no more', async () => {
    const [laws, verify] = await Promise.all(['laws', 'verify'].map(bundled))
    expect(laws).toMatch(/globalThis\.kept/)
    for (const text of [laws, verify]) expect(text).not.toMatch(/ioredis|bullmq|parquet|createElement|commander/i)
    expect((laws?.length ?? 0) / KIB).toBeLessThan(SIZES.bundleOfLaws)
    expect((verify?.length ?? 0) / KIB).toBeLessThan(SIZES.bundleOfVerify)
    write('shaken.mjs', `${verify}; console.log(JSON.stringify(globalThis.kept({}, {})))`)
    expect(JSON.parse(run(process.execPath, 'shaken.mjs'))).toMatchObject({ rejected: true, reason: 'format' })
  })

  test("shows results in Node's REPL", () => {
    const input = "(await import('gradlaw')).parse('x^2/y')\n"
    const { stdout } = spawnSync(process.execPath, ['--interactive'], { cwd: home, env, encoding: 'utf8', input })
    expect(stdout).toContain('x^2/y, where y != 0\n{ expression, latex, variables, conditions }')
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
      import { check, isCheckedClaim, laws, parse, proofFileOf, prove, recheck, report, simulate, sweep } from 'gradlaw'
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
        swept: [...(await sweep({ ...problem, simulate: runs, sweep: { over: { alpha: [0.1, 0.2] } } })).rows()].map(({ over }) => over),
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
    expect(results.swept).toEqual([{ alpha: 0.1 }, { alpha: 0.2 }])
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
