const NARROWEST = 60
const WIDEST = 100

/** How wide a page is: as the terminal, within what is comfortable to read. */
export const pageWidth = (columns: number | undefined = process.stdout.columns): number =>
  Math.min(Math.max(columns || WIDEST, NARROWEST), WIDEST)

/**
 * Breaks a text at spaces into lines of at most `width` characters; the first starts with `head`, the others with as
 * many spaces as `indent` says. A word that is longer than a line stays whole.
 */
export const wrap = (text: string, head = '', indent = head.length, width = pageWidth()): string[] => {
  const lines: string[] = []
  let line = head
  let isFresh = true
  for (const word of text.split(' ')) {
    if (!isFresh && line.length + 1 + word.length > width) {
      lines.push(line.trimEnd())
      line = `${' '.repeat(indent)}${word}`
      continue
    }
    line = isFresh ? `${line}${word}` : `${line} ${word}`
    isFresh = false
  }
  return [...lines, line.trimEnd()]
}
