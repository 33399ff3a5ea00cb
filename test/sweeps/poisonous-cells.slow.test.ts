import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { HYPERBOLA, sweepText, temporaryFolder } from './sweep-files.ts'

const home = temporaryFolder()
afterAll(home.remove)

const text = (folder: string): string => readFileSync(`${home.path(folder)}/cells.ndjson`, 'utf8')

test('a cell that ends its thread, or never ends, costs no other cell', async () => {
  const worker = new URL('../../node_modules/.cache/gradlaw/sweep-batch-worker.js', import.meta.url)
  // Cell 7 ends its thread, and cell 9 never looks at the clock.
  writeFileSync(
    home.path('poisonous.mjs'),
    `import { runBatch as run } from ${JSON.stringify(worker.href)}
     export const runBatch = (task) => {
       const cells = task.ranges.flatMap(([low, high]) => Array.from({ length: high - low }, (_, i) => low + i))
       for (const poison of [7, 9]) {
         const index = cells.indexOf(poison)
         if (index < 0) continue
         Atomics.store(task.shared, 0, index)
         if (poison === 7) process.exit(1)
         for (;;);
       }
       return run(task)
     }`,
  )
  const limited = HYPERBOLA.replace('runs: 3', 'runs: 3\n  timeout: 0.5')
  const file = new URL(`file://${home.path('poisonous.mjs')}`)
  await sweepText(HYPERBOLA, home.path('one'))
  const { end, manifest } = await sweepText(limited, home.path('poisoned'), { file })
  expect(end).toEqual({ type: 'complete' })
  expect(manifest.trouble.filter(({ status }) => status !== 'nan').map(({ cell, status }) => [cell, status])).toEqual([
    [7, 'lost'],
    [9, 'timeout'],
  ])
  const clean = text('one').split('\n')
  for (const [i, line] of text('poisoned').split('\n').entries()) if (i !== 7 && i !== 9) expect(line).toBe(clean[i])
  // In a thread that nothing ends they are run after all.
  await sweepText(limited, home.path('poisoned'))
  expect(text('poisoned')).toBe(text('one'))
})
