// The whole test: each step in order, stopping at the first that fails. The last line is `N passed, N failed`.
// --quick leaves out what takes long or was just run: the packed install, the layers, and every *.slow.test.ts.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const quick = process.argv.includes('--quick')
const results = 'node_modules/.cache/gradlaw/vitest.json'

const bin = (path) => join(root, 'node_modules', path)
const vitest = bin('vitest/vitest.mjs')
const left = quick ? ['--exclude', 'test/architecture/{package,layers}.test.ts', '--exclude', '**/*.slow.test.ts'] : []

const before = [
  ['set up', 'scripts/setup.mjs', ...(quick ? [] : ['--suites'])],
  ['build', 'scripts/build.mjs'],
  ['lint', bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  ['type check', bin('typescript/bin/tsc'), '--noEmit', '-p', '.'],
  ['type check of the page', bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.web.json'],
  ['layers', vitest, 'run', 'test/architecture/layers.test.ts', '--reporter=default'],
  ['unused code', bin('knip/bin/knip.js')],
]

const node = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1

for (const [name, ...args] of before) {
  console.log(`\n== ${name}`)
  const started = Date.now()
  const status = node(args)
  if (status !== 0) {
    console.error(`== ${name} failed; nothing after it was run`)
    process.exit(status)
  }
  console.log(`== ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

console.log('\n== tests')
mkdirSync(join(root, 'node_modules/.cache/gradlaw'), { recursive: true })
rmSync(join(root, results), { force: true })
const status = node([vitest, 'run', ...left, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`])

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(join(root, results), 'utf8'))
// A file that could not even be loaded has no failed test of its own, and still counts.
const unloaded = testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length
const failed = numFailedTests + unloaded
console.log(`${numPassedTests} passed, ${failed} failed`)
process.exit(status !== 0 ? status : failed === 0 && numPassedTests > 0 ? 0 : 1)
