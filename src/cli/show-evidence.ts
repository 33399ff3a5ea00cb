import type { DecreaseRatio, Ending, Evidence } from '../numerics/evidence.ts'
import { wrap } from './wrap.ts'

const shown = (value: number | null | undefined, digits = 4): string =>
  value === null || value === undefined ? 'not measured' : value.toPrecision(digits)

const causes = ({ method, undefinedSteps, startedOutside }: Evidence): string => {
  // Where two infinite numbers meet, f may be defined.
  const no = method === 'flow' ? 'where the flow is too stiff, or f not defined' : 'by a step that is no number'
  const parts = [
    ...(undefinedSteps > 0 ? [`${undefinedSteps} ${no}`] : []),
    ...(startedOutside > 0 ? [`${startedOutside} started where f is not defined`] : []),
  ]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

const list = (x: readonly number[]): string => `(${x.map((value) => Number(value.toPrecision(5))).join(', ')})`

const KINDS: { readonly [kind in Ending['kind']]: string } = {
  moving: '',
  critical: ', stopped at a critical point',
  diverged: ', overflow',
  undefined: ', the next point is no number',
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

/** The first run that failed, or that came to no point of the attractor, and the command that repeats it alone. */
const outlier = ({ outliers }: Evidence, repeat: (run: number) => string): readonly string[] => {
  const failed = outliers.find(({ kind }) => kind !== 'moving' && kind !== 'critical') ?? outliers[0]
  if (failed === undefined) return []
  const { run, start, stoppedAt, kind, distance } = failed
  const at = stoppedAt === null ? '' : ` at step ${stoppedAt}`
  const where = distance === null ? '' : `, ${shown(distance, 3)} away from the attractor`
  return [`  run ${run} from ${list(start)} ended${at}${KINDS[kind]}${where}; to repeat it:`, `    ${repeat(run)}`]
}

/** The order of the decrease of g, with the points and the runs that it stands on; a word where there is none. */
const orderOf = (e: Evidence): readonly string[] => {
  if (e.method !== 'ngd') return ['  order of the decrease of g: of ngd only']
  const stayed = e.runs - e.diverged
  const why = stayed === 0 ? ': no run converged' : ''
  if (e.fittedOrder === null) return [`  fitted order of the decrease of g: not measured${why}`]
  const error = e.fittedOrderError === null ? '' : ` ± ${shown(e.fittedOrderError, 2)}`
  return [
    `  fitted order of the decrease of g: ${shown(e.fittedOrder)}${error}, at ${e.basePoints.used} points of M; ${stayed} of ${e.runs} runs did not diverge`,
    `  one-step decrease over its second-order prediction: ${shown(e.secondOrderRatio)}`,
  ]
}

/** Measurements for a terminal. */
export const showEvidence = (e: Evidence, repeat: (run: number) => string): string => {
  const { distances, finalObjective, lawDrift, confidence } = e
  const interval =
    confidence === null ? '' : ` (95 % interval ${confidence.map((bound) => bound.toFixed(3)).join(' to ')})`
  const stopped = e.complete ? '' : ' (stopped early)'
  const lines = [
    `${e.method}: ${e.runs} runs of ${e.steps} steps${stopped}`,
    `  alpha ${e.alpha}${e.beta === undefined ? '' : `, beta ${e.beta}`}${e.rho === undefined ? '' : `, rho ${e.rho}`}, ${e.schedule === undefined ? `exponent ${e.exponent}` : `schedule ${e.schedule}`}${e.selection === undefined ? '' : `, selection ${e.selection}`}, seed ${e.seed}`,
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
    ...orderOf(e),
    ...(e.toMinima === undefined
      ? []
      : [`  distance to the minima of f: median ${shown(e.toMinima.median)}, largest ${shown(e.toMinima.max)}`]),
    ...lawDrift.flatMap(({ law, relative, spread, flow }) => [
      `  law ${law}`,
      `    |c| at the end over |c| at the start: median ${shown(relative)}${spread === null ? '' : `, from ${shown(spread[0])} to ${shown(spread[1])}`}; drift along the flow: ${shown(flow)}`,
    ]),
    ...e.endings.map(ended),
    ...base(e),
  ]
  const wrapped = lines.flatMap((line) => wrap(line.trimStart(), line.slice(0, -line.trimStart().length), 6))
  // A command stays on one line, to be pasted.
  return [...wrapped, ...outlier(e, repeat), 'Numbers are evidence, never a verdict.'].join('\n')
}
