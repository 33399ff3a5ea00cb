import * as module from 'highs'
import type { HighsAnswer, HighsRequest } from './highs-request.ts'
import { tell, threadData } from './thread-side.ts'

// Solves one linear program by the simplex method and ends; nothing is kept.

const { rowCount, cost, starts, rows, values, right } = (await threadData()) as HighsRequest

// The types are those of a CommonJS module; what is imported is an ES module.
const load = module.default as unknown as typeof module.default.default
const highs = await load()
const columnCount = cost.length
const answer = highs.withModel(
  {
    numCols: columnCount,
    numRows: rowCount,
    colCost: cost,
    colLower: new Float64Array(columnCount),
    colUpper: new Float64Array(columnCount).fill(highs.infinity),
    rowLower: right,
    rowUpper: right,
    matrix: { format: 'csc', numRows: rowCount, numCols: columnCount, starts, indices: rows, values },
  },
  (model): HighsAnswer => {
    model.options.set({ output_flag: false, solver: 'simplex', random_seed: 0 })
    model.run()
    const { modelStatus, basisStatus } = highs.constants
    const status = model.getModelStatus()
    if (status === modelStatus.infeasible) return { outcome: 'infeasible' }
    if (status !== modelStatus.optimal) return { outcome: 'unknown' }
    const columns = [...model.getBasis().colStatus].flatMap((s, j) => (s === basisStatus.basic ? [j] : []))
    return { outcome: 'optimal', columns }
  },
)
tell(answer)
