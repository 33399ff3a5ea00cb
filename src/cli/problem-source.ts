import { existsSync } from 'node:fs'
import type { ProblemSource } from './job.ts'
import { CommandError } from './output.ts'

export interface ProblemFlags {
  readonly objective?: string
  readonly regularizer?: string
  readonly vars?: string
  readonly params?: string
  readonly assume?: string
}

const looksLikeFile = (text: string): boolean => /\.ya?ml$/i.test(text) || existsSync(text)

const WORDS = new Set([
  ...['mu', 'nu', 'xi', 'pi', 'eta', 'rho', 'tau', 'phi', 'chi', 'psi'],
  ...[
    'abs',
    'max',
    'min',
    'exp',
    'log',
    'ln',
    'sin',
    'cos',
    'tan',
    'sum',
    'det',
    'dot',
    'eye',
    'inf',
    'nan',
    'and',
    'or',
  ],
])

/** Names such as `xy` that are read as one variable, where a product may have been meant. */
const likeProducts = (text: string): readonly string[] => {
  const names = [...text.matchAll(/(?<![\p{L}\w])[a-z]{2,3}(?![\p{L}\w]|\s*[([])/gu)].map(([name]) => name)
  return [...new Set(names)].filter((name) => !WORDS.has(name))
}

/** Says what a newcomer may have missed; answers are what they are without it. */
const noteProducts = (objective: string, { vars, params }: ProblemFlags): void => {
  if (vars !== undefined) return
  for (const name of likeProducts(objective)) {
    if (params?.includes(name) === true) continue
    process.stderr.write(`note: "${name}" is one variable; a product is written ${[...name].join('*')}\n`)
  }
}

/** The problem a command is about: a file, or `--objective`, or (where `allowExpression`) an expression in its place. */
export const problemSource = (
  argument: string | undefined,
  flags: ProblemFlags,
  allowExpression = false,
): ProblemSource => {
  if (argument !== undefined && flags.objective !== undefined) {
    throw new CommandError('give either a file or --objective, not both')
  }
  if (argument !== undefined && looksLikeFile(argument)) {
    const extra = Object.entries({ ...flags }).find(
      ([name, value]) => value !== undefined && ['regularizer', 'vars', 'params', 'assume'].includes(name),
    )
    if (extra !== undefined) throw new CommandError(`--${extra[0]} belongs in the problem file ${argument}`)
    return { file: argument }
  }
  if (argument !== undefined && !allowExpression) {
    throw new CommandError(`there is no file ${argument} (an expression goes after --objective)`)
  }
  const objective = argument ?? flags.objective
  if (objective === undefined) throw new CommandError('nothing to work on: give a problem file or --objective')
  noteProducts(objective, flags)
  return {
    text: {
      objective,
      ...(flags.regularizer === undefined ? {} : { regularizer: flags.regularizer }),
      ...(flags.vars === undefined ? {} : { variables: flags.vars }),
      ...(flags.params === undefined ? {} : { parameters: flags.params }),
      ...(flags.assume === undefined ? {} : { assume: flags.assume }),
    },
  }
}
