// The page of the reference, from what is exported.
import { escapeHtml, markdownHtml } from './markdown.mjs'

const GROUPS = [
  ['Functions', 'function', ''],
  ['Classes and types', 'type', ''],
  [
    'Types inside these',
    'inner',
    "They are not exported by name. TypeScript reaches them through the types above: <code>CheckResult['proposals']</code>.",
  ],
]

/** @param entries what `readReference` says */
export const referenceHtml = (entries) => {
  const names = new Set(entries.map(({ name }) => name))
  const linked = (text) =>
    escapeHtml(text).replaceAll(/\b[A-Z]\w+\b/g, (name) => (names.has(name) ? `<a href="#${name}">${name}</a>` : name))
  const section = ({ name, declaration, documentation, parameters, throws, examples }) => {
    const words = [
      documentation,
      parameters.map(([parameter, text]) => `- \`${parameter}\`: ${text}`).join('\n'),
      ...throws.map((text) => `Throws: ${text}`),
    ].filter((text) => text !== '')
    const note =
      words.length === 0 ? '' : `\n<div class="note">${markdownHtml(words.join('\n\n'), (target) => target).html}</div>`
    const shown =
      examples.length === 0 ? '' : `\n<pre class="example"><code>${escapeHtml(examples.join('\n'))}\n</code></pre>`
    return `<h3 id="${name}">${name}</h3>\n<pre class="signature"><code>${linked(declaration)}\n</code></pre>${note}${shown}`
  }
  const group = ([title, kind, note]) => {
    const own = entries.filter((entry) => entry.kind === kind)
    const list = own.map(({ name }) => `<li><a href="#${name}">${name}</a></li>`).join('')
    const lead = note === '' ? '' : `\n<p>${note}</p>`
    return `<h2 id="${title.toLowerCase().replaceAll(' ', '-')}">${title}</h2>${lead}
<div class="contents"><ul class="names">${list}</ul></div>
${own.map(section).join('\n')}`
  }
  return `<h1>Reference</h1>
<p>Everything that <code>import … from 'gradlaw'</code> gives, from its docstrings.</p>
${GROUPS.map(group).join('\n')}`
}
