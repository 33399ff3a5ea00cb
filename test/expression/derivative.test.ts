import { ComputeEngine } from '@cortex-js/compute-engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { derivative, gradient, hessian } from '../../src/expression/derivative.ts'
import { evaluate } from '../../src/expression/evaluate.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { printPlain } from '../../src/expression/print-plain.ts'
import { derivative as kernelDerivative } from '../../src/kernel/derivative.ts'
import { lower } from '../../src/kernel/lower.ts'
import { vanishes } from '../../src/kernel/normal-form.ts'
import { subtract } from '../../src/kernel/polynomial.ts'
import { children, printTerm, type Term } from '../../src/kernel/term.ts'
import { agree, arbitraryPoint, arbitraryTerm, inDoubles, NAMES } from './arbitrary-term.ts'
import { scopeOf } from './scope.ts'

const read = (text: string): Term => parseExpression(text, { parameters: ['p'], printed: true }).term

describe('derivative', () => {
  test.each([
    ['7', '0'],
    ['y', '0'],
    ['x', '1'],
    ['(x*y - 1)^2', '2*(x*y - 1)*y'],
    ['x^2*exp(4*y)', '2*x*exp(4*y)'],
    ['x/y', '1/y'],
    ['y/x', '-y/x^2'],
    ['y/x^3', '-3*y/x^4'],
    ['1/(x*y^2)', '-y^2/(x*y^2)^2'],
    ['x^(3/2)', '3/2*x^(1/2)'],
    ['x^p', 'p*x^(p - 1)'],
    ['abs(x*y - 1)', 'sgn(x*y - 1)*y'],
    ['sgn(x)', '0'],
    ['relu(x - y)', '1/2*(1 + sgn(x - y))'],
    ['min(x, y)', '1/2*(1 - sgn(x - y))'],
    ['max(x, y, 0)', '1/4*(1 + sgn(x - y))*(1 + sgn(max(x, y)))'],
    ['sqrt(x)', '1/(2*sqrt(x))'],
    ['cbrt(x)', '1/(3*cbrt(x)^2)'],
    ['root(x, 4)', '1/(4*root(x, 4)^3)'],
    ['log(x^2)', '2*x/x^2'],
    ['sin(2*x)', '2*cos(2*x)'],
    ['cos(x)', '-sin(x)'],
    ['tanh(x)', '1 - tanh(x)^2'],
    ['exp(y)', '0'],
  ])('d/dx %s', (text, expected) => {
    const found = derivative(read(text), 'x')
    // The expectation is a formula: the kernel's normal form decides whether it is met.
    const scope = scopeOf(['x', 'y'], ['p'])
    expect(vanishes(subtract(lower(found, scope), lower(read(expected), scope))), printTerm(found)).toBe(true)
    expect(printPlain(found).length).toBeLessThanOrEqual(expected.length + 6)
  })

  test('agrees with the derivative of the kernel on random terms', () => {
    let compared = 0
    const scope = scopeOf(NAMES, [])
    fc.assert(
      fc.property(arbitraryTerm(), (term) => {
        const ours = () => lower(derivative(term, 'x'), scope)
        let difference: ReturnType<typeof ours>
        try {
          difference = subtract(ours(), kernelDerivative(lower(term, scope), 'x'))
        } catch (error) {
          // Division by zero everywhere: there is no function to differentiate.
          if ((error as Error).name === 'Refusal') return
          throw error
        }
        compared++
        expect(vanishes(difference), `${printTerm(term)} gives ${printTerm(derivative(term, 'x'))}`).toBe(true)
      }),
      { seed: 20, numRuns: 600 },
    )
    expect(compared).toBeGreaterThan(400)
  })

  test('agrees with central differences at random points', () => {
    let compared = 0
    fc.assert(
      fc.property(arbitraryTerm({ smooth: true }), arbitraryPoint, (term, point) => {
        const at = inDoubles(point)
        const along = (x: number): number => evaluate(term, new Map([...at, ['x', x]]))
        const x = at.get('x') as number
        const slopeOver = (h: number): number => (along(x + h) - along(x - h)) / (2 * h)
        const [coarse, fine] = [slopeOver(2e-4), slopeOver(1e-4)]
        const isSteady = agree(coarse, fine, 1e-6) && Math.abs(fine) < 1e6 && Math.abs(along(x)) < 1e6
        if (!Number.isFinite(fine) || !Number.isFinite(coarse) || !isSteady) return
        const value = evaluate(derivative(term, 'x'), at)
        if (Number.isNaN(value)) return
        compared++
        expect(agree(value, fine, 1e-4), `${printTerm(term)}: ${value} against ${fine}`).toBe(true)
      }),
      { seed: 20, numRuns: 1000 },
    )
    expect(compared).toBeGreaterThan(400)
  })

  const nested = (open: string, close: string, times: number): string => `${open.repeat(times)}x${close.repeat(times)}`
  test.each([
    ['nested relu', nested('relu(y + ', '*2)', 95)],
    ['nested exp', nested('exp(', ')', 190)],
    ['nested quotients', nested('x/(1 + ', ')', 190)],
    ['nested products', nested('x*(y + ', ')', 190)],
    ['a long maximum', `max(${Array.from({ length: 200 }, (_, i) => `x*${i}`).join(', ')})`],
    ['a long product', Array.from({ length: 1000 }, (_, i) => `(x - ${i})`).join('*')],
    ['a long sum', Array.from({ length: 1000 }, (_, i) => `abs(x - ${i})*y`).join(' + ')],
  ])('twice of %s takes less than three seconds', (_, text) => {
    const term = read(text)
    const start = performance.now()
    hessian(term, ['x', 'y'])
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  test('long products, against a formula', () => {
    const factors = Array.from({ length: 21 }, (_, i) => `(x + ${i})`)
    const slope = derivative(read(factors.join('*')), 'x')
    const byRule = factors.map((_, i) => factors.filter((_, j) => j !== i).join('*')).join(' + ')
    const scope = scopeOf(['x'], [])
    expect(vanishes(subtract(lower(slope, scope), lower(read(byRule), scope)))).toBe(true)
  })

  type MathJson = number | string | readonly MathJson[]
  const mathJson = (term: Term): MathJson => {
    const parts = children(term).map(mathJson)
    switch (term.op) {
      case 'number':
        return ['Rational', Number(term.value.n), Number(term.value.d)]
      case 'symbol':
        return term.name
      case 'call': {
        const names: Record<string, string> = {
          exp: 'Exp',
          log: 'Ln',
          sqrt: 'Sqrt',
          sin: 'Sin',
          cos: 'Cos',
          tanh: 'Tanh',
        }
        if (term.name === 'cbrt') return ['Root', ...parts, 3]
        return [names[term.name] ?? 'Root', ...parts]
      }
      default:
        return [
          { add: 'Add', multiply: 'Multiply', divide: 'Divide', negate: 'Negate', power: 'Power' }[term.op],
          ...parts,
        ]
    }
  }

  test('agrees with compute-engine', () => {
    const engine = new ComputeEngine()
    // Where it fails on infinities or answers with a formula or a complex root, there is nothing to compare.
    const slopeOf = (term: Term, at: ReadonlyMap<string, number>): number | undefined => {
      try {
        const slope = engine.box(['D', mathJson(term), 'x'] as never).evaluate()
        const { re, im } = slope.subs(Object.fromEntries(at)).N()
        return Number.isFinite(re) && Math.abs(im) < 1e-9 ? re : undefined
      } catch {
        return undefined
      }
    }
    let compared = 0
    fc.assert(
      fc.property(arbitraryTerm({ smooth: true }), arbitraryPoint, (term, point) => {
        const at = inDoubles(point)
        const value = evaluate(derivative(term, 'x'), at)
        if (!Number.isFinite(value) || !Number.isFinite(evaluate(term, at)) || Math.abs(value) > 1e9) return
        const theirs = slopeOf(term, at)
        if (theirs === undefined) return
        compared++
        expect(agree(value, theirs, 1e-6), `${printTerm(term)}: ${value} against ${theirs}`).toBe(true)
      }),
      { seed: 7, numRuns: 150 },
    )
    expect(compared).toBeGreaterThan(60)
  })
})

describe('gradient and hessian', () => {
  test('of (x y - 1)^2', () => {
    const term = read('(x*y - 1)^2')
    expect(gradient(term, ['x', 'y']).map(printPlain)).toEqual(['2*(x*y - 1)*y', '2*(x*y - 1)*x'])
    const rows = hessian(term, ['x', 'y']).map((row) => row.map(printPlain))
    expect(rows).toEqual([
      ['2*y^2', '2*x*y + 2*(x*y - 1)'],
      ['2*x*y + 2*(x*y - 1)', '2*x^2'],
    ])
  })

  test('of functions of a subset of the variables', () => {
    expect(gradient(read('x^2'), ['x', 'y', 'z']).map(printPlain)).toEqual(['2*x', '0', '0'])
    expect(hessian(read('x^2'), ['y', 'x']).map((row) => row.map(printPlain))).toEqual([
      ['0', '0'],
      ['0', '2'],
    ])
  })
})
