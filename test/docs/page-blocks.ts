import { readFileSync } from 'node:fs'

/** A fenced block of a page: its language, the rest of the fence's line, and its lines. */
export interface CodeBlock {
  readonly language: string
  readonly name: string
  readonly lines: readonly string[]
}

/** The fenced code blocks of a file of the repository, in their order. */
export const blocksOf = (path: string): readonly CodeBlock[] => {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  return [...text.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language = '', name = '', body = '']) => ({
    language,
    name,
    lines: body.split('\n').slice(0, -1),
  }))
}

/** A command of a console block, and the lines that the page shows below it. */
export interface Shown {
  readonly command: string
  readonly output: readonly string[]
}

/** The commands of a console block: lines that start with `$ `, each with the lines up to the next. */
export const commandsOf = ({ lines }: CodeBlock): readonly Shown[] => {
  const found: { command: string; output: string[] }[] = []
  for (const line of lines) {
    if (line.startsWith('$ ')) found.push({ command: line.slice(2), output: [] })
    else found.at(-1)?.output.push(line)
  }
  return found
}

/** The words of a command line; double quotes hold a word together. */
export const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '')

const withoutEnd = (lines: readonly string[]): readonly string[] => {
  const last = lines.findLastIndex((line) => line !== '')
  return lines.slice(0, last + 1).map((line) => line.trimEnd())
}

/**
 * Whether a page shows what a command said: the same lines, where a line `...` stands for any number of lines. Gives the
 * first shown line that was not found in its place, or nothing.
 */
export const missingLine = (shown: readonly string[], said: readonly string[]): string | undefined => {
  const [expected, actual] = [withoutEnd(shown), withoutEnd(said)]
  let at = 0
  let mayLeaveOut = false
  for (const line of expected) {
    if (line === '...') {
      mayLeaveOut = true
      continue
    }
    const next = mayLeaveOut ? actual.indexOf(line, at) : at
    if (next < 0 || actual[next] !== line) return line
    at = next + 1
    mayLeaveOut = false
  }
  return mayLeaveOut || at === actual.length ? undefined : `nothing more, but the command said: ${actual[at]}`
}
