import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorOf, escapeHtml, inlineHtml, markdownHtml } from '../../scripts/site/markdown.mjs'

const link = (target: string): string => `to:${target}`

test.each([
  ['a < b & "c"', 'a &lt; b &amp; &quot;c&quot;'],
  ['`a*b*c` and `` a`b ``', '<code>a*b*c</code> and <code>a`b</code>'],
  ['**strong `a**b`** and *weak*', '<strong>strong <code>a**b</code></strong> and <em>weak</em>'],
  ['x*y*z, 2 * 3 * 4, x_k and x_{k}', 'x*y*z, 2 * 3 * 4, x_k and x_{k}'],
  ['\\*no\\* \\<b\\> k \\\\ {0}', '*no* &lt;b&gt; k \\ {0}'],
  ['a &lt; b, AT&T', 'a &lt; b, AT&amp;T'],
  ['[`a.ts`](../a.ts), [b](c.md#d)', '<a href="to:../a.ts"><code>a.ts</code></a>, <a href="to:c.md#d">b</a>'],
  ['([J], Lemma 3.14) [T] (x)', '([J], Lemma 3.14) [T] (x)'],
  ['X[1,2](a b)', 'X[1,2](a b)'],
  ['a ` alone', 'a ` alone'],
  ['$x_1 < y$, ($a*b*c$).', '<code>x_1 &lt; y</code>, (<code>a*b*c</code>).'],
  ['`$ a` costs $5 and $6; a$b$c', '<code>$ a</code> costs $5 and $6; a$b$c'],
  ['**so $a$** and \\$a$', '<strong>so <code>a</code></strong> and $a$'],
])('in a line: %s', (text, html) => expect(inlineHtml(text, link)).toBe(html))

test.each([
  ['# A `b`\n\ntext\nof two lines\n', '<h1 id="a-b">A <code>b</code></h1>\n<p>text\nof two lines</p>'],
  ['- a\n  more\n- b\n\ntext', '<ul><li>a\nmore</li>\n<li>b</li></ul>\n<p>text</p>'],
  ['1. a\n2. b\n- c', '<ol><li>a</li>\n<li>b</li></ol>\n<ul><li>c</li></ul>'],
  ['* a\n\n* b', '<ul><li>a</li>\n<li>b</li></ul>'],
  ['text\n- a', '<p>text</p>\n<ul><li>a</li></ul>'],
  ['```sh\n# <a> *b*\n\n- c\n```\nend', '<pre><code># &lt;a&gt; *b*\n\n- c\n</code></pre>\n<p>end</p>'],
  ['<!-- note -->\n\na', '<p>a</p>'],
  [
    '| a | b |\n| --- | --- |\n| `x\\|y` | \\|z\\| |',
    '<div class="w"><table class="t"><tr><th>a</th><th>b</th></tr>\n<tr><td><code>x|y</code></td><td>|z|</td></tr></table></div>',
  ],
])('blocks: %j', (text, html) => expect(markdownHtml(text, link).html).toBe(html))

test('formulas are set by what is given, in a line and displayed', () => {
  const math = (tex: string, isDisplayed: boolean): string => `<i>${isDisplayed ? 'd' : ''}${tex}</i>`
  expect(markdownHtml('of $a$\n$$\nb\nc\n$$\n| $d$ |\n| --- |\n| e |', link, math).html).toBe(
    '<p>of <i>a</i></p>\n<i>db\nc</i>\n<div class="w"><table class="t"><tr><th><i>d</i></th></tr>\n<tr><td>e</td></tr></table></div>',
  )
  expect(() => markdownHtml('$$\na', link, math)).toThrow('not closed')
})

test('anchors are GitHub’s, and no two are equal', () => {
  expect(anchorOf('|F|₁ without full rank')).toBe('f-without-full-rank')
  expect(anchorOf('1. Choose `f`, now')).toBe('1-choose-f-now')
  const { title, html } = markdownHtml('# A\n## B\n## B\n', link)
  expect([title, ...html.matchAll(/ id="([^"]*)"/g)].map(String)).toEqual([
    'A',
    ...[' id="a",a', ' id="b",b', ' id="b-1",b-1'],
  ])
})

test.each(['- a\n  - b', '> a', '<b>a</b>', '![a](b.png)', 'a\n    b', '\ta', 'a\n<br>'])('not read: %j', (text) =>
  expect(() => markdownHtml(text, link)).toThrow('no Markdown of this kind'),
)

test('of any text, nothing but our own elements comes out, closed as they were opened', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '`',
    '``',
    '[',
    '](',
    ')',
    '<b',
    '>',
    '"',
    '&',
    '\\',
    '|',
    '\n',
    '- ',
    '# ',
    '1. ',
    'a',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      fc.pre(!/^(\s+- |\s+1\. |>|<| {4})/m.test(text))
      const { html } = markdownHtml(text, escapeHtml)
      const open: string[] = []
      for (const [, close, tag = ''] of html.matchAll(/<(\/?)([a-z0-9]+)[^<>]*>/g)) {
        expect(tag).toMatch(/^(h[1-6]|p|ul|ol|li|pre|code|a|em|strong|div|table|tr|th|td)$/)
        if (close === '') open.push(tag)
        else expect(open.pop()).toBe(tag)
      }
      expect(open).toEqual([])
      expect(html.replaceAll(/<\/?[a-z0-9]+( (id|href|class)="[^"<>]*")?>/g, '')).not.toMatch(/[<>]/)
    }),
    { numRuns: 500, seed: 7 },
  )
})
