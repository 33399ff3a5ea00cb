import { describe, expect, it } from 'vitest'
import { detectStructure } from '../../src/dynamics/structure.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { printRelation, printTerm } from '../../src/kernel/term.ts'
import { findLaws } from '../../src/laws/find-laws.ts'
import { type Proposal, proposeRegularizers } from '../../src/laws/propose-regularizer.ts'
import { quadraticRegularizer } from '../../src/laws/quadratic-regularizer.ts'
import { budget, objectiveOf } from './objectives.ts'

const proposals = async (text: string, variables: string, parameters = '', assume: string[] = []) => {
  const objective = objectiveOf(text, variables, parameters, assume)
  const { laws } = await findLaws(objective, { budget: budget(), seed: 1, degree: 4 })
  const structure = detectStructure(objective, budget())
  if (structure === undefined) throw new Error(`${text} has no structure`)
  return (await proposeRegularizers({ objective, structure, laws }, { budget: budget(), seed: 1 })).proposals
}

const NAMES = { parameters: [], integers: [], assume: [] }

const textOf = ({ pieces }: Proposal): string =>
  pieces
    .map(
      ({ when, value }) =>
        `${printTerm(value)}${when.length === 0 ? '' : ` where ${when.map(printRelation).join(', ')}`}`,
    )
    .join('; ')

const FIRST: readonly (readonly [string, string, string])[] = [
  ['(x*y-1)^2', 'x y', '(x^2 - y^2)^2'],
  ['(x^2-y)^2', 'x y', 'x^2*exp(4*y)'],
  ['(2*x^2+y^2-1)^2', 'x y', 'x^2/y^4'],
  ['(y^2-2*x^2-1)^2', 'x y', 'x^2*y^4'],
  ['(x*y*z-1)^2', 'x y z', '(x^2 - y^2)^2 + (x^2 - z^2)^2 + (y^2 - z^2)^2'],
  ['(x^2+y^2-z^2-1)^2', 'x y z', 'z^2*(x^2 + y^2)'],
  ['x^2*(1+y^2)', 'x y', 'y^2*exp(-x^2 + y^2)'],
  ['((x+1)*y-1)^2', 'x y', '(x^2 - y^2 + 2*x + 1)^2'],
  ['(x-y^3)^2', 'x y', 'y^2/(3*x*y - 1)^2 where -(3*x*y - 1) > 0'],
]

describe('proposed regularizers', () => {
  it.each(FIRST)('for %s in %s: %s', async (text, variables, expected) => {
    const [first] = await proposals(text, variables)
    expect(first && textOf(first)).toBe(expected)
    expect(first?.reason).toMatch(/positive at 0 points/)
  })

  it('turns the square over where it would grow, by pieces', async () => {
    const [first] = await proposals('(x^3+y^3-1)^2', 'x y')
    expect(first?.pieces.map(({ when, value }) => [when.map(printRelation), printTerm(value)])).toEqual([
      [['x*y > 0'], '(x - y)^2/(x^2*y^2)'],
      [['-x*y > 0'], 'x^2*y^2/(x - y)^2'],
    ])
  })

  it('takes the reciprocal where the law itself increases', async () => {
    const [first] = await proposals('(x*y/(x^2+y^2)-1/4)^2', 'x y')
    expect(first && textOf(first)).toBe('1/(x^2 + y^2)^2')
    expect(first?.reason).toMatch(/need not grow/)
  })

  it('says that the second-order term vanishes on a circle', async () => {
    const [first] = await proposals('(x^2+y^2-1)^2', 'x y')
    expect(first?.reason).toMatch(/negative at 0, zero at [1-9]\d*, positive at 0/)
  })

  it('screens with parameters at values that are allowed', async () => {
    const [first] = await proposals('(a*x^2+b*y^2-1)^2', 'x y', 'a b', ['a > b', 'b > 0'])
    expect(first?.reason).toMatch(/positive at 0 points/)
  })

  it('is empty without laws, and the same for the same seed', async () => {
    expect(await proposals('(x^2+x*y^3+y-1)^2', 'x y')).toEqual([])
    const twice = await Promise.all([proposals('(x*y-1)^2', 'x y'), proposals('(x*y-1)^2', 'x y')])
    expect(twice[0]).toEqual(twice[1])
  })

  it('sets the factors of the laws against the one with the least weight', async () => {
    const found = await proposals('(2*x1*y1+3*x2*y2-1)^2', 'x1 x2 y1 y2')
    const texts = found.map(textOf)
    expect(texts).toContain('(x1 - y1)^2*(x1 + y1)^2 + (x2 - y2)^4*(x1 + y1)^6 + (x2 + y2)^4/(x1 + y1)^6')
    // Against x1 − y1, which is zero at the flat minima, comes later.
    const best = texts.findIndex((text) => text.includes('/(x1 + y1)^6'))
    const other = texts.findIndex((text) => text.includes('/(x1 - y1)^6'))
    expect(other === -1 || best < other).toBe(true)
  })

  it('takes the same projection on the quadratic laws in turned coordinates', async () => {
    const plain = quadraticRegularizer([parseTerm('x^2-y^2'), parseTerm('x^2-z^2')], {
      ...NAMES,
      variables: ['x', 'y', 'z'],
    })
    expect(plain && printTerm(plain.term)).toBe('3*(x^2 - y^2)^2 + (x^2 + y^2 - 2*z^2)^2')
    const shifted = quadraticRegularizer([parseTerm('x^2-y^2+2*x')], { ...NAMES, variables: ['x', 'y'] })
    expect(shifted && printTerm(shifted.term)).toBe('(x^2 - y^2 + 2*x + 1)^2')
    expect(quadraticRegularizer([parseTerm('x^2-y^2')], { ...NAMES, variables: ['x', 'y'] })).toBeUndefined()
  })
})
