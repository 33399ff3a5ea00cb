import type { DecreaseRatio, Ending, Evidence } from '../numerics/evidence.ts'
import { wrap } from './wrap.ts'

const shown = (value: number | null | undefined, digits = 4): string =>
  value === null || value === undefined ? 'not measured' : value.toPrecision(digits)

const causes = ({ undefinedSteps, startedOutside }: Evidence): string => {
  const parts = [
    ...(undefinedSteps > 0 ? [`${undefinedSteps} by a step where f is not defined`] : []),
    ...(startedOutside > 0 ? [`${startedOutside} started where f is not defined`] : []),
  ]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

const list = (x: readonly number[]): string => `(${x.map((value) => Number(value.toPrecision(5))).join(', ')})`

const KINDS: { readonly [kind in Ending['kind']]: string } = {
  moving: '',
  critical: ', stopped at a critical point',
  diverged: ', overflow',
  undefined: ', f or its gradient not defined at the next point',
  outside: ', f is not defined at the start',
}

const ended = ({ start, end, objective, distance, kind }: Ending): string =>
  `  from ${list(start)} to ${list(end)}: f ${shown(objective, 2)}${distance === null ? '' : `, distance ${shown(distance, 3)}`}${KINDS[kind]}`

const base = ({ atBase }: Evidence): string[] => {
  if (atBase === undefined) return []
  const ratios = (of: readonly DecreaseRatio[]): string =>
    of.map(({ alpha, ratio }) => `${shown(ratio)} (alpha ${alpha})`).join(', ')
  return [
    `  at ${list(atBase.point)}: half the second derivative of g along the normal: ${shown(atBase.halfSecondDerivative, 6)}`,
    `    one step over its second-order prediction: ${ratios(atBase.oneStep)}`,
    `    2-cycle: ${ratios(atBase.cycle)}`,
    `    fitted order: ${shown(atBase.order)}`,
  ]
}

/** The first run that failed, and how to repeat it alone. */
const failures = ({ outliers, seed }: Evidence): string[] => {
  const failed = outliers.find(({ kind }) => kind !== 'moving' && kind !== 'critical')
  if (failed === undefined) return []
  const at = failed.stoppedAt === null ? '' : ` at step ${failed.stoppedAt}`
  return [
    `  run ${failed.run} from ${list(failed.start)} ended${at}${KINDS[failed.kind]}; to repeat it: --seed ${seed} --first-run ${failed.run} --runs 1`,
  ]
}

/** Measurements for a terminal. */
export const showEvidence = (e: Evidence): string => {
  const { distances, finalObjective, lawDrift, confidence } = e
  const interval =
    confidence === null ? '' : ` (95 % interval ${confidence.map((bound) => bound.toFixed(3)).join(' to ')})`
  const stopped = e.complete ? '' : ' (stopped early)'
  const lines = [
    `${e.method}: ${e.runs} runs of ${e.steps} steps${stopped}`,
    `  alpha ${e.alpha}${e.beta === undefined ? '' : `, beta ${e.beta}`}${e.rho === undefined ? '' : `, rho ${e.rho}`}, ${e.schedule === undefined ? `exponent ${e.exponent}` : `schedule ${e.schedule}`}, seed ${e.seed}`,
    ...(e.converged === null
      ? []
      : [`  within ${shown(e.tolerance)} of the attractor: ${e.converged} of ${e.runs}${interval}`]),
    ...(distances === null
      ? []
      : [`  distance to the attractor: median ${shown(distances.median)}, largest ${shown(distances.max)}`]),
    `  diverged: ${e.diverged}${causes(e)}; stopped at a critical point: ${e.stoppedAtCritical}`,
    ...(finalObjective === null
      ? []
      : [`  final f: median ${shown(finalObjective.median)}, largest ${shown(finalObjective.max)}`]),
    `  fitted order of the decrease of g: ${shown(e.fittedOrder)}`,
    `  one-step decrease over its second-order prediction: ${shown(e.secondOrderRatio)}`,
    ...lawDrift.flatMap(({ law, relative, flow }) => [
      `  law ${law}`,
      `    |c| at the end over |c| at the start: ${shown(relative)}; drift along the flow: ${shown(flow)}`,
    ]),
    ...e.endings.map(ended),
    ...base(e),
    ...failures(e),
    'Numbers are evidence, never a verdict.',
  ]
  return lines.flatMap((line) => wrap(line.trimStart(), line.slice(0, -line.trimStart().length), 6)).join('\n')
}
