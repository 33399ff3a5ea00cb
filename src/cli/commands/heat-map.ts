import { EXIT } from '../../toolkit/exit-status.ts'
import { type HeatMap, shallowHeatMap } from '../../toolkit/shallow-heat-map.ts'
import { emit, json, prepareFile } from '../output.ts'

export interface HeatMapFlags {
  readonly json?: boolean
  readonly out?: string
  readonly seed?: number
  readonly phi?: number
  readonly dimension?: number
}

/** One character for each cell, small values of the ratio dark: for a look on a terminal. */
const picture = ({ scales, cells }: HeatMap): string => {
  const shade = ({ time, ratio }: HeatMap['cells'][number]): string =>
    time === null ? 'x' : (' .:-=+*#%@'[Math.min(9, Math.floor((1 - Math.min(1, Math.abs(ratio))) * 10))] ?? '@')
  const rows = Array.from({ length: cells.length / scales.length }, (_, i) =>
    cells
      .slice(i * scales.length, (i + 1) * scales.length)
      .map(shade)
      .join(''),
  )
  return rows.reverse().join('\n')
}

const showHeatMap = (map: HeatMap): string => {
  const range = (values: readonly number[]): string => `${values[0]} to ${values[values.length - 1]}`
  return [
    `gradient descent on (a'b - ${map.phi})^2/2, dimension ${map.dimension}, seed ${map.seed}`,
    `upwards: step size ${range(map.etas)}; to the right: initial scale ${range(map.scales)}`,
    'blank: Q(T)/Q(0) near 1; @: near 0; x: no small residual',
    picture(map),
    `bounds on Q(T)/Q(0) apply to ${map.bounded} of ${map.cells.length} runs and fail in ${map.violated}; diverged: ${map.diverged}`,
    'Numbers are evidence, never a verdict.',
  ].join('\n')
}

/** `gradlaw heat-map`: returns the exit status. */
export const heatMapCommand = async (flags: HeatMapFlags): Promise<number> => {
  prepareFile(flags.out)
  const { seed, phi, dimension } = flags
  const map = shallowHeatMap({
    ...(seed === undefined ? {} : { seed }),
    ...(phi === undefined ? {} : { phi }),
    ...(dimension === undefined ? {} : { dimension }),
  })
  emit(flags.json === true ? json(map) : showHeatMap(map), flags.out)
  return map.violated === 0 ? EXIT.proved : EXIT.refuted
}
