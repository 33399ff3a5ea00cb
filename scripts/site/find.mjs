// Finding words in the sections of the site: what the search page runs, and what the tests ask.

/** The words of a text as they are compared: without accents, raised or lowered, in small letters. */
export const wordsOf = (text) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

const counts = (words) => {
  const found = new Map()
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1)
  return found
}

/** Sections as {@link findSections} reads them: `{ place, page, heading, text }` with their words counted. */
export const indexed = (sections) =>
  sections.map((section) => ({
    section,
    inHeading: counts(wordsOf(section.heading)),
    inPage: counts(wordsOf(section.page)),
    inText: counts(wordsOf(section.text)),
  }))

/** How well a word stands in counted words: as itself, or (`part`) as the beginning of another. */
const weight = (counted, word, whole, part) => {
  const times = counted.get(word)
  if (times !== undefined) return whole + Math.log(times)
  for (const other of counted.keys()) if (other.startsWith(word)) return part
  return 0
}

const scoreOf = ({ inHeading, inPage, inText }, word) =>
  weight(inHeading, word, 12, 6) + weight(inPage, word, 4, 2) + weight(inText, word, 2, 1)

/**
 * The sections that have every word of the query, or words that begin so, the best first; where none has them all, those
 * that have most of them.
 */
export const findSections = (index, query) => {
  const words = [...new Set(wordsOf(query))]
  if (words.length === 0) return []
  const found = index.flatMap((entry, order) => {
    const scores = words.map((word) => scoreOf(entry, word))
    const has = scores.filter((score) => score > 0).length
    // A heading that says just what was asked comes first.
    const isAsked = entry.inHeading.size === words.length && words.every((word) => entry.inHeading.has(word))
    const bonus = entry.section.heading === query.trim() ? 30 : isAsked ? 20 : 0
    const score = scores.reduce((sum, one) => sum + one, bonus)
    return has === 0 ? [] : [{ section: entry.section, has, score, order }]
  })
  const most = Math.max(0, ...found.map(({ has }) => has))
  return found
    .filter(({ has }) => has === most)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ section }) => section)
}

/** The text cut at words that begin as those of the query do: pieces `{ text, isHit }`, at most `width` characters. */
export const excerpt = (text, query, width = 220) => {
  const words = wordsOf(query)
  const pieces = [...text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu)].map(([piece]) => ({
    text: piece,
    isHit: wordsOf(piece).some((own) => words.some((word) => own.startsWith(word))),
  }))
  const first = Math.max(
    0,
    pieces.findIndex(({ isHit }) => isHit),
  )
  let from = first
  for (let before = 0; from > 0 && before < 60; from--) before += pieces[from - 1].text.length
  const shown = from === 0 ? [] : [{ text: '… ', isHit: false }]
  let length = 0
  for (const piece of pieces.slice(from)) {
    if (length + piece.text.length > width) return [...shown, { text: ' …', isHit: false }]
    length += piece.text.length
    shown.push(piece)
  }
  return shown
}
