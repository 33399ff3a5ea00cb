import { type ProofClaims, proofFileOf, solverScriptsOf } from '../toolkit/proof-file.ts'
import { emit, json } from './output.ts'

/**
 * Saves the certificates of what the kernel settled to a file; and, beside it, the questions of what only a solver says,
 * one SMT-LIB script each, with a line on standard error.
 */
export const saveProof = (claims: ProofClaims, file: string): void => {
  emit(json(proofFileOf(claims)), file)
  const scripts = solverScriptsOf(claims).map(({ name, text }) => ({
    path: `${file.replace(/(\.proof)?\.json$/, '')}.${name}.smt2`,
    text: text.trimEnd(),
  }))
  for (const { path, text } of scripts) emit(text, path)
  if (scripts.length === 0) return
  const paths = scripts.map(({ path }) => path).join(', ')
  process.stderr.write(`gradlaw: what only a solver says is not in ${file}; its questions are in ${paths}\n`)
}
