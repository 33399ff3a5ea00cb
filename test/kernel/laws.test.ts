import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { derivative, inner } from '../../src/kernel/derivative.ts'
import type { FlowJson } from '../../src/kernel/laws/flow.ts'
import type { BracketTree } from '../../src/kernel/laws/lie-rank.ts'
import { inverseModulo, rankAtLeast, reduced, residueOf } from '../../src/kernel/laws/residues.ts'
import { lower } from '../../src/kernel/lower.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { constant, type Polynomial, rationalValue, subtract } from '../../src/kernel/polynomial.ts'
import * as Q from '../../src/kernel/rational.ts'
import { specialize } from '../../src/kernel/specialize.ts'
import { contextOf } from '../refused/entries.ts'

const LARGEST = 2 ** 26 - 1
const PRIME = 67108859

const answer = (claim: object, certificate: object): string => {
  const checked = verify(claim, certificate)
  return isCheckedClaim(checked) ? checked.outcome : `${checked.reason}: ${checked.detail}`
}
const counted = (claim: object, count: object): string => answer(claim, { outcome: 'proved', proofs: {}, count })
const gradient = (...potentials: string[]): FlowJson => ({ kind: 'gradient', potentials, metric: null })

describe('residues', () => {
  const modulus = fc.integer({ min: 2, max: LARGEST })

  test('products are reduced exactly, up to the largest modulus', () => {
    const extreme = fc.oneof(modulus, fc.constantFrom(LARGEST, LARGEST - 1, PRIME, 2, 3))
    fc.assert(
      fc.property(extreme, fc.nat(LARGEST), fc.nat(LARGEST), (m, a, b) => {
        const [x, y] = [a % m, b % m]
        expect(reduced(x * y + x, m)).toBe(Number((BigInt(x) * BigInt(y) + BigInt(x)) % BigInt(m)))
      }),
      { seed: 1, numRuns: 3000 },
    )
    expect(reduced((LARGEST - 1) * (LARGEST - 1) + LARGEST - 1, LARGEST)).toBe(0)
    expect(reduced((LARGEST - 1) * LARGEST - 1, LARGEST)).toBe(LARGEST - 1)
  })

  test('an inverse is one, and exists for what is prime to the modulus', () => {
    const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
    fc.assert(
      fc.property(modulus, fc.nat(LARGEST), (m, a) => {
        const x = a % m
        const y = inverseModulo(x, m)
        expect(y === undefined).toBe(gcd(x, m) !== 1)
        if (y !== undefined) {
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThan(m)
          expect(reduced(x * y, m)).toBe(1)
        }
      }),
      { seed: 2, numRuns: 2000 },
    )
  })

  test('rational numbers are reduced as quotients', () => {
    expect(residueOf(Q.rational(-1), 7)).toBe(6)
    expect(residueOf(Q.rational(-14), 7)).toBe(0)
    expect(residueOf(Q.rational(1, 2), 7)).toBe(4)
    expect(residueOf(Q.rational(-5, 3), 101)).toBe(32)
    expect(() => residueOf(Q.rational(1, 7), 7)).toThrow('count')
    expect(() => residueOf(Q.rational(5, 6), 9)).toThrow('count')
  })

  test('the rank is that of all minors', () => {
    const minor = (rows: readonly (readonly number[])[], m: number): boolean => {
      // Full row rank modulo a prime, by trying all columns for the first row.
      const [first, ...rest] = rows
      if (first === undefined) return true
      const at = first.findIndex((entry) => entry !== 0)
      if (at < 0) return false
      const scale = inverseModulo(first[at] as number, m) as number
      return minor(
        rest.map((row) =>
          row.map((entry, k) => (((entry - (row[at] as number) * scale * (first[k] as number)) % m) + m) % m),
        ),
        m,
      )
    }
    const rankOf = (rows: readonly (readonly number[])[], m: number): number => {
      const kept: (readonly number[])[] = []
      for (const row of rows) if (minor([...kept, row], m)) kept.push(row)
      return kept.length
    }
    const matrix = fc.array(fc.array(fc.nat(6), { minLength: 4, maxLength: 4 }), { minLength: 0, maxLength: 5 })
    fc.assert(
      fc.property(matrix, fc.constantFrom(2, 3, 5, 7), (entries, m) => {
        const rows = entries.map((row) => row.map((entry) => entry % m))
        const sparse = rows.map((row) => row.map((entry, k) => [k, entry] as const).reverse())
        const rank = rankOf(rows, m)
        expect(rankAtLeast(sparse, 4, m, 9)).toBe(rank)
        expect(rankAtLeast(sparse, 4, m, 2)).toBe(Math.min(rank, 2))
        expect(rankAtLeast(sparse, 4, m, 0)).toBe(0)
      }),
      { seed: 3, numRuns: 500 },
    )
  })
})

