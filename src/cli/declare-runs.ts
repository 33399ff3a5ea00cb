import type { Command } from 'commander'
import type { SimulateFlags } from './commands/simulate.ts'
import type { SweepFlags } from './commands/sweep.ts'
import type { WorkerFlags } from './commands/worker.ts'
import { collect, common, type Finish, number, problemOptions } from './options.ts'

/** Runs in floating point: one objective, many cells, a worker for them. */
export const declareRuns = (program: Command, finish: Finish, version: string): void => {
  common(problemOptions(program.command('simulate [file]')))
    .description('run normalized gradient descent, or another method, and measure: evidence, never a verdict')
    .option(
      '--method <name>',
      'ngd, gd, flow, heavy-ball, nesterov, usam, usam2, usam2-chained, husam, sam, gradient-penalty, or sgd',
      'ngd',
    )
    .option('--beta <number>', 'momentum of methods other than ngd', number(0, false))
    .option(
      '--rho <number>',
      'length of the ascent of usam, usam2, usam2-chained, husam, sam, or weight of gradient-penalty',
      number(0, false),
    )
    .option('--regularizer <expression>', 'g, to measure its decrease')
    .option('--runs <n>', 'number of runs', number(1, true))
    .option('--steps <n>', 'steps of every run', number(1, true))
    .option('--alpha <number>', 'first step size', number(1e-300, false))
    .option('--exponent <q>', 'steps alpha/(k+1)^(1/q); "infinity" for constant steps')
    .option(
      '--schedule <formula>',
      'step sizes: power, constant, or a formula in k = 0, 1, ... and alpha: "alpha/(k+2)"',
    )
    .option('--selection <name>', 'where ngd has several directions: fixed, least-norm, or random')
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
    .description('run many cells: over constants, starts, step sizes, schedules and methods: docs/sweeps.md')
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
      finish(await (await import('./commands/sweep.ts')).sweepCommand(file, flags)),
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
}
