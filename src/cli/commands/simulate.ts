import type { Evidence } from '../../numerics/evidence.ts'
import type { Selection } from '../../numerics/selection.ts'
import type { Figure } from '../../report/figures/figure.ts'
import { EXIT } from '../../toolkit/exit-status.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import { repeatCommand } from '../repeat-command.ts'
import { settle } from '../settle.ts'
import { showEvidence } from '../show-evidence.ts'
import { prepareFigure, writeFigure } from '../write-figure.ts'

export interface SimulateFlags extends CommonFlags, ProblemFlags {
  readonly method: string
  readonly runs?: number
  readonly steps?: number
  readonly alpha?: number
  readonly exponent?: string
  readonly beta?: number
  readonly rho?: number
  readonly start: readonly string[]
  readonly attractor: readonly string[]
  readonly base?: string
  readonly schedule?: string
  readonly selection?: string
  readonly sample: readonly string[]
  readonly firstRun?: number
  readonly figure?: string
  readonly axes?: string
}

const readExponent = (text: string): number => {
  const value = text.trim() === 'infinity' ? Number.POSITIVE_INFINITY : Number(text)
  if (!(value > 0) || text.trim() === '') {
    throw new CommandError(`--exponent is a positive number or "infinity", not "${text}"`)
  }
  return value
}

/** `gradlaw simulate`: returns the exit status. */
export const simulateCommand = async (file: string | undefined, flags: SimulateFlags): Promise<number> => {
  const { runs, steps, alpha, exponent, method, beta, rho } = flags
  const settings = {
    ...(runs === undefined ? {} : { runs }),
    ...(steps === undefined ? {} : { steps }),
    ...(alpha === undefined ? {} : { alpha }),
    ...(exponent === undefined ? {} : { exponent: readExponent(exponent) }),
    ...(flags.start.length === 0 ? {} : { starts: flags.start }),
    ...(flags.attractor.length === 0 ? {} : { attractor: flags.attractor }),
    ...(flags.base === undefined ? {} : { base: flags.base }),
    ...(flags.schedule === undefined ? {} : { schedule: flags.schedule }),
    ...(flags.selection === undefined ? {} : { selection: flags.selection as Selection }),
    ...(flags.sample.length === 0 ? {} : { samples: flags.sample }),
  }
  const problem = problemSource(file, flags, true)
  prepareFile(flags.out)
  prepareFigure(flags.figure)
  if (flags.axes !== undefined && flags.figure === undefined) throw new CommandError('--axes is for --figure')
  const axes = flags.axes?.split(/,(?![^[\]]*\])/).map((name) => name.trim())
  const outcome = await settle<{ readonly evidence: Evidence; readonly figure?: Figure }>(
    {
      kind: 'simulate',
      problem,
      settings,
      method,
      numbers: {
        ...(beta === undefined ? {} : { beta }),
        ...(rho === undefined ? {} : { rho }),
        ...(flags.firstRun === undefined ? {} : { firstRun: flags.firstRun }),
      },
      ...(flags.figure === undefined ? {} : { figure: axes === undefined ? {} : { axes } }),
      options: searchOptions(flags),
    },
    flags.quiet,
  )
  if (outcome.type === 'stopped') {
    if (flags.json === true) emit(json({ runs: 0, complete: false, note: outcome.why }), flags.out)
    throw new CommandError(`stopped (${outcome.why}) before a run was complete`, EXIT.unknown)
  }
  const { evidence, figure } = outcome.value
  const repeat = (run: number): string => repeatCommand(file, flags, evidence.seed, run)
  const outliers = evidence.outliers.map((one) => ({ ...one, command: repeat(one.run) }))
  emit(flags.json === true ? json({ ...evidence, outliers }) : showEvidence(evidence, repeat), flags.out)
  if (figure !== undefined && flags.figure !== undefined) await writeFigure(figure, flags.figure)
  return outcome.interrupted ? EXIT.unknown : EXIT.proved
}
