import { describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import { claimSection } from '../../src/report/claim-sections.ts'
import { CLAIM_TITLES } from '../../src/report/claim-words.ts'
import type { Block, Inline } from '../../src/report/document.ts'
import { markdown } from '../../src/report/markdown.ts'
import { REPORT_FORMATS, renderReport } from '../../src/report/render-report.ts'
import { summaryRow, summaryText } from '../../src/report/table.ts'
import type { Verdict } from '../../src/search/verdict.ts'
import type { CheckResult, ClaimEntry } from '../../src/theorems/check-result.ts'
import { RESULTS, recorded } from './results.ts'

const inline = (content: readonly Inline[]): string =>
  content.map((part) => (typeof part === 'string' ? part : part.plain)).join('')

const words = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      switch (block.kind) {
        case 'paragraph':
          return inline(block.content)
        case 'list':
          return block.items.map(inline).join(' ')
        case 'statement':
          return `${block.name} ${block.note} ${words(block.content)}`
        case 'display':
          return block.rows.map(({ left, right }) => inline([left, ...right])).join(' ')
        default:
          return ''
      }
    })
    .join(' ')

const OPEN: Verdict = { status: 'unknown', reason: 'timeout', tried: ['something'] }
const STRONG = /\bprove[ds]?\b|\bproof\b|\bwe show\b|\bcertified\b|\bhence\b|\bholds\b/i

const claims = RESULTS.flatMap((name) => recorded(name).claims.map((entry) => [name, entry.id, entry] as const))

describe('the recorded checks', () => {
  test.each(RESULTS)('%s: the kernel accepts every certificate', (name) => {
    for (const { kernelClaim, verdict } of recorded(name).claims) {
      if (verdict.status === 'unknown') continue
      const checked = verify(kernelClaim, verdict.certificate)
      expect(isCheckedClaim(checked) && checked.outcome).toBe(verdict.status)
    }
  })
})

