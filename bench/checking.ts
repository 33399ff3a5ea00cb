// Finds proofs of the corpus' true claims and of examples of every form, and says what finding and what checking cost.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isCheckedClaim, verify } from '../src/kernel/checked-claim.ts'
import type { Claim } from '../src/kernel/claim.ts'
import { proveClaim } from '../src/provers/prove-claim.ts'
import { prove } from '../src/toolkit/prove.ts'

interface CorpusClaim {
  readonly claim: string
  readonly assume?: string
  readonly parameters?: string
  readonly expect: string
}

const [out = 'proofs.json', everyText = '1', seconds = '10'] = process.argv.slice(2)
const every = Number(everyText)

const millisecondsOf = (since: NodeJS.CpuUsage): number => process.cpuUsage(since).user / 1000

/** The processor time of one check, repeated until it can be measured; what is remembered of earlier ones counts too. */
const checkingTime = (claim: unknown, certificate: unknown): number => {
  const started = process.cpuUsage()
  let times = 0
  do {
    verify(claim, certificate)
    times++
  } while (millisecondsOf(started) < 5)
  return millisecondsOf(started) / times
}

const rows: { readonly name: string; readonly search: number; readonly check: number }[] = []
const entries: { readonly claim: unknown; readonly certificate: unknown }[] = []

const record = (name: string, claim: unknown, certificate: unknown, started: NodeJS.CpuUsage): void => {
  const search = millisecondsOf(started)
  if (!isCheckedClaim(verify(claim, certificate))) throw new Error(`${name}: the kernel refuses what was found`)
  rows.push({ name, search, check: checkingTime(claim, certificate) })
  entries.push({ claim, certificate })
}

const corpus = ['classical', 'constrained', 'functions', 'dynamics'].flatMap(
  (area) => JSON.parse(readFileSync(`test/provers/corpus/${area}.json`, 'utf8')) as CorpusClaim[],
)
for (const [i, { claim, assume, parameters, expect }] of corpus.entries()) {
  if (expect !== 'proved' || i % every !== 0) continue
  const started = process.cpuUsage()
  const { verdict, kernelClaim } = await prove(claim, {
    ...(assume === undefined ? {} : { assume }),
    ...(parameters === undefined ? {} : { parameters }),
    timeout: Number(seconds),
    seed: 1,
    trust: 'kernel',
  })
  if (verdict.status === 'proved') record(claim, kernelClaim, verdict.certificate, started)
}

const folder = 'test/refused/examples'
const examples = readdirSync(folder).flatMap(
  (file) => (JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as { entries: { claim: Claim }[] }).entries,
)
for (const [i, { claim }] of examples.entries()) {
  if (claim.claim === 'relation' || i % every !== 0) continue
  const started = process.cpuUsage()
  const budget = { deadline: Date.now() + 1000 * Number(seconds) }
  const verdict = await proveClaim(claim, { budget, hints: { seed: 1 } })
  if (verdict.status === 'proved') record(claim.claim, claim, verdict.certificate, started)
}

writeFileSync(out, JSON.stringify({ format: 'gradlaw-proof', version: 1, entries }))
console.log(JSON.stringify(rows))
process.exit(0)
