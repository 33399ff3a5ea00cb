import { wrapText } from '../report/wrap-text.ts'

const NARROWEST = 60
const WIDEST = 100

/** How wide a page is: as the terminal, within what is comfortable to read. */
export const pageWidth = (columns: number | undefined = process.stdout.columns): number =>
  Math.min(Math.max(columns || WIDEST, NARROWEST), WIDEST)

/** {@link wrapText} to the width of the page. */
export const wrap = (text: string, head = '', indent = head.length, width = pageWidth()): string[] =>
  wrapText(text, head, indent, width)
