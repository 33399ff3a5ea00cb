import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What coqc says about a file: whether it compiles, and everything it prints. */
export interface Compiled {
  readonly accepted: boolean
  readonly output: string
}

/** Compiles Coq text in a folder of its own. */
export const compile = (text: string): Compiled => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlaw-coq-'))
  try {
    writeFileSync(join(folder, 'exported.v'), text)
    const output = execFileSync('coqc', ['-q', 'exported.v'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    return { accepted: true, output }
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string }
    return { accepted: false, output: `${stdout}${stderr}` }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The axioms of Coq's real numbers; nothing else may be used. */
const STANDARD: ReadonlySet<string> = new Set([
  'ClassicalDedekindReals.sig_forall_dec',
  'ClassicalDedekindReals.sig_not_dec',
  'FunctionalExtensionality.functional_extensionality_dep',
  'Classical_Prop.classic',
])

/** The axioms that `Print Assumptions` names. */
export const axiomsIn = (output: string): readonly string[] => {
  const [, list = ''] = output.split('Axioms:\n')
  return [...list.matchAll(/^([\w.']+)\s*:|^([\w.']+)$/gm)].map(([, a, b]) => a ?? b ?? '')
}

export const isStandard = (axiom: string): boolean => STANDARD.has(axiom)
