import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EXIT } from '../../toolkit/exit-status.ts'
import type { ProblemText } from '../../toolkit/problem.ts'
import { checkedProblemText } from '../../toolkit/problem-file.ts'
import { explorerLink } from '../explorer-link.ts'
import { CommandError, json } from '../output.ts'
import { servePages } from '../page-server.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import { untilStopped } from '../until-stopped.ts'
import { z3Files } from '../z3-files.ts'

export interface ServeFlags extends ProblemFlags {
  readonly host: string
  readonly port: number
  readonly open?: boolean
  readonly json?: boolean
}

/** The built page: beside the bundle of this command. */
const pageFolder = (): string => {
  const folder = fileURLToPath(new URL('./web', import.meta.url))
  if (existsSync(join(folder, 'index.html'))) return folder
  throw new CommandError('the explorer is not built here: npm run web builds it')
}

const problemOf = (file: string | undefined, flags: ServeFlags): ProblemText | undefined => {
  if (file === undefined && flags.objective === undefined) {
    const alone = (['regularizer', 'vars', 'params', 'assume'] as const).find((name) => flags[name] !== undefined)
    if (alone !== undefined) throw new CommandError(`--${alone} goes with --objective`)
    return undefined
  }
  const source = problemSource(file, flags, true)
  return checkedProblemText('file' in source ? source : { text: source.text })
}

/** The program that opens a link in the reader's browser. */
const OPENER: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' }

const openInBrowser = (link: string): void => {
  const opener = spawn(OPENER[process.platform] ?? 'xdg-open', [link], { stdio: 'ignore', detached: true })
  opener.on('error', () => process.stderr.write('gradlaw: no browser could be started; open the link yourself\n'))
  opener.unref()
}

/** `gradlaw serve`: shows the explorer until it is stopped; returns the exit status. */
export const serveCommand = async (file: string | undefined, flags: ServeFlags): Promise<number> => {
  if (flags.port > 65_535) throw new CommandError(`--port: expected a number of at most 65535, found ${flags.port}`)
  const problem = problemOf(file, flags)
  const folder = pageFolder()
  const stop = untilStopped()
  const server = await servePages(folder, flags.host, flags.port, z3Files())
  const link = explorerLink(server.url, problem)
  process.stdout.write(`${flags.json === true ? json({ url: link }) : link}\n`)
  if (flags.json !== true) process.stderr.write('gradlaw: the explorer is served here until Ctrl-C\n')
  if (flags.open === true) openInBrowser(link)
  await new Promise<void>((resolve) => {
    if (stop.signal.aborted) resolve()
    else stop.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  stop.forget()
  await server.close()
  return EXIT.proved
}
