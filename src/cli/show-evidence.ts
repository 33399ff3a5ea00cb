import type { Evidence } from '../numerics/evidence.ts'

const shown = (value: number | null | undefined, digits = 4): string =>
  value === null || value === undefined ? 'not measured' : value.toPrecision(digits)

/** Measurements for a terminal. */
export const showEvidence = (e: Evidence): string => {
  const { distances, lawDrift } = e
  return [
    `${e.method}: ${e.runs} runs of ${e.steps} steps, alpha = ${e.alpha}, exponent ${e.exponent}, seed ${e.seed}${e.complete ? '' : ' (stopped early: the time was spent)'}`,
    ...(e.converged === null
      ? []
      : [
          `converged: ${e.converged} of ${e.runs}${e.confidence === null ? '' : ` (95 % interval ${e.confidence.map((c) => c.toFixed(3)).join(' to ')})`}`,
        ]),
    ...(distances === null
      ? []
      : [`distance to the attractor: median ${shown(distances.median)}, largest ${shown(distances.max)}`]),
    `diverged: ${e.diverged}, stopped at a critical point: ${e.stoppedAtCritical}`,
    ...(e.finalObjective === null
      ? []
      : [`final f: median ${shown(e.finalObjective.median)}, largest ${shown(e.finalObjective.max)}`]),
    `fitted order: ${shown(e.fittedOrder)}`,
    `one-step decrease over its second-order prediction: ${shown(e.secondOrderRatio)}`,
    ...lawDrift.map(
      ({ law, relative, flow }) =>
        `law ${law}: |c| at the end over the start ${shown(relative)}, drift along the flow ${shown(flow)}`,
    ),
  ].join('\n')
}
