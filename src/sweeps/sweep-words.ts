import type { Showing } from '../toolkit/shown.ts'
import type { SweepResult } from './sweep-result.ts'

const MOST_SHOWN = 10

/** How many cells ended in which way, the first that did not end well, and whether there is more to do. */
export const sweepInWords = ({
  folder,
  cells,
  complete,
  trouble,
  end,
}: Pick<SweepResult, 'folder' | 'cells' | 'complete' | 'trouble' | 'end'>): Showing => {
  const { total, done, ...statuses } = cells
  const kinds = Object.entries(statuses).flatMap(([status, count]) => (count === 0 ? [] : [`${count} ${status}`]))
  return {
    words: [
      `${folder}: ${done} of ${total} cells${done === 0 ? '' : `: ${kinds.join(', ')}`}`,
      ...trouble
        .slice(0, MOST_SHOWN)
        .flatMap(({ cell, status, seed, reason, command }) => [
          `  cell ${cell}: ${status}: ${reason} (seed ${seed})`,
          `    ${command}`,
        ]),
      ...(done - cells.ok > MOST_SHOWN ? ['  and others: see manifest.json and the rows'] : []),
      ...(end.type === 'lost' ? [end.message] : []),
      ...(complete ? [] : ['What is finished is kept: the same command goes on with the rest.']),
    ],
  }
}
