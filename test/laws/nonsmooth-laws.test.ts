import { describe, expect, test } from 'vitest'
import { questionOf } from '../../src/dynamics/law-question.ts'
import { scopeOf } from '../../src/dynamics/structure.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { parseRelation, parseTerm } from '../../src/kernel/parse-term.ts'
import { printRelation, printTerm } from '../../src/kernel/term.ts'
import { cellProof } from '../../src/laws/cell-proof.ts'
import { findLaws } from '../../src/laws/find-laws.ts'
import { gradientBound } from '../../src/laws/law-bounds.ts'
import { domainText } from '../../src/laws/law-domain.ts'
import { hasKinks, smoothCells } from '../../src/laws/smooth-cells.ts'
import { decided } from './decided.ts'

const budget = () => ({ deadline: Date.now() + 30_000 })
const objectiveOf = (text: string, parameters: readonly string[] = []) => {
  const { term, variables } = parseExpression(text, { parameters })
  return { term, variables, parameters, integers: [], assume: [] }
}
const search = (text: string, degree = 2, domain: readonly string[] = []) =>
  findLaws(objectiveOf(text), { budget: budget(), seed: 1, degree, domain: domain.map(parseRelation) })
const everywhere = async (text: string, degree = 2): Promise<string[]> =>
  (await search(text, degree)).laws.flatMap(({ term, when }) => (when === undefined ? [printTerm(term)] : []))

describe('cells between kinks', () => {
  test('are found with points in them, one for each independent potential', () => {
    const found = smoothCells(objectiveOf('abs(x*y - 1) + abs(x*z)'), 1, budget())
    expect(found?.seen).toBe(4)
    expect(found?.cells).toHaveLength(2)
    for (const { where, point, potential } of found?.cells ?? []) {
      expect(hasKinks(potential)).toBe(false)
      expect(where).toHaveLength(2)
      expect([...point.keys()]).toEqual(['x', 'y', 'z'])
    }
  })
  test('of nested kinks are described without them', () => {
    const found = smoothCells(objectiveOf('abs(abs(x) - 1) + max(x, y, z)'), 1, budget())
    for (const { where, potential } of found?.cells ?? []) {
      expect(where.some(({ left }) => hasKinks(left))).toBe(false)
      expect(hasKinks(potential)).toBe(false)
    }
  })
  test('stay inside the domain', () => {
    const found = smoothCells(objectiveOf('abs(x) + abs(y)'), 1, budget(), [parseRelation('x*y > 0')])
    expect(found?.seen).toBe(2)
  })
  test.each(['x*y', 'sqrt(x^2 + 1)', 'exp(x)'])('%s has none', (text) => {
    expect(smoothCells(objectiveOf(text), 1, budget())).toBeUndefined()
  })
})

describe('laws for every subgradient across kinks', () => {
  test.each<[string, readonly string[]]>([
    ['relu(x)*y', ['x^2 - y^2']],
    ['(y*max(x, x/10) - 1)^2', ['y^2 - x^2']],
    ['abs(x*y - 1) + abs(x*z)', ['x^2 - y^2 - z^2']],
    ['exp(abs(x*y))', ['x^2 - y^2']],
    ['abs(x) + abs(y)', []],
  ])('%s conserves %j', async (text, laws) => {
    expect(await everywhere(text)).toEqual(laws)
  })

  test('the dimensions are those of all cells together', async () => {
    const { polynomialDimension } = await search('abs(x*y - 1) + abs(x*z)', 4)
    expect(polynomialDimension).toMatchObject({ 2: 1, 4: 2 })
    // One cell alone has more: x*y + x*z conserves y - z.
    expect((await search('x*y + x*z', 4)).polynomialDimension['2']).toBeGreaterThan(1)
  })

  test('a leaky rectifier with a constant slope', async () => {
    const { term, variables } = parseExpression('(y*max(x, a*x) - 1)^2', { parameters: ['a'] })
    const objective = { term, variables, parameters: ['a'], integers: [], assume: [parseRelation('a > 0')] }
    const { laws } = await findLaws(objective, { budget: budget(), seed: 1, degree: 2 })
    expect(laws.map((law) => printTerm(law.term))).toEqual(['y^2 - x^2'])
  })

  test('says that a law needs another proof where only its potentials show it', async () => {
    const { laws, polynomialDimension, notSearched } = await search('min(x^2 + y^2, abs(x*y))')
    expect(laws.every(({ when }) => when !== undefined)).toBe(true)
    expect(polynomialDimension).toEqual({})
    expect(notSearched.join()).toContain('proof on all cells')
  })
})

describe('laws of a single cell', () => {
  test('are labelled with its inequalities and proved there', async () => {
    const { laws } = await search('abs(x*y - 1) + abs(x*z)')
    const alone = laws.filter(({ when }) => when !== undefined)
    expect(alone.map(({ term, domain }) => `${printTerm(term)} where ${domain}`)).toEqual([
      'y - z where -x*y + 1 > 0, -x*z > 0',
      'y + z where x*y - 1 > 0, -x*z > 0',
    ])
    expect(alone.every(({ verdict }) => verdict.status === 'proved')).toBe(true)
  })
  test('of a rational law', async () => {
    const { laws } = await search('x*abs(x) + y^2')
    const found = laws.map(({ term, domain }) => `${printTerm(term)} where ${domain}`)
    expect(found).toContain('x*y where -x > 0')
    expect(found.some((text) => text.includes('/') && text.includes('where x > 0'))).toBe(true)
  })
  test('are not looked for where the laws of all cells are complete', async () => {
    expect((await search('relu(x)*y')).laws.every(({ when }) => when === undefined)).toBe(true)
  })
  test('a law on the domain asked for', async () => {
    const { laws } = await search('abs(x) + abs(y)', 2, ['x > 0', 'y > 0'])
    expect(laws.map(({ term, verdict }) => [printTerm(term), verdict.status])).toEqual([['x - y', 'proved']])
  })
})

