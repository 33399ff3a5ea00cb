import type { Command } from 'commander'
import type { DriftFlags } from './commands/drift.ts'
import type { ExponentFlags } from './commands/exponent.ts'
import type { FilterFlags } from './commands/filter.ts'
import type { FlatnessFlags } from './commands/flatness.ts'
import type { HeatMapFlags } from './commands/heat-map.ts'
import type { SubdifferentialFlags } from './commands/subdifferential.ts'
import { collect, common, type Finish, number, problemOptions } from './options.ts'

/** What methods and single points are like: filters, exponents, subdifferentials, flatness, drift, the heat map. */
export const declareStudies = (program: Command, finish: Finish): void => {
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
}
