import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const NOUNS = ['parse', 'laws', 'check', 'prove', 'simulate', 'report', 'recheck']

let home = ''
let packed: readonly string[] = []

// npm hands its own settings down to what it starts; a fresh install must not see them.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config_|package_)/i.test(name)))
const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd: home, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const write = (name: string, text: string): void => writeFileSync(join(home, name), text)

/** Runs a program against the installed package; what it prints is read as JSON. */
const program = (text: string): unknown => {
  write('program.mjs', text)
  return JSON.parse(run(process.execPath, 'program.mjs'))
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'gradlaw-package-'))
  const pack = execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', home], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [listing] = JSON.parse(pack.slice(pack.indexOf('['))) as [{ filename: string; files: { path: string }[] }]
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

  test('installs nothing but gradlaw and nerdamer', () => {
    const installed = readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'))
    expect(installed.sort()).toEqual(['gradlaw', 'nerdamer'])
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

  test('brings the command', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(run(join(home, 'node_modules/.bin/gradlaw'), '--version').trim()).toBe(version)
  })
})
