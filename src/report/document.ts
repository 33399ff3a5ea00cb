import type { Figure } from './figures/figure.ts'

/** A formula in a line of text: the same content for a page and for a plain reader. */
export interface Formula {
  readonly latex: string
  readonly plain: string
}

/** Running text: plain unicode text (a user's or ours) and formulas. Every printer escapes the text. */
export type Inline = string | Formula

/** One row of a displayed formula; the right side is a list of signed addends, so that it can be broken over lines. */
export interface Row {
  readonly left: Formula
  readonly relation: '=' | '≤' | '≥' | '>' | '<'
  readonly right: readonly Formula[]
}

/** What a report consists of, before it is LaTeX, Markdown or HTML. */
export type Block =
  | {
      readonly kind: 'heading'
      readonly level: 1 | 2
      readonly text: string
      /** The words with their formulas, where there are any; `text` names the heading then. */
      readonly content?: readonly Inline[]
    }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[]; readonly lead?: string }
  | { readonly kind: 'display'; readonly rows: readonly Row[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'statement'; readonly name: string; readonly note: string; readonly content: readonly Block[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }
  | { readonly kind: 'figure'; readonly figure: Figure }

/** A whole report. */
export interface Report {
  readonly title: string
  readonly blocks: readonly Block[]
  /** Keys of the bibliography that are cited. */
  readonly cited: readonly string[]
}

/** Our own text, in which $f$ is a formula; a user's text never comes this way. */
const literal = (part: string): readonly Inline[] =>
  part
    .split('$')
    .map((piece, i): Inline => (i % 2 === 0 ? piece : { latex: piece, plain: piece }))
    .filter((piece) => piece !== '')

/**
 * Text with formulas and lists of them in its gaps: text`since $f$ is ${formula}`. Dollars mark formulas in the literal
 * parts only, never in what is put into the gaps.
 */
export const text = (
  strings: TemplateStringsArray,
  ...gaps: readonly (Inline | readonly Inline[])[]
): readonly Inline[] =>
  strings.flatMap((part, i) => {
    const gap = gaps[i]
    const inner: readonly Inline[] = gap === undefined ? [] : typeof gap === 'object' && 'length' in gap ? gap : [gap]
    return [...literal(part), ...inner]
  })

export const paragraph = (content: readonly Inline[], lead?: string): Block => ({
  kind: 'paragraph',
  content,
  ...(lead === undefined ? {} : { lead }),
})

const inlineSize = (content: readonly Inline[]): number =>
  content.reduce((total, part) => total + (typeof part === 'string' ? part.length : part.plain.length), 0)

const blockSize = (block: Block): number => {
  switch (block.kind) {
    case 'heading':
      return block.text.length
    case 'paragraph':
      return inlineSize(block.content)
    case 'display':
      return block.rows.reduce((sum, { left, right }) => sum + inlineSize([left, ...right]), 0)
    case 'list':
      return block.items.reduce((sum, item) => sum + inlineSize(item), 0)
    case 'statement':
      return sizeOf(block.content)
    case 'figure':
      return inlineSize(block.figure.caption)
    case 'table':
      return block.rows.flat().reduce((sum, cell) => sum + inlineSize(cell), 0)
  }
}

/** How much a reader sees: the length of all text and formulas. */
export const sizeOf = (blocks: readonly Block[]): number => blocks.reduce((total, block) => total + blockSize(block), 0)
