// Results show themselves in words and formulas, and stay the plain data that they are.
import { inspect } from 'node:util'
import katex from 'katex'
import { expect, test } from 'vitest'
import {
  type CheckedClaim,
  check,
  isCheckedClaim,
  laws,
  parse,
  proofFileOf,
  prove,
  recheck,
  simulate,
} from '../../src/index.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import type { Json } from '../../src/kernel/json.ts'
import { checkInWords, lawsInWords } from '../../src/toolkit/results-in-words.ts'

const DISPLAY = Symbol.for('Jupyter.display')
const displayOf = (result: object): Record<string, string> =>
  (result as unknown as Record<symbol, () => Record<string, string>>)[DISPLAY]?.() ?? {}

const plain = (result: object): void => {
  expect(Object.keys(result)).not.toContain('toLatex')
  expect(Object.getOwnPropertySymbols({ ...result })).toEqual([])
  expect(structuredClone(JSON.parse(JSON.stringify(result)))).toEqual(JSON.parse(JSON.stringify({ ...result })))
}
const isMathematics = (latex: string): void => {
  expect(katex.renderToString(latex, { displayMode: true, throwOnError: true, strict: 'error' })).toContain('katex')
}

test('laws: each with its verdict, and how many there are', async () => {
  const found = await laws({ objective: '(x^2-y)^2' }, { workers: 0 })
  expect(String(found)).toMatch(
    /^f = \(x\^2 - y\)\^2\n\+ x\*exp\(2\*y\): darboux, proved \(kernel; .*\)\nexactly 1 indep/,
  )
  expect(found.toLatex()).toContain('x e^{2 y} = \\mathrm{const}')
  isMathematics(found.toLatex())
  expect(inspect(found)).toContain('{ objective, ')
  expect(inspect({ a: { b: { c: found } } }, { depth: 2 })).toContain('[f = (x^2 - y)^2]')
  expect(displayOf(found)).toEqual({
    'text/plain': String(found),
    'text/markdown': `$$\n${found.toLatex()}\n$$\n\n\`\`\`text\n${found}\n\`\`\`\n`,
  })
  plain(found)
})

test('a candidate that is refuted says so, and is no formula', async () => {
  const all = await laws({ objective: '(x^2-y)^2' }, { candidates: ['x+y'], workers: 0 })
  expect(String(all)).toMatch(/- x \+ y: supplied, refuted at/)
  expect(all.toLatex()).not.toContain('x + y')
  expect('toLatex' in { ...all }).toBe(false)
})

test('a claim and its proof; markup in a text is text', async () => {
  const proved = await prove('x^2 + y^2 >= 2', { assume: 'x*y == 1', workers: 0 })
  expect(String(proved)).toMatch(/^x\^2 \+ y\^2 >= 2 whenever x\*y = 1\nproved \(kernel; /)
  isMathematics(proved.toLatex())
  plain(proved)
  const refuted = await prove('x > 1', { workers: 0 })
  expect(String(refuted)).toMatch(/^x > 1\nrefuted at x = /)
  expect(displayOf(refuted)['text/markdown']).toContain('```text\nx > 1\nrefuted at x = ')
  expect(refuted.toLatex()).toContain('refuted')
})

test('nothing is worded more strongly than its verdict', async () => {
  const certificate = {} as Json
  const solver = { status: 'proved', trust: 'solver', method: 'z3', certificate } as const
  const kernelClaim: Claim = { claim: 'relation', context: { variables: ['x'] }, assume: [], goal: 'x^2 >= 0' } as never
  const entry = {
    expression: 'x',
    latex: 'x',
    kind: 'polynomial',
    domain: 'x > 0',
    kernelClaim,
    independent: true,
  } as const
  const found = await laws({ objective: 'x^2 + y^2' }, { workers: 0 })
  const said = lawsInWords({ ...found, laws: [{ ...entry, verdict: solver }] })
  expect(said.words[1]).toBe('~ x: polynomial, where x > 0, reported by a solver, not re-checked (z3)')
  expect(said.formulas).toHaveLength(1)
  const kernel = { ...solver, trust: 'kernel' } as const
  expect(lawsInWords({ ...found, laws: [{ ...entry, verdict: kernel }], matrixLaws: [] }).formulas[1]).toBe(
    'x = \\mathrm{const}\\quad\\text{(where it is defined)}',
  )
  const vacuous = await prove('x^2 >= 5', { assume: 'x == 1, x == 2', workers: 0 })
  expect(String(vacuous)).toContain('contradict each other')
  expect(vacuous.toLatex()).toMatch(/\(vacuous\)/)
})

test('a check says its conclusion, runs that they are measured', async () => {
  const checked = await check({ objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' }, { simulate: false, workers: 0 })
  expect(String(checked).split('\n')).toEqual([
    'f = (x*y - 1)^2, g = (x^2 - y^2)^2',
    'certified (Theorem S, trust: kernel)',
    checked.conclusion.text,
    expect.stringMatching(/^(\d+) of \1 claims proved \(kernel\)$/),
  ])
  isMathematics(checked.toLatex())
  plain(checked)
  const bySolver = checkInWords({ ...checked, conclusion: { ...checked.conclusion, trust: 'solver' } })
  expect(bySolver.formulas.at(-1)).toBe('\\text{certified (a solver says so)}')
  const saved = JSON.stringify(proofFileOf(checked.claims))
  expect(String(recheck(saved))).toMatch(/^\d+ accepted, 0 refused$/)
  expect(String(recheck(saved.replaceAll('x*y - 1', 'x*y - 2')))).toMatch(/refused: /)
  const problem = { objective: '(x*y-1)^2', simulate: { runs: 2, steps: 10, alpha: 0.1, exponent: 4, seed: 1 } }
  const measured = await simulate({ objective: problem.objective }, { settings: problem.simulate })
  expect(inspect(measured)).toMatch(/^ngd: 2 runs of 10 steps; measured, not proved\n/)
  plain(measured)
}, 60_000)

test('what was read: the expression and where it is defined', () => {
  const parsed = parse('x^2/y')
  expect(`${parsed}`).toBe('x^2/y, where y != 0')
  isMathematics(parsed.toLatex())
  expect(JSON.stringify(parsed)).toBe(JSON.stringify({ ...parsed }))
})

test('showing a checked claim gives no way to make one', async () => {
  const { verdict } = await prove('x^2 >= 0', { workers: 0 })
  const { checked } = verdict as { readonly checked: CheckedClaim }
  expect(inspect(checked)).toMatch(/^proved by the kernel: \{"claim":"relation".*"goal":"x\^2 >= 0"\}$/)
  expect(String(checked)).toBe(inspect(checked))
  expect(Object.keys(checked).sort()).toEqual(['certificate', 'claim', 'outcome'])
  const forged = Object.assign(Object.create(Object.getPrototypeOf(checked)), { outcome: 'proved', claim: {} })
  // It says what it likes, as any text may; the seal is not in what is shown.
  expect(String(forged)).toBe('proved by the kernel: {}')
  expect(isCheckedClaim(forged)).toBe(false)
  expect(isCheckedClaim(Object.assign({}, checked))).toBe(false)
  const prototype = Object.getPrototypeOf(checked) as Record<string, unknown>
  expect(() => {
    prototype.toString = () => 'another'
  }).toThrow(TypeError)
  expect(() => Object.defineProperty(checked, 'toString', { value: () => 'another' })).toThrow(TypeError)
})
