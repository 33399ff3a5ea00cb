import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUNDLED, buildCommand, COMMAND } from '../cli/command.ts'
import { hasTools } from '../support/tools.ts'
import { blocksOf, type CodeBlock, commandsOf, missingLine, wordsOf } from './page-blocks.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PAGES = ['docs/start.md', 'docs/tutorial.md', 'docs/faq.md', 'README.md']
const pages = PAGES.map((path) => ({ path, blocks: blocksOf(path) }))
const folders = new Map(PAGES.map((path) => [path, mkdtempSync(join(tmpdir(), 'gradlaw-docs-'))]))
const programs = { gradlaw: [process.execPath, COMMAND], python3: ['python3', '-B'] } as const

/** The programs of all pages, each with the file that it is built to: beside the workers that the library starts. */
const built = new Map(
  pages
    .flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'ts'))
    .map((block, i) => [block, join(dirname(COMMAND), `docs-${process.pid}-${i}.js`)] as const),
)

beforeAll(async () => {
  await buildCommand()
  const sources = mkdtempSync(join(tmpdir(), 'gradlaw-docs-'))
  for (const [{ lines }, file] of built)
    writeFileSync(join(sources, basename(file).replace('.js', '.ts')), lines.join('\n'))
  await build({
    ...BUNDLED,
    entryPoints: [...built.values()].map((file) => join(sources, basename(file).replace('.js', '.ts'))),
    alias: { gradlaw: join(root, 'src/index.ts') },
    outdir: dirname(COMMAND),
    entryNames: '[name]',
    chunkNames: `docs-${process.pid}-[name]-[hash]`,
  })
  rmSync(sources, { recursive: true })
})
afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true })
  const cache = dirname(COMMAND)
  for (const file of readdirSync(cache)) if (file.startsWith(`docs-${process.pid}-`)) rmSync(join(cache, file))
})

/** Pages show what is said without colours, whatever this run was asked for. */
const env = { ...process.env, FORCE_COLOR: '0' }

/** What a command says in `folder`, line by line, and how it ends. */
const run = (command: string, folder: string): { readonly lines: readonly string[]; readonly status: number } => {
  const [name = '', ...args] = wordsOf(command)
  const [program, ...before] = programs[name as keyof typeof programs] ?? []
  if (program === undefined) throw new Error(`no program for: ${command}`)
  const { status, stdout, stderr } = spawnSync(program, [...before, ...args], { cwd: folder, env, encoding: 'utf8' })
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

/** Runs a program of a page in `folder`: it must print what the comments behind its `console.log` say. */
const expectProgram = (block: CodeBlock, folder: string): void => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [built.get(block) ?? ''], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  const shown = block.lines.flatMap((line) => /^console\.log\(.*\) \/\/ (.*)$/.exec(line)?.[1] ?? [])
  expect({ status, stderr, said: stdout.split('\n').slice(0, -1) }).toEqual({ status: 0, stderr: '', said: shown })
}

describe.runIf(hasTools('the pages for newcomers', 'python3'))('commands and programs say what is shown', () => {
  test.each(pages)('of $path', { timeout: 120_000 }, ({ path, blocks }) => {
    const folder = folders.get(path) as string
    cpSync(join(root, 'proofs/check.py'), join(folder, 'proofs/check.py'))
    let status = 0
    for (const block of blocks) {
      if (block.language === 'ts') expectProgram(block, folder)
      if (block.language === 'yaml' && block.name !== '')
        writeFileSync(join(folder, block.name), `${block.lines.join('\n')}\n`)
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