describe('brackets by nested dual numbers', () => {
  const names = ['x', 'y', 'z'] as const
  const context = contextOf(names)
  const scope = { variables: names, parameters: new Set<string>(), integers: new Set<string>(), constants: new Map() }
  type Field = readonly Polynomial[]
  const bracket = (x: Field, y: Field): Field => {
    const along = (p: Polynomial, v: Field): Polynomial =>
      inner(
        names.map((name) => derivative(p, name)),
        v,
      )
    return names.map((_, i) => subtract(along(y[i] as Polynomial, x), along(x[i] as Polynomial, y)))
  }
  const fieldOf = (tree: BracketTree, fields: readonly Field[]): Field =>
    typeof tree === 'number' ? (fields[tree] as Field) : bracket(fieldOf(tree[0], fields), fieldOf(tree[1], fields))

  const monomial = fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.nat(2), fc.nat(2), fc.nat(2))
    .map(([c, i, j, k]) => `(${c})*x^${i}*y^${j}*z^${k}`)
  const potential = fc.array(monomial, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(' + '))
  const { tree } = fc.letrec<{ tree: BracketTree }>((tie) => ({
    tree: fc.oneof({ maxDepth: 3, depthSize: 'large' }, fc.nat(1), fc.tuple(tie('tree'), tie('tree'))),
  }))

  test('are those of the fields', () => {
    let accepted = 0
    fc.assert(
      fc.property(
        potential,
        potential,
        tree,
        fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 3, maxLength: 3 }),
        (f, g, t, at) => {
          const m = 10007
          const fields = [f, g].map((text) => names.map((name) => derivative(lower(parseTerm(text), scope), name)))
          const values = new Map(names.map((name, i) => [name, constant(Q.rational(at[i] as number))]))
          const there = fieldOf(t, fields).map((p) => rationalValue(specialize(p, values)) as Q.Rational)
          const isNonzero = there.some((q) => residueOf(q, m) !== 0)
          const point = Object.fromEntries(names.map((name, i) => [name, at[i]]))
          const claim = { claim: 'law-bound', context, flow: gradient(f, g), atMost: 2 }
          const said = counted(claim, { kind: 'lie-rank', prime: m, point, brackets: [t] })
          expect(said).toBe(isNonzero ? 'proved' : 'count: the brackets are not independent at the point')
          accepted += isNonzero ? 1 : 0
        },
      ),
      { seed: 4, numRuns: 150 },
    )
    expect(accepted).toBeGreaterThan(30)
  })

  test('of a number of fields, nested as deep as is allowed', () => {
    // On the line x the fields 1 and x^2/2 of x and x^3/6 give [1, [1, x^2/2]] = 1.
    const line = contextOf(['x'])
    const nested = (depth: number): BracketTree => (depth === 1 ? 1 : [0, nested(depth - 1)])
    const bound = (degree: number, depth: number) =>
      counted(
        { claim: 'law-bound', context: line, flow: gradient('x', `x^${degree}`), atMost: 0 },
        { kind: 'lie-rank', prime: PRIME, point: { x: 0 }, brackets: [nested(depth)] },
      )
    expect(bound(3, 3)).toBe('proved')
    expect(bound(3, 4)).toMatch(/^count/)
    expect(bound(12, 12)).toBe('proved')
    expect(bound(12, 11)).toMatch(/^count/)
    expect(bound(13, 13)).toBe('count: brackets nested deeper than 12')
    const nestedLeft = (depth: number): BracketTree => (depth === 1 ? 1 : [nestedLeft(depth - 1), 0])
    const left = (depth: number) =>
      counted(
        { claim: 'law-bound', context: line, flow: gradient('x', 'x^12'), atMost: 0 },
        { kind: 'lie-rank', prime: PRIME, point: { x: 0 }, brackets: [nestedLeft(depth)] },
      )
    expect(left(12)).toBe('proved')
    expect(left(13)).toBe('count: brackets nested deeper than 12')
  })
})

