/** Where in a text something was found; line and column count from 1, the offset from 0 (in UTF-16 units). */
export interface Position {
  readonly offset: number
  readonly line: number
  readonly column: number
}

/** The line and column of an offset in a text. Precondition: 0 <= offset <= text.length. */
export const positionAt = (text: string, offset: number): Position => {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { offset, line, column: offset - (before.lastIndexOf('\n') + 1) + 1 }
}

const WINDOW = 72

/** The line of the text around an offset, and a second line with carets under the offending part. */
export const caretLines = (text: string, offset: number, length: number): string => {
  const start = text.slice(0, offset).lastIndexOf('\n') + 1
  const newline = text.indexOf('\n', offset)
  const end = newline < 0 ? text.length : newline
  const from = Math.max(start, Math.min(offset - WINDOW / 2, end - WINDOW))
  const to = Math.min(end, from + WINDOW)
  const lead = from > start ? '...' : ''
  const tail = to < end ? '...' : ''
  const carets = '^'.repeat(Math.max(1, Math.min(length, to - offset)))
  const shown = text.slice(from, to).replace(/[\t\r]/g, ' ')
  return `  ${lead}${shown}${tail}\n  ${' '.repeat(lead.length + offset - from)}${carets}`
}

/** What an {@link InputError} is made of. */
export interface InputProblem {
  /** What is wrong, in one clause. */
  readonly what: string
  /** The whole text that was read, and the offending part of it. */
  readonly text?: string
  readonly offset?: number
  readonly length?: number
  /** What would be accepted in this place. */
  readonly expected?: string
  /** What to write instead. */
  readonly advice?: string
}

/** Text of a user that cannot be accepted: what is wrong, where, what was expected, and what to write instead. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly what: string
  readonly position: Position | undefined
  readonly found: string | undefined
  readonly expected: string | undefined
  readonly advice: string | undefined

  constructor(problem: InputProblem) {
    const { what, text, offset, expected, advice } = problem
    const length = problem.length ?? 1
    const position = text === undefined || offset === undefined ? undefined : positionAt(text, offset)
    const place = position === undefined ? '' : ` at line ${position.line}, column ${position.column}`
    const lines = [`${what}${place}`]
    if (text !== undefined && offset !== undefined) lines.push(caretLines(text, offset, length))
    if (expected !== undefined) lines.push(`expected: ${expected}`)
    if (advice !== undefined) lines.push(`advice: ${advice}`)
    super(lines.join('\n'))
    this.what = what
    this.position = position
    this.found = text === undefined || offset === undefined ? undefined : text.slice(offset, offset + length)
    this.expected = expected
    this.advice = advice
  }
}
