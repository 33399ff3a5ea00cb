import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EXIT } from '../../toolkit/exit-status.ts'
import {
  assessExample,
  complaints,
  type PaperExample,
  paperClaimLists,
  paperJson,
  paperLatex,
  paperProblems,
  paperStatus,
  paperText,
  savedProofText,
} from '../../toolkit/paper.ts'
import {
  assessClaims,
  claimsComplaints,
  claimsJson,
  claimsLine,
  claimsStatus,
  type PaperClaims,
  savedClaimsText,
} from '../../toolkit/paper-claims.ts'
import type { CommonFlags } from '../common-flags.ts'
import { emit, json, prepareFile } from '../output.ts'
import { runCheck } from './check.ts'
import { proveList } from './prove.ts'

export interface PaperFlags extends CommonFlags {
  readonly proofs?: string
  readonly save?: boolean
}

/** The proofs folder of the package: beside dist/ for the bundle, beside src/ for sources. */
const packagedProofs = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../../proofs' : '../proofs', import.meta.url))

const shortLine = ({ name, result, saved }: PaperExample): string =>
  `${name}: ${result.conclusion.verdict}; saved certificates: ${saved.accepted} accepted, ${saved.refused.length} refused`

/**
 * `gradlaw paper`: checks every problem file, re-checks the saved certificates, prints the table and writes
 * `paper.tex` and `paper.json`. Returns the exit status.
 */
export const paperCommand = async (flags: PaperFlags): Promise<number> => {
  const folder = flags.out ?? 'out'
  prepareFile(join(folder, 'paper.tex'))
  const problems = paperProblems(flags.proofs ?? packagedProofs())
  const examples: PaperExample[] = []
  let isInterrupted = false
  for (const problem of problems) {
    const { result, expect, interrupted } = await runCheck(problem.file, flags)
    isInterrupted = interrupted
    if (flags.save === true && !isInterrupted) emit(savedProofText(problem, result), problem.proofFile)
    const example = assessExample(problem, result, expect)
    examples.push(example)
    if (flags.quiet !== true) process.stderr.write(`${shortLine(example)}\n`)
    if (isInterrupted) break
  }
  const lists: PaperClaims[] = []
  for (const list of isInterrupted ? [] : paperClaimLists(flags.proofs ?? packagedProofs())) {
    const outcome = await proveList(list.file, flags)
    if (flags.save === true && !outcome.interrupted) emit(savedClaimsText(outcome.result), list.proofFile)
    lists.push(assessClaims(list, outcome.result))
    isInterrupted = outcome.interrupted
    if (isInterrupted) break
  }
  const document = { ...paperJson(examples), claims: claimsJson(lists) }
  const text = [paperText(examples), ...lists.map(claimsLine)].join('\n')
  emit(flags.json === true ? json(document) : text, undefined)
  for (const line of [...examples.flatMap(complaints), ...lists.flatMap(claimsComplaints)])
    process.stderr.write(`gradlaw: ${line}\n`)
  if (isInterrupted) return EXIT.unknown
  emit(paperLatex(examples), join(folder, 'paper.tex'))
  emit(json(document), join(folder, 'paper.json'))
  const statuses = [paperStatus(examples), ...lists.map(claimsStatus)]
  return [EXIT.refuted, EXIT.unknown].find((status) => statuses.includes(status)) ?? EXIT.proved
}
