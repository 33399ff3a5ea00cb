// Benchmarks, each beside a peer on the same machine in paired runs: medians and the median of the pairs' ratios.
// `npm run bench`, or `node bench/run.mjs startup check multiply` for some. Never asserted in tests.
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'dist/cli.js')
const peer = join(root, 'bench/sympy_peer.py')
// Debian's python3-sympy belongs to Debian's own interpreter.
const python = '/usr/bin/python3'

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const output = (command, args, input) =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8', input: input ?? '', stdio: ['pipe', 'pipe', 'inherit'] })

const wallMs = (command, args) => {
  const started = performance.now()
  output(command, args)
  return performance.now() - started
}

const print = (what, ours, theirs, ratios, peerName) => {
  const ratio = median(ratios)
  const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
  const words = ratio >= 1 ? `${ratio.toFixed(2)} times as long` : `${(1 / ratio).toFixed(1)} times as fast`
  console.log(`${what}\n  ${ms(median(ours))} against ${ms(median(theirs))} of ${peerName}: ${words}`)
}

/** Runs both sides alternately, one pair for warm-up, and prints medians. */
const pairs = (what, rounds, ours, theirs, peerName) => {
  const measured = Array.from({ length: rounds + 1 }, () => [ours(), theirs()]).slice(1)
  print(
    what,
    measured.map(([a]) => a),
    measured.map(([, b]) => b),
    measured.map(([a, b]) => a / b),
    peerName,
  )
}

const hasSymPy = () => {
  try {
    return output(python, ['-c', 'import sympy; print(sympy.__version__)']).trim()
  } catch {
    return undefined
  }
}

const startup = () => {
  const node = process.execPath
  const run = (args) => () => wallMs(node, args)
  pairs('gradlaw --version', 21, run([cli, '--version']), run(['-e', '0']), '`node -e 0`')
  pairs('gradlaw --help', 21, run([cli, '--help']), run(['-e', '0']), '`node -e 0`')
}

const check = (sympy) => {
  const args = [cli, 'check', '--objective', '(x*y-1)^2', '--regularizer', '(x^2-y^2)^2', '--json']
  const ours =
    (...more) =>
    () =>
      wallMs(process.execPath, [...args, ...more])
  const theirs = () => wallMs(python, [peer, 'check'])
  const { conclusion } = JSON.parse(output(process.execPath, args))
  console.log(`check of Example 1.1: our conclusion is ${conclusion.verdict}; SymPy's script proves no inequality`)
  const peerName = `SymPy ${sympy}'s symbolic steps alone`
  pairs('check of Example 1.1, the whole process without runs', 7, ours('--no-simulate'), theirs, peerName)
  pairs('check of Example 1.1, the whole process with 40 runs', 7, ours(), theirs, peerName)
}

const CASES = [
  { name: '(1+x+2y+3z)^8, 165 terms', names: ['x', 'y', 'z'], power: 8, denominator: 1, repeat: 100 },
  { name: '(1+x+2y+3z+4t)^8, 495 terms', names: ['x', 'y', 'z', 't'], power: 8, denominator: 1, repeat: 10 },
  { name: '(1+(x+2y+3z)/7)^8, 165 terms, rational', names: ['x', 'y', 'z'], power: 8, denominator: 7, repeat: 20 },
  { name: '(1+x+2y)^4, 15 terms', names: ['x', 'y'], power: 4, denominator: 1, repeat: 2000 },
]

const multiply = async (sympy) => {
  const outfile = join(root, 'node_modules/.cache/gradlaw/bench-multiply.js')
  const entryPoints = [join(root, 'bench/multiply.ts')]
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20' })
  const input = JSON.stringify(CASES)
  const rounds = Array.from({ length: 5 }, () => [
    JSON.parse(output(process.execPath, [outfile], input)),
    JSON.parse(output(python, [peer, 'multiply'], input)),
  ])
  for (const { name } of CASES) {
    for (const [ours, theirs] of rounds) {
      const agree = ['p', 'terms', 'at'].every((key) => ours[name][key] === theirs[name][key])
      if (!agree) throw new Error(`${name}: ours and SymPy's products differ`)
    }
    print(
      `product p*(p+1), p = ${name}`,
      rounds.map(([ours]) => ours[name].ms),
      rounds.map(([, theirs]) => theirs[name].ms),
      rounds.map(([ours, theirs]) => ours[name].ms / theirs[name].ms),
      `SymPy ${sympy}'s ring`,
    )
  }
}

const wanted = process.argv.slice(2)
const asked = (name) => wanted.length === 0 || wanted.includes(name)
console.log(`Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`)
const sympy = hasSymPy()
if (asked('startup')) startup()
if (sympy === undefined) console.log("no SymPy: install Debian's python3-sympy for the other two benchmarks")
else {
  if (asked('check')) check(sympy)
  if (asked('multiply')) await multiply(sympy)
}
