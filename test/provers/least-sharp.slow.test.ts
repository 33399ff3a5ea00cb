import { describe, expect, test } from 'vitest'
import { contextOf as contextFor } from '../../src/dynamics/objective.ts'
import { detectStructure } from '../../src/dynamics/structure.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { findLeastSharp } from '../../src/provers/least-sharp.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { readProblem } from '../../src/toolkit/problem.ts'

const within = (milliseconds: number) => ({ budget: { deadline: Date.now() + milliseconds }, hints: {} })

const leastSharp = (objective: string) => {
  const problem = readProblem({ objective })
  const context = contextFor(problem.objective)
  const structure = detectStructure(problem.objective, { deadline: Date.now() + 10_000 })
  if (structure === undefined) throw new Error('no structure')
  const found = findLeastSharp(structure.residuals, structure.loss, context, within(30_000))
  if (found === undefined) return undefined
  const { minimum, points, constants } = found
  const claim: Claim = {
    claim: 'flat-minima',
    context: { ...context, constants },
    residuals: structure.residuals.map(printTerm),
    loss: structure.loss,
    minimum,
    points,
  }
  return claim
}

const values = (points: readonly Readonly<Record<string, string>>[]) =>
  points.map((p) => Object.values(p).join(' ')).sort()

describe('where several residuals are least sharp', { timeout: 120_000 }, () => {
  test.for([
    [
      'abs(x*y-1)+abs(x*z)',
      '2*sqrt(2)',
      ['-1/2*sqrt(sqrt(2))^3 -sqrt(sqrt(2)) 0', '1/2*sqrt(sqrt(2))^3 sqrt(sqrt(2)) 0'],
    ],
    ['abs(x1*y1-1)+abs(x2*y2-1)', '4', ['-1 -1 -1 -1', '-1 -1 1 1', '1 1 -1 -1', '1 1 1 1']],
    ['(x1*y1-1)^2+(x2*y2-1)^2', '2', ['-1 -1 -1 -1', '-1 -1 1 1', '1 1 -1 -1', '1 1 1 1']],
    ['abs(x*y-1)+abs(x*z)+abs(x*w)', '2*sqrt(3)', undefined],
    ['(x1*y1-1)^2+(x1*y2)^2+(x2*y1)^2+(x2*y2)^2', '2', ['-1 -1 0 0', '1 1 0 0']],
    ['abs(x1*y1-1)+abs(x1*y2-3)+abs(x2*y1-2)+abs(x2*y2-6)', '48', undefined],
    ['(x^2-y)^2+(z-x)^2', '2', ['0 0 0']],
  ] as const)('%s', async ([objective, minimum, points]) => {
    const claim = leastSharp(objective)
    if (claim?.claim !== 'flat-minima') throw new Error('nothing found')
    expect(claim.minimum).toBe(minimum)
    if (points !== undefined) expect(values(claim.points)).toEqual([...points].sort())
    expect((await proveClaim(claim, within(40_000))).status).toBe('proved')
    const missing = { ...claim, points: claim.points.slice(1) }
    expect((await proveClaim(missing, within(2000))).status).not.toBe('proved')
    const lower = { ...claim, minimum: `${minimum} - 1/1000` }
    expect((await proveClaim(lower, within(2000))).status).not.toBe('proved')
  })

  test('where that is a continuum, the points alone are not claimed', async () => {
    // max(x₁² + y₁², x₂² + y₂²) on x₁y₁ = 2, x₂y₂ = 1 is 4 also where x₂² + y₂² < 4.
    const claim = leastSharp('(x1*y1-2)^2+(x2*y2-1)^2')
    if (claim !== undefined) expect((await proveClaim(claim, within(4000))).status).not.toBe('proved')
  })
})
