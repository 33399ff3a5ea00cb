import { readFileSync } from 'node:fs'
import { mathml } from '../src/report/mathml.ts'
import { htmlPaper, latexPaper, markdownPaper, paperReport } from '../src/report/paper.ts'
import { check } from '../src/toolkit/api.ts'
import { exampleFigures } from '../src/toolkit/example-figures.ts'
import { paperProblems } from '../src/toolkit/paper.ts'
import { loadProblemFile } from '../src/toolkit/problem-file.ts'
import { recheck } from '../src/toolkit/proof-file.ts'

const timed = async <T>(work: () => T | Promise<T>): Promise<readonly [T, number]> => {
  const started = performance.now()
  const value = await work()
  return [value, performance.now() - started]
}

const shown = (ms: number): string => `${(ms / 1000).toFixed(2).padStart(8)} s`

console.log(
  `${'example'.padEnd(26)}${['search', 'check', 'simulation', 'figures', 'report'].map((part) => part.padStart(10)).join('')}`,
)
for (const { name, file, proofFile } of paperProblems(process.argv[2] ?? 'proofs')) {
  const problem = loadProblemFile(file)
  const [result, whole] = await timed(() => check(problem, { timeout: 600 }))
  const simulation = (result.evidence as { readonly elapsedMs?: number } | undefined)?.elapsedMs ?? 0
  const search = whole - simulation
  const [, kernel] = await timed(() => recheck(readFileSync(proofFile, 'utf8')))
  const [figures, drawing] = await timed(() => exampleFigures(name, problem, result))
  const paper = { examples: [{ result, figures, isBrief: false }], lists: [] }
  const [, report] = await timed(() => {
    const document = paperReport(paper)
    return [latexPaper(document), markdownPaper(document), htmlPaper(document, mathml)]
  })
  console.log(`${name.padEnd(26)}${[search, kernel, simulation, drawing, report].map(shown).join('')}`)
}
