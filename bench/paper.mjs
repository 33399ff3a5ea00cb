// The time of each example of the papers, split into search, check, simulation and report, and of `gradlaw paper` as a
// whole process, from scratch and with saved certificates only. `node bench/paper.mjs`; nothing is asserted.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const bundle = join(root, 'node_modules/.cache/gradlaw/bench-paper.js')
await build({
  entryPoints: [join(root, 'bench/paper.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
})
execFileSync(process.execPath, [bundle, join(root, 'proofs')], { stdio: 'inherit' })

const cli = join(root, 'dist/cli.js')
const folder = mkdtempSync(join(tmpdir(), 'gradlaw-bench-'))
const timed = (what, args) => {
  const started = performance.now()
  execFileSync(process.execPath, [cli, 'paper', '--quiet', ...args], { stdio: 'ignore' })
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
timed('gradlaw paper, everything from scratch', ['--out', folder])
timed('gradlaw paper --recheck, saved certificates only', ['--recheck'])
rmSync(folder, { recursive: true })
