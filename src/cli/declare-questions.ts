import type { Command } from 'commander'
import type { CheckFlags } from './commands/check.ts'
import type { LawsFlags } from './commands/laws.ts'
import type { ProveFlags } from './commands/prove.ts'
import { collect, common, type Finish, problemOptions } from './options.ts'

/** What is asked of an objective: its laws, the checklist, one claim. */
export const declareQuestions = (program: Command, finish: Finish): void => {
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
}
