// Mutation testing of src/kernel: changes it in thousands of places and runs its fast tests on each. A mutant that no
// test notices must stand in test/kernel/surviving-mutants.txt, with the reason; prints those that do not, and the score.
// budget.ts is left out: searches use it, and no checker does.
// Usage: npm run mutation [-- file of src/kernel...]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = 'node_modules/.cache/gradlaw/mutation'
const files = process.argv.slice(2)
const report = join(root, cache, 'mutation.json')

process.chdir(root)
mkdirSync(cache, { recursive: true })
await new Stryker({
  testRunner: 'kernel',
  plugins: ['./scripts/mutation/runner.mjs'],
  ignorers: ['messages'],
  mutate: files.length > 0 ? files.map((file) => `src/kernel/${file}`) : ['src/kernel/*.ts'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_PROCESSES ?? 1),
  timeoutMS: 5000,
  timeoutFactor: 3,
  ignorePatterns: ['dist', 'out', 'docs', 'bench', 'coverage'],
  disableTypeChecks: false,
  incremental: true,
  incrementalFile: `${cache}/incremental.json`,
  jsonReporter: { fileName: `${cache}/mutation.json` },
  reporters: ['json', 'progress-append-only'],
  tempDirName: `${cache}/sandbox`,
}).runMutationTest()

const KNOWN = new Set(
  readFileSync(join(root, 'test/kernel/surviving-mutants.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('src/')),
)

/** What a mutant changes, in one line that does not depend on where in the file it stands. */
const shown = (file, source, { location: { start, end }, replacement }) => {
  const lines = source.split('\n')
  const [first, last] = [lines[start.line - 1], lines[end.line - 1]]
  const rest = start.line === end.line ? last.slice(end.column - 1) : ''
  const words = (text) => text.replace(/\s+/g, ' ').trim()
  return words(
    `${file}: ${first.slice(0, start.column - 1)}[${first.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined)} -> ${words(replacement)}]${rest}`,
  )
}

const count = { Killed: 0, Timeout: 0, Survived: 0, NoCoverage: 0 }
const [news, alive] = [[], []]
for (const [file, { source, mutants }] of Object.entries(JSON.parse(readFileSync(report, 'utf8')).files)) {
  const own = { Killed: 0, Timeout: 0, Survived: 0, NoCoverage: 0 }
  for (const mutant of mutants) {
    if (!(mutant.status in count)) continue
    count[mutant.status]++
    own[mutant.status]++
    if (mutant.status === 'Killed' || mutant.status === 'Timeout') continue
    const line = shown(file, source, mutant)
    alive.push(line)
    if (!KNOWN.has(line)) news.push(line)
  }
  const caught = own.Killed + own.Timeout
  console.log(`${file}: ${caught} of ${caught + own.Survived + own.NoCoverage}`)
}
writeFileSync(join(root, cache, 'alive.txt'), alive.join('\n'))
for (const line of news) console.log(`not explained: ${line}`)
const caught = count.Killed + count.Timeout
const all = caught + count.Survived + count.NoCoverage
const score = ((100 * caught) / all).toFixed(1)
console.log(
  `${caught} of ${all} mutants caught (${score} %), ${all - caught - news.length} explained, ${news.length} not`,
)
process.exit(news.length === 0 ? 0 : 1)
