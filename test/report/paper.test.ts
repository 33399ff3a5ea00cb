import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { VERDICT_WORDS } from '../../src/report/conclusion-section.ts'
import { EXIT } from '../../src/toolkit/exit-status.ts'
import {
  assessExample,
  complaints,
  exampleStatus,
  type PaperProblem,
  paperJson,
  paperProblems,
  paperStatus,
  paperText,
  recheckSaved,
  savedProofText,
} from '../../src/toolkit/paper.ts'
import { paperFiles } from '../../src/toolkit/paper-files.ts'
import { type ProblemText, readProblem } from '../../src/toolkit/problem.ts'
import { loadProblemFile } from '../../src/toolkit/problem-file.ts'
import { recheck } from '../../src/toolkit/proof-file.ts'
import { recorded } from './results.ts'

const PROOFS = fileURLToPath(new URL('../../proofs', import.meta.url))

describe('the proofs folder', () => {
  test('holds problem files that say what to expect', () => {
    const problems = paperProblems(PROOFS)
    expect(problems.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['example-1-1', 'example-4-2', 'example-4-6-n3']),
    )
    for (const { file } of problems) expect(loadProblemFile(file).expect?.verdict).toBeDefined()
  })

  test.each(readdirSync(PROOFS).filter((file) => file.endsWith('.proof.json')))(
    '%s: the kernel accepts it all',
    (file) => {
      const { accepted, refused } = recheck(readFileSync(join(PROOFS, file), 'utf8'))
      expect(refused).toBe(0)
      expect(accepted).toBeGreaterThanOrEqual(5)
    },
  )

  test('its certificates are about the claims of the check', () => {
    const problem = paperProblems(PROOFS).find(({ name }) => name === 'example-1-1') as PaperProblem
    expect(assessExample(problem, recorded('hyperbola')).saved.missing).toEqual([])
    // The parabola's claims are others, and the hyperbola's certificates do not stand in for them.
    expect(assessExample(problem, recorded('parabola')).saved.missing).toContain('second-order')
  })
})

describe('an example', () => {
  let folder: string
  let problem: PaperProblem
  const expected = { verdict: 'certified', order: 2 }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gradlaw-paper-'))
    problem = {
      name: 'hyperbola',
      file: join(folder, 'hyperbola.yaml'),
      proofFile: join(folder, 'hyperbola.proof.json'),
    }
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const save = (text: string): void => writeFileSync(problem.proofFile, text)

  test('is well with its saved certificates', () => {
    save(savedProofText(problem, recorded('hyperbola')))
    const example = assessExample(problem, recorded('hyperbola'), expected)
    expect(complaints(example)).toEqual([])
    expect(paperStatus([example])).toBe(EXIT.proved)
  })

  test('fails without saved certificates', () => {
    const example = assessExample(problem, recorded('hyperbola'), expected)
    expect(example.saved.missing).toContain('coercive')
    expect(exampleStatus(example)).toBe(EXIT.refuted)
  })

  test('fails with a certificate that proves something false', () => {
    const text = savedProofText(problem, recorded('hyperbola'))
    save(text.replace('"form": "2*t"', '"form": "3*t"'))
    const example = assessExample(problem, recorded('hyperbola'), expected)
    expect(example.saved.refused).toHaveLength(1)
    expect(complaints(example).join('\n')).toContain('a saved certificate is refused: structure')
    expect(exampleStatus(example)).toBe(EXIT.refuted)
    // What the kernel refuses is not what is printed.
    expect(JSON.stringify(example.result)).not.toContain('3*t')
  })

  test('fails where the outcome is another, and is open where it is undecided', () => {
    save(savedProofText(problem, recorded('hyperbola')))
    const other = assessExample(problem, recorded('hyperbola'), { ...expected, order: 4 })
    expect(complaints(other)).toEqual(['hyperbola: not as expected: order: expected 4, found 2'])
    expect(exampleStatus(other)).toBe(EXIT.refuted)
    const open = { ...recorded('hyperbola'), conclusion: recorded('open').conclusion }
    expect(exampleStatus(assessExample(problem, open, expected))).toBe(EXIT.unknown)
  })

  test('keeps the shorter of two certificates', () => {
    const text = savedProofText(problem, recorded('hyperbola'))
    const longer = text.replace('"form": "2*t"', '"form": "t + t"')
    save(longer)
    expect(savedProofText(problem, recorded('hyperbola'))).toBe(text)
    save(text)
    const claims = recorded('hyperbola').claims.map((entry) =>
      entry.id === 'structure' ? (JSON.parse(JSON.stringify(entry).replace('2*t', 't + t')) as typeof entry) : entry,
    )
    expect(savedProofText(problem, { ...recorded('hyperbola'), claims })).toBe(text)
  })

  test('is written the same whatever the timings and the certificates found today', async () => {
    save(savedProofText(problem, recorded('hyperbola')))
    const today = recorded('hyperbola')
    const claims = today.claims.map((entry) =>
      entry.id === 'structure' ? (JSON.parse(JSON.stringify(entry).replace('2*t', 't + t')) as typeof entry) : entry,
    )
    const examples = [today, { ...today, claims, elapsedMs: 123_456 }].map((result) => [
      assessExample(problem, result, expected),
    ])
    const [first, second] = await Promise.all(
      examples.map(async (list) => [await paperFiles(list), JSON.stringify(paperJson(list)), paperText(list)]),
    )
    expect(second).toEqual(first)
    expect(JSON.stringify(first)).not.toMatch(/elapsedMs|123456/)
  })
})

