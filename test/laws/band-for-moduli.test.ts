import { expect, test } from 'vitest'
import { detectStructure } from '../../src/dynamics/structure.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { bandForModuli } from '../../src/laws/band-for-moduli.ts'
import { readProblem } from '../../src/toolkit/problem.ts'

const LAW = 'x1^2 + x2^2 - y1^2 - y2^2'
const bandOf = (matrix: string): readonly string[] => {
  const { objective } = readProblem({
    objective: `norm1([[x1],[x2]]*[[y1,y2]] - ${matrix})`,
    variables: ['x1', 'x2', 'y1', 'y2'],
  })
  const budget = { deadline: Date.now() + 20_000 }
  const structure = detectStructure(objective, budget)
  if (structure === undefined) throw new Error('no structure')
  return bandForModuli(parseTerm(LAW), objective, structure, budget).map(({ term }) => printTerm(term))
}

test('the ends of the band of Example 4.8 are exact', () => {
  const [band] = bandOf('[[1,3],[2,6]]')
  expect(band).toContain('35/2')
  expect(band).toContain('35/3')
})

test('there is no band where all directions agree on one value, as in Example 4.7', () => {
  expect(bandOf('[[1,0],[0,0]]')).toEqual([])
})
