import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SweepJob, type SweepOutcome, sweepInto } from '../../src/sweeps/sweep-into.ts'
import { parseProblemFile } from '../../src/toolkit/problem-file.ts'

/** Two constants' values, three methods, three step sizes, random starts. */
export const HYPERBOLA = `objective: (x*y - a)^2
parameters: {a: positive}
regularizer: (x^2 - y^2)^2
simulate: {steps: 60, seed: 3}
sweep:
  runs: 3
  repeat: 2
  over:
    a: [1, "1/3"]
    method: [ngd, gd, nesterov]
    alpha: {from: 0.01, to: 1, count: 3, scale: log}
  attractor: [["sqrt(a)", "sqrt(a)"], ["-sqrt(a)", "-sqrt(a)"]]
`
export const HYPERBOLA_CELLS = 36

/** A folder that is removed by `remove`. */
export const temporaryFolder = (): { readonly path: (name: string) => string; readonly remove: () => void } => {
  const home = mkdtempSync(join(tmpdir(), 'gradlaw-sweeps-'))
  return { path: (name) => join(home, name), remove: () => rmSync(home, { recursive: true, force: true }) }
}

/** Runs the sweep of a problem file's text in threads, unless another engine is given. */
export const sweepText = (
  text: string,
  out: string,
  options: Partial<SweepJob> & { readonly workers?: number; readonly file?: URL } = {},
): Promise<SweepOutcome> => {
  const { workers = 1, file, ...rest } = options
  return sweepInto(parseProblemFile(text, 'sweep.yaml'), {
    out,
    version: '0.0.0-test',
    source: 'sweep.yaml',
    threads: { workers, ...(file === undefined ? {} : { file }) },
    ...rest,
  })
}
