import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import { verify } from '../../src/kernel/checked-claim.ts'
import { oneStepHypotheses, oneStepOfProduct } from '../../src/theorems/one-step-product.ts'
import { isClaimsFile, parseClaimsFile } from '../../src/toolkit/claims-file.ts'
import { proveClaims } from '../../src/toolkit/prove-claims.ts'

const refusal = (content: string): string => {
  try {
    parseClaimsFile(content, 'c.yaml')
  } catch (error) {
    if (error instanceof InputError) return error.message
    throw error
  }
  return 'not refused'
}

describe('a list of claims', () => {
  test('shares variables, parameters and assumptions; a claim may add its own', () => {
    const list = parseClaimsFile(
      `title: Two
parameters: {c: positive}
variables: [x]
assume: ["x > 0"]
claims:
  - {name: first, claim: "c*x > 0"}
  - {name: second, claim: "y*x*c > 0", assume: ["y > 0"], variables: [x, y]}
`,
      'c.yaml',
    )
    expect(list.claims).toEqual([
      { name: 'first', claim: 'c*x > 0', assume: 'x > 0, c > 0', parameters: 'c', variables: 'x' },
      { name: 'second', claim: 'y*x*c > 0', assume: 'x > 0, c > 0, y > 0', parameters: 'c', variables: 'x, y' },
    ])
  })

  test.each([
    ['claims: []', 'c.yaml:1:9: claims is'],
    ['title: x', 'claims is missing'],
    ['claims: [{name: a}]', 'claims.0.claim is missing'],
    ['claims: [{name: a, claim: "x > 0", asume: ["x > 1"]}]', 'did you mean "assume"?'],
    ['claims:\n  - {name: a, claim: "x + y"}', 'c.yaml:2:'],
    ['claims:\n  - {name: a, claim: "x > 0, y > 0"}', 'this is not one claim'],
    ['claims:\n  - {name: a, claim: "x > 0", assume: ["x >"]}', 'c.yaml:2:'],
    ['theorem: fermat\nclaims: [{name: a, claim: "x > 0"}]', 'theorem is "fermat"'],
    ['variables: [x]\nclaims: [{name: a, claim: "x > y"}]', 'y'],
  ])('refuses %j', (content, words) => {
    expect(refusal(content)).toContain(words)
  })

  test('is told from a problem file', () => {
    expect(isClaimsFile('title: a\nclaims:\n - {}')).toBe(true)
    expect(isClaimsFile('title: a\nobjective: x^2\n')).toBe(false)
  })

  test('a false claim is refuted beside true ones, and nothing is concluded from an open one', async () => {
    const list = parseClaimsFile(
      `theorem: one-step-product
claims:
  - {name: right, claim: "x^2 >= 0"}
  - {name: wrong, claim: "(a - t*b)^2 - (b - t*a)^2 = (1 + t^2)*(a^2 - b^2)"}
`,
      'c.yaml',
    )
    const { claims, conclusion } = await proveClaims(list, { workers: 0, trust: 'kernel', timeout: 120 })
    expect(claims.map(({ name, verdict }) => [name, verdict.status])).toEqual([
      ['right', 'proved'],
      ['wrong', 'refuted'],
    ])
    expect(conclusion).toBeNull()
  })
})

describe('proofs/bw.yaml', () => {
  const list = parseClaimsFile(readFileSync('proofs/bw.yaml', 'utf8'), 'proofs/bw.yaml')
  const general = {
    ...list,
    claims: list.claims.filter(({ name }) => !/^d = |Q_i is|eps\+ from|eps\| does not|at least -1/.test(name)),
  }

  test('its claims are proved by the kernel, and the page concludes from them alone', async () => {
    const { claims, conclusion } = await proveClaims(general, { workers: 0, trust: 'kernel', timeout: 600 })
    expect(claims.filter(({ verdict }) => verdict.status !== 'proved').map(({ name }) => name)).toEqual([])
    expect(conclusion?.trust).toBe('kernel')
    const checked = claims.map(({ kernelClaim, verdict }) =>
      verify(kernelClaim, verdict.status === 'proved' ? verdict.certificate : null),
    )
    expect(checked.length).toBe(oneStepHypotheses.length)
    for (const left of checked.keys()) expect(oneStepOfProduct(checked.filter((_, i) => i !== left))).toBeUndefined()
  })
})
