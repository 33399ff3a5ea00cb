import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt, findSections, indexed, wordsOf } from '../../scripts/site/find.mjs'
import { mathText } from '../../scripts/site/math.mjs'

const section = (heading: string, text: string, page = 'Page') => ({ place: `${heading}.html`, page, heading, text })
const index = indexed([
  section('Certificates', 'Save a proof with --save-proof, and check it.'),
  section('check', 'check(problem): the checklist', 'Reference'),
  section('Conserved quantities', 'The law x² − y² is proved. Clarke’s subdifférential.'),
  section('Other', 'proof proof proof'),
])
const found = (query: string): readonly string[] => findSections(index, query).map(({ heading }) => heading)

test('words without accents, raised figures and marks', () => {
  expect(wordsOf('x² − Subdifférential, --save-proof ∇̂f α_k')).toEqual([
    ...['x2', 'subdifferential', 'save', 'proof', 'f', 'α', 'k'],
  ])
})

test.each([
  ['check', ['check', 'Certificates']],
  ['CHECK', ['check', 'Certificates']],
  ['save-proof', ['Certificates']],
  ['proof', ['Other', 'Certificates']],
  ['pro', ['Certificates', 'check', 'Conserved quantities', 'Other']],
  ['subdifferential', ['Conserved quantities']],
  ['reference', ['check']],
  ['save nowhere', ['Certificates']],
  ['nowhere', []],
  [' -- ', []],
])('%s', (query, headings) => expect(found(query)).toEqual(headings))

test('formulas as text', () => {
  expect(mathText('\\frac12 x^\\top S x + \\langle \\nabla c_k, v\\rangle')).toBe('1/2x^⊤Sx+⟨∇c_k,v⟩')
})

test('an excerpt holds the first hit, and is the text', () => {
  const text = `${'one two '.repeat(40)}conserved and ${'three '.repeat(80)}`
  const pieces = excerpt(text, 'conserv')
  expect(pieces.filter(({ isHit }) => isHit).map((piece) => piece.text)).toEqual(['conserved'])
  expect(pieces.map((piece) => piece.text).join('').length).toBeLessThan(300)
  fc.assert(
    fc.property(fc.string(), fc.string(), (any, query) => {
      const whole = excerpt(any, query, Number.POSITIVE_INFINITY).map((piece) => piece.text)
      expect(any.endsWith(whole.join('').replace(/^… /, ''))).toBe(true)
    }),
    { seed: 7 },
  )
})
