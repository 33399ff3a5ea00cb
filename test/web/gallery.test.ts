import { expect, test } from 'vitest'
import { readProblem } from '../../src/toolkit/problem.ts'
import type { GalleryExample } from '../../src/web/gallery/examples.ts'
import { problemOf } from '../../src/web/problem-of-state.ts'
import { decodeState, encodeState } from '../../src/web/state-link.ts'
import { stateOfProblem } from '../../src/web/state-of-problem.ts'

interface Script {
  readonly readExamples: () => readonly GalleryExample[]
}
const SCRIPT: string = '../../scripts/gallery-examples.mjs'

test('every example under proofs/ opens as a problem that can be read, and as a link', async () => {
  const { readExamples } = (await import(SCRIPT)) as Script
  const examples = readExamples()
  expect(examples.map(({ name }) => name)).toContain('example-4-4-ellipse')
  expect(examples.length).toBeGreaterThan(15)
  for (const example of examples) {
    const state = { ...stateOfProblem(example), theme: 'dark' as const }
    expect(stateOfProblem(example).theme).toBe('system')
    const { objective, regularizer } = readProblem(problemOf(state))
    expect(objective.variables.length).toBeGreaterThan(0)
    expect(regularizer?.length ?? 0).toBe(example.regularizer.length)
    const { state: read, complaints } = decodeState(encodeState(state))
    expect(complaints).toEqual([])
    expect(read).toEqual(state)
  }
  const ellipse = examples.find(({ name }) => name === 'example-4-4-ellipse')
  expect(ellipse && stateOfProblem(ellipse).parameters).toEqual([
    { name: 'a', value: 2, assumption: 'positive' },
    { name: 'b', value: 1, assumption: 'positive' },
  ])
})
