import { describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import { LAWS_REPORT_FORMATS, renderLawsReport } from '../../src/report/laws-report.ts'
import type { Verdict } from '../../src/search/verdict.ts'
import { report } from '../../src/toolkit/api.ts'
import type { LawsResult } from '../../src/toolkit/laws-result.ts'
import { LAW_RESULTS, recordedLaws } from './law-results.ts'

const OPEN: Verdict = { status: 'unknown', reason: 'timeout', tried: [] }

/** The same answer with every verdict left open, so that no theorem applies. */
const opened = (result: LawsResult): LawsResult => {
  const { conclusion: _, ...independent } = result.independent
  const open = <T extends { readonly verdict: Verdict }>(entry: T): T => ({ ...entry, verdict: OPEN })
  return {
    ...result,
    laws: result.laws.map(open),
    independent: {
      ...open(independent),
      complete: false,
      statement: '3 found',
      ...(independent.bound === undefined ? {} : { bound: open(independent.bound) }),
    },
    polynomialDimensionVerdict: Object.fromEntries(
      Object.entries(result.polynomialDimensionVerdict).map(([degree, { atLeast, cells: __, ...entry }]) => [
        degree,
        {
          ...entry,
          status: 'unknown',
          atMost: open(entry.atMost),
          ...(atLeast === undefined ? {} : { atLeast: open(atLeast) }),
        },
      ]),
    ),
    negative: [],
  }
}

/** What stands before the explanation of the words. */
const body = (result: LawsResult): string =>
  renderLawsReport(result, 'markdown').split('### What the words rest on')[0] as string

describe('the recorded answers', () => {
  test.each(LAW_RESULTS)('%s: the kernel accepts every certificate', (name) => {
    const { laws, independent, polynomialDimensionVerdict, negative } = recordedLaws(name)
    const dimensions = Object.values(polynomialDimensionVerdict).flatMap(({ atMost, atLeast }) =>
      atLeast === undefined ? [atMost] : [atMost, atLeast],
    )
    const claims = [...laws, independent, independent.bound, ...dimensions, ...negative.flatMap((own) => own.claims)]
    for (const entry of claims) {
      if (entry?.kernelClaim === undefined || entry.verdict.status === 'unknown') continue
      const checked = verify(entry.kernelClaim, entry.verdict.certificate)
      expect(isCheckedClaim(checked) && checked.outcome).toBe(entry.verdict.status)
    }
  })

  test.each(LAW_RESULTS)('%s: with open verdicts nothing is said to be proved', (name) => {
    const text = body(opened(recordedLaws(name)))
    expect(text).not.toMatch(
      /\bexactly\b|\bproved\b|Proposition\*\*|(?<!that )is conserved|are conserved|The kernel evaluated/,
    )
    expect(text).toContain('open')
  })
})

test('matrices come first, with the laws that they stand for', () => {
  const text = body(recordedLaws('linear'))
  expect(text).toContain('The matrix $W_{1} W_{1}^{\\top} - W_{2}^{\\top} W_{2}$ is conserved')
  expect(text).toContain('the 3 laws $c_{1}$, $c_{2}$ and $c_{3}$')
  expect(text).toContain('There are exactly $3$ functionally independent laws of the flow for every loss')
  expect(text).toContain('4 fields of the flow and 1 bracket of them, nested to depth 1')
  expect(text).toContain('at most $8 - 5$ laws are independent')
  expect(text).toMatch(/\| \$4\$ \| \$9\$ \| proved \|/)
})

test('a candidate that fails is listed with its witness, and a bound that is missing is not claimed', () => {
  const text = body(recordedLaws('kinks'))
  expect(text).toMatch(/\| \$c_\{2\}\$ \| supplied \| .* \| fails \| kernel, exact witness \$x = 1\$, \$y = 0\$/)
  expect(text).toContain('no bound of their number is proved')
  expect(text).not.toContain('exactly')
})

test('negative answers are shown with their claims', () => {
  const text = body(recordedLaws('bowl'))
  expect(text).toContain('No continuous law on the basin of an isolated extremum')
  expect(text).toContain('$y \\ne 0$')
})

test('a matrix of which one entry is open is not said to be conserved', () => {
  const result = recordedLaws('linear')
  const [first, ...rest] = result.laws
  const laws = first === undefined ? rest : [{ ...first, verdict: OPEN }, ...rest]
  expect(body({ ...result, laws })).not.toContain('The matrix')
})

test('the letter of the laws is none of the variables, and laws without a form are named by their text', () => {
  const result = recordedLaws('parabola')
  expect(body({ ...result, variables: ['c1', 'y'] })).toContain('q_{1}')
})

test('nothing of a stopped search is invented', () => {
  const { conclusion: _, bound: __, ...independent } = recordedLaws('linear').independent
  const { network: ___, ...result } = recordedLaws('linear')
  const stopped: LawsResult = {
    ...result,
    objective: 'a & <b>',
    objectiveLatex: '',
    variables: [],
    laws: [],
    matrixLaws: [],
    symmetries: [],
    polynomialDimension: {},
    polynomialDimensionVerdict: {},
    independent: { ...independent, verdict: OPEN, statement: 'nothing is known' },
    notSearched: ['everything: the time was spent'],
  }
  const page = renderLawsReport(stopped, 'html')
  expect(page).toContain('The laws of a &amp; &lt;b&gt; were asked for.')
  expect(page).toContain('everything: the time was spent')
  expect(page).not.toMatch(/Proposition|<b>\s*is conserved/)
})

test('each format renders, and the toolkit tells laws and checks apart', () => {
  for (const format of LAWS_REPORT_FORMATS) {
    expect(report(recordedLaws('parabola'), format)).toBe(renderLawsReport(recordedLaws('parabola'), format))
  }
  expect(JSON.parse(report(recordedLaws('parabola'), 'json'))).toHaveProperty('polynomialDimension')
})
