import { bibliographyEntry } from './bibliography.ts'
import type { Block, Formula, Inline, Report, Row } from './document.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML text: nothing in it is markup. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string)

/** A formula as text, with powers raised. */
const formula = ({ plain }: Formula): string =>
  `<span class="f">${escapeHtml(plain)
    .replaceAll(/\^(-?\d+|[A-Za-z]\b)/g, '<sup>$1</sup>')
    .replaceAll(/\^\(([^()]*)\)/g, '<sup>$1</sup>')
    .replaceAll('*', '·')}</span>`

const inline = (content: readonly Inline[]): string =>
  content.map((part) => (typeof part === 'string' ? escapeHtml(part) : formula(part))).join('')

const row = ({ left, relation, right }: Row): string => {
  const sum = right
    .map((part, i) =>
      i === 0 || !part.plain.startsWith('-')
        ? `${i === 0 ? '' : ' + '}${formula(part)}`
        : ` − ${formula({ ...part, plain: part.plain.slice(1) })}`,
    )
    .join('')
  return `<tr><td class="l">${formula(left)}</td><td>${escapeHtml(relation)}</td><td>${sum}</td></tr>`
}

const block = (item: Block): string => {
  switch (item.kind) {
    case 'heading':
      return `<h${item.level + 1}>${escapeHtml(item.text)}</h${item.level + 1}>`
    case 'paragraph':
      return `<p>${item.lead === undefined ? '' : `<b>${escapeHtml(item.lead)}.</b> `}${inline(item.content)}</p>`
    case 'display':
      return `<table class="d">${item.rows.map(row).join('')}</table>`
    case 'list':
      return `<ul>${item.items.map((content) => `<li>${inline(content)}</li>`).join('')}</ul>`
    case 'statement': {
      const note = item.note === '' ? '' : ` (${escapeHtml(item.note)})`
      return `<blockquote><p><b>${escapeHtml(item.name)}</b>${note}</p>${item.content.map(block).join('')}</blockquote>`
    }
    case 'table': {
      const head = item.head.map((title) => `<th>${escapeHtml(title)}</th>`).join('')
      const body = item.rows.map((cells) => `<tr>${cells.map((c) => `<td>${inline(c)}</td>`).join('')}</tr>`).join('\n')
      return `<table class="t"><caption>${escapeHtml(item.caption)}</caption><tr>${head}</tr>\n${body}</table>`
    }
  }
}

const STYLE = `body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 Georgia,serif;color:#222;background:#fff}
.f{font-style:italic}.d{margin:.6rem 1.5rem}.d td{padding:.15rem .4rem;vertical-align:top}.d .l{text-align:right;white-space:nowrap}
.t{border-collapse:collapse;font-size:.9rem}.t td,.t th{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}
.t caption{caption-side:bottom;font-size:.85rem;padding:.4rem}blockquote{border-left:4px solid #8a9;margin:1rem 0;padding:.1rem 1rem;background:#f6f8f6}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#181a1b}blockquote{background:#202624}}`

/** A report as one HTML page that asks nothing of any other place: no script, no font, no picture. */
export const htmlPage = ({ title, blocks, cited }: Report): string => {
  const references =
    cited.length === 0
      ? ''
      : `<h3>References</h3>\n<ul>${cited.map((key) => `<li>[${escapeHtml(key)}] ${escapeHtml(bibliographyEntry(key))}</li>`).join('')}</ul>\n`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${blocks.map(block).join('\n')}
${references}</body>
</html>
`
}
