import { describe, expect, test } from 'vitest'
import { isCheckedClaim, type LawsResult, laws } from '../../src/index.ts'

/** Whether every verdict the counts rest on is the kernel's. */
const isSealed = ({ laws: all, independent: { verdict, bound, found } }: LawsResult): boolean =>
  [...all.map((law) => law.verdict), ...(found === 0 ? [] : [verdict]), bound?.verdict].every(
    (v) => v?.status === 'proved' && isCheckedClaim(v.checked),
  )

test.each([
  ['linear:2,2,2', 3],
  ['relu:2,2,2,bias', 2],
] as const)('%s conserves exactly %i quantities for every loss', async (network, count) => {
  const result = await laws({ network }, { degree: 2 })
  expect(result.independent).toMatchObject({ found: count, upperBound: count, complete: true })
  expect(isSealed(result)).toBe(true)
})

describe('near misses', () => {
  test.each([
    'U[1,1]^2 + U[2,1]^2 - V[1,1]^2 - 1.000000001*V[1,2]^2',
    'U[1,1]^2 + U[2,1]^2 - V[1,1]^2 - V[1,2]^2 + 1e-12*U[1,1]',
  ])('%s is refuted with a witness', async (candidate) => {
    const vars = { map: 'U*V', variables: 'U:2x2, V:2x2' }
    const { laws: all } = await laws(vars, { candidates: [candidate], degree: 2 })
    const { verdict } = all.find(({ kind }) => kind === 'supplied') ?? {}
    expect(verdict).toMatchObject({ status: 'refuted', witness: expect.any(Object) })
  })

  test('the law itself is proved, in entries and with matrices', async () => {
    const vars = { map: 'U*V', variables: 'U:2x2, V:2x2' }
    const candidates = ['U[1,1]^2 + U[2,1]^2 - V[1,1]^2 - V[1,2]^2', "trace(U'*U - V*V')"]
    const { laws: all, matrixLaws } = await laws(vars, { candidates, degree: 2 })
    const supplied = all.filter(({ kind }) => kind === 'supplied')
    expect(supplied.map(({ verdict }) => verdict.status)).toEqual(['proved', 'proved'])
    expect(matrixLaws.map(({ expression }) => expression)).toEqual(["U'*U - V*V'"])
  })
})

describe('maps', () => {
  test('with parameters are counted for generic ones', async () => {
    const { independent, laws: all } = await laws(
      { map: '[a*x^2 + y^2, z]', parameters: 'a', assume: 'a > 1' },
      { degree: 2 },
    )
    expect(independent).toMatchObject({ upperBound: 1 })
    expect(independent.bound?.verdict.status).toBe('proved')
    expect(all.every(({ verdict }) => verdict.status === 'proved')).toBe(true)
  })

  test('of rational functions have bounds too', async () => {
    const { independent } = await laws({ map: 'x/y, z' }, { degree: 2 })
    expect(independent).toMatchObject({ found: 1, upperBound: 1, complete: true })
  })

  test('whose components say the same leave all laws of one', async () => {
    const { independent } = await laws({ map: '[x*y, (x*y)^2]' }, { degree: 2 })
    expect(independent).toMatchObject({ found: 1, upperBound: 1, complete: true })
  })

  test('with every variable as a component conserve nothing', async () => {
    const result = await laws({ map: '[x, y]' }, { degree: 2 })
    expect(result.laws).toEqual([])
    expect(result.independent).toMatchObject({ found: 0, upperBound: 0, complete: true })
    expect(result.independent.statement).toContain('none exists')
  })

  test('are refused without variables', async () => {
    await expect(laws({ map: 'a*2', parameters: 'a' })).rejects.toThrow('does not depend on any variable')
  })
})

