import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, COMMAND } from '../cli/command.ts'
import { hasTools } from '../support/tools.ts'
import { blocksOf, commandsOf, missingLine, wordsOf } from './page-blocks.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PAGES = ['docs/start.md', 'docs/tutorial.md', 'docs/faq.md', 'README.md']
const pages = PAGES.map((path) => ({ path, blocks: blocksOf(path) }))
const folders = new Map(PAGES.map((path) => [path, mkdtempSync(join(tmpdir(), 'gradlaw-docs-'))]))
const programs = { gradlaw: [process.execPath, COMMAND], python3: ['python3', '-B'] } as const

beforeAll(buildCommand)
afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true })
})

/** What a command says in `folder`, line by line, and how it ends. */
const run = (command: string, folder: string): { readonly lines: readonly string[]; readonly status: number } => {
  const [name = '', ...args] = wordsOf(command)
  const [program, ...before] = programs[name as keyof typeof programs] ?? []
  if (program === undefined) throw new Error(`no program for: ${command}`)
  const { status, stdout, stderr } = spawnSync(program, [...before, ...args], { cwd: folder, encoding: 'utf8' })
  return { lines: `${stdout}${stderr}`.split('\n'), status: status ?? -1 }
}

test('every block is of a kind that is tested here', () => {
  const kinds = new Set(pages.flatMap(({ blocks }) => blocks.map(({ language }) => language)))
  expect([...kinds].filter((kind) => !['console', 'sh', 'ts', 'yaml'].includes(kind))).toEqual([])
  for (const page of PAGES.slice(0, 3)) {
    const own = pages.find(({ path }) => path === page)?.blocks ?? []
    expect(own.filter(({ language }) => language === 'console').length).toBeGreaterThan(2)
  }
})

describe.runIf(hasTools('the pages for newcomers', 'python3'))('the commands say what is shown', () => {
  test.each(PAGES.slice(0, 3))('%s', { timeout: 120_000 }, (path) => {
    const folder = folders.get(path) as string
    cpSync(join(root, 'proofs/check.py'), join(folder, 'proofs/check.py'))
    let status = 0
    for (const block of blocksOf(path)) {
      if (block.language === 'yaml') writeFileSync(join(folder, block.name), `${block.lines.join('\n')}\n`)
      if (block.language !== 'console') continue
      for (const { command, output } of commandsOf(block)) {
        if (command === 'echo $?') {
          expect(output).toEqual([`${status}`])
          continue
        }
        const ran = run(command, folder)
        status = ran.status
        expect({ command, missing: missingLine(output, ran.lines), said: ran.lines }).toMatchObject({
          missing: undefined,
        })
      }
    }
  })
})

describe('the commands without shown output', () => {
  const lines = pages.flatMap(({ blocks }) => blocks.flatMap((b) => (b.language === 'sh' ? b.lines : [])))
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }

  test('are scripts of this package, or commands of gradlaw', () => {
    const help = run('gradlaw --help', root).lines.join('\n')
    const commands = [...help.matchAll(/^ {2}([a-z-]+) (\[|<)/gm)].map(([, name]) => name)
    expect(commands.length).toBeGreaterThan(10)
    for (const line of lines) {
      const [program, first, second] = wordsOf(line)
      if (program === 'gradlaw') expect(commands, line).toContain(first)
      else if (program === 'npm' && first === 'run') expect(Object.keys(scripts), line).toContain(second)
      else if (program === 'npm' && first !== 'install') expect(Object.keys(scripts), line).toContain(first)
      else if (program !== undefined) expect(['npm', '#'], line).toContain(program)
    }
  })

  test('and have the options that the help of the command names', () => {
    const helps = new Map<string, string>()
    for (const line of lines) {
      const [program, command = '', ...rest] = wordsOf(line)
      const end = rest.indexOf('#')
      const options = rest.slice(0, end < 0 ? rest.length : end).filter((word) => word.startsWith('--'))
      if (program !== 'gradlaw' || options.length === 0) continue
      const help = helps.get(command) ?? run(`gradlaw ${command} --help`, root).lines.join('\n')
      helps.set(command, help)
      for (const option of options) expect(help, line).toMatch(new RegExp(`^  ${option}\\b`, 'm'))
    }
    expect(helps.size).toBeGreaterThan(5)
  })
})

describe('the programs', () => {
  const blocks = pages.flatMap(({ path, blocks }) =>
    blocks.filter(({ language }) => language === 'ts').map(({ lines }, i) => ({ path, number: i + 1, lines })),
  )

  test.each(blocks)('of $path, number $number, prints what its comments say', async ({ path, lines }) => {
    const text = lines.join('\n')
    // Beside the workers that the library starts, as the command is.
    const outfile = join(dirname(COMMAND), `docs-${process.pid}-${blocks.findIndex((b) => b.lines === lines)}.mjs`)
    await build({
      stdin: { contents: text, loader: 'ts', resolveDir: root },
      alias: { gradlaw: join(root, 'src/index.ts') },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['nerdamer', 'piscina', 'pg', 'redis'],
      define: { GRADLAW_VERSION: '"0.0.0-test"' },
      banner: { js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);" },
      logLevel: 'error',
    })
    try {
      const { status, stdout, stderr } = spawnSync(process.execPath, [outfile], {
        cwd: folders.get(path),
        encoding: 'utf8',
      })
      const shown = [...text.matchAll(/^\s*console\.log\(.*\) \/\/ (.*)$/gm)].map(([, said]) => said)
      expect({ status, stderr, said: stdout.split('\n').slice(0, -1) }).toEqual({ status: 0, stderr: '', said: shown })
    } finally {
      rmSync(outfile)
    }
  })
})
