import { type Command, InvalidArgumentError } from 'commander'

/** What a command's exit status is given to when it ends. */
export type Finish = (status: number) => void

/** Reads a number of at least `low`; throws what commander prints for anything else. */
export const number =
  (low: number, whole: boolean) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !Number.isFinite(value) || value < low || (whole && !Number.isSafeInteger(value))) {
      throw new InvalidArgumentError(`expected ${whole ? 'a whole number' : 'a number'} of at least ${low}.`)
    }
    return value
  }

/** The values of a flag that may be repeated. */
export const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value]

/** The options that nearly every command takes. */
export const common = (command: Command, seconds = 60): Command =>
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

/** An objective on the command line in the place of a problem file. */
export const problemOptions = (command: Command): Command =>
  command
    .option('--objective <expression>', 'the objective f, instead of a file')
    .option('--vars <names>', 'variables in order, with sizes of vectors and matrices: "x,y", "X:2x3,y:3"')
    .option('--params <names>', 'names of constants, such as "a,b" or "A:2x2"')
    .option('--assume <relations>', 'relations between parameters, such as "a > b, b > 0"')
