// What checking costs beside finding: the kernel and proofs/check.py on the proofs that were just found, of the corpus' true
// claims and of the examples of every form. `node bench/checking.mjs [every n-th claim] [seconds each]`.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const [every = '1', seconds = '10'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'gradlaw-checking-'))
const bundle = join(root, 'node_modules/.cache/gradlaw/checking.mjs')

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
const sum = (values) => values.reduce((a, b) => a + b, 0)
const shown = (ms) =>
  ms < 10 ? `${ms.toFixed(2)} ms` : ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`

/** The processor time of check.py in milliseconds, and its answers. */
const python = (file) => {
  const script = 'TIMEFORMAT="user %U"; time python3 -B "$0" "$1"'
  const { stdout, stderr } = spawnSync('bash', ['-c', script, join(root, 'proofs/check.py'), file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const lines = stdout.trim().split('\n')
  return { ms: 1000 * Number(/^user (\S+)/m.exec(stderr)?.[1]), lines }
}

try {
  const proofs = join(folder, 'proofs.json')
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/checking.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: bundle,
    logLevel: 'error',
  })
  const output = execFileSync(process.execPath, [bundle, proofs, every, seconds], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const rows = JSON.parse(output.trim().split('\n').at(-1))
  const empty = join(folder, 'empty.json')
  writeFileSync(empty, JSON.stringify({ format: 'gradlaw-proof', version: 1, entries: [] }))
  const second = python(proofs)
  const accepted = second.lines.filter((line) => line.startsWith('accepted')).length
  const [search, check] = [sum(rows.map((row) => row.search)), sum(rows.map((row) => row.check))]
  const secondMs = second.ms - python(empty).ms
  console.log(`Proofs of ${rows.length} claims, processor time`)
  console.log(`  finding: ${shown(search)} in all, median ${shown(median(rows.map((row) => row.search)))}`)
  console.log(
    `  checking by the kernel: ${shown(check)} in all, median ${shown(median(rows.map((row) => row.check)))}: ` +
      `${((100 * check) / search).toFixed(1)} % of finding, median of the ratios ` +
      `${(100 * median(rows.map((row) => row.check / row.search))).toFixed(1)} %`,
  )
  console.log(
    `  checking by check.py: ${shown(secondMs)} in all (${((100 * secondMs) / search).toFixed(1)} % of finding), ` +
      `${accepted} of ${rows.length} accepted`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
