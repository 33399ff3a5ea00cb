import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { displayLatex } from '../../src/report/latex-display.ts'
import { FRAGMENT_PACKAGES, latexPage } from '../../src/report/latex-document.ts'
import { escapeLatex } from '../../src/report/latex-text.ts'
import { LINE_WIDTH, latexWidth } from '../../src/report/latex-width.ts'
import { renderLawsReport } from '../../src/report/laws-report.ts'
import { latexPaper, type PaperEntry, paperReport } from '../../src/report/paper.ts'
import { renderReport } from '../../src/report/render-report.ts'
import type { CheckResult } from '../../src/theorems/check-result.ts'
import { assessExample } from '../../src/toolkit/paper.ts'
import { paperFiles } from '../../src/toolkit/paper-files.ts'
import { readProblem } from '../../src/toolkit/problem.ts'
import { hasTools } from '../support/tools.ts'
import { LAW_RESULTS, recordedLaws } from './law-results.ts'
import { RESULTS, recorded } from './results.ts'

const entry = (result: CheckResult): PaperEntry => ({ result, figures: [], isBrief: false })

const NASTY = '\\input{/etc/passwd} $x$ {a}b} 100% _under^~ #1 & <tag> | "q" `c` \u202e 日本 ∇θ² ŁÿÆ \\end{document}'

