import { describe, expect, test } from 'vitest'
import { readNetwork } from '../../src/dynamics/networks.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import type { Term } from '../../src/kernel/term.ts'
import { familyOf } from '../../src/laws/field-family.ts'
import { flowFields } from '../../src/laws/flow-fields.ts'
import { linearSymmetries } from '../../src/laws/linear-symmetries.ts'
import { algebraParts } from '../../src/laws/symmetry-algebra.ts'
import { symmetryTexts } from '../../src/laws/symmetry-text.ts'

const budget = () => ({ deadline: Date.now() + 30_000 })

const familyFor = (variables: readonly string[], potentials: readonly Term[], parameters: readonly string[] = []) => {
  const source = potentials.length === 1 ? ('objective' as const) : ('map' as const)
  const names = { variables, positions: variables, parameters, integers: [], assume: [] }
  const fields = flowFields({ source, potentials, ...names }, budget())
  if ('unsupported' in fields || fields[0] === undefined) throw new Error('no field')
  return familyOf(fields[0], ...fields.slice(1))
}
const familyOfText = (text: string, parameters: readonly string[] = []) => {
  const { term, variables } = parseExpression(text, { parameters })
  return familyFor(variables, [term], parameters)
}
const names = (family: ReturnType<typeof familyFor>): string[] | undefined =>
  algebraParts(linearSymmetries(family, budget()), family.variables.length, budget())?.map(({ name }) => name)

describe('the names of the Lie algebra of symmetries', () => {
  test.each<[string, readonly string[]]>([
    ['(x^2 + y^2 - 1)^2', ['so(2)']],
    ['(x^2 + y^2 + z^2 - 1)^2', ['so(3)']],
    ['x^2 + y^2 + z^2 + u^2', ['so(4)']],
    ['(x^2 + y^2 - z^2 - 1)^2', ['sl(2) = so(2,1)']],
    ['(x*y - u*v)^2', ['so(2,2)']],
    ['(x^2 + y^2 + z^2 - w^2 - 1)^2', ['so(3,1)']],
    ['(x*u + y*v + z*w - 1)^2', ['sl(4) = so(3,3)']],
    ['(x^2 + y^2 + z^2 + u^2 + v^2 - 1)^2', ['so(5)']],
    ['(x*y*z - 1)^2', ['diagonal torus R^2']],
    ['(x^2 + y^2 + z^2 - 1)^2 + (u^2 + v^2 + w^2 - 2)^2', ['so(3)', 'so(3)']],
    ['x^2*y - y^3 + x', []],
  ])('%s: %j', (text, expected) => {
    expect(names(familyOfText(text))).toEqual(expected)
  })
  test.each<[string, readonly string[]]>([
    ['linear:2,2,2', ['gl(2)']],
    ['linear:3,3,3', ['gl(3)']],
    ['linear:2,3,2,2', ['gl(3)', 'gl(2)']],
    ['relu:2,3,1', ['diagonal torus R^3']],
    ['attention:d=2,n=2', ['gl(2)', 'gl(2)']],
  ])('%s: %j', (name, expected) => {
    const { variables, potentials } = readNetwork(name)
    expect(names(familyFor(variables, potentials))).toEqual(expected)
  })
  test('are not told where there are parameters in the generators', () => {
    expect(names(familyOfText('(a*x^2 + y^2 - 1)^2', ['a']))).toBeUndefined()
  })
})

describe('symmetries as they are printed', () => {
  test('antisymmetric generators come with the reason why they bring no law', () => {
    const open: string[] = []
    const [turn, ...more] = symmetryTexts(familyOfText('(x^2 + y^2 - 1)^2'), [], budget(), open)
    expect(more).toEqual([])
    expect(turn).toMatchObject({ type: 'antisymmetric', part: { index: 0, name: 'so(2)' } })
    expect(turn?.law).toBeUndefined()
    expect(turn?.remark).toContain('no quadratic law')
    expect(open).toEqual([])
  })
  test('a spent budget is told', () => {
    const open: string[] = []
    expect(symmetryTexts(familyOfText('x*y'), [], { deadline: 0 }, open)).toEqual([])
    expect(open).toEqual(['linear symmetries (time)'])
  })
})
