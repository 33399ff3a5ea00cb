import { bibliographyEntry } from './bibliography.ts'
import type { Block, Formula, Inline, Report, Row } from './document.ts'
import { FIGURE_STYLE, figureSvg } from './figures/svg.ts'
import { escapeHtml } from './html-text.ts'

/** Prints a formula as HTML, in a line or displayed. */
export type FormulaHtml = (formula: Formula, isDisplayed?: boolean) => string

/** A formula as text, with powers raised: for pages made without {@link FormulaHtml} of another kind. */
const textFormula: FormulaHtml = ({ plain }) =>
  `<span class="f">${escapeHtml(plain)
    .replaceAll(/\^(-?\d+|[A-Za-z]\b)/g, '<sup>$1</sup>')
    .replaceAll(/\^\(([^()]*)\)/g, '<sup>$1</sup>')
    .replaceAll('*', '·')}</span>`

const inlineHtml = (content: readonly Inline[], formula: FormulaHtml): string =>
  content.map((part) => (typeof part === 'string' ? escapeHtml(part) : formula(part))).join('')

const withoutSign = ({ latex, plain }: Formula): Formula => ({ latex: latex.slice(1), plain: plain.slice(1) })

const rowHtml = ({ left, relation, right }: Row, formula: FormulaHtml): string => {
  const sum = right
    .map((part, i) => {
      if (i === 0 || !part.plain.startsWith('-')) return `${i === 0 ? '' : ' + '}${formula(part, true)}`
      return ` − ${formula(part.latex.startsWith('-') ? withoutSign(part) : { ...part, plain: part.plain.slice(1) }, true)}`
    })
    .join('<wbr>')
  return `<tr><td class="l">${formula(left, true)}</td><td>${escapeHtml(relation)}</td><td>${sum}</td></tr>`
}

/** An anchor for a heading: its words in lower case with dashes. */
const anchor = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

const blockHtml = (item: Block, formula: FormulaHtml): string => {
  const inline = (content: readonly Inline[]): string => inlineHtml(content, formula)
  switch (item.kind) {
    case 'heading': {
      const tag = `h${item.level + 1}`
      const id = item.level === 1 ? ` id="${anchor(item.text)}"` : ''
      return `<${tag}${id}>${inline(item.content ?? [item.text])}</${tag}>`
    }
    case 'paragraph':
      return `<p>${item.lead === undefined ? '' : `<b>${escapeHtml(item.lead)}.</b> `}${inline(item.content)}</p>`
    case 'display':
      return `<table class="d">${item.rows.map((row) => rowHtml(row, formula)).join('')}</table>`
    case 'list':
      return `<ul>${item.items.map((content) => `<li>${inline(content)}</li>`).join('')}</ul>`
    case 'statement': {
      const note = item.note === '' ? '' : ` (${escapeHtml(item.note)})`
      const content = item.content.map((inner) => blockHtml(inner, formula)).join('')
      return `<blockquote><p><b>${escapeHtml(item.name)}</b>${note}</p>${content}</blockquote>`
    }
    case 'figure':
      return `<figure>${figureSvg(item.figure)}<figcaption>${inline(item.figure.caption)}</figcaption></figure>`
    case 'table': {
      const head = item.head.map((title) => `<th>${escapeHtml(title)}</th>`).join('')
      const body = item.rows.map((cells) => `<tr>${cells.map((c) => `<td>${inline(c)}</td>`).join('')}</tr>`).join('\n')
      const isWide = item.head.length > MANY_COLUMNS
      return `<div class="w${isWide ? ' x' : ''}"><table class="t"><caption>${escapeHtml(item.caption)}</caption><tr>${head}</tr>\n${body}</table></div>`
    }
  }
}

/** Tables with more columns are wider than the text, where the window is. */
const MANY_COLUMNS = 6

/** The style of every page that we write: reports, and the documentation. */
export const PAGE_STYLE = `body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 Georgia,serif;color:#222;background:#fff}
.f{font-style:italic}.d{margin:.6rem 1.5rem}.d td{padding:.15rem .4rem;vertical-align:top}.d .l{text-align:right;white-space:nowrap}
.w,.d{overflow-x:auto}.x{margin:0 min(0px,(46rem - min(96vw,76rem))/2)}.x .t{font-size:.8rem}.t{border-collapse:collapse;font-size:.9rem}.t td,.t th{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}
.t caption{caption-side:bottom;font-size:.85rem;padding:.4rem;text-align:left}blockquote{border-left:4px solid #8a9;margin:1rem 0;padding:.1rem 1rem;background:#f6f8f6}
figure{margin:1.5rem 0;text-align:center}figcaption{font-size:.88rem;text-align:left;margin-top:.4rem}nav ul{columns:2;font-size:.95rem}h2{margin-top:2.5rem}a{color:inherit}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#181a1b}blockquote{background:#202624}.t td,.t th{border-color:#444}}
@media print{body{max-width:none}h2{break-before:page}figure,blockquote{break-inside:avoid}}`

/** Links to the sections, where there are several. */
const contents = (blocks: readonly Block[], formula: FormulaHtml): string => {
  const sections = blocks.flatMap((item) => (item.kind === 'heading' && item.level === 1 ? [item] : []))
  if (sections.length < 3) return ''
  const entries = sections.map(
    ({ text, content }) => `<li><a href="#${anchor(text)}">${inlineHtml(content ?? [text], formula)}</a></li>`,
  )
  return `<nav><ul>${entries.join('')}</ul></nav>\n`
}

/** What a page has beside its report: elements of the head, and a section after the references. */
export interface PageExtras {
  readonly head: string
  readonly section: string
  readonly style: string
}

/**
 * A report as one HTML page that asks nothing of any other place: no font, no picture, and no script but what `extras`
 * bring. Figures stand in it as SVG, formulas as `formula` prints them.
 */
export const htmlPage = (
  { title, blocks, cited }: Report,
  formula: FormulaHtml = textFormula,
  extras: PageExtras = { head: '', section: '', style: '' },
): string => {
  const references =
    cited.length === 0
      ? ''
      : `<h3>References</h3>\n<ul>${cited.map((key) => `<li>[${escapeHtml(key)}] ${escapeHtml(bibliographyEntry(key))}</li>`).join('')}</ul>\n`
  const style = blocks.some(({ kind }) => kind === 'figure') ? `${PAGE_STYLE}\n${FIGURE_STYLE}` : PAGE_STYLE
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${extras.head}<title>${escapeHtml(title)}</title>
<style>${style}${extras.style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${contents(blocks, formula)}${blocks.map((item) => blockHtml(item, formula)).join('\n')}
${references}${extras.section}</body>
</html>
`
}
