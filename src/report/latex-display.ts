import type { Formula, Row } from './document.ts'
import { LINE_WIDTH, latexWidth } from './latex-width.ts'

const RELATIONS = { '=': '=', '≤': '\\le', '≥': '\\ge', '>': '>', '<': '<' } as const

/** Addends side by side, with a plus between those that show no sign. */
const addendsLatex = (addends: readonly Formula[], isFirst: boolean): string =>
  addends
    .map(({ latex }, i) => {
      if (latex.startsWith('-')) return i === 0 && isFirst ? latex : `- ${latex.slice(1)}`
      return i === 0 && isFirst ? latex : `+ ${latex}`
    })
    .join(' ')

const chunked = (addends: readonly Formula[], room: number): readonly (readonly Formula[])[] => {
  const chunks: Formula[][] = [[]]
  let width = 0
  for (const addend of addends) {
    const own = latexWidth(addend.latex) + 2.6
    if (width + own > room && (chunks.at(-1)?.length ?? 0) > 0) {
      chunks.push([])
      width = 2
    }
    chunks.at(-1)?.push(addend)
    width += own
  }
  return chunks
}

/** A formula that may be too wide for a line even alone is scaled down to it, and never up. */
const fitted = (latex: string, room: number): string => {
  if (latexWidth(latex) <= room) return latex
  const width = `${(room / LINE_WIDTH).toFixed(2)}\\linewidth`
  return `\\resizebox{\\ifdim\\width>${width} ${width}\\else\\width\\fi}{!}{$\\displaystyle ${latex}$}`
}

const rowLines = ({ left, relation, right }: Row, leftRoom: number): readonly string[] => {
  const own = latexWidth(left.latex)
  const isAlone = own > leftRoom
  const room = LINE_WIDTH - (isAlone ? 6 : leftRoom) - 3
  const [first = [], ...more] = chunked(right, room)
  const sign = RELATIONS[relation]
  const head = isAlone
    ? [`& ${fitted(left.latex, LINE_WIDTH - 1)}`, `&\\quad ${sign} ${fitted(addendsLatex(first, true), room)}`]
    : [`${left.latex} &${sign} ${fitted(addendsLatex(first, true), room)}`]
  return [
    ...head,
    ...more.map((chunk) => `&\\quad ${isAlone ? '\\quad ' : ''}${fitted(addendsLatex(chunk, false), room - 2)}`),
  ]
}

const MOST_LEFT = 26

/** Rows of a displayed formula, aligned at their relations and broken between addends where a line is full. */
export const displayLatex = (rows: readonly Row[]): string => {
  const widths = rows.map(({ left }) => latexWidth(left.latex)).filter((width) => width <= MOST_LEFT)
  const leftRoom = Math.max(4, ...widths)
  const lines = rows.flatMap((row) => rowLines(row, leftRoom))
  if (lines.length === 1) return `\\[\n  ${(lines[0] as string).replace(/^& |&/, '')}\n\\]`
  return `\\begin{align*}\n  ${lines.join(' \\\\\n  ')}\n\\end{align*}`
}