describe('escaping', () => {
  test('nothing in a text is a command', () => {
    expect(escapeLatex('50% of $x_1$ & {#} \\x ~^')).toBe(
      '50\\% of \\$x\\_1\\$ \\& \\{\\#\\} \\textbackslash{}x \\textasciitilde{}\\textasciicircum{}',
    )
    expect(escapeLatex('α_k → 0 in ℝⁿ')).toContain('\\ensuremath{\\alpha}\\_k \\ensuremath{\\to} 0')
    expect(escapeLatex('日')).toBe('[U+65E5]')
  })

  test('whatever the text is, its braces balance and no special character is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const latex = escapeLatex(text)
        const bare = latex.replaceAll(/\\(?:[{}$&#%_]|[A-Za-z]+(?:\{\})?)/g, '')
        expect(bare.replaceAll(/[{}^_]/g, '')).not.toMatch(/[\\$&#%~]/)
        let depth = 0
        for (const [, brace] of latex.replaceAll(/\\[{}]/g, '').matchAll(/([{}])/g)) {
          depth += brace === '{' ? 1 : -1
          expect(depth).toBeGreaterThanOrEqual(0)
        }
        expect(depth).toBe(0)
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})

describe('long formulas', () => {
  const term = (i: number) => ({ latex: `${i} x^{${i}} y^{2}`, plain: `${i}*x^${i}*y^2` })

  test('are broken between addends, none of which is lost', () => {
    const right = Array.from({ length: 40 }, (_, i) => term(i + 1))
    const latex = displayLatex([{ left: { latex: 'f', plain: 'f' }, relation: '=', right }])
    const lines = latex.split('\\\\\n')
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(latexWidth(line)).toBeLessThan(LINE_WIDTH + 4)
    for (const { latex: addend } of right) expect(latex).toContain(addend)
  })

  test('a single addend that is too wide is scaled down', () => {
    const wide = Array.from({ length: 40 }, (_, i) => `(x_{${i}} - 1)`).join(' ')
    expect(displayLatex([{ left: term(1), relation: '≥', right: [{ latex: wide, plain: wide }] }])).toContain(
      'resizebox',
    )
  })
})

test('words in a formula become text, so that the line can be broken', () => {
  const { claims, ...rest } = recorded('hyperbola')
  const open = claims.map((entry) => ({
    ...entry,
    verdict: { status: 'unknown', reason: 'timeout', tried: [] } as const,
  }))
  const latex = renderReport({ ...rest, claims: open }, 'latex')
  expect(latex).toContain(
    'whether $g \\to \\infty $ at the boundary of $ \\operatorname{dom} g $ inside $ \\{f < 1\\}$',
  )
  expect(latex.split('\\begin{document}')[1]).not.toContain('\\text{')
})

describe('golden documents', () => {
  test.each(['hyperbola', 'parabola', 'refuted', 'open', 'matrices'] as const)('%s', async (name) => {
    await expect(renderReport(recorded(name), 'latex')).toMatchFileSnapshot(`../reference/report/${name}.golden.tex`)
  })

  test.each(['linear', 'parabola', 'kinks'] as const)('the laws of %s', async (name) => {
    const latex = renderLawsReport(recordedLaws(name), 'latex')
    await expect(latex).toMatchFileSnapshot(`../reference/report/laws-${name}.golden.tex`)
  })

  test('the papers table', async () => {
    const results = ['hyperbola', 'parabola'].map((name) => recorded(name as 'hyperbola'))
    const [table = ''] = latexPaper(paperReport({ examples: results.map(entry), lists: [] })).split('\\section{')
    await expect(table).toMatchFileSnapshot('../reference/report/table.golden.tex')
  })
})

describe.runIf(hasTools('compiling reports', 'pdflatex'))('pdflatex', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlaw-report-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Compiles a document and returns how far lines stick out, in points. */
  const compile = (name: string, tex: string): readonly number[] => {
    writeFileSync(join(folder, `${name}.tex`), tex)
    const options = ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', `${name}.tex`]
    try {
      execFileSync('pdflatex', options, { cwd: folder, stdio: 'pipe' })
    } catch (cause) {
      const log = readFileSync(join(folder, `${name}.log`), 'utf8')
      throw new Error(`pdflatex failed:\n${log.slice(Math.max(log.indexOf('\n!'), 0), log.indexOf('\n!') + 600)}`, {
        cause,
      })
    }
    const log = readFileSync(join(folder, `${name}.log`), 'utf8')
    return [...log.matchAll(/Overfull \\hbox \(([\d.]+)pt/g)].map(([, points]) => Number(points))
  }

  test.each(RESULTS)('%s compiles and keeps to the page', (name) => {
    for (const points of compile(name, renderReport(recorded(name), 'latex'))) expect(points).toBeLessThan(15)
  })

  test.each(LAW_RESULTS)('the laws of %s compile and keep to the page', (name) => {
    const points = compile(`laws-${name}`, renderLawsReport(recordedLaws(name), 'latex'))
    for (const point of points) expect(point).toBeLessThan(15)
  })

  test('the fragment compiles with the packages it names', () => {
    const packages = FRAGMENT_PACKAGES.map((name) => `\\usepackage{${name}}`).join('')
    writeFileSync(join(folder, 'part.tex'), renderReport(recorded('hyperbola'), 'latex', { fragment: true }))
    compile('whole', `\\documentclass{article}${packages}\\begin{document}\\input{part}\\end{document}\n`)
  })

  test('titles and sources of any kind are shown, not run', () => {
    const result = recorded('hyperbola')
    const problem = { ...result.problem, title: NASTY, source: NASTY }
    compile('nasty', renderReport({ ...result, problem }, 'latex'))
    const laws = { ...recordedLaws('linear'), network: NASTY, components: NASTY, notSearched: [NASTY], metric: NASTY }
    compile('nasty-laws', renderLawsReport(laws, 'latex'))
  })

  test('every letter that is let through has a glyph', () => {
    const letters = Array.from({ length: 0x17f - 0xa0 }, (_, i) => String.fromCodePoint(0xa1 + i)).join(' ')
    compile(
      'letters',
      latexPage('letters', escapeLatex(`${letters} αβγδεθκλμρστφψωΣΠ∇∂∩∪∈∉⊂∅⟨⟩≤≥≠≡≈→∞−·×±½²³₀₁ℝⁿ–—‘’“”…`), []),
    )
  })

  test('the combined document compiles with its figures and keeps to the page', async () => {
    const figure = { x: [-2, 2], y: [-2, 2], starts: [[1.5, 0.3]], steps: 300 } as const
    const examples = (['hyperbola', 'parabola', 'refuted'] as const).map((name) => {
      const result = recorded(name)
      const [g] = result.problem.regularizer
      const text = { objective: result.problem.objective, ...(g === undefined ? {} : { regularizer: g.value }), figure }
      const files = { name, file: '', proofFile: join(folder, `${name}.proof.json`) }
      return assessExample(files, result, undefined, { ...readProblem(text), stated: NASTY, note: NASTY })
    })
    const files = await paperFiles(examples)
    mkdirSync(join(folder, 'figures'))
    for (const { path, text } of files) writeFileSync(join(folder, path), text)
    expect(files.filter(({ path }) => path.endsWith('.svg'))).toHaveLength(6)
    for (const points of compile('paper', files.find(({ path }) => path === 'paper.tex')?.text ?? '')) {
      expect(points).toBeLessThan(15)
    }
  })
})
