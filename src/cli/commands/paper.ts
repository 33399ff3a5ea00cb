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
import { type JobRunner, newJobRunner } from '../run-job.ts'
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

interface Verified {
  /** In the order of the problems and of the lists. */
  readonly examples: readonly PaperExample[]
  readonly lists: readonly PaperClaims[]
  readonly interrupted: boolean
}

/**
 * Checks the problems and proves the lists, as many at a time as there are cores, each in one thread: more would only
 * take turns. The last ones, which tend to have the most variables, begin.
 */
const verifyAll = async (
  problems: readonly PaperProblem[],
  claimLists: readonly PaperProblem[],
  given: PaperFlags,
): Promise<Verified> => {
  const flags: PaperFlags = { workers: 0, ...given }
  const examples = new Map<string, PaperExample>()
  const lists = new Map<string, PaperClaims>()
  let isInterrupted = false
  const checkOne = async (problem: PaperProblem, runner: JobRunner): Promise<void> => {
    const { result, expect, interrupted } = await runCheck(problem.file, { ...flags, quiet: true }, runner)
    isInterrupted ||= interrupted
    if (flags.save === true && !interrupted) emit(savedProofText(problem, result), problem.proofFile)
    const example = assessExample(problem, result, expect, loadProblemFile(problem.file))
    examples.set(problem.name, example)
    if (flags.quiet !== true) process.stderr.write(`${shortLine(example)}\n`)
  }
  const proveOne = async (list: PaperProblem, runner: JobRunner): Promise<void> => {
    const outcome = await proveList(list.file, { ...flags, quiet: true }, runner).catch((error: unknown) => {
      // Ctrl-C before the first claim: the examples that are done are still shown.
      if (isInterrupted && error instanceof CommandError) return undefined
      throw error
    })
    if (outcome === undefined) return
    const { result, interrupted } = outcome
    isInterrupted ||= interrupted
    if (flags.save === true && !interrupted) emit(savedClaimsText(result), list.proofFile)
    lists.set(list.name, assessClaims(list, result))
  }
  const waiting = [
    ...problems.map((problem) => (runner: JobRunner) => checkOne(problem, runner)).reverse(),
    ...claimLists.map((list) => (runner: JobRunner) => proveOne(list, runner)),
  ]
  const work = async (): Promise<void> => {
    const runner = newJobRunner()
    try {
      for (let next = waiting.shift(); next !== undefined && !isInterrupted; next = waiting.shift()) await next(runner)
    } finally {
      await runner.close()
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  const inOrder = <T>(found: ReadonlyMap<string, T>, named: readonly PaperProblem[]): readonly T[] =>
    named.flatMap(({ name }) => found.get(name) ?? [])
  return { examples: inOrder(examples, problems), lists: inOrder(lists, claimLists), interrupted: isInterrupted }
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
  const { examples, lists, interrupted } = await verifyAll(problems, claimLists, flags)
  const document = { ...paperJson(examples), claims: claimsJson(lists) }
  const text = [paperText(examples), ...lists.map(claimsLine)].join('\n')
  emit(flags.json === true ? json(document) : text, undefined)
  for (const line of [...examples.flatMap(complaints), ...lists.flatMap(claimsComplaints)])
    process.stderr.write(`gradlaw: ${line}\n`)
  if (interrupted) return EXIT.unknown
  for (const { path, text: written } of await paperFiles(examples, lists)) emit(written, join(folder, path))
  emit(json(document), join(folder, 'paper.json'))
  if (flags.pdf === true) await compilePdf(folder, 'paper')
  const statuses = [paperStatus(examples), ...lists.map(claimsStatus)]
  return [EXIT.refuted, EXIT.unknown].find((status) => statuses.includes(status)) ?? EXIT.proved
}
