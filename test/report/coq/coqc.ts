import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What coqc says about a file: whether it compiles, and everything it prints. */
export interface Compiled {
  readonly accepted: boolean
  readonly output: string
}

const run = promisify(execFile)
const FLAGS = ['-q', '-R', '.', 'Exported'] as const

const coqc = async (folder: string, name: string, text: string): Promise<Compiled> => {
  writeFileSync(join(folder, `${name}.v`), text)
  try {
    const { stdout, stderr } = await run('coqc', [...FLAGS, `${name}.v`], { cwd: folder, maxBuffer: 1 << 28 })
    return { accepted: true, output: `${stdout}${stderr}` }
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string }
    return { accepted: false, output: `${stdout}${stderr}` }
  }
}

/** Compiles Coq text as it stands, in a folder of its own. */
export const compile = async (text: string): Promise<Compiled> => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlaw-coq-'))
  try {
    return await coqc(folder, 'exported', text)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const CLAIMS = '(* The claims. *)'
const AGAIN = 'Require Import Reals Lra Lia ZArith PeanoNat.\nOpen Scope R_scope.\nRequire Import beginning.\n'

/** A folder with the compiled beginning of exported texts, which is the same for all of them. */
export interface CoqFolder {
  /** Compiles what follows that beginning in a text. */
  readonly compile: (text: string) => Promise<Compiled>
  /** Which of the names are theorems after all texts were read one after the other, whatever fails in them. */
  readonly known: (texts: readonly string[], names: readonly string[]) => readonly string[]
  readonly remove: () => void
}

/** Compiles the beginning of this exported text. */
export const coqFolder = async (example: string): Promise<CoqFolder> => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlaw-coq-'))
  const beginningOf = (text: string): string => text.slice(text.indexOf('Require Import'), text.indexOf(CLAIMS))
  const beginning = beginningOf(example)
  const { accepted, output } = await coqc(folder, 'beginning', beginning)
  if (!accepted) throw new Error(output)
  const rest = (text: string): string => {
    if (beginningOf(text) !== beginning) throw new RangeError('a text that begins differently')
    return text.slice(text.indexOf(CLAIMS))
  }
  let count = 0
  return {
    compile: (text) => coqc(folder, `exported_${++count}`, `${AGAIN}${rest(text)}`),
    known: (texts, names) => {
      const input = [
        'Set Silent.',
        AGAIN,
        ...texts.flatMap((text) => [rest(text), 'Abort All.']),
        ...names.map((n) => `Check ${n}.`),
      ]
      const { stdout, stderr } = spawnSync('coqtop', FLAGS, {
        cwd: folder,
        input: `${input.join('\n')}\n`,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      })
      return names.filter((name) => !`${stdout}${stderr}`.includes(`The reference ${name} was not found`))
    },
    remove: () => rmSync(folder, { recursive: true }),
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