/** A linear network x ↦ W1·W0·x: its variables and the entries of its matrix. */
const network = (widths: readonly number[]) => {
  const name = (l: number, i: number, j: number): string => `W${l}[${i + 1},${j + 1}]`
  const range = (n: number | undefined): number[] => Array.from({ length: n ?? 0 }, (_, i) => i)
  const layers = range(widths.length - 1)
  const variables = layers.flatMap((l) =>
    range(widths[l + 1]).flatMap((i) => range(widths[l]).map((j) => name(l, i, j))),
  )
  const paths = (l: number, i: number, j: number): string[] =>
    l === 0
      ? [name(0, i, j)]
      : range(widths[l]).flatMap((k) => paths(l - 1, k, j).map((path) => `${name(l, i, k)}*${path}`))
  const last = widths.length - 2
  const potentials = range(widths.at(-1)).flatMap((i) => range(widths[0]).map((j) => paths(last, i, j).join(' + ')))
  return { context: contextOf(variables), flow: gradient(...potentials) }
}

describe('networks', () => {
  const dimension = (widths: readonly number[], degree: number, atMost: number): string =>
    counted(
      { claim: 'polynomial-laws-bound', ...network(widths), degree, atMost },
      { kind: 'modular-rank', prime: PRIME, parameters: {} },
    )

  test.for([
    [[2, 2, 2], 2, 3],
    [[2, 2, 2], 4, 9],
    [[2, 2, 2], 5, 9],
    [[2, 2, 2], 6, 19],
    [[1, 2, 2, 1], 2, 6],
    [[1, 2, 2, 1], 4, 27],
    [[2, 2, 2, 2], 2, 6],
    [[1, 1], 3, 0],
  ] as const)('%j has conserved polynomials of degree %i in dimension %i, no more', ([widths, degree, most]) => {
    expect(dimension(widths, degree, most)).toBe('proved')
    if (most > 0) expect(dimension(widths, degree, most - 1)).toMatch(/^count: the rank/)
  })

  test('[2,2,2] has at most three laws', () => {
    const { context, flow } = network([2, 2, 2])
    const values = [3, -1, 4, 2, 5, -2, 7, 1]
    const point = Object.fromEntries(context.variables.map((name, i) => [name, values[i]]))
    const bound = (atMost: number, ...brackets: BracketTree[]) =>
      counted({ claim: 'law-bound', context, flow, atMost }, { kind: 'lie-rank', prime: PRIME, point, brackets })
    expect(bound(3, 0, 1, 2, 3, [0, 1])).toBe('proved')
    expect(bound(2, 0, 1, 2, 3, [0, 1], [0, [0, 1]])).toMatch(/^count/)
  })
})

