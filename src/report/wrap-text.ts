/**
 * Breaks a text at spaces into lines of at most `width` characters; the first starts with `head`, the others with as
 * many spaces as `indent` says. A word that is longer than a line stays whole.
 */
export const wrapText = (text: string, head: string, indent: number, width: number): string[] => {
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
