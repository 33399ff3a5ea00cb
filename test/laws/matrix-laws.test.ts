import { describe, expect, test } from 'vitest'
import { type LawQuestion, withMomentum } from '../../src/dynamics/law-question.ts'
import { readNetwork } from '../../src/dynamics/networks.ts'
import { parseExpression, parseMap } from '../../src/expression/parse.ts'
import { declareShapes, entryNames, type Shape, shapesOf } from '../../src/expression/shapes.ts'
import { simplify } from '../../src/expression/simplify.ts'
import { lower } from '../../src/kernel/lower.ts'
import { vanishes } from '../../src/kernel/normal-form.ts'
import { difference, printTerm, type Term } from '../../src/kernel/term.ts'
import { type FieldFamily, familyOf } from '../../src/laws/field-family.ts'
import { flowFields } from '../../src/laws/flow-fields.ts'
import { heavyBallFields } from '../../src/laws/heavy-ball-fields.ts'
import { heavyBallLaws } from '../../src/laws/heavy-ball-laws.ts'
import { lawVerdict } from '../../src/laws/law-claims.ts'
import { linearSymmetries } from '../../src/laws/linear-symmetries.ts'
import { matrixLaws } from '../../src/laws/matrix-laws.ts'

const budget = () => ({ deadline: Date.now() + 30_000 })

interface Asked {
  readonly question: LawQuestion
  readonly family: FieldFamily
  readonly shapes: readonly Shape[]
}

const ask = (variables: readonly string[], potentials: readonly Term[], source: LawQuestion['source']): Asked => {
  const question: LawQuestion = {
    source,
    potentials,
    positions: variables,
    variables,
    parameters: [],
    integers: [],
    assume: [],
  }
  const fields = flowFields(question, budget())
  if ('unsupported' in fields) throw new Error(fields.unsupported)
  const [first, ...others] = fields
  if (first === undefined) throw new Error('no field')
  return { question, family: familyOf(first, ...others), shapes: shapesOf(variables) }
}
const network = (name: string): Asked => {
  const { variables, potentials } = readNetwork(name)
  return ask(variables, potentials, 'network')
}
const objective = (text: string, declared: string): Asked => {
  const variables = declareShapes(declared).flatMap(entryNames)
  return ask(variables, [parseExpression(text, { variables }).term], 'objective')
}
const map = (text: string, declared: string): Asked => {
  const variables = declareShapes(declared).flatMap(entryNames)
  return ask(variables, parseMap(text, { variables }).components, 'map')
}
const found = ({ family, shapes }: Asked) => matrixLaws(family, shapes, [], budget(), [])
const plain = (asked: Asked): string[] => found(asked).map((law) => law.plain)

describe('conserved matrices', () => {
  test.each<[string, readonly string[]]>([
    ['linear:2,2,2', ["W1*W1' - W2'*W2"]],
    ['linear:2,3,2,1', ["W1*W1' - W2'*W2", "W2*W2' - W3'*W3"]],
    ['relu:2,3,1', ["diag(W1*W1' - W2'*W2)"]],
    ['relu:2,2,2,bias', ["diag(W1*W1' + b1*b1' - W2'*W2)"]],
    ['attention:d=2,n=2', ["Q'*Q - K'*K", "V'*V - O*O'"]],
  ])('of %s: %j', (name, laws) => {
    expect(plain(network(name))).toEqual(laws)
  })

  test.each<[string, string, readonly string[]]>([
    ['normF2(X*Y - [[1, 2], [3, 4]])', 'X:2x2, Y:2x2', ["X'*X - Y*Y'"]],
    ["normF2(X*Y' - [[1, 2], [3, 4]])", 'X:2x2, Y:2x2', ["X'*X - Y'*Y"]],
    ['(dot(x, y) - 1)^2', 'x:3, y:3', ["x*x' - y*y'", "x*y' - y*x'"]],
    ["(x'*A*y - 1)^2", 'x:2, A:2x2, y:2', ["x*x' - A*A'", "A'*A - y*y'"]],
    ["normF2(X*X' - [[1, 0], [0, 2]])", 'X:2x2', []],
    ['normF2(2*X*Y - [[1, 2], [3, 4]])', 'X:2x2, Y:2x2', ["X'*X - Y*Y'"]],
    ["(trace(X'*Y) - 1)^2", 'X:2x2, Y:2x2', ["X*X' - Y*Y'", "X'*X - Y'*Y", "X*Y' - Y*X'", "X'*Y - Y'*X"]],
    ['(z*normF2(X) - 1)^2', 'X:2x2, z', ["X*X'"].slice(1)],
  ])('of %s', (text, declared, laws) => {
    const asked = objective(text, declared)
    for (const law of laws) expect(plain(asked)).toContain(law)
    if (laws.length === 0) expect(plain(asked).filter((law) => !law.includes('normF2'))).toEqual([])
  })

  test('a trace is listed where the matrix itself is not conserved', () => {
    // Two factors with weights: only the sum of squares is in balance.
    const asked = objective('(z*normF2(X) - 1)^2', 'X:2x2, z')
    expect(plain(asked)).toEqual(['normF2(X) - 2*z^2'])
  })

  test('of a map: entries are laws of every loss', () => {
    const asked = map('U*V', 'U:2x3, V:3x2')
    const [law] = found(asked)
    expect(law).toMatchObject({ plain: "U'*U - V*V'", latex: 'U^{\\top} U - V V^{\\top}', kind: 'symmetric' })
    expect(law?.entries).toHaveLength(6)
    for (const entry of law?.entries ?? []) expect(lawVerdict(asked.question, entry).status).toBe('proved')
  })

  test('what is printed reads back as the entries', () => {
    for (const asked of [
      network('linear:2,3,2'),
      objective('(dot(x, y) - 1)^2', 'x:3, y:3'),
      network('attention:d=2,n=2'),
    ]) {
      const { variables } = asked.question
      const scope = { variables, parameters: new Set<string>(), integers: new Set<string>(), constants: new Map() }
      for (const law of found(asked)) {
        const { rows, components } = parseMap(law.plain, { variables })
        const size = rows
        const places = Array.from({ length: size * size }, (_, k) => [Math.floor(k / size), k % size] as const)
        const kept = places.filter(([a, b]) => (law.kind === 'antisymmetric' ? a < b : a <= b))
        expect(law.entries).toHaveLength(kept.length)
        kept.forEach(([a, b], i) => {
          const gap = difference(components[a * size + b] as Term, law.entries[i] as Term)
          expect(vanishes(lower(simplify(gap), scope))).toBe(true)
        })
      }
    }
  })

  test('entries of no other combination are conserved', () => {
    const asked = network('linear:2,3,2')
    const { variables } = asked.question
    for (const text of ["W1*W1' + W2'*W2", "W1*W1' - 2*W2'*W2"]) {
      const { components } = parseMap(text, { variables })
      expect(components.some((entry) => lawVerdict(asked.question, entry).status === 'proved')).toBe(false)
    }
  })

  test('a spent budget gives what was found, and says so', () => {
    const open: string[] = []
    const { family, shapes } = network('linear:3,3,3')
    expect(matrixLaws(family, shapes, [], { deadline: 0 }, open)).toEqual([])
    expect(open).toEqual(['conserved matrices (time)'])
  })
})

