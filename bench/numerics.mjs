// Steps of normalized gradient descent per second on x*y - 1: compiled from the expression, beside a plain JavaScript
// loop and beside C (the same blocked loop). Run alternately; medians of five.
// `node bench/numerics.mjs`. Never asserted in tests.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'gradlaw-bench-'))
const [count, steps, rounds] = [64, 500_000, 5]

const measure = (command, args) => {
  const [ms, sum] = execFileSync(command, args, { encoding: 'utf8' }).trim().split(' ').map(Number)
  return { rate: (count * steps) / ms / 1e3, sum }
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
  const sizes = [`${count}`, `${steps}`]
  const compile = (name, ...flags) => {
    execFileSync('gcc', ['-O3', '-fno-math-errno', ...flags, '-o', join(out, name), join(here, 'ngd_peer.c'), '-lm'])
    return () => measure(join(out, name), sizes)
  }
  const sides = {
    'compiled blocks': () => measure(process.execPath, [ours, ...sizes]),
    'plain JavaScript loop': () => measure(process.execPath, [ours, ...sizes, 'plain']),
    'C, gcc -O3': compile('baseline'),
    'C, gcc -O3 -march=native': compile('native', '-march=native'),
  }
  const found = Object.keys(sides).map(() => [])
  for (let i = 0; i < rounds; i++) {
    for (const [j, side] of Object.values(sides).entries()) found[j].push(side())
  }
  Object.keys(sides).forEach((name, j) => {
    const rates = found[j].map(({ rate }) => rate).sort((a, b) => a - b)
    const [median, sum] = [rates[rounds >> 1], found[j][0].sum]
    console.log(`${name}: ${median.toFixed(0)} million steps per second (sum of ends ${sum.toPrecision(12)})`)
  })
} finally {
  rmSync(out, { recursive: true })
}
