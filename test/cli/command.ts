import { spawn } from 'node:child_process'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
// Beside the workers that vitest's global set-up builds, where the command looks for its own.
const folder = join(root, 'node_modules/.cache/gradlaw')

/** The bundled command, built from the sources as they are now. */
export const COMMAND = join(folder, 'cli.js')

/** How programs of the tests are bundled. */
export const BUNDLED = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['nerdamer', 'piscina', 'pg', 'redis'],
  define: { GRADLAW_VERSION: '"0.0.0-test"' },
  banner: { js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);" },
  logLevel: 'error',
} as const satisfies BuildOptions

/** Builds {@link COMMAND}; to be called before the tests of a file. */
export const buildCommand = async (): Promise<void> => {
  const { outputFiles } = await build({
    ...BUNDLED,
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: folder,
    chunkNames: 'cli-[name]-[hash]',
    write: false,
  })
  mkdirSync(folder, { recursive: true })
  for (const { path, contents } of outputFiles) {
    const partial = `${path}.${process.pid}.${Math.random()}.partial`
    writeFileSync(partial, contents)
    renameSync(partial, path)
  }
}

/** How the command ended and what it said. */
export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly milliseconds: number
}

/** Runs `gradlaw` with arguments; `interruptAfter` sends SIGINT so many milliseconds later. */
export const gradlaw = (args: readonly string[], interruptAfter?: number): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const started = Date.now()
    const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        texts[name] += chunk
      })
    }
    if (interruptAfter !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfter)
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, ...texts, milliseconds: Date.now() - started }))
  })

/** Runs `gradlaw` with `--json`; the whole of standard output must be one JSON document. */
export const gradlawJson = async (
  args: readonly string[],
): Promise<Ran & { readonly document: Record<string, unknown> }> => {
  const ran = await gradlaw([...args, '--json'])
  return { ...ran, document: JSON.parse(ran.stdout) as Record<string, unknown> }
}