describe('the combined document', () => {
  const example = (name: 'hyperbola' | 'refuted', text: ProblemText) =>
    assessExample({ name, file: '', proofFile: '' }, recorded(name), undefined, readProblem(text))
  const examples = [
    example('hyperbola', {
      objective: '(x*y-1)^2',
      regularizer: '(x^2-y^2)^2',
      source: '[J], Example 1.1 [T]',
      stated: 'almost sure <b>attractor</b>',
      note: 'A note.',
      figure: { steps: 200, starts: [[1, 0.5]] },
    }),
    example('refuted', { objective: '(x*y-1)^2', brief: true }),
  ]
  const fileOf = async (path: string): Promise<string> =>
    (await paperFiles(examples)).find((file) => file.path === path)?.text ?? ''

  test('is one page of HTML that asks nothing of any other place, all its formulas as MathML', async () => {
    const page = await fileOf('paper.html')
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object)\b|url\((?!#)|@import|href="(?!#)/i)
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/)
    expect(page.match(/<math\b/g)?.length ?? 0).toBeGreaterThan(100)
    expect(page.match(/<math\b/g)?.length).toBe(page.match(/<\/math>/g)?.length)
    expect(page).not.toContain('class="f"')
    expect(page.match(/<svg\b/g)).toHaveLength(2)
    expect(page).toContain('almost sure &lt;b&gt;attractor&lt;/b&gt;')
  })

  test('has what the paper states in a column of its own, and in words that nothing of it was proved', async () => {
    const text = await fileOf('paper.md')
    expect(text).toContain('what the paper states, not what was proved here')
    expect(text).toContain('certified for all starts with $f < 1$ | almost sure')
    expect(text).toContain('A note. The paper states: almost sure')
    expect(text).toContain('figures/hyperbola-runs.svg')
  })

  test('leaves out the proofs of what is brief, never its verdict', async () => {
    const [, , refuted = ''] = (await fileOf('paper.tex')).split('\\section{')
    expect(refuted).toContain('\\begin{finding}')
    expect(refuted).not.toContain('\\paragraph{Structure}')
    expect(refuted).toMatch(/paragraph\{Checklist\} .*Fails: /)
  })
})

describe('every verdict', () => {
  test('has words of its own, and none says more about runs than was proved', () => {
    const words = Object.values(VERDICT_WORDS)
    expect(new Set(words).size).toBe(words.length)
    for (const text of words) expect(text).not.toMatch(/converge|diverge/i)
    expect(VERDICT_WORDS['no-regularization']).toContain('every minimum is equally flat as those near it')
    expect(VERDICT_WORDS['no-flat-minimum']).toContain('no flat minimum')
    expect(VERDICT_WORDS['band-certified']).toContain('band')
    expect(VERDICT_WORDS['locally-certified']).toContain('locally')
  })
})

describe('saved certificates alone', () => {
  test('are all accepted, and a file that is not there is said', () => {
    const [first] = paperProblems(PROOFS) as [PaperProblem]
    expect(recheckSaved(first).refused).toEqual([])
    expect(recheckSaved(first).accepted).toBeGreaterThan(9)
    expect(() => recheckSaved({ ...first, proofFile: '/nowhere/x.proof.json' })).toThrow(/there is no file/)
  })
})
