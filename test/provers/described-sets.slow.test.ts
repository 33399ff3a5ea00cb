import { describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { findDescribedSet, findFlatSet } from '../../src/provers/described-sets.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { contextOf } from '../refused/entries.ts'

const search = (seconds = 20) => ({ budget: { deadline: Date.now() + seconds * 1000 }, hints: {} })
const settle = async (claim: Claim, seconds?: number): Promise<string> =>
  (await proveClaim(claim, search(seconds))).status

const flatSet = (residual: string, variables: readonly string[]) => {
  const context = contextOf(variables)
  const found = findFlatSet(parseTerm(residual), context, search())
  if (found === undefined) return undefined
  const { minimum, equations, witness, constants } = found
  const claim = {
    claim: 'flat-set',
    context: { ...context, constants },
    residuals: [residual],
    loss: 'single',
    minimum,
    equations,
    witness,
  }
  return claim as Claim & { claim: 'flat-set' }
}

const XYZ = ['x', 'y', 'z']

describe('flat minima that are not finitely many', { timeout: 60_000 }, () => {
  test.each([
    ['a hyperboloid', 'x^2 + y^2 - z^2 - 1', XYZ, '4', ['z']],
    ['renamed, with a variable t', 't^2 + u^2 - s^2 - 1', ['s', 't', 'u'], '4', ['s']],
    ['scaled', '9*x^2 + 9*y^2 - z^2 - 4', XYZ, '144', ['z']],
    ['rotated', '(3/5*x + 4/5*z)^2 + y^2 - (3/5*z - 4/5*x)^2 - 1', XYZ, '4', ['4*x - 3*z']],
    ['pairs of products', 'x*y + z*w - 1', ['x', 'y', 'z', 'w'], '2', ['x^2 + y^2 + z^2 + w^2 - 2']],
    ['a wave', 'y - sin(x)', ['x', 'y'], '1', ['cos(x)']],
    ['a shifted wave', 'y - cos(x) - 2', ['x', 'y'], '1', ['sin(x)']],
  ])('%s', async (_, residual, variables, minimum, equations) => {
    const claim = flatSet(residual, variables)
    expect(claim?.minimum).toBe(minimum)
    expect(claim?.equations.length).toBe(equations.length)
    const same = await settle({
      claim: 'relation',
      context: contextOf(variables),
      assume: (claim?.equations ?? []).map((e) => `${e} = 0`),
      goal: `${equations[0]} = 0`,
    })
    expect(same).toBe('proved')
    expect(claim && (await settle(claim))).toBe('proved')
  })

  test('near misses are not proved', async () => {
    const claim = flatSet('x^2 + y^2 - z^2 - 1', XYZ) as Claim & { claim: 'flat-set' }
    const wrong: readonly Partial<typeof claim>[] = [
      { minimum: '5' },
      { minimum: '3999/1000' },
      { equations: ['z - 1/1000'] },
      { equations: ['z*(x - 2)'] },
      { equations: ['z', 'x - y'] },
      { residuals: ['x^2 + y^2 - 2*z^2 - 1'], minimum: '5' },
    ]
    for (const change of wrong) expect(await settle({ ...claim, ...change }, 3)).not.toBe('proved')
  })

  test('an infimum that is not attained has no set', () => {
    expect(flatSet('y - tanh(x)', ['x', 'y'])).toBeUndefined()
  })
})

describe('solution sets that are not finite', { timeout: 60_000 }, () => {
  test.each([
    ['a circle', ['x^2 + y^2 - z^2 - 1', 'z^2*(x^2 + y^2)'], XYZ, ['z', 'x^2 + y^2 - 1']],
    ['a line with its square', ['(x - y)^2*(x^2 + 1)'], ['x', 'y'], ['x - y']],
    ['a sum of squares', ['(x - z)^2 + (y - 2*z)^2'], XYZ, ['x - z', 'y - 2*z']],
  ])('%s', async (_, equations, variables, expected) => {
    const context = contextOf(variables)
    const found = findDescribedSet(equations, [], context, search())
    const description = found?.equations ?? []
    expect([...description].sort()).toEqual([...expected].sort())
    const witness = found?.witness ?? { point: {} }
    expect(await settle({ claim: 'described-set', context, assume: [], equations, description, witness })).toBe(
      'proved',
    )
    const less = description.slice(1)
    if (less.length > 0) {
      const claim: Claim = { claim: 'described-set', context, assume: [], equations, description: less, witness }
      expect(await settle(claim, 3)).not.toBe('proved')
    }
  })

  test('sets without real points are not described', () => {
    expect(findDescribedSet(['x^2 + y^2 + 1'], [], contextOf(XYZ), search())).toBeUndefined()
  })
})
