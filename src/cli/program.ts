import { Command, CommanderError } from 'commander'
import { EXIT } from '../toolkit/exit-status.ts'
import { declareQuestions } from './declare-questions.ts'
import { declareReports } from './declare-reports.ts'
import { declareRuns } from './declare-runs.ts'
import { declareStudies } from './declare-studies.ts'
import type { Finish } from './options.ts'
import { CommandError } from './output.ts'
import { versionText } from './version-text.ts'

const EXAMPLES = `
Examples:
  gradlaw laws "(x*y-1)^2"
  gradlaw laws --map "U*V" --vars "U:2x2,V:2x3"
  gradlaw laws --network linear:3,3,3
  gradlaw check --objective "(x*y-1)^2" --regularizer "(x^2-y^2)^2"
  gradlaw prove "x^2 + y^2 >= 2" --assume "x*y == 1"

Exit status: 0 everything asked was answered and proved, 1 something needed was
refuted, 2 something needed stayed unknown, 64 wrong usage or input, 70 a defect
of gradlaw.`

const build = (version: string, finish: Finish): Command => {
  const program = new Command('gradlaw')
    .description('What does a gradient method preserve, what does it push down, and can you prove it?')
    .version(versionText(version))
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(gradlaw --help lists the commands)')
    .exitOverride()

  // The help lists them in this order.
  declareQuestions(program, finish)
  declareRuns(program, finish, version)
  declareStudies(program, finish)
  declareReports(program, finish)
  for (const command of program.commands) {
    command.showHelpAfterError(`(gradlaw ${command.name()} --help lists its options)`)
  }
  return program
}

/** `-x^2 + y^2` is an expression, not an option: a space in front keeps it from being read as one. */
const protect = (arg: string): string => (/^-(?!-|[hV]$)./.test(arg) ? ` ${arg}` : arg)

/** Whoever reads the output may stop reading (`gradlaw ... | head`): that is no error of anybody. */
const endQuietlyWithReader = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
}

/** Runs the command line and returns the exit status. Bad usage and bad input give one message and 64. */
export const run = async (args: readonly string[], version: string): Promise<number> => {
  let status: number = EXIT.proved
  endQuietlyWithReader()
  try {
    await build(version, (code) => {
      status = code
    }).parseAsync(args.map(protect), { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.proved : EXIT.usage
    if (error instanceof CommandError) {
      process.stderr.write(`gradlaw: ${error.message}\n`)
      return error.status
    }
    if (error instanceof Error && error.name === 'InputError') {
      process.stderr.write(`gradlaw: ${error.message}\n`)
      return EXIT.usage
    }
    process.stderr.write(
      `gradlaw: this is a defect of gradlaw: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return EXIT.defect
  }
}
