// Steps of methods on 64 trajectories, compiled from terms, beside C by hand (gcc -O3, for this processor and for any of its
// kind), NumPy and PyTorch: nanoseconds of processor time for a step of one trajectory, the least of many repetitions in
// pairs; then two processes beside one, and the time to compile, from the term to the first 256 steps. The sums of the ends are compared.
// `node bench/numerics.mjs [objective...]`. Never asserted in tests.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'gradlaw-bench-'))
// Debian's python3-numpy and python3-torch belong to Debian's own interpreter.
const python = '/usr/bin/python3'
const ROUNDS = 3
/** Steps of a repetition, and whether functions beyond arithmetic are among them. */
const OBJECTIVES = {
  hyperbola: { what: '(xy - 1)^2, gradient descent', steps: 400_000, aim: 0.9 },
  normalized: { what: '(xy - 1)^2, normalized gradient descent', steps: 200_000, aim: 0.9 },
  parabola: { what: '(x^2 - y)^2, gradient descent', steps: 400_000, aim: 0.9 },
  powers: { what: '|x|^1.7 |y|^-0.7, gradient descent', steps: 20_000, aim: 0.5 },
  halves: { what: '|x|^(5/2) |y|^(-1/2), gradient descent', steps: 100_000, aim: 0.5 },
  exponential: { what: '(exp(x) - y)^2, gradient descent', steps: 50_000, aim: 0.5 },
  regression: { what: '20 squares of (ax + by - c), stochastic gradient descent', steps: 50_000, aim: 0.5 },
  product: { what: '(x1 x2 x3 x4 x5 x6 - 1)^2, gradient descent', steps: 100_000, aim: 0.9 },
  network: { what: 'two layers of ReLU, 16 weights, 4 samples, gradient descent', steps: 20_000, aim: 0.9 },
  matrix4: { what: '||XY - I||_F^2, 4 x 4, gradient descent', steps: 10_000, aim: 0.9 },
  matrix16: { what: '||XY - I||_F^2, 16 x 16, gradient descent', steps: 1_000, aim: 0.9 },
}

const output = (command, args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
const parsed = (command, args) => JSON.parse(output(command, args))
const has = (name) => {
  try {
    return output(python, ['-c', `import ${name}; print(${name}.__version__)`]).trim()
  } catch {
    console.log(`MISSING PEER: Debian's python3-${name} is not installed; its column is left out`)
    return undefined
  }
}

try {
  const ours = join(out, 'numerics.mjs')
  await build({
    entryPoints: [join(here, 'numerics.ts')],
    outfile: ours,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  const compile = (name, ...flags) => {
    const file = join(out, name)
    execFileSync('gcc', ['-O3', '-fno-math-errno', ...flags, '-o', file, join(here, 'numerics_peer.c'), '-lm'])
    return file
  }
  const [baseline, native] = [compile('baseline'), compile('native', '-march=native')]
  const packages = ['numpy', 'torch'].filter((name) => has(name) !== undefined)
  const wanted = process.argv.slice(2)
  console.log(`Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model.trim()}`)
  for (const [name, { what, steps, aim }] of Object.entries(OBJECTIVES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const sides = {
      ours: () => parsed(process.execPath, [ours, name, `${steps}`, '6']),
      native: () => parsed(native, [name, `${steps}`, '6']),
      baseline: () => parsed(baseline, [name, `${steps}`, '6']),
      ...Object.fromEntries(
        packages.map((p) => [p, () => parsed(python, [join(here, 'numerics_peer.py'), p, name, '0.5'])]),
      ),
    }
    const rounds = Array.from({ length: ROUNDS }, () =>
      Object.fromEntries(Object.entries(sides).map(([side, measure]) => [side, measure()])),
    )
    const least = (side) => Math.min(...rounds.map((round) => round[side].nanoseconds))
    const ratio = (side) => (least(side) / least('ours')).toFixed(2)
    // Without fused multiply-add, as ours.
    const { ours: mine, baseline: theirs } = rounds[0]
    const gap = Math.abs(mine.total - theirs.total) / Math.abs(theirs.total)
    const compiled = (when) => Math.min(...rounds.map((round) => round.ours[when] ?? Number.NaN)).toFixed(1)
    console.log(`${what}: ${least('ours').toPrecision(3)} ns a step`)
    console.log(
      `  compiled after ${compiled('first')} ms as the first of a process, ${compiled('later')} ms later (aim 2 for small ones)`,
    )
    console.log(
      `  speed against C for this processor ${ratio('native')} (aim ${aim}), against C for any ${ratio('baseline')}`,
    )
    for (const p of packages) console.log(`  against ${p} ${ratio(p)} (aim 5)`)
    if (!(gap < 1e-9)) console.log(`  THE ENDS DIFFER by ${gap}`)
  }

  const wall = (count) =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      let open = count
      for (let i = 0; i < count; i++)
        spawn(process.execPath, [ours, 'product', '400000', '6'], { stdio: 'ignore' })
          .once('error', reject)
          .once('close', () => --open === 0 && resolve(performance.now() - began))
    })
  const [one, two] = [await wall(1), await wall(2)]
  console.log(`two processes do ${((2 * one) / two).toFixed(2)} times the work of one in the same time (aim 1.9)`)
} finally {
  rmSync(out, { recursive: true })
}