describe('metrics', () => {
  test('entropy: factorizations of nonnegative matrices conserve sums', async () => {
    const result = await laws({ map: 'U*V', variables: 'U:2x2, V:2x1' }, { metric: 'entropy', degree: 1 })
    const expressions = result.laws.map(({ expression }) => expression)
    expect(expressions).toEqual(['U[1,1] + U[2,1] - V[1,1]', 'U[1,2] + U[2,2] - V[2,1]'])
    expect(result.independent).toMatchObject({ found: 2, upperBound: 2, complete: true })
    expect(isSealed(result)).toBe(true)
  })

  test('an expression stands for each coordinate, or one entry is given for each', async () => {
    const power = await laws({ objective: '(x*y-1)^2' }, { metric: 'u^2', degree: 2 })
    expect(power.independent.complete).toBe(true)
    const each = await laws({ objective: '(x+y-1)^2' }, { metric: '1, 2', degree: 2 })
    expect(each.laws.map(({ expression }) => expression)).toEqual(['2*x - y'])
  })

  test.each([
    ['u*w', 'the names u, w'],
    ['1,2,3', '3 entries for 2 variables'],
  ])('%s is refused', async (metric, message) => {
    await expect(laws({ objective: '(x*y-1)^2' }, { metric })).rejects.toThrow(message)
  })
})

describe('the heavy ball of one objective', () => {
  test('conserves its energy without friction, and says how many laws there are', async () => {
    const result = await laws({ objective: '(x*y-1)^2' }, { method: 'heavy-ball', friction: '0', degree: 4 })
    expect(result.variables).toEqual(['t', 'x', 'y', 'v_x', 'v_y'])
    expect(result.laws).toHaveLength(1)
    expect(result.independent).toMatchObject({ found: 1, upperBound: 4, localLaws: { count: 4 } })
  })

  test('conserves what a rotation gives, times exp(mu*t) with friction', async () => {
    const { laws: all } = await laws({ objective: '(x^2+y^2-1)^2' }, { method: 'heavy-ball', degree: 2 })
    expect(all.map(({ expression }) => expression)).toEqual(['exp(mu*t)*(x*v_y - y*v_x)'])
    expect(all[0]?.verdict.status).toBe('proved')
  })

  test.each([
    [{ method: 'heavy-ball', metric: 'entropy' } as const, 'a metric is for gradient flow'],
    [{ friction: '1' }, 'a friction is for the heavy ball'],
    [{ method: 'heavy-ball', friction: 'x' } as const, 'contains the variable x'],
  ])('%o is refused', async (flow, message) => {
    await expect(laws({ objective: '(x*y-1)^2' }, flow)).rejects.toThrow(message)
  })
})

test('what stages found is told as they go, and generators are counted', async () => {
  const told: LawsResult[] = []
  const options = { generators: true, onFound: (known: LawsResult) => told.push(known) }
  const result = await laws({ network: 'linear:2,2,2' }, options)
  expect(told.length).toBeGreaterThan(2)
  expect(told[0]?.independent).toMatchObject({ found: 0, upperBound: 3 })
  expect(told.at(-1)?.independent).toEqual(result.independent)
  expect(result.generators).toEqual({ count: 3, independent: 3 })
})

test('without time the answer says what was not searched', async () => {
  const result = await laws({ network: 'linear:6,6,6' }, { timeout: 0.05 })
  expect(result.independent.complete).toBe(false)
  expect(result.notSearched.length).toBeGreaterThan(0)
})

test("Nesterov's friction 3/t makes the momenta t^3 times the velocities", async () => {
  const result = await laws({ network: 'linear:1,2,1' }, { method: 'heavy-ball', friction: '3/t', degree: 2 })
  expect(result.parameters).toEqual([])
  expect(result.laws.map(({ expression }) => expression)).toEqual([
    expect.stringMatching(/^t\^3\*\(/),
    expect.stringMatching(/^t\^3\*\(/),
  ])
  expect(result.laws.map(({ domain }) => domain)).toEqual(['t != 0', 't != 0'])
  expect(result.independent).toMatchObject({ found: 2, upperBound: 2, complete: true })
  const other = await laws({ network: 'linear:1,2,1' }, { method: 'heavy-ball', friction: '1 + 1/t', degree: 2 })
  expect(other.notSearched.join()).toContain('constant friction')
  expect(other.independent.upperBound).toBe(2)
})
