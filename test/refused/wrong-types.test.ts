import { expect, test } from 'vitest'
import { answer, type Entry } from './entries.ts'
import { EXAMPLES, type Path, REMOVED, tampered } from './examples.ts'

// What is read from a file may be anything. Whatever stands in a place where something else belongs is refused by the
// readers, so that a TypeError in the kernel is a defect, and is thrown.

const pathsOf = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [path, ...Object.entries(value).flatMap(([k, v]) => pathsOf(v, [...path, Array.isArray(value) ? Number(k) : k]))]

const WRONG: readonly unknown[] = [null, 7, true, [], {}, [[]], [null], { kind: 'sign' }, REMOVED]

/** Changes of an entry, a different one at each place. */
const changes = (entry: Entry): readonly Entry[] =>
  (['claim', 'certificate'] as const).flatMap((part) =>
    pathsOf(entry[part], [part])
      .slice(1)
      .map((path, i) => tampered(entry, path, WRONG[i % WRONG.length])),
  )

test.for([...EXAMPLES])('$0: nothing of a wrong type makes the kernel throw, and little is accepted', ([, entries]) => {
  // Of each file the first and the last entry, which differ most.
  for (const entry of new Set([entries[0], entries.at(-1)])) {
    if (entry === undefined) continue
    const answers = changes(entry).map(answer)
    expect(answers.filter((a) => a === 'accepted').length).toBeLessThanOrEqual(answers.length / 4)
  }
})
