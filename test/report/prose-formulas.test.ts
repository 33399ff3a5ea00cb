import { describe, expect, test } from 'vitest'
import { withFormulas } from '../../src/report/prose-formulas.ts'

/** The text with each formula as LaTeX in dollars. */
const shown = (words: string): string =>
  withFormulas(words)
    .map((part) => (typeof part === 'string' ? part : `$${part.latex}$`))
    .join('')

describe('relations in a text', () => {
  test.each([
    ['Ellipse, a > b > 0', 'Ellipse, $a > b > 0$'],
    ['[J], Example 4.6 with n = 3 [R+]', '[J], Example 4.6 with $n = 3$ [R+]'],
    ['the runs from x*y > 0 approach (0, 1)', 'the runs from $x y > 0$ approach (0, 1)'],
    ['No run crosses the walls x = 0, y = 0: it stays', 'No run crosses the walls $x = 0 , y = 0$: it stays'],
    ['with u <= 1/4 it is', 'with $u \\le \\frac{1}{4}$ it is'],
    ['m = 1, n = 2', '$m = 1 , n = 2$'],
  ])('%s', (words, expected) => {
    expect(shown(words)).toBe(expected)
  })

  test.each([
    'Bilinear form of diag(2, 3)',
    'a sentence = another',
    'I said 2 times',
    'abc > d',
    'x > f(y)',
    'f(x) > 1',
    'x/0 = $1',
    '<b>',
    '',
  ])('%s stays as it is', (words) => {
    expect(shown(words)).toBe(words)
  })
})
