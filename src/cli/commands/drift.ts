import type { Figure } from '../../report/figures/figure.ts'
import type { DriftResult } from '../../toolkit/drift.ts'
import { EXIT, verdictStatus } from '../../toolkit/exit-status.ts'
import type { DriftClaim, DriftEffect, MethodDrift } from '../../toolkit/method-drift.ts'
import type { ProofClaims } from '../../toolkit/proof-file.ts'
import { markOf, showVerdict } from '../../toolkit/show-verdict.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import { saveProof } from '../save-proof.ts'
import { settle } from '../settle.ts'
import { wrap } from '../wrap.ts'
import { prepareFigure, writeFigure } from '../write-figure.ts'
import { readTrust } from './check.ts'

export interface DriftFlags extends CommonFlags, ProblemFlags {
  readonly law?: string
  readonly method: readonly string[]
  readonly trust?: string
  readonly saveProof?: string
  readonly figure?: string
}

const EFFECTS: { readonly [effect in DriftEffect]: string } = {
  kept: '1: the law holds for this method exactly',
  decreases: 'at most 1: |c| never grows while it is at least -1 (proved)',
  increases: 'at least 1: |c| never shrinks (proved)',
  either: 'above 1 at some states and below 1 at others (exact states of both are known)',
  open: 'not compared with 1: open',
}

const CHANGES: typeof EFFECTS = {
  kept: 'the law holds for this method exactly',
  decreases: 'c never grows (proved)',
  increases: 'c never shrinks (proved)',
  either: 'c grows at some states and shrinks at others (exact states of both are known)',
  open: 'the sign of the change is open',
}

const claimsOf = ({ laws }: DriftResult): readonly DriftClaim[] =>
  laws.flatMap(({ methods }) =>
    methods.flatMap(({ identity, sign, breaks }) => [
      ...(identity === undefined ? [] : [identity]),
      ...sign,
      ...(breaks === undefined ? [] : [breaks]),
    ]),
  )

const showMethod = (one: MethodDrift): string[] => {
  const { method, names, factor, change, order, identity, effect, breaks, unchangedWhere } = one
  const mark = identity === undefined ? '?' : markOf(identity.verdict)
  const formula =
    factor !== undefined
      ? `c+ = c*(${factor})`
      : change !== undefined
        ? `c+ = c + ${change}`
        : identity === undefined
          ? 'no formula of a known form, or one too large'
          : 'its formula was not proved'
  const where =
    breaks?.verdict.status === 'refuted' ? showVerdict(breaks.verdict, identity?.kernelClaim.context.variables) : ''
  return [
    ...wrap(`${method}: ${formula}`, `${mark} `, 4),
    ...Object.entries(names).flatMap(([name, meaning]) => wrap(`${name}: ${meaning}`, '    ')),
    ...(factor === undefined && change === undefined
      ? []
      : wrap(factor === undefined ? CHANGES[effect] : `the factor is ${EFFECTS[effect]}`, '    ')),
    ...(order === undefined ? [] : wrap(`the change is of order ${order} in the step size`, '    ')),
    ...(unchangedWhere.length === 0 ? [] : wrap(`c is unchanged exactly where ${unchangedWhere.join(' or ')}`, '    ')),
    ...(where === '' ? [] : wrap(`that c+ = c is ${where}`, '    ')),
  ]
}

const showDrift = ({ laws }: DriftResult): string =>
  laws
    .flatMap(({ law, methods }) => [`c = ${law}`, ...methods.flatMap(showMethod), ''])
    .join('\n')
    .trimEnd()

interface Found {
  readonly result: DriftResult
  readonly figure?: Figure
}

/** `gradlaw drift`: returns the exit status: 0 where every formula was proved, 2 where one is open or there is none. */
export const driftCommand = async (file: string | undefined, flags: DriftFlags): Promise<number> => {
  const trust = readTrust(flags.trust)
  const problem = problemSource(file, flags, true)
  prepareFile(flags.out)
  prepareFile(flags.saveProof)
  prepareFigure(flags.figure)
  const settings = {
    ...(flags.law === undefined ? {} : { law: flags.law }),
    ...(flags.method.length === 0 ? {} : { methods: flags.method }),
  }
  const drawn = flags.figure === undefined ? {} : { figure: true }
  const outcome = await settle<Found>(
    { kind: 'drift', problem, settings, ...drawn, options: searchOptions(flags) },
    flags.quiet,
  )
  const isStopped = outcome.type === 'stopped'
  if (isStopped && outcome.known === undefined) {
    throw new CommandError(`stopped before there was an answer: ${outcome.why}`, EXIT.unknown)
  }
  const { result, figure } = isStopped ? (outcome.known as Found) : outcome.value
  if (figure !== undefined && flags.figure !== undefined) await writeFigure(figure, flags.figure)
  if (isStopped) process.stderr.write(`gradlaw: stopped (${outcome.why}): not all methods were looked at\n`)
  emit(flags.json === true ? json(result) : showDrift(result), flags.out)
  if (flags.saveProof !== undefined) saveProof(claimsOf(result) as ProofClaims, flags.saveProof)
  const statuses = result.laws.flatMap(({ methods }) =>
    methods.map(({ identity }) => (identity === undefined ? EXIT.unknown : verdictStatus(identity.verdict, trust))),
  )
  return !isStopped && statuses.every((status) => status === EXIT.proved) ? EXIT.proved : EXIT.unknown
}
