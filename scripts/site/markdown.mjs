// Markdown to HTML, for what our pages use: headings, paragraphs, lists one level deep, tables, fenced code, comments,
// displayed formulas between lines $$, and in a line code, formulas between dollars, strong and emphasized words, links and
// escapes. Everything else stays text.

/** Text as HTML. */
export const escapeHtml = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The anchor of a heading, as GitHub makes it: links work there and here. */
export const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')

// Code first: nothing in it means anything. Then formulas, escapes, links, and stars that stand at words.
const INLINE =
  /(?<ticks>`+)(?<code>[^`]|[^`].*?[^`])\k<ticks>(?!`)|(?<![\w$\\])\$(?<tex>[^\s$](?:[^$]*[^\s$])?)\$(?![\w$])|\\(?<escaped>[!-/:-@[-`{-~])|\[(?<label>(?:`[^`]*`|[^\]`])*)\]\((?<target>[^()\s]*)\)|\*\*(?<strong>(?:`[^`]*`|[^*`])+)\*\*|(?<![\w*])\*(?<em>(?![\s*])(?:`[^`]*`|[^*`])*[^\s*`]|`[^`]*`)\*(?![\w*])|&(?<entity>lt|gt|amp|quot);/gsu

/** Formulas as they are written. */
const unset = (tex, isDisplayed) => (isDisplayed ? `<pre>${escapeHtml(tex)}</pre>` : `<code>${escapeHtml(tex)}</code>`)

/**
 * A line of Markdown as HTML; `link` says where the target of a link is, `math` sets a formula.
 *
 * @param {string} text
 * @param {(target: string) => string} link
 * @param {(tex: string, isDisplayed: boolean) => string} [math]
 */
export const inlineHtml = (text, link, math = unset) => {
  let html = ''
  let end = 0
  const inner = (words) => inlineHtml(words, link, math)
  for (const match of text.matchAll(INLINE)) {
    const { code, tex, escaped, label, target, strong, em, entity } = match.groups
    html += escapeHtml(text.slice(end, match.index))
    end = match.index + match[0].length
    if (code !== undefined) html += `<code>${escapeHtml(/^ .* $/s.test(code) ? code.slice(1, -1) : code)}</code>`
    else if (tex !== undefined) html += math(tex, false)
    else if (escaped !== undefined) html += escapeHtml(escaped)
    else if (label !== undefined) html += `<a href="${escapeHtml(link(target))}">${inner(label)}</a>`
    else if (strong !== undefined) html += `<strong>${inner(strong)}</strong>`
    else if (em !== undefined) html += `<em>${inner(em)}</em>`
    else html += `&${entity};`
  }
  return html + escapeHtml(text.slice(end))
}

const HEADING = /^(#{1,6}) (.*)$/
const FENCE = /^```(\w*)/
const ITEM = /^([-*]|\d+\.) +(.*)$/
const TABLE = /^\|.*\|\s*$/
const COMMENT = /^<!--.*-->\s*$/
const DISPLAY = /^\$\$\s*$/
/** What would come out wrong: lists in lists, quotations, elements of HTML, pictures, code by indentation. */
const UNHANDLED = /^(?:\s+(?:[-*]|\d+\.) |>|<(?!!--)|!\[|\t| {4})/
const startsBlock = (line) => [HEADING, FENCE, ITEM, TABLE, COMMENT, DISPLAY].some((form) => form.test(line))

/** The cells of a row: a bar that is escaped, or stands in code, divides nothing where it is escaped there too. */
const cellsOf = (line) =>
  line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))

const tableHtml = (lines, inline) => {
  const [head = '', , ...body] = lines
  const row = (line, tag) =>
    `<tr>${cellsOf(line)
      .map((cell) => `<${tag}>${inline(cell)}</${tag}>`)
      .join('')}</tr>`
  return `<div class="w"><table class="t">${row(head, 'th')}\n${body.map((line) => row(line, 'td')).join('\n')}</table></div>`
}

/**
 * A page of Markdown as HTML, with its title (the first heading). Throws for Markdown that it does not know.
 *
 * @param {string} page
 * @param {(target: string) => string} link
 * @param {(tex: string, isDisplayed: boolean) => string} [math]
 */
export const markdownHtml = (page, link, math = unset) => {
  const lines = page.replaceAll('\r\n', '\n').split('\n')
  const inline = (line) => inlineHtml(line, link, math)
  const blocks = []
  const anchors = new Map()
  let title = ''
  let at = 0
  /** The lines from here on for which `goes` holds. */
  const take = (goes) => {
    const start = at
    while (at < lines.length && goes(lines[at])) at++
    return lines.slice(start, at)
  }
  const handled = (line) => {
    if (UNHANDLED.test(line)) throw new Error(`no Markdown of this kind is read here: ${line}`)
    return line.trim()
  }
  /** The other lines of a paragraph or an item. */
  const more = () => take((line) => line.trim() !== '' && !startsBlock(line)).map(handled)
  const heading = (marks, words) => {
    const plain = words.replaceAll('`', '')
    if (title === '') title = plain
    const anchor = anchorOf(words)
    const before = anchors.get(anchor) ?? 0
    anchors.set(anchor, before + 1)
    const id = before === 0 ? anchor : `${anchor}-${before}`
    return `<h${marks.length} id="${escapeHtml(id)}">${inline(words)}</h${marks.length}>`
  }
  const list = () => {
    const tag = /^\d/.test(lines[at]) ? 'ol' : 'ul'
    const items = []
    while (at < lines.length) {
      const item = ITEM.exec(lines[at])
      if (item === null || (tag === 'ol') !== /^\d/.test(item[1])) break
      at++
      items.push(`<li>${inline([item[2], ...more()].join('\n'))}</li>`)
      // Items may stand apart by an empty line.
      const next = lines.findIndex((line, i) => i >= at && line !== '')
      if (next > at && ITEM.test(lines[next])) at = next
    }
    return `<${tag}>${items.join('\n')}</${tag}>`
  }
  while (at < lines.length) {
    const line = lines[at]
    const head = HEADING.exec(line)
    if (line.trim() === '' || COMMENT.test(line)) at++
    else if (head !== null) {
      blocks.push(heading(head[1], head[2].trim()))
      at++
    } else if (FENCE.test(line)) {
      at++
      blocks.push(`<pre><code>${escapeHtml(take((code) => !code.startsWith('```')).join('\n'))}\n</code></pre>`)
      at++
    } else if (DISPLAY.test(line)) {
      at++
      blocks.push(math(take((tex) => !DISPLAY.test(tex)).join('\n'), true))
      if (at++ === lines.length) throw new Error('a displayed formula is not closed')
    } else if (TABLE.test(line))
      blocks.push(
        tableHtml(
          take((row) => TABLE.test(row)),
          inline,
        ),
      )
    else if (ITEM.test(line)) blocks.push(list())
    else {
      const text = handled(line)
      at++
      blocks.push(`<p>${inline([text, ...more()].join('\n'))}</p>`)
    }
  }
  return { title, html: blocks.join('\n') }
}
