import type { Evidence } from '../numerics/evidence.ts'
import { wrap } from './wrap.ts'

const shown = (value: number | null | undefined, digits = 4): string =>
  value === null || value === undefined ? 'not measured' : value.toPrecision(digits)

/** Measurements for a terminal. */
export const showEvidence = (e: Evidence): string => {
  const { distances, finalObjective, lawDrift, confidence } = e
  const interval =
    confidence === null ? '' : ` (95 % interval ${confidence.map((bound) => bound.toFixed(3)).join(' to ')})`
  const stopped = e.complete ? '' : ' (stopped early)'
  const lines = [
    `${e.method}: ${e.runs} runs of ${e.steps} steps${stopped}`,
    `  alpha ${e.alpha}${e.beta === undefined ? '' : `, beta ${e.beta}`}${e.rho === undefined ? '' : `, rho ${e.rho}`}, exponent ${e.exponent}, seed ${e.seed}`,
    ...(e.converged === null
      ? []
      : [`  within ${shown(e.tolerance)} of the attractor: ${e.converged} of ${e.runs}${interval}`]),
    ...(distances === null
      ? []
      : [`  distance to the attractor: median ${shown(distances.median)}, largest ${shown(distances.max)}`]),
    `  diverged: ${e.diverged}; stopped at a critical point: ${e.stoppedAtCritical}`,
    ...(finalObjective === null
      ? []
      : [`  final f: median ${shown(finalObjective.median)}, largest ${shown(finalObjective.max)}`]),
    `  fitted order of the decrease of g: ${shown(e.fittedOrder)}`,
    `  one-step decrease over its second-order prediction: ${shown(e.secondOrderRatio)}`,
    ...lawDrift.flatMap(({ law, relative, flow }) => [
      `  law ${law}`,
      `    |c| at the end over |c| at the start: ${shown(relative)}; drift along the flow: ${shown(flow)}`,
    ]),
    'Numbers are evidence, never a verdict.',
  ]
  return lines.flatMap((line) => wrap(line.trimStart(), line.slice(0, -line.trimStart().length), 6)).join('\n')
}
