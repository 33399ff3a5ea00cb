import { expect, test } from 'vitest'
import { questionOf } from '../../src/dynamics/law-question.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { findLaws } from '../../src/laws/find-laws.ts'
import { dimensionsOf } from '../../src/toolkit/law-counts.ts'

const options = { budget: { deadline: Date.now() + 60_000 }, seed: 1 }

test.each(['(x^2 + y^2 - z^2 - 1)^2', 'abs(x*y - 1)'])('%s: a dimension is proved by laws that are', async (text) => {
  const { term, variables } = parseExpression(text)
  const question = questionOf({ term, variables, parameters: [], integers: [], assume: [] })
  const found = await findLaws(question, { ...options, degree: 2 })
  const verdicts = found.laws.map(({ verdict }) => verdict)
  const [all, none] = [verdicts, []].map((known) => dimensionsOf(question, found, known, options)['2'])
  expect(all).toMatchObject({ status: 'proved' })
  // The products are independent, but nothing says that they are conserved.
  expect(none).toMatchObject({ status: 'unknown', atMost: { verdict: { status: 'proved' } } })
})
