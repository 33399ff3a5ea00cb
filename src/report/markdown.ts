import { bibliographyEntry } from './bibliography.ts'
import type { Block, Formula, Inline, Report, Row } from './document.ts'

/** Text as Markdown text: nothing in it is markup, HTML or a formula. */
export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>#|~$&!]/g, (character) =>
      character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
    )

const formula = ({ latex }: Formula): string => `$${latex.replaceAll('|', '\\vert ')}$`

const inline = (content: readonly Inline[]): string =>
  content
    .map((part) => (typeof part === 'string' ? escapeMarkdown(part) : formula(part)))
    .join('')
    .trim()

const RELATIONS = { '=': '=', '≤': '\\le', '≥': '\\ge', '>': '>', '<': '<' } as const

const row = ({ left, relation, right }: Row): string =>
  `${left.latex} &${RELATIONS[relation]} ${right.map(({ latex }, i) => (i === 0 || latex.startsWith('-') ? latex : `+ ${latex}`)).join(' ')}`

const block = (item: Block): string => {
  switch (item.kind) {
    case 'heading':
      return `${'#'.repeat(item.level + 1)} ${inline(item.content ?? [item.text])}`
    case 'paragraph':
      return `${item.lead === undefined ? '' : `**${escapeMarkdown(item.lead)}.** `}${inline(item.content)}`
    case 'display':
      return `$$\n\\begin{aligned}\n${item.rows.map(row).join(' \\\\\n')}\n\\end{aligned}\n$$`
    case 'list':
      return item.items.map((content) => `- ${inline(content)}`).join('\n')
    case 'statement': {
      const note = item.note === '' ? '' : ` (${escapeMarkdown(item.note)})`
      const body = [`**${escapeMarkdown(item.name)}**${note}`, ...item.content.map(block)].join('\n\n')
      return body
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n')
    }
    case 'figure':
      return `![](figures/${item.figure.name}.svg)\n\n*Figure.* ${inline(item.figure.caption)}`
    case 'table':
      return [
        `| ${item.head.map(escapeMarkdown).join(' | ')} |`,
        `|${' --- |'.repeat(item.head.length)}`,
        ...item.rows.map((cells) => `| ${cells.map(inline).join(' | ')} |`),
        '',
        escapeMarkdown(item.caption),
      ].join('\n')
  }
}

/** A report in Markdown, with formulas in dollars. */
export const markdown = ({ title, blocks, cited }: Report): string => {
  const references =
    cited.length === 0
      ? []
      : ['### References', cited.map((key) => `- \\[${key}\\] ${escapeMarkdown(bibliographyEntry(key))}`).join('\n')]
  return `${[`# ${escapeMarkdown(title)}`, ...blocks.map(block), ...references].join('\n\n')}\n`
}
