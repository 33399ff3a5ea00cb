/** Reads one argument of a command: a group or a single token. Returns its content and where it ends. */
const argumentAt = (latex: string, at: number): { readonly content: string; readonly end: number } => {
  let start = at
  while (latex[start] === ' ') start++
  if (latex[start] !== '{') {
    const word = /^\\[A-Za-z]+|^\\?./su.exec(latex.slice(start))?.[0] ?? ''
    return { content: word, end: start + word.length }
  }
  let depth = 0
  for (let end = start; end < latex.length; end++) {
    if (latex[end] === '\\') end++
    else if (latex[end] === '{') depth++
    else if (latex[end] === '}' && --depth === 0) return { content: latex.slice(start + 1, end), end: end + 1 }
  }
  return { content: latex.slice(start + 1), end: latex.length }
}

const SCRIPT = 0.72
const RELATIONS = new Set(['le', 'ge', 'ne', 'in', 'to', 'cap', 'equiv', 'subset'])
const SPACES: ReadonlyMap<string, number> = new Map([
  ['quad', 2],
  ['qquad', 4],
  [',', 0.3],
  [';', 0.5],
  [' ', 0.6],
  ['!', 0],
  ['left', 0],
  ['right', 0],
  ['displaystyle', 0],
])

/** Roughly how wide a formula is set, in digits of the text size. */
export const latexWidth = (latex: string): number => {
  let width = 0
  let at = 0
  while (at < latex.length) {
    const character = latex[at] as string
    if (character === '\\') {
      const name = /^[A-Za-z]+|^./su.exec(latex.slice(at + 1))?.[0] ?? ''
      at += 1 + name.length
      if (name === 'frac' || name === 'tfrac') {
        const top = argumentAt(latex, at)
        const bottom = argumentAt(latex, top.end)
        width += Math.max(latexWidth(top.content), latexWidth(bottom.content)) * (name === 'frac' ? 1 : SCRIPT) + 0.6
        at = bottom.end
      } else if (name === 'text' || name === 'mathrm' || name === 'operatorname') {
        const { content, end } = argumentAt(latex, at)
        width += content.length
        at = end
      } else width += SPACES.get(name) ?? (RELATIONS.has(name) ? 2.6 : 1.2)
    } else if (character === '^' || character === '_') {
      const { content, end } = argumentAt(latex, at + 1)
      width += latexWidth(content) * SCRIPT
      at = end
    } else {
      at++
      if ('+-=<>'.includes(character)) width += 2.6
      else if ('()[]|,.!/'.includes(character)) width += 0.75
      else if (!'{} &'.includes(character)) width += 1.08
    }
  }
  return width
}

/** The width of a line of a displayed formula, in the same unit, for the page of our documents. */
export const LINE_WIDTH = 74
