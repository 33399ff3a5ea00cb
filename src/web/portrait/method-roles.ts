import { type LayerRole, SERIES } from '../../report/figures/figure.ts'
import type { DrawnMethod } from '../state.ts'

const OWN: Partial<Readonly<Record<DrawnMethod, LayerRole>>> = {
  ngd: 'normalized-descent',
  gd: 'gradient-descent',
  flow: 'gradient-flow',
}

/** The looks of other methods, those first that are least like the three above. */
const OTHERS: readonly LayerRole[] = ['series-3', 'series-5', 'series-6', ...SERIES]

/** The role of each of the methods in a figure; of other methods than the usual three in their order. */
export const methodRoles = (methods: readonly DrawnMethod[]): ReadonlyMap<DrawnMethod, LayerRole> => {
  const free = [...new Set(OTHERS)]
  let next = 0
  return new Map(methods.map((method) => [method, OWN[method] ?? (free[next++ % free.length] as LayerRole)]))
}
