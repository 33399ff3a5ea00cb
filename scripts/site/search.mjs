// The search of the site: the sections of its pages, and one page that holds them and looks through them.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }
const textOf = (html) =>
  html
    .replaceAll(/<\/?(?:a|code|em|strong|sub|sup)\b[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity])
    .replaceAll(/\s+/g, ' ')
    .trim()

/** The sections of a page: what stands below each of its headings of the first three levels. */
export const sectionsOf = ({ place, title, html }) =>
  html
    .split(/(?=<h[1-3][ >])/)
    .map((part) => {
      const [, level = '1', id, heading = title] = /^<h([1-3])(?: id="([^"]*)")?>(.*?)<\/h/s.exec(part) ?? []
      return {
        place: level === '1' || id === undefined ? place : `${place}#${id}`,
        page: title,
        heading: textOf(heading),
        text: textOf(part.replace(/^<h[1-3].*?<\/h[1-3]>/s, '')),
      }
    })
    .filter(({ heading, text }) => heading !== '' || text !== '')

/** The script of the search page, and what its security policy must name to allow it. */
export const searchScript = () => {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('search-script.mjs', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
  })
  const text = outputFiles[0].text.replaceAll('</script', '<\\/script')
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` }
}

/** The main part of the search page. It must be the page's only part with a script, {@link searchScript}. */
export const searchHtml = (sections, script, pages) => `<h1>Search</h1>
<form role="search" class="search" action="search.html"><input type="search" id="q" name="q" aria-label="Search the documentation" autocomplete="off" spellcheck="false"></form>
<noscript><p>Searching needs a script. These are the pages:</p><ul>${pages}</ul></noscript>
<p id="told" role="status"></p>
<ol id="found" class="found"></ol>
<script type="application/json" id="sections">${JSON.stringify(sections).replaceAll('<', '\\u003c')}</script>
<script>${script.text}</script>`
