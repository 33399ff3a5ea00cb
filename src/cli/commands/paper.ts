import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EXIT } from '../../toolkit/exit-status.ts'
import {
  assessExample,
  complaints,
  type PaperExample,
  type PaperProblem,
  paperClaimLists,
  paperJson,
  paperProblems,
  paperStatus,
  paperText,
  recheckSaved,
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
import { paperFiles } from '../../toolkit/paper-files.ts'
import { loadProblemFile } from '../../toolkit/problem-file.ts'
import type { CommonFlags } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { compilePdf } from '../pdflatex.ts'
import { runCheck } from './check.ts'
import { proveList } from './prove.ts'

export interface PaperFlags extends CommonFlags {
  readonly proofs?: string
  readonly save?: boolean
  readonly recheck?: boolean
  readonly pdf?: boolean
}

/** The proofs folder of the package: beside dist/ for the bundle, beside src/ for sources. */
const packagedProofs = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../../proofs' : '../proofs', import.meta.url))

const shortLine = ({ name, result, saved }: PaperExample): string =>
  `${name}: ${result.conclusion.verdict}; saved certificates: ${saved.accepted} accepted, ${saved.refused.length} refused`

/** `gradlaw paper --recheck`: the kernel on the saved certificates, and no search at all. */
const recheckPaper = (saved: readonly PaperProblem[], flags: PaperFlags): number => {
  const checked = saved.map(recheckSaved)
  const lines = checked.map(({ name, accepted, refused }) => `${name}: ${accepted} accepted, ${refused.length} refused`)
  emit(flags.json === true ? json({ examples: checked }) : lines.join('\n'), undefined)
  const found = checked.flatMap(({ name, refused }) => refused.map((line) => `${name}: ${line}`))
  for (const line of found) process.stderr.write(`gradlaw: a saved certificate is refused: ${line}\n`)
  return found.length === 0 ? EXIT.proved : EXIT.refuted
}

/**
 * `gradlaw paper`: checks every problem file, re-checks the saved certificates, prints the table and writes the combined
 * document in LaTeX, Markdown, HTML and JSON with its figures. Returns the exit status.
 */
export const paperCommand = async (flags: PaperFlags): Promise<number> => {
  const proofs = flags.proofs ?? packagedProofs()
  const problems = paperProblems(proofs)
  if (flags.recheck === true) {
    if (flags.save === true || flags.pdf === true) throw new CommandError('--recheck searches and writes nothing')
    return recheckPaper([...problems, ...paperClaimLists(proofs)], flags)
  }
  const folder = flags.out ?? 'out'
  prepareFile(join(folder, 'paper.tex'))
  const examples: PaperExample[] = []
  let isInterrupted = false
  for (const problem of problems) {
    const { result, expect, interrupted } = await runCheck(problem.file, flags)
    isInterrupted = interrupted
    if (flags.save === true && !isInterrupted) emit(savedProofText(problem, result), problem.proofFile)
    const example = assessExample(problem, result, expect, loadProblemFile(problem.file))
    examples.push(example)
    if (flags.quiet !== true) process.stderr.write(`${shortLine(example)}\n`)
    if (isInterrupted) break
  }
  const lists: PaperClaims[] = []
  for (const list of isInterrupted ? [] : paperClaimLists(proofs)) {
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
  for (const { path, text: written } of await paperFiles(examples)) emit(written, join(folder, path))
  emit(json(document), join(folder, 'paper.json'))
  if (flags.pdf === true) await compilePdf(folder, 'paper')
  const statuses = [paperStatus(examples), ...lists.map(claimsStatus)]
  return [EXIT.refuted, EXIT.unknown].find((status) => statuses.includes(status)) ?? EXIT.proved
}
