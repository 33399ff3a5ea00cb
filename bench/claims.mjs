// Time to certificate over the true claims of test/provers/corpus: gradlaw, whose proofs its kernel re-checks, beside
// native z3 (Debian's package), whose `unsat` nobody re-checks, on our SMT-LIB scripts of the same claims, and beside
// Coq's lra, nra and psatz (with csdp), whose proofs Coq checks, on the goals of our Coq export; starting coqc and
// loading its real numbers takes half a second. Same limit, same run: how many are proved, and the median time of those.
// `node bench/claims.mjs [seconds-each [every [areas...]]]`: every 8th claim, unless told otherwise; 1 takes them all.
// Never asserted in tests.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const corpus = join(root, 'test/provers/corpus')
const [seconds = '10', every = '8', ...areas] = process.argv.slice(2)

const claims = readdirSync(corpus)
  .filter((file) => file.endsWith('.json') && (areas.length === 0 || areas.includes(basename(file, '.json'))))
  .flatMap((file) => JSON.parse(readFileSync(join(corpus, file), 'utf8')))
  .filter(({ expect, truth }) => expect === 'proved' || truth === 'true')
  .filter((_, i) => i % Number(every) === 0)

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const ms = (value) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`

const out = mkdtempSync(join(tmpdir(), 'gradlaw-bench-'))
try {
  const program = join(out, 'claims.mjs')
  await build({
    entryPoints: [join(root, 'bench/claims.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // The workers are asked for beside the bundle; this comparison uses none.
    logLevel: 'error',
    banner: { js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);" },
  })
  const child = spawn(process.execPath, [program, seconds], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(claims))
  const versions = []
  const rows = []
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = JSON.parse(line)
    if ('peer' in entry) versions.push(entry)
    else rows.push(entry)
  }
  console.log(`true claims of the corpus, at most ${seconds} s each: ${rows.length} claims`)
  for (const { peer, version } of versions) console.log(`  ${peer}: ${version === '' ? 'not installed' : version}`)
  const names = Object.keys(rows[0]?.answers ?? {})
  for (const name of names) {
    const times = rows.map(({ answers }) => answers[name]).filter(({ proved }) => proved)
    const others = names.filter((other) => other !== name)
    const alone = rows.filter(({ answers }) => answers[name].proved && !others.some((other) => answers[other].proved))
    console.log(
      `  ${name}: ${times.length} proved, median ${times.length === 0 ? '-' : ms(median(times.map((t) => t.ms)))}; ${alone.length} that no other proved`,
    )
  }
  const both = rows.filter(({ answers }) => names.every((name) => answers[name].proved))
  const medians = names.map((name) => `${name} ${ms(median(both.map(({ answers }) => answers[name].ms)))}`)
  if (both.length > 0) console.log(`  of the ${both.length} that all proved, median: ${medians.join(', ')}`)
  for (const { claim, answers } of rows) {
    const missing = names.filter((name) => !answers[name].proved)
    if (missing.length > 0) console.log(`    not proved by ${missing.join(', ')}: ${claim}`)
  }
} finally {
  rmSync(out, { recursive: true, force: true })
}
