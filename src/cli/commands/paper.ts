import { availableParallelism } from 'node:os'
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
  readonly only?: string
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

/** Checks the problems, as many at a time as there are cores; the answers are in the order of the problems. */
const checkAll = async (
  problems: readonly PaperProblem[],
  flags: PaperFlags,
): Promise<{ readonly examples: readonly PaperExample[]; readonly interrupted: boolean }> => {
  const found: (PaperExample | undefined)[] = problems.map(() => undefined)
  let next = 0
  let isInterrupted = false
  const work = async (): Promise<void> => {
    for (let i = next++; i < problems.length && !isInterrupted; i = next++) {
      const problem = problems[i] as PaperProblem
      const { result, expect, interrupted } = await runCheck(problem.file, { ...flags, quiet: true })
      isInterrupted ||= interrupted
      if (flags.save === true && !interrupted) emit(savedProofText(problem, result), problem.proofFile)
      const example = assessExample(problem, result, expect, loadProblemFile(problem.file))
      found[i] = example
      if (flags.quiet !== true) process.stderr.write(`${shortLine(example)}\n`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return { examples: found.filter((example) => example !== undefined), interrupted: isInterrupted }
}

/** The problems whose names begin as one of the words of `--only` says; all where it is absent. */
const chosen = (problems: readonly PaperProblem[], only: string | undefined): readonly PaperProblem[] => {
  if (only === undefined) return problems
  const words = only.split(/[,\s]+/).filter((word) => word !== '')
  return problems.filter(({ name }) => words.some((word) => name.startsWith(word)))
}

/**
 * `gradlaw paper`: checks every problem file, re-checks the saved certificates, prints the table and writes the combined
 * document in LaTeX, Markdown, HTML and JSON with its figures. Returns the exit status.
 */
export const paperCommand = async (flags: PaperFlags): Promise<number> => {
  const proofs = flags.proofs ?? packagedProofs()
  const problems = chosen(paperProblems(proofs), flags.only)
  const claimLists = chosen(paperClaimLists(proofs), flags.only)
  if (problems.length + claimLists.length === 0) throw new CommandError(`no name begins with "${flags.only}"`)
  if (flags.recheck === true) {
    if (flags.save === true || flags.pdf === true) throw new CommandError('--recheck searches and writes nothing')
    return recheckPaper([...problems, ...claimLists], flags)
  }
  const folder = flags.out ?? 'out'
  prepareFile(join(folder, 'paper.tex'))
  const { examples, interrupted } = await checkAll(problems, flags)
  let isInterrupted = interrupted
  const lists: PaperClaims[] = []
  for (const list of isInterrupted ? [] : claimLists) {
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
  for (const { path, text: written } of await paperFiles(examples, lists)) emit(written, join(folder, path))
  emit(json(document), join(folder, 'paper.json'))
  if (flags.pdf === true) await compilePdf(folder, 'paper')
  const statuses = [paperStatus(examples), ...lists.map(claimsStatus)]
  return [EXIT.refuted, EXIT.unknown].find((status) => statuses.includes(status)) ?? EXIT.proved
}
