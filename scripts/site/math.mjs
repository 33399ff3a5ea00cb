// Formulas of the pages, set by KaTeX when the site is made, and the style sheet that they need with its fonts inside.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import katex from 'katex'

const resolve = createRequire(import.meta.url).resolve
const file = (path, encoding) => readFileSync(resolve(`katex/dist/${path}`), encoding)

const OPTIONS = { throwOnError: true, strict: 'error' }

/** A formula as HTML that needs {@link mathStyle}, with MathML beside it for those who hear the page. */
export const mathHtml = (tex, isDisplayed) => katex.renderToString(tex, { ...OPTIONS, displayMode: isDisplayed })

const SIGNS = { frac: '/', sup: '^', sub: '_' }
/** Fractions, powers and indices of two symbols. */
const SIMPLE = /<m(frac|sup|sub)><m[ion][^>]*>([^<]*)<\/m[ion]><m[ion][^>]*>([^<]*)<\/m[ion]><\/m\1>/g

/** A formula as one line of text, as a reader would look for it. */
export const mathText = (tex) =>
  katex
    .renderToString(tex, { ...OPTIONS, output: 'mathml' })
    .replaceAll(/<annotation.*?<\/annotation>/gs, '')
    .replaceAll(SIMPLE, (_, kind, one, two) => `${one}${SIGNS[kind]}${two}`)
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/[\u2061\u200b]/g, '')

/** The classes of elements in these pages. */
const classesIn = (pages) =>
  new Set(pages.flatMap((html) => [...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, names]) => names.split(' '))))

/**
 * The style of the formulas in these pages. The fonts that they use are in it as data: a page that was opened from a disk
 * may read a style sheet beside it, and not everywhere a font.
 */
export const mathStyle = (pages) => {
  const used = classesIn(pages)
  const style = file('katex.min.css', 'utf8')
  const families = new Set()
  for (const [, selectors, declarations] of style.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const isUsed = selectors.split(',').some((selector) => {
      const names = [...selector.matchAll(/\.([\w-]+)/g)]
      return names.length > 0 && names.every(([, name]) => used.has(name))
    })
    if (isUsed) for (const [family] of declarations.matchAll(/KaTeX_\w+/g)) families.add(family)
  }
  return style.replaceAll(/@font-face\{[^}]*\}/g, (face) => {
    if (!families.has(/font-family:"?(\w+)/.exec(face)[1])) return ''
    const [, font] = /url\((fonts\/[\w-]+\.woff2)\)/.exec(face)
    const source = `url(data:font/woff2;base64,${file(font).toString('base64')})`
    return face.replace(/src:.*(?=\})/, `src:${source} format("woff2")`)
  })
}