describe('first integrals', () => {
  const XY = contextOf(['x', 'y'])
  const claim = (flow: FlowJson, quantity: string, context: Claim['context'] = XY) => ({
    claim: 'first-integral',
    context,
    flow,
    quantity,
  })

  test('are refuted at a point', () => {
    const refuted = (quantity: string, obligation: string, point: object) =>
      answer(claim(gradient('x*y', 'x^2 + y^2'), quantity), { outcome: 'refuted', obligation, point })
    expect(refuted('x^2 - y^2', 'field.2', { x: '1', y: '0' })).toBe('refuted')
    expect(refuted('x^2 - y^2', 'field.1', { x: '1', y: '0' })).toMatch(/^point/)
    expect(refuted('x/y', 'field.1', { x: '1', y: '0' })).toMatch(/^point/)
    expect(refuted('x/y', 'field.1', { x: '1', y: '2' })).toBe('refuted')
    expect(refuted('x/y', 'field.3', { x: '1', y: '2' })).toMatch(/^obligation/)
  })

  test('may need what is assumed, and both signs at a kink', () => {
    const context = contextOf(['x', 'y'], { parameters: ['a'], assume: ['a > 0'] })
    const flow = gradient('abs(a)*x*y')
    const proofs = { 'field.1': { kind: 'identity' } }
    const quantity = 'x*abs(x) - y*abs(x)'
    expect(answer(claim(flow, 'x^2 - y^2', context), { outcome: 'proved', proofs, point: null })).toBe('proved')
    expect(answer(claim(flow, quantity, context), { outcome: 'proved', proofs, point: null })).toMatch(/^identity/)
  })

  test.for([
    ['x > 0', 'log(x)', { x: '1', y: '0' }, 'proved'],
    ['x > 0', 'log(x)', { x: '0', y: '1' }, 'point'],
    ['x >= 0, strictly', 'sqrt(x)', { x: '1/4', y: '0' }, 'proved'],
    ['x >= 0, at its edge', 'sqrt(x)', { x: '0', y: '1' }, 'point'],
    ['x != 0', '1/x', { x: '-1', y: '0' }, 'proved'],
    ['x != 0, at 0', '1/x', { x: '0', y: '1' }, 'point'],
    ['a quotient inside a root', 'sqrt(1/x)', { x: '2', y: '1' }, 'proved'],
    ['a quotient inside a root, negative', 'sqrt(1/x)', { x: '-2', y: '1' }, 'point'],
    ['a point with a parameter', 'log(x)', { x: 'a', y: '0' }, 'proved'],
    ['a point with a parameter of unknown sign', 'log(x)', { x: 'b', y: '0' }, 'point'],
    ['a value that is not defined itself', 'log(x)', { x: '1', y: '1/b' }, 'point'],
  ] as const)('are defined somewhere: %s', ([, inside, point, said]) => {
    const context = contextOf(['x', 'y'], { parameters: ['a', 'b'], assume: ['a > 0'] })
    const certificate = { outcome: 'proved', proofs: { 'field.1': { kind: 'identity' } }, point }
    // y is all that moves, so functions of x are conserved.
    expect(answer(claim(gradient('y'), inside, context), certificate).split(':')[0]).toBe(said)
    expect(answer(claim(gradient('y'), inside, context), { ...certificate, point: null })).toMatch(/^point/)
  })

  const motion = (more: object): FlowJson => ({
    kind: 'heavy-ball',
    potentials: ['x^2/2'],
    time: 't',
    positions: ['x'],
    velocities: ['v'],
    friction: '0',
    fixed: true,
    ...more,
  })
  test.for([
    ['energy without friction', motion({}), 'v^2 + x^2', 'proved'],
    ['energy with friction', motion({ friction: '1' }), 'v^2 + x^2', 'identity'],
    ['the amplitude of critical damping', motion({ friction: '2' }), '(v + x)*exp(t)', 'proved'],
    ['the same for another loss', motion({ friction: '2', fixed: false }), '(v + x)*exp(t)', 'identity'],
    ['the velocity that friction of time takes', motion({ potentials: ['0'], friction: '3/t' }), 't^3*v', 'proved'],
    ['it without the force', motion({ potentials: ['x'], friction: '3/t' }), 't^3*v', 'identity'],
    ['time', motion({}), 't', 'identity'],
    ['position', motion({}), 'x', 'identity'],
  ] as const)('of a heavy ball: %s', ([, flow, quantity, said]) => {
    const context = contextOf(['v', 't', 'x'])
    const proof = { kind: 'identity' }
    const fields = flow.kind === 'heavy-ball' && flow.fixed ? 1 : 2
    const proofs = Object.fromEntries(Array.from({ length: fields }, (_, j) => [`field.${j + 1}`, proof]))
    const point = { t: '1', x: '0', v: '0' }
    expect(answer(claim(flow, quantity, context), { outcome: 'proved', proofs, point }).split(':')[0]).toBe(said)
  })
})

describe('the numbers of a claim', () => {
  const context = contextOf(['x', 'y'])
  test.for([
    ['law-bound', { atMost: 2 }, { kind: 'lie-rank', prime: 7, point: { x: 1, y: 1 }, brackets: [] }, 'proved'],
    ['law-bound', { atMost: 3 }, { kind: 'lie-rank', prime: 7, point: { x: 1, y: 1 }, brackets: [] }, 'format'],
    ['polynomial-laws-bound', { degree: 1, atMost: 1 }, { kind: 'modular-rank', prime: 7, parameters: {} }, 'proved'],
    ['polynomial-laws-bound', { degree: 1, atMost: 0 }, { kind: 'modular-rank', prime: 7, parameters: {} }, 'count'],
    ['polynomial-laws-bound', { degree: 0, atMost: 0 }, { kind: 'modular-rank', prime: 7, parameters: {} }, 'proved'],
    [
      'polynomial-laws-bound',
      { degree: 1, atMost: 1_000_000 },
      { kind: 'modular-rank', prime: 7, parameters: {} },
      'proved',
    ],
    [
      'polynomial-laws-bound',
      { degree: 1, atMost: 1_000_001 },
      { kind: 'modular-rank', prime: 7, parameters: {} },
      'format',
    ],
    [
      'polynomial-laws-bound',
      { degree: 100, atMost: 1_000_000 },
      { kind: 'modular-rank', prime: 7, parameters: {} },
      'proved',
    ],
    [
      'polynomial-laws-bound',
      { degree: 101, atMost: 1_000_000 },
      { kind: 'modular-rank', prime: 7, parameters: {} },
      'format',
    ],
  ] as const)('%s %j', ([form, numbers, count, said]) => {
    expect(counted({ claim: form, context, flow: gradient('x'), ...numbers }, count).split(':')[0]).toBe(said)
  })

  test('of no quantities nothing has to be shown', () => {
    const claim = { claim: 'linearly-independent', context, quantities: [], degree: 0 }
    expect(counted(claim, { kind: 'modular-rank', prime: 7, parameters: {} })).toBe('proved')
  })
})
