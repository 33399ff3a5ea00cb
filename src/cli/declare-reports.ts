import type { Command } from 'commander'
import type { PaperFlags } from './commands/paper.ts'
import type { ReportFlags } from './commands/report.ts'
import type { ServeFlags } from './commands/serve.ts'
import type { CommonFlags } from './common-flags.ts'
import { common, type Finish, number, problemOptions } from './options.ts'

/** Long enough for the papers' examples on any machine: what is printed should not depend on how busy it is. */
const PAPER_SECONDS = 600

/** What is read and re-checked afterwards: reports, proofs, the explorer, the papers. */
export const declareReports = (program: Command, finish: Finish): void => {
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
}