describe('no claim is worded more strongly than its verdict', () => {
  test.each(claims)('%s, %s left open', (_, id, entry) => {
    const section = words(claimSection({ ...entry, verdict: OPEN }, 'x*y - 1'))
    expect(section).toContain('We could not decide')
    expect(section).not.toMatch(STRONG)
    expect(CLAIM_TITLES[id]).not.toMatch(STRONG)
  })

  test.each(claims.filter(([, , { verdict }]) => verdict.status === 'refuted'))('%s, %s refuted', (_, __, entry) => {
    const section = words(claimSection(entry))
    expect(section).toMatch(/fails (at|along) /)
    expect(section).not.toMatch(STRONG)
  })

  test.each(claims.filter(([, , { verdict }]) => verdict.status === 'proved'))(
    '%s, %s from a solver',
    (_, __, entry) => {
      const verdict = { ...entry.verdict, trust: 'solver' } as Verdict
      const section = words(claimSection({ ...entry, verdict }))
      expect(section).toContain('A solver reports that')
      expect(section).toContain('not re-checked')
      expect(section).not.toMatch(STRONG)
    },
  )

  test.each(['refuted', 'positive', 'cusp', 'open'] as const)('%s: there is a finding and no proposition', (name) => {
    for (const format of ['latex', 'markdown', 'html'] as const) {
      const text = renderReport(recorded(name), format)
      expect(text).toContain('Finding')
      expect(text).not.toContain('Proposition (')
      expect(text).not.toMatch(/\{Proof\}|# Proof|>Proof</)
    }
  })

  test('a failed sufficient condition is no statement about convergence', () => {
    for (const name of ['positive', 'curve', 'cusp'] as const) {
      expect(renderReport(recorded(name), 'markdown')).not.toMatch(/does not converge|diverges/i)
    }
  })

  test('witnesses are exact and complete', () => {
    const text = renderReport(recorded('refuted'), 'markdown')
    expect(text).toContain('fails at $x = \\frac{1}{2}$, $y = 1$')
    expect(renderReport(recorded('cusp'), 'markdown')).toContain('fails along the curve $x = -t$, $y = t$')
    expect(renderReport(recorded('cusp'), 'markdown')).toContain('the root of $t^{3} - 2$ in $[1, 3/2]$')
  })

  test('the checklist says what every line rests on', () => {
    const entry = recorded('hyperbola').claims[0] as ClaimEntry
    const solver = { ...entry, verdict: { ...entry.verdict, trust: 'solver', method: 'z3' } as Verdict }
    const text = renderReport({ ...recorded('hyperbola'), claims: [solver] }, 'markdown')
    expect(text).toContain('| reported | solver (z3), not re-checked |')
    expect(text).toContain('an outside solver says so')
  })
})

describe('what is shown', () => {
  test('the one-line verification of conservation, with the gradients written out', () => {
    const text = renderReport(recorded('hyperbola'), 'latex')
    expect(text).toContain('\\nabla g &= (4 x (x^{2} - y^{2}),\\; -4 y (x^{2} - y^{2}))'.replace('&', ''))
    expect(text).toContain('\\langle\\nabla g,\\nabla f\\rangle &= 4 x (x^{2} - y^{2}) \\cdot 2 y (x y - 1)')
  })

  test('the identity behind a positivity, with its squares', () => {
    expect(renderReport(recorded('hyperbola'), 'markdown')).toContain(
      '\\frac{1}{2} (x^{2} + y^{2}) &= 1 + \\frac{1}{2} (x - y)^{2} + (x y - 1)',
    )
  })

  test('the coercivity argument, step by step', () => {
    const text = renderReport(recorded('parabola'), 'markdown')
    expect(text).toContain('$4 y \\ge -4 h$ is bounded below')
    expect(text).toContain('$y = x^{2} - h$ is bounded.')
  })

  test('level, points, theorem and paper', () => {
    const text = renderReport(recorded('hyperbola'), 'markdown')
    expect(text).toContain('\\{ f < 1 \\}')
    expect(text).toContain('Theorem S')
    expect(text).toContain('\\[J\\], Theorem 3.32 \\[R+\\]')
  })

  test('the summary table in words', () => {
    const rows = (['hyperbola', 'open'] as const).map((name) => summaryRow(recorded(name)))
    const [head, ...blocks] = summaryText(rows).split('\n\n')
    expect(head).toMatch(/^Example\s+Law\s+p\s+Scope\s+Verdict\s+Trust$/)
    expect(blocks).toHaveLength(2)
    expect(blocks[0]).toMatch(/^.*polynomial\s+2\s+sure below 1\s+certified\s+kernel\n/)
    expect(blocks[0]).toMatch(/\n {2}attractor {2}\{\(-1, -1\), \(1, 1\)\}$/)
    expect(blocks[1]).toMatch(/^.*none\s+none\s+undecided\s+none\n/)
  })

  test.each([80, 100, 120])('the summary table fits %i columns whatever the formulas', (width) => {
    const row = summaryRow(recorded('hyperbola'))
    const long = { latex: '', plain: Array.from({ length: 40 }, (_, i) => `x${i}^2`).join(' + ') }
    const text = summaryText([{ ...row, example: 'A long title of many words '.repeat(3), f: long, g: long }], width)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width)
    expect(text.replaceAll(/\s+/g, ' ')).toContain(long.plain)
  })
})

describe('every format', () => {
  test.each(REPORT_FORMATS)('%s gives the same bytes again and hides timings', (format) => {
    const result = recorded('hyperbola')
    const later: CheckResult = { ...result, elapsedMs: 99_999, evidence: { ...result.evidence, elapsedMs: 5 } }
    expect(renderReport(later, format)).toBe(renderReport(result, format))
  })

  test('json is one document with the certificates', () => {
    const document = JSON.parse(renderReport(recorded('hyperbola'), 'json')) as CheckResult
    expect(document.conclusion).toEqual(recorded('hyperbola').conclusion)
    expect(document.claims.every(({ verdict }) => verdict.status !== 'unknown' && verdict.certificate)).toBe(true)
  })

  test('html asks nothing of any other place', () => {
    const page = renderReport(recorded('parabola'), 'html')
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object)\b|url\(|@import|https?:/i)
  })

  test('a check that was stopped at once still has a report', () => {
    const stopped: CheckResult = {
      problem: {
        objective: '(x*y-1)^2',
        objectiveLatex: '',
        regularizer: [],
        regularizerLatex: '',
        proposed: false,
        variables: [],
        parameters: [],
        assume: [],
        laws: [],
      },
      claims: [{ id: 'coercive', needed: true, statement: '', latex: '', source: '', verdict: OPEN }],
      conclusion: { verdict: 'undecided', text: 'Stopped (timeout); the open claims are listed.' },
      elapsedMs: 0,
    }
    for (const format of REPORT_FORMATS) expect(renderReport(stopped, format)).toContain('timeout')
  })

  test('markdown escapes text', () => {
    const report = { title: '<b>*a* | [x](y)</b>', cited: [], blocks: [] }
    expect(markdown(report)).toBe('# &lt;b\\>\\*a\\* \\| \\[x\\](y)&lt;/b\\>\n')
  })
})
