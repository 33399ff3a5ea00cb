import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { EXIT } from '../toolkit/exit-status.ts'
import type { CheckFlags } from './commands/check.ts'
import type { DriftFlags } from './commands/drift.ts'
import type { ExponentFlags } from './commands/exponent.ts'
import type { FilterFlags } from './commands/filter.ts'
import type { FlatnessFlags } from './commands/flatness.ts'
import type { HeatMapFlags } from './commands/heat-map.ts'
import type { LawsFlags } from './commands/laws.ts'
import type { PaperFlags } from './commands/paper.ts'
import type { ProveFlags } from './commands/prove.ts'
import type { ReportFlags } from './commands/report.ts'
import type { ServeFlags } from './commands/serve.ts'
import type { SimulateFlags } from './commands/simulate.ts'
import type { SubdifferentialFlags } from './commands/subdifferential.ts'
import type { SweepFlags } from './commands/sweep.ts'
import type { WorkerFlags } from './commands/worker.ts'
import type { CommonFlags } from './common-flags.ts'
import { CommandError } from './output.ts'

const number =
  (low: number, whole: boolean) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !Number.isFinite(value) || value < low || (whole && !Number.isSafeInteger(value))) {
      throw new InvalidArgumentError(`expected ${whole ? 'a whole number' : 'a number'} of at least ${low}.`)
    }
    return value
  }

const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value]

/** Long enough for the papers' examples on any machine: what is printed should not depend on how busy it is. */
const PAPER_SECONDS = 600

const common = (command: Command, seconds = 60): Command =>
  command
    .optionsGroup('Common options:')
    .option('--json', 'one JSON document on standard output')
    .option('--out <file>', 'write to a file instead')
    .option('--timeout <seconds>', 'time for everything; what is open then is unknown', number(0.001, false), seconds)
    .option('--degree <n>', 'largest degree of laws and certificates tried', number(1, true))
    .option('--seed <n>', 'seed of everything random (default: 1)', number(0, true))
    .option('--workers <n>', 'threads for hard claims (default: cores less one)', number(0, true))
    .option('--memory <mib>', 'memory of each of them', number(16, true), 2048)
    .option('--quiet', 'no progress on standard error')
    .optionsGroup('Options:')

const problemOptions = (command: Command): Command =>
  command
    .option('--objective <expression>', 'the objective f, instead of a file')
    .option('--vars <names>', 'variables in order, with sizes of vectors and matrices: "x,y", "X:2x3,y:3"')
    .option('--params <names>', 'names of constants, such as "a,b" or "A:2x2"')
    .option('--assume <relations>', 'relations between parameters, such as "a > b, b > 0"')

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