describe('the Lie algebra of affine symmetries', () => {
  const counts = ({ family }: Asked) => {
    const all = linearSymmetries(family, budget())
    return ['symmetric', 'antisymmetric', 'general'].map((type) => all.filter((s) => s.type === type).length)
  }
  test.each<[string, readonly number[]]>([
    ['linear:2,2,2', [3, 1, 0]],
    ['linear:3,3,3', [6, 3, 0]],
    // W2 + J*W3'*v' with an antisymmetric J leaves W3*W2 as it is.
    ['linear:2,3,2,1', [9, 4, 3]],
    ['relu:2,3,1', [3, 0, 0]],
    ['attention:d=2,n=2', [6, 2, 0]],
  ])('of %s has %j generators', (name, expected) => {
    expect(counts(network(name))).toEqual(expected)
  })
  test.each<[string, readonly number[]]>([
    ['(x^2 + y^2 - 1)^2', [0, 1, 0]],
    ['(x^2 + y^2 - z^2 - 1)^2', [2, 1, 0]],
    ['(x^2 + x*y + y^2 - 1)^2', [0, 0, 1]],
    ['(x - y)^2', [2, 0, 1]],
    ['(x*y - 1)^2 + z', [1, 0, 0]],
    ['((x - 1)*(y - 2) - 1)^2', [1, 0, 0]],
    ['x^4 + y^4 + x*y', [0, 0, 0]],
  ])('of %s has %j generators', (text, expected) => {
    const { term, variables } = parseExpression(text)
    expect(counts(ask(variables, [term], 'objective'))).toEqual(expected)
  })
  test('a symmetry about another point is affine, and its law is proved', () => {
    const { term, variables } = parseExpression('((x - 1)*(y - 2) - 1)^2')
    const { family } = ask(variables, [term], 'objective')
    const [symmetry] = linearSymmetries(family, budget())
    const entries = symmetry?.entries.map(({ row, column, value }) => [row, column, Number(value.numerators[0])])
    expect(entries).toHaveLength(4)
    expect(printTerm(term)).toContain('x - 1')
  })
})

describe('conserved matrices of a heavy ball', () => {
  test.each<[string, readonly string[]]>([
    ['linear:2,2,2', ["exp(mu*t)*(W1*v_W1' + W2'*v_W2 - v_W1*W1' - v_W2'*W2)"]],
    ['relu:2,2,1', []],
  ])('%s: %j, with entries that are laws', (name, expected) => {
    const { variables, potentials } = readNetwork(name)
    const still: LawQuestion = {
      source: 'network',
      potentials,
      positions: variables,
      variables,
      parameters: [],
      integers: [],
      assume: [],
    }
    const question = withMomentum(still)
    const fields = heavyBallFields(question, budget())
    if ('unsupported' in fields) throw new Error(fields.unsupported)
    const laws = heavyBallLaws(question, fields, { budget: budget(), seed: 1, degree: 2 }).matrixLaws ?? []
    expect(laws.map((law) => law.plain)).toEqual(expected)
    for (const entry of laws.flatMap(({ entries }) => entries)) {
      expect(lawVerdict(question, entry).status).toBe('proved')
    }
  })
})
