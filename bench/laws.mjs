// Conserved polynomials of model maps, exactly: gradlaw beside SymPy's exact kernel of the same matrix, and beside the
// figures of a published floating-point tool recorded on a 2-core machine; the growth of time and memory with the number
// of weights at degree 2; the modular elimination beside the same arithmetic in C. Each run of ours is a fresh process,
// its first call timed. `node bench/laws.mjs [--no-peers]`. Never asserted in tests.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'gradlaw-bench-'))
const withPeers = !process.argv.includes('--no-peers')

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
const time = (ms) =>
  ms < 10 ? `${ms.toFixed(2)} ms` : ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`
const run = (command, args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** The median of some results by a number in them. */
const middle = (results, key = 'ms') => results.find((r) => r[key] === median(results.map((s) => s[key])))

const CASES = [
  { widths: [3, 3, 3], degree: 2, published: 1400 },
  { widths: [4, 4, 4], degree: 2, published: 11_400 },
  { widths: [5, 5, 5], degree: 2, published: 67_000 },
  { widths: [3, 3, 3, 3], degree: 2, published: 7500 },
  { widths: [2, 2, 2], degree: 4, published: 2900 },
  { widths: [1, 2, 2, 1], degree: 6 },
]

try {
  const program = join(out, 'laws.mjs')
  await build({
    entryPoints: [join(here, 'laws.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  const ours = (widths, degree, ...more) =>
    JSON.parse(run(process.execPath, [program, 'network', JSON.stringify(widths), `${degree}`, ...more]))

  for (const { widths, degree, published } of CASES) {
    const matrix = join(out, 'matrix.json')
    const found = middle(Array.from({ length: 3 }, () => ours(widths, degree, matrix)))
    const dimensions = found.dimension.map(([d, count]) => `${count} at degree ${d}`).join(', ')
    console.log(`linear network ${widths.join(',')}, all laws of degree <= ${degree}: ${dimensions}`)
    const later = `then ${time(found.laterMs)}`
    console.log(`  gradlaw ${time(found.ms)} in a fresh process, ${found.megabytes.toFixed(0)} MB; ${later}`)
    if (published !== undefined)
      console.log(
        `  published tool ${time(published)}, in floating point: ${(published / found.ms).toFixed(0)} times as long as a fresh process`,
      )
    if (!withPeers) continue
    try {
      const theirs = JSON.parse(run('/usr/bin/python3', [join(here, 'nullspace_peer.py'), matrix]))
      if (theirs.dimension !== found.ofDegree) throw new Error('the dimensions differ')
      const ratio = (theirs.ms / found.kernelMs).toFixed(0)
      console.log(
        `  the kernel of the matrix of degree ${degree} alone (${found.rows} x ${found.columns}): gradlaw ${time(found.kernelMs)}, SymPy's sparse DomainMatrix ${time(theirs.ms)}: ${ratio} times as long`,
      )
    } catch (error) {
      console.log(`  SymPy: ${error.message.split('\n')[0]}`)
    }
  }

  console.log('growth at degree 2 of the networks r,r,r: weights, laws, time, memory')
  for (const r of [2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    const found = middle(Array.from({ length: 3 }, () => ours([r, r, r], 2)))
    const bar = '#'.repeat(Math.max(1, Math.round(found.ms / 20)))
    const columns = [found.variables, found.ofDegree, time(found.ms), `${found.megabytes.toFixed(0)} MB`]
    console.log(`  ${columns.map((c) => `${c}`.padStart(7)).join(' ')}  ${bar}`)
  }

  console.log('elimination of a dense matrix modulo a prime below 2^30, millions of products per second')
  const peers = {}
  if (withPeers)
    for (const [name, ...flags] of [['C, gcc -O3'], ['C, gcc -O3 -march=native', '-march=native']]) {
      const file = join(out, name.replaceAll(/\W/g, ''))
      try {
        execFileSync('gcc', ['-O3', ...flags, '-o', file, join(here, 'elimination_peer.c')])
        peers[name] = file
      } catch {
        console.log('  no gcc')
      }
    }
  for (const n of [500, 1000, 2000]) {
    const rounds = Array.from({ length: 3 }, () => ({
      gradlaw: JSON.parse(run(process.execPath, [program, 'eliminate', `${n}`])),
      ...Object.fromEntries(
        Object.entries(peers).map(([name, file]) => {
          const [ms, rank, sum] = run(file, [`${n}`])
            .trim()
            .split(' ')
            .map(Number)
          return [name, { ms, rank, sum }]
        }),
      ),
    }))
    const [{ gradlaw }] = rounds
    for (const round of rounds)
      for (const { rank, sum } of Object.values(round))
        if (rank !== gradlaw.rank || sum !== gradlaw.sum) throw new Error('the echelon forms differ')
    const rate = (ms) => n ** 3 / 3 / ms / 1e3
    const text = Object.keys(rounds[0]).map((name) => {
      const ratio = median(rounds.map((round) => round[name].ms / round.gradlaw.ms))
      const speed = rate(median(rounds.map((round) => round[name].ms))).toFixed(0)
      return name === 'gradlaw' ? `gradlaw ${speed}` : `${name} ${speed} (gradlaw has ${ratio.toFixed(2)} of its speed)`
    })
    console.log(`  ${n} x ${n}: ${text.join(', ')}`)
  }
} finally {
  rmSync(out, { recursive: true, force: true })
}