const build = (version: string, finish: (status: number) => void): Command => {
  const program = new Command('gradlaw')
    .description('What does a gradient method preserve, what does it push down, and can you prove it?')
    .version(version)
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(gradlaw --help lists the commands)')
    .exitOverride()

  common(problemOptions(program.command('laws [objective]')))
    .description('the quantities gradient flow conserves, and how many independent ones there are')
    .option('--map <expression>', 'a model map, such as "U*V", instead of an objective: for every loss of it')
    .option('--network <name>', 'linear:3,3,3, relu:2,3,1, relu:2,2,2,bias or attention:d=2,n=2, for every loss')
    .option('--method <name>', 'gradient-flow, or heavy-ball for momentum', 'gradient-flow')
    .option('--friction <expression>', 'of the heavy ball (default: a positive constant mu)')
    .option('--metric <expression>', 'diagonal: entropy, or an expression in one name for each coordinate')
    .option('--candidate <expression>', 'check this quantity as well (repeatable)', collect, [])
    .option('--generators', 'no law that is a polynomial in others; says how many are independent')
    .option('--all', 'print every law, however many there are')
    .option('--format <format>', 'a report, ready to paste: latex, markdown, html or json')
    .option('--fragment', 'LaTeX to \\input instead of a whole document')
    .option('--save-proof <file>', 'save the certificates, for gradlaw recheck')
    .action(async (objective: string | undefined, flags: LawsFlags) =>
      finish(await (await import('./commands/laws.ts')).lawsCommand(objective, flags)),
    )

  common(problemOptions(program.command('check [file]')))
    .description('the whole checklist for an objective f and a regularizer g, with the conclusion')
    .option('--regularizer <expression>', 'g; without it the tool proposes one')
    .option('--no-simulate', 'leave out the runs')
    .option('--cases <expressions>', 'tell cases of the constants apart by the signs of these, such as "a-1, b"')
    .option('--no-cases', 'do not tell cases of the constants apart')
    .option('--trust <level>', 'kernel: no solver is asked, its word does not count', 'solver')
    .option('--save-proof <file>', 'save the certificates, for gradlaw recheck')
    .action(async (file: string | undefined, flags: CheckFlags) =>
      finish(await (await import('./commands/check.ts')).checkCommand(file, flags)),
    )

  common(
    program
      .command('prove <claim>')
      .description('one identity or inequality, or each of a list of them (a YAML file with claims)')
      .option('--assume <relations>', 'relations that may be used, such as "x*y == 1, x > 0"')
      .option('--vars <names>', 'variables, such as "x,y" or "X:2x3,y:3"')
      .option('--params <names>', 'names of constants')
      .option('--cases [expressions]', 'decide each case of the signs of the constants (or of these) as well')
      .option('--trust <level>', 'kernel: no solver is asked, its word does not count', 'solver')
      .option('--save-proof <file>', 'save the certificate, for gradlaw recheck'),
  ).action(async (claim: string, flags: ProveFlags) =>
    finish(await (await import('./commands/prove.ts')).proveCommand(claim, flags)),
  )

  common(problemOptions(program.command('simulate [file]')))
    .description('run normalized gradient descent, or another method, and measure: evidence, never a verdict')
    .option('--method <name>', 'ngd, gd, flow, heavy-ball, nesterov, usam, usam2, husam, sam, sgd, ...', 'ngd')
    .option('--beta <number>', 'momentum of methods other than ngd', number(0, false))
    .option('--rho <number>', 'length of the ascent of usam, usam2, husam, sam', number(0, false))
    .option('--regularizer <expression>', 'g, to measure its decrease')
    .option('--runs <n>', 'number of runs', number(1, true))
    .option('--steps <n>', 'steps of every run', number(1, true))
    .option('--alpha <number>', 'first step size', number(1e-300, false))
    .option('--exponent <q>', 'steps alpha/(k+1)^(1/q); "infinity" for constant steps')
    .option('--schedule <formula>', 'step sizes by a formula in k = 0, 1, ..., such as "1/(k+2)"')
    .option('--start <point>', 'a start, such as "x=3,y=1/2" (repeatable)', collect, [])
    .option('--first-run <n>', 'leave out the runs before this one: repeats one run with --runs 1', number(0, true))
    .option('--attractor <point>', 'a point the runs should approach (repeatable)', collect, [])
    .option('--base <point>', 'a point of M at which the decrease of g is measured')
    .option('--sample <expression>', 'an addend of f, or of what it is the mean, for sgd (repeatable)', collect, [])
    .option('--figure <file>', 'draw the runs: .svg, .png, or .tex for PGFPlots')
    .option('--axes <names>', 'the two variables of the figure (default: the first two)')
    .action(async (file: string | undefined, flags: SimulateFlags) =>
      finish(await (await import('./commands/simulate.ts')).simulateCommand(file, flags)),
    )

  program
    .command('sweep <file>')
    .description('run many cells: a grid or a random design over constants, starts, step sizes and methods')
    .option('--out <folder>', 'where the results go, and are gone on with (default: FILE.sweep)')
    .option('--redis <url>', 'let `gradlaw worker` processes run the cells, on any machines')
    .option('--workers <n>', 'threads, where there is no --redis (default: all cores)', number(1, true))
    .option('--memory <mib>', 'memory of each of them', number(16, true), 2048)
    .option('--parquet', 'write the rows as a Parquet file as well')
    .option('--fresh', 'forget results that are in the folder')
    .option(
      '--figure <file>',
      'draw a heat map: .svg, .png, or .tex; of a folder of results, too, in place of the file',
    )
    .option('--across <axis>', 'the axis of the figure from left to right (default: the one with the most values)')
    .option('--up <axis>', 'the axis of the figure upwards')
    .option('--measure <column>', 'what the figure shows (default: converged, or objective)')
    .option('--cell <n>', 'run this cell again and print its row', number(0, true))
    .option('--seed <n>', 'seed of everything random, instead of the one in the file', number(0, true))
    .option('--json', 'one JSON document on standard output')
    .option('--quiet', 'no progress on standard error')
    .action(async (file: string, flags: SweepFlags) =>
      finish(await (await import('./commands/sweep.ts')).sweepCommand(file, flags, version)),
    )

  program
    .command('worker')
    .description('run cells of sweeps that come to a Redis server, until it is ended')
    .requiredOption('--redis <url>', 'the server, such as redis://127.0.0.1:6379')
    .option('--workers <n>', 'threads (default: all cores)', number(1, true))
    .option('--memory <mib>', 'memory of each of them', number(16, true), 2048)
    .option('--quiet', 'say nothing')
    .action(async (flags: WorkerFlags) =>
      finish(await (await import('./commands/worker.ts')).workerCommand(flags, version)),
    )

  common(
    program
      .command('filter <method>')
      .description('which eigenvalues of the Hessian a method lets survive at its limits')
      .option('--alpha <number>', 'the step size; without numbers the answer is symbolic')
      .option('--beta <number>', 'the momentum')
      .option('--rho <number>', 'the length of the ascent, or the weight of the penalty')
      .option('--momentum <name>', 'heavy-ball or nesterov'),
  ).action(async (method: string, flags: FilterFlags) =>
    finish(await (await import('./commands/filter.ts')).filterCommand(method, flags)),
  )

  common(problemOptions(program.command('exponent [file]')))
    .description('the Lyapunov exponents of gradient descent and of its stochastic form at a minimum')
    .option('--point <numbers>', 'the minimum, coordinates in the order of the variables, such as "1,1/2"')
    .option('--step <number>', 'the step size')
    .option('--sample <expression>', 'the loss of a sample; f is their mean or sum (repeatable)', collect, [])
    .option('--runs <n>', 'runs of each method from beside the minimum (default: 100)', number(0, true))
    .option('--format <format>', 'a report, ready to paste: latex, markdown, html or json')
    .option('--fragment', 'LaTeX to \\input instead of a whole document')
    .action(async (file: string | undefined, flags: ExponentFlags) =>
      finish(await (await import('./commands/exponent.ts')).exponentCommand(file, flags)),
    )

  common(problemOptions(program.command('subdifferential [file]')))
    .description('limits of gradients (Bouligand, Clarke) and of normalized gradients at a point, or on all minima')
    .option('--at <point>', 'the point, such as "x=0,y=1/2"; without it, all of argmin f, in symbols')
    .action(async (file: string | undefined, flags: SubdifferentialFlags) =>
      finish(await (await import('./commands/subdifferential.ts')).subdifferentialCommand(file, flags)),
    )

  common(problemOptions(program.command('flatness [file]')))
    .description('which of two minima is flatter: around which f varies less')
    .requiredOption('--at <point>', 'a minimum, such as "x=1,y=1"')
    .requiredOption('--and <point>', 'another one, such as "x=2,y=1/2"')
    .action(async (file: string | undefined, flags: FlatnessFlags) =>
      finish(await (await import('./commands/flatness.ts')).flatnessCommand(file, flags)),
    )

  common(problemOptions(program.command('drift [file]')))
    .description('what one step of each method does to a law of gradient flow, exactly')
    .option('--law <expression>', 'the quantity that is followed (default: the laws that are found)')
    .option('--method <name>', 'ngd, gd, heavy-ball, nesterov, usam, sam, ... (repeatable; default: all)', collect, [])
    .option('--trust <level>', 'kernel: no solver is asked, its word does not count', 'solver')
    .option('--save-proof <file>', 'save the certificates, for gradlaw recheck')
    .option('--figure <file>', 'draw the first law along runs and in one step: .svg, .png, or .tex for PGFPlots')
    .action(async (file: string | undefined, flags: DriftFlags) =>
      finish(await (await import('./commands/drift.ts')).driftCommand(file, flags)),
    )

  program
    .command('heat-map')
    .description("runs of gradient descent on (a'b - phi)^2/2 over step sizes and initial scales ([BW], Figure 3)")
    .option('--phi <number>', 'the target', number(1e-300, false))
    .option('--dimension <n>', 'of a and b', number(1, true))
    .option('--seed <n>', 'of the direction of the starts (default: 1)', number(0, true))
    .option('--json', 'one JSON document on standard output')
    .option('--out <file>', 'write to a file instead')
    .action(async (flags: HeatMapFlags) => finish(await (await import('./commands/heat-map.ts')).heatMapCommand(flags)))

  common(problemOptions(program.command('report [file]')))
    .description('a summary of what was checked, ready to paste')
    .option('--regularizer <expression>', 'g; without it the tool proposes one')
    .option('--format <format>', 'latex, markdown, html, json or coq', 'latex')
    .option('--fragment', 'LaTeX to \\input instead of a whole document')
    .option('--no-simulate', 'leave out the runs')
    .option('--cases <expressions>', 'tell cases of the constants apart by the signs of these, such as "a-1, b"')
    .option('--no-cases', 'do not tell cases of the constants apart')
    .option('--trust <level>', 'kernel: no solver is asked, its word does not count', 'solver')
    .action(async (file: string | undefined, flags: ReportFlags) =>
      finish(await (await import('./commands/report.ts')).reportCommand(file, flags)),
    )

  common(program.command('recheck <proof>'))
    .description('re-check saved certificates with the kernel alone')
    .action(async (file: string, flags: CommonFlags) =>
      finish(await (await import('./commands/recheck.ts')).recheckCommand(file, flags)),
    )

  problemOptions(program.command('serve [file]'))
    .description('the explorer, a page in your browser that computes there, with a problem opened in it')
    .option('--regularizer <expression>', 'g, where no file says it')
    .option('--host <address>', 'the interface it listens on; others may then read the page', '127.0.0.1')
    .option('--port <n>', 'where it listens; 0 for any free one', number(0, true), 0)
    .option('--open', 'open it in the browser as well')
    .option('--json', 'the link as a JSON document')
    .action(async (file: string | undefined, flags: ServeFlags) =>
      finish(await (await import('./commands/serve.ts')).serveCommand(file, flags)),
    )

  common(
    program
      .command('paper')
      .description('verify every example under proofs/ and write Table 1 with proofs and figures')
      .option('--proofs <folder>', 'the problem files and their saved certificates')
      .option('--save', 'save the certificates beside the problem files')
      .option('--recheck', 'only re-check the saved certificates: no search, nothing is written')
      .option('--only <names>', 'only files whose names begin so, such as "example-4-4, bw"')
      .option('--pdf', 'compile paper.tex as well, where there is a pdflatex'),
    PAPER_SECONDS,
  ).action(async (flags: PaperFlags) => finish(await (await import('./commands/paper.ts')).paperCommand(flags)))
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
