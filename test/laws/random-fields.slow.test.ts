import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { conservedVerdict } from '../../src/laws/conserved-verdict.ts'
import { findLaws } from '../../src/laws/find-laws.ts'
import { budget, objectiveOf } from './objectives.ts'

const coefficient = fc.integer({ min: 1, max: 5 })
const SETTINGS = { seed: 20260211, numRuns: 15 }

describe('random residuals', () => {
  it('of the form a·x^k + b·y^l: one law, proved, and no near miss of it', async () => {
    const exponent = fc.integer({ min: 1, max: 4 })
    await fc.assert(
      fc.asyncProperty(coefficient, coefficient, exponent, exponent, async (a, b, k, l) => {
        const objective = objectiveOf(`(${a}*x^${k} - ${b}*y^${l} - 1)^2`, 'x y')
        const { laws, independent } = await findLaws(objective, { budget: budget(), seed: 1, degree: 2 })
        expect(independent.found).toBe(1)
        for (const law of laws) {
          expect(law.verdict.status).toBe('proved')
          const miss = parseTerm(`${printTerm(law.term)} + x/1000000007`)
          expect(conservedVerdict(objective, miss).status).toBe('unknown')
        }
      }),
      SETTINGS,
    )
  })

  it('of few monomials: everything found is proved, and independent laws are at most n − 1', async () => {
    const power = fc.integer({ min: 0, max: 2 })
    const monomial = fc.tuple(coefficient, power, power, power)
    await fc.assert(
      fc.asyncProperty(fc.array(monomial, { minLength: 1, maxLength: 3 }), async (monomials) => {
        const h = monomials.map(([c, i, j, k]) => `${c}*x^${i}*y^${j}*z^${k}`).join(' + ')
        const objective = objectiveOf(`(x*y + ${h} - 7)^2`, 'x y z')
        const { laws, independent } = await findLaws(objective, { budget: budget(5), seed: 1, degree: 3 })
        for (const law of laws) expect(law.verdict.status, `${h}: ${printTerm(law.term)}`).toBe('proved')
        expect(independent.found).toBeLessThanOrEqual(independent.upperBound)
      }),
      SETTINGS,
    )
  })
})
