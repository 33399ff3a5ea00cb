/** The parts of a statement: names of real numbers, hypotheses, and what follows. */
export interface StatementParts {
  readonly binders: readonly string[]
  readonly premises: readonly string[]
  readonly conclusion: string
}

const WIDTH = 100

/** `forall x y : R, premise -> conclusion`, one premise per line where it is long. */
export const forall = ({ binders, premises, conclusion }: StatementParts): string => {
  const head = binders.length === 0 ? [] : [`forall ${binders.join(' ')} : R,`]
  const parts = [...premises.map((premise) => `${premise} ->`), conclusion]
  const line = [...head, ...parts].join(' ')
  if (line.length <= WIDTH) return `  ${line}`
  return [...head.map((h) => `  ${h}`), ...parts.map((part) => `    ${part}`)].join('\n')
}
