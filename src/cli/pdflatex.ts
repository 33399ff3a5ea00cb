import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError } from './output.ts'

const ARGUMENTS = ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape']
/** References and the widths of long tables settle in the second run. */
const RUNS = 2

const pdflatex = (folder: string, name: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn('pdflatex', [...ARGUMENTS, `${name}.tex`], { cwd: folder, stdio: 'ignore' })
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new CommandError('there is no pdflatex here; the other files were written', 2)
          : error,
      ),
    )
    child.once('close', (status) => resolve(status ?? 1))
  })

/** Compiles NAME.tex of a folder to NAME.pdf with the pdflatex on the path; says where its log complains otherwise. */
export const compilePdf = async (folder: string, name: string): Promise<void> => {
  for (let run = 0; run < RUNS; run++) {
    if ((await pdflatex(folder, name)) === 0) continue
    const log = join(folder, `${name}.log`)
    const line = existsSync(log) ? /^!.*$/m.exec(readFileSync(log, 'utf8'))?.[0] : undefined
    throw new CommandError(`pdflatex failed${line === undefined ? '' : ` (${line})`}; see ${log}`, 70)
  }
}
