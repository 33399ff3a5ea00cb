import { renameSync } from 'node:fs'
import type { BasicType } from 'hyparquet-writer'
import { doubleOf } from './instance.ts'
import type { Plan } from './plan.ts'
import { linesOf, type ResultsFolder } from './results-folder.ts'
import { MEASURES } from './row.ts'
import type { SweepRow } from './sweep-result.ts'

type Value = string | number | null

interface Column {
  readonly name: string
  readonly type: 'STRING' | 'DOUBLE' | 'INT32'
  readonly isAlwaysThere?: boolean
  readonly of: (row: SweepRow) => Value
}

/** Rows that are held in memory and written together. */
const GROUP = 50_000

const WHOLE: readonly string[] = ['runs', 'steps', 'converged', 'diverged', 'critical']

/** One column for each axis, each measure, and each law. */
const columnsOf = ({ design, problem }: Plan): readonly Column[] => [
  { name: 'cell', type: 'INT32', isAlwaysThere: true, of: (row) => row.cell },
  { name: 'status', type: 'STRING', isAlwaysThere: true, of: (row) => row.status },
  { name: 'key', type: 'STRING', isAlwaysThere: true, of: (row) => row.key },
  { name: 'seed', type: 'DOUBLE', isAlwaysThere: true, of: (row) => row.seed },
  ...design.axes.map(({ name, kind }): Column => {
    const isText = kind === 'method' || kind === 'schedule' || kind === 'selection'
    const value = (row: SweepRow): Value => {
      const found = row.over[name] ?? null
      if (isText || found === null) return found
      return found === 'infinity' ? Number.POSITIVE_INFINITY : doubleOf(found)
    }
    return { name: `over.${name}`, type: isText ? 'STRING' : 'DOUBLE', isAlwaysThere: true, of: value }
  }),
  ...MEASURES.map(
    (name): Column => ({ name, type: WHOLE.includes(name) ? 'INT32' : 'DOUBLE', of: (row) => row[name] }),
  ),
  ...problem.laws.map(
    (law, j): Column => ({ name: `drift ${law}`, type: 'DOUBLE', of: (row) => row.drift[j] ?? null }),
  ),
  { name: 'reason', type: 'STRING', of: (row) => row.reason ?? null },
]

const PHYSICAL: Readonly<Record<Column['type'], { readonly type: 'BYTE_ARRAY' | 'DOUBLE' | 'INT32' }>> = {
  STRING: { type: 'BYTE_ARRAY' },
  DOUBLE: { type: 'DOUBLE' },
  INT32: { type: 'INT32' },
}

/** Writes the rows of a complete sweep as a Parquet file, axes as columns `over.NAME`, laws as `drift LAW`. */
export const writeParquet = async (folder: ResultsFolder, plan: Plan): Promise<void> => {
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer')
  const columns = columnsOf(plan)
  const partial = `${folder.parquet}.tmp`
  const writer = new ParquetWriter({
    writer: fileWriter(partial),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type, isAlwaysThere }) => ({
        name,
        ...PHYSICAL[type],
        ...(type === 'STRING' ? { converted_type: 'UTF8' as const } : {}),
        repetition_type: isAlwaysThere === true ? ('REQUIRED' as const) : ('OPTIONAL' as const),
      })),
    ],
    createdBy: `gradlaw ${plan.versions.gradlaw}`,
  })
  let data = columns.map((): Value[] => [])
  const flush = (): void => {
    if (data[0]?.length === 0) return
    writer.write({
      columnData: columns.map(({ name, type }, j) => ({ name, type: type as BasicType, data: data[j] as Value[] })),
      rowGroupSize: GROUP,
    })
    data = columns.map(() => [])
  }
  for (const { text } of linesOf(folder.rows)) {
    const row = JSON.parse(text) as SweepRow
    for (const [j, column] of columns.entries()) data[j]?.push(column.of(row))
    if (data[0]?.length === GROUP) flush()
  }
  flush()
  writer.finish()
  renameSync(partial, folder.parquet)
}
