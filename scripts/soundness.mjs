// Feeds at least 100 000 false claims, of every form alike, to the provers and prints how many were refuted, left open,
// refused as claims, or (never) proved. Usage: npm run soundness [-- count-per-form milliseconds-each form...]
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const program = join(root, 'node_modules/.cache/gradlaw/soundness.mjs')
const [count = '6000', milliseconds = '30', ...only] = process.argv.slice(2)
const PARTS = 2

await build({
  entryPoints: [join(root, 'test/refused/false-claims/campaign-process.ts')],
  outfile: program,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
})

const totals = new Map()
const part = (index) =>
  new Promise((resolve) => {
    const args = [program, `${index}`, `${PARTS}`, count, milliseconds, ...only]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { form, refuted, unknown, unsupported, proved } = JSON.parse(line)
      const sum = totals.get(form) ?? { refuted: 0, unknown: 0, unsupported: 0, proved: 0 }
      totals.set(form, {
        refuted: sum.refuted + refuted,
        unknown: sum.unknown + unknown,
        unsupported: sum.unsupported + unsupported,
        proved: sum.proved + proved.length,
      })
      for (const claim of proved) console.error(`PROVED, though false: ${JSON.stringify(claim)}`)
    })
    child.on('close', resolve)
  })

const started = Date.now()
const statuses = await Promise.all(Array.from({ length: PARTS }, (_, index) => part(index)))
console.table(Object.fromEntries(totals))
const sum = (field) => [...totals.values()].reduce((total, row) => total + row[field], 0)
const [refuted, unknown, unsupported, proved] = ['refuted', 'unknown', 'unsupported', 'proved'].map(sum)
const all = refuted + unknown + unsupported + proved
const seconds = ((Date.now() - started) / 1000).toFixed(0)
console.log(
  `${all} false claims: ${refuted} refuted, ${unknown} open, ${unsupported} refused, ${proved} proved (${seconds} s)`,
)
process.exit(proved === 0 && statuses.every((status) => status === 0) ? 0 : 1)