describe('proofs by the signs of a cell', () => {
  const claimOf = (f: string, g: string, when: readonly string[], variables = ['x', 'y', 'z']): Claim => ({
    claim: 'conserved',
    context: { variables, parameters: [], integers: [], assume: [], constants: {} },
    f,
    g: [{ when, value: g }],
  })
  const cellsOf = (text: string) => smoothCells(objectiveOf(text), 1, budget())?.cells ?? []

  test.each([['abs(x*y - 1) + abs(x*z) + max(x, y, z)'], ['abs(abs(x) - 1)*y + z^2'], ['min(max(x, y), max(y, z))^2']])(
    'f equals its potential on each cell of %s',
    (text) => {
      const cells = cellsOf(text)
      expect(cells.length).toBeGreaterThan(1)
      for (const { where, kinks, potential } of cells) {
        const claim: Claim = {
          claim: 'relation',
          context: { variables: ['x', 'y', 'z'], parameters: [], integers: [], assume: [], constants: {} },
          assume: where.map(printRelation),
          goal: `${printTerm(objectiveOf(text).term)} - (${printTerm(potential)}) = 0`,
        }
        expect(verify(claim, cellProof(claim, kinks) ?? null)).toHaveProperty('outcome', 'proved')
      }
    },
  )

  test('do not prove a law of another cell', () => {
    const text = 'abs(x*y - 1) + abs(x*z)'
    for (const { where, kinks } of cellsOf(text)) {
      const isPlus = where.map(printRelation).join().includes('x*y - 1 > 0')
      const claim = claimOf(text, isPlus ? 'y - z' : 'y + z', where.map(printRelation))
      expect(cellProof(claim, kinks)).toBeUndefined()
    }
  })
  test('are refused where the inequalities do not decide a sign', () => {
    const [cell] = cellsOf('abs(x*y - 1) + abs(x*z)')
    const law = printTerm(parseTerm('y - z'))
    const claim = claimOf('abs(x*y - 1) + abs(x*z)', law, (cell?.where ?? []).slice(1).map(printRelation))
    expect(verify(claim, cellProof(claim, cell?.kinks ?? []) ?? null)).toHaveProperty('rejected')
  })
})

describe('a quantity that is conserved in one orthant alone', () => {
  test.each<[string, string, readonly string[]]>([
    ['(x*abs(y) - 1)^2', 'x^2 - y*abs(y)', ['y > 0']],
    ['max(x, y)', 'x', ['y > x']],
  ])('%s and %s: proved where %j, refuted on the whole space', async (f, g, when) => {
    expect((await decided(f, g, when)).status).toBe('proved')
    const refuted = await decided(f, g)
    expect(refuted.status).toBe('refuted')
  })
  test('is refuted where it fails in one orthant of 8', async () => {
    const only = ['a', 'b', 'c'].map((x) => `(abs(${x}) - ${x})`).join('*')
    const f = ['a', 'b', 'c'].map((x) => `abs(${x})`).join(' + ')
    const verdict = await decided(f, only)
    expect(verdict.status).toBe('refuted')
    const witness = verdict.status === 'refuted' ? Object.values(verdict.witness) : []
    expect(witness.every((value) => String(value).startsWith('-'))).toBe(true)
  })
})

describe('a bound n - 1 by one point', () => {
  test.each(['(y - log(x))^2', 'exp(x)*y', 'sqrt(x) + y'])('holds for %s, analytic on a convex set', (text) => {
    expect(gradientBound(questionOf(objectiveOf(text)))).toBeDefined()
  })
  // All three are constant for x < 0, where every quantity is conserved.
  test.each(['max(x, 0)', 'x + sqrt(x^2)', 'x + exp(log(x^2)/2)', 'x + cbrt(x^3)*0 + abs(x)'])(
    'is not drawn for %s',
    (text) => {
      expect(gradientBound(questionOf(objectiveOf(text)))).toBeUndefined()
    },
  )
})

describe('what no cell is seen of', () => {
  test('is told, and no dimension is given', async () => {
    for (const text of ['max(x, 10^9)', 'abs(log(-1 - x^2))', 'abs(0*x)']) {
      const { laws, polynomialDimension, notSearched } = await search(text)
      expect(laws).toEqual([])
      expect(polynomialDimension).toEqual({})
      expect(notSearched).toHaveLength(1)
    }
  })
})

describe('where a law with kinks is C^1', () => {
  test.each([
    ['abs(x) - abs(y)', 'x != 0, y != 0'],
    ['x*abs(x)', 'R^n'],
    ['abs(x)^2', 'R^n'],
    ['max(x, 0)^2', 'R^n'],
    ['max(x, y)^2', 'x - y != 0'],
    ['abs(x*y - 1)*(x*y - 1)^3', 'R^n'],
    ['abs(x + y)*abs(x - y)', 'x + y != 0, x - y != 0'],
    ['cbrt(x)', 'x != 0'],
    ['1/x', 'x != 0'],
  ])('%s: %s', (text, domain) => {
    const objective = objectiveOf(text)
    expect(domainText(objective.term, scopeOf(objective))).toBe(domain)
  })
})
