import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import { renderReport } from '../../src/report/render-report.ts'
import type { CheckResult } from '../../src/theorems/check-result.ts'
import { check } from '../../src/toolkit/api.ts'
import { type Problem, readProblem } from '../../src/toolkit/problem.ts'
import { loadProblemFile } from '../../src/toolkit/problem-file.ts'
import { slowClock } from '../support/slow-clock.ts'
import { WRONG_REGULARIZERS, type WrongRegularizer } from './wrong-regularizers.ts'

slowClock(4)

const PROOFS = fileURLToPath(new URL('../../proofs', import.meta.url))

/** The example's objective, or the one with numbers, with the wrong regularizer. */
const problemOf = ({ example, regularizer, objective }: WrongRegularizer): Problem => {
  const { objective: given } = loadProblemFile(join(PROOFS, `${example}.yaml`))
  const { variables } = given
  const read = readProblem({ objective: objective ?? variables.join(' + '), variables, regularizer })
  return objective === undefined ? { ...read, objective: given } : read
}

/** A wrong g breaks the necessary condition (it grows along the flow), or only a sufficient one. */
const EXPECTED: Readonly<Record<WrongRegularizer['wrong'], readonly string[]>> = {
  centre: ['sufficient-condition-fails', 'refuted'],
  power: ['refuted', 'sufficient-condition-fails'],
  reciprocal: ['sufficient-condition-fails', 'refuted'],
  sign: ['refuted'],
}

const CLAIM_OF: Readonly<Record<string, string>> = {
  refuted: 'lyapunov',
  'sufficient-condition-fails': 'second-order',
}

const refusalOf = ({ claims, conclusion }: CheckResult) =>
  claims.find(({ id, verdict }) => id === CLAIM_OF[conclusion.verdict] && verdict.status === 'refuted')

describe('a regularizer with one thing wrong', () => {
  test.each(WRONG_REGULARIZERS)(
    '$example, wrong $wrong: $regularizer',
    async (wrong) => {
      const result = await check(problemOf(wrong), { simulate: false, timeout: 60, cases: false, workers: 0 })
      const { verdict, text } = result.conclusion
      expect(EXPECTED[wrong.wrong]).toContain(verdict)
      const refused = refusalOf(result)
      expect(refused?.verdict.status).toBe('refuted')
      if (refused?.verdict.status !== 'refuted') return
      // The witness is exact, names every variable, and the kernel accepts it again.
      expect(refused.verdict.trust).toBe('kernel')
      expect(Object.keys(refused.verdict.witness)).toEqual(expect.arrayContaining([...result.problem.variables]))
      const again = verify(refused.kernelClaim, refused.verdict.certificate)
      expect(isCheckedClaim(again) && again.outcome).toBe('refuted')
      // What is said is about the condition and where it fails, never about where runs go.
      expect(text).toMatch(
        verdict === 'refuted' ? /is not a d-Lyapunov function: .* at / : /sufficient condition fails at /,
      )
      for (const words of [text, renderReport(result, 'markdown')]) {
        expect(words).not.toMatch(/(?:does|do) not converge|diverge/i)
      }
      expect(result.conclusion.order).toBeUndefined()
    },
    300_000,
  )
})
