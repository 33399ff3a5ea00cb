import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ReportOptions } from '../report/render-report.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import { claimsOf, proofFileOf } from '../toolkit/proof-file.ts'
import { recheckPageFile } from '../toolkit/worker-file.ts'

/** The certificates of a check, and the script that checks them again in a page. */
export const recheckOf = (result: CheckResult): Pick<ReportOptions, 'recheck'> => ({
  recheck: {
    proof: JSON.stringify(proofFileOf(claimsOf(result))),
    script: readFileSync(recheckPageFile(), 'utf8'),
    digest: (text) => createHash('sha256').update(text).digest('base64'),
  },
})
