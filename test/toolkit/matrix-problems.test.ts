import { expect, test } from 'vitest'
import { withTerm } from '../../src/dynamics/objective.ts'
import { printPlainRelation } from '../../src/expression/print-plain.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { parse } from '../../src/toolkit/api.ts'
import { readProblem } from '../../src/toolkit/problem.ts'
import { parseProblemFile } from '../../src/toolkit/problem-file.ts'
import { summaryOf } from '../../src/toolkit/problem-summary.ts'

const FILE = `
variables: ["U:2x1", "V:1x2", z]
parameters: {"A:2x2": real, "d:2": positive, b: nonzero}
assume: ["A[1,2] > b", "A[1,1] == A[2,2]"]
objective: z^2*normF2(U*V - A)
regularizer: normF2(U'*U - V*V')
`

test('a problem file with matrices', () => {
  const { objective, regularizer } = parseProblemFile(FILE, 'problem.yaml')
  expect(objective.variables).toEqual(['U[1,1]', 'U[2,1]', 'V[1,1]', 'V[1,2]', 'z'])
  expect(objective.parameters).toEqual(['A[1,1]', 'A[1,2]', 'A[2,1]', 'A[2,2]', 'd[1]', 'd[2]', 'b'])
  expect(objective.assume.map(printPlainRelation)).toEqual([
    ...['A[1,2] > b', 'A[1,1] = A[2,2]', 'd[1] > 0', 'd[2] > 0', 'b != 0'],
  ])
  expect(objective.display?.plain).toBe('z^2*normF2(U*V - A)')
  expect(regularizer?.[0]?.display?.latex).toBe('\\|U^{\\top} U - V V^{\\top}\\|^2')
})

test('the summary has both forms, and the kernel reads the one in entries', () => {
  const problem = parseProblemFile(FILE, 'problem.yaml')
  const summary = summaryOf(problem)
  expect(summary.objective).toBe('z^2*normF2(U*V - A)')
  expect(summary.regularizer[0]?.value).toBe("normF2(U'*U - V*V')")
  expect(summary.inEntries?.regularizer).toBe('(U[1,1]^2 + U[2,1]^2 - V[1,1]^2 - V[1,2]^2)^2')
  expect(() => parseTerm(summary.inEntries?.objective as string)).not.toThrow()
})

test('another term has another display', () => {
  const { objective } = parseProblemFile(FILE, 'problem.yaml')
  expect(withTerm(objective, objective.term)).toBe(objective)
  expect(withTerm(objective, parseTerm('z')).display).toBeUndefined()
})

test('texts without matrices are shown as they always were', () => {
  const summary = summaryOf(readProblem({ objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' }))
  expect([summary.objective, summary.inEntries]).toEqual(['(x*y - 1)^2', undefined])
})

test('pieces and assumptions may be about entries', () => {
  const problem = readProblem({
    objective: '(dot(u, v) - 1)^2',
    variables: ['u:2', 'v:2'],
    regularizer: [{ when: "u'*v > 0, u[1] > 0", value: 'normF2(u - v)' }],
    assume: "u'*v > 0",
  })
  expect(problem.domain?.map(printPlainRelation)).toEqual(['u[1]*v[1] + u[2]*v[2] > 0'])
  expect(problem.regularizer?.[0]?.when.map(printPlainRelation)).toEqual(['u[1]*v[1] + u[2]*v[2] > 0', 'u[1] > 0'])
})

test('parse takes sizes', () => {
  const parsed = parse('normF2(X*Y)/trace(X*Y)', { variables: ['X:1x2', 'Y:2x1'] })
  expect(parsed.latex).toBe('\\frac{\\|X Y\\|^2}{\\operatorname{tr}(X Y)}')
  expect(parsed.conditions).toEqual(['X[1,1]*Y[1,1] + X[1,2]*Y[2,1] != 0'])
})
