import type { ClaimForm } from '../../../src/kernel/claim.ts'
import { campaign, FORMS } from './campaign.ts'

// One share of the soundness campaign: process `part` of `parts`, `count` claims of each form; one line a form.
const [part = 0, parts = 1, count = 1000, milliseconds = 60] = process.argv.slice(2, 6).map(Number)
const only = process.argv.slice(6) as ClaimForm[]

const mine = function* (): Generator<number> {
  for (let number = part; number < count; number += parts) yield number
}

for (const form of only.length > 0 ? only : FORMS) {
  console.log(JSON.stringify({ form, ...(await campaign(form, mine(), milliseconds)) }))
}
process.exit(0)
