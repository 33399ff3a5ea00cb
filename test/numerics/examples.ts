import { call, difference, number, product, raised, sum, symbol, type Term } from '../../src/kernel/term.ts'
import type { Descended } from '../../src/numerics/descent.ts'

const [x, y, z] = [symbol('x'), symbol('y'), symbol('z')]
const squared = (term: Term): Term => raised(term, 2)
const gap = (a: Term, b: Term): Term => difference(squared(a), squared(b))

/** An example of [J] with one residual; gradients written by hand, so that they are an oracle for derived ones. */
export interface Example {
  readonly variables: readonly string[]
  readonly residual: Term
  readonly gradient: readonly Term[]
  readonly regularizer: Term
  readonly laws: readonly Term[]
  readonly attractor: readonly (readonly number[])[]
}

export const hyperbola: Example = {
  variables: ['x', 'y'],
  residual: difference(product(x, y), number(1)),
  gradient: [y, x],
  regularizer: squared(gap(x, y)),
  laws: [gap(x, y)],
  attractor: [
    [1, 1],
    [-1, -1],
  ],
}

export const parabola: Example = {
  variables: ['x', 'y'],
  residual: difference(squared(x), y),
  gradient: [product(number(2), x), number(-1)],
  regularizer: product(squared(x), call('exp', product(number(4), y))),
  laws: [product(x, call('exp', product(number(2), y)))],
  attractor: [[0, 0]],
}

export const threeFactors: Example = {
  variables: ['x', 'y', 'z'],
  residual: difference(product(x, y, z), number(1)),
  gradient: [product(y, z), product(x, z), product(x, y)],
  regularizer: sum(squared(gap(x, y)), squared(gap(x, z)), squared(gap(y, z))),
  laws: [gap(x, y), gap(x, z)],
  attractor: [
    [1, 1, 1],
    [1, -1, -1],
    [-1, 1, -1],
    [-1, -1, 1],
  ],
}

const FLAT = 2 ** (-1 / 3)

/** Example 4.3 with its regularizer on xy > 0. */
export const cubic: Example = {
  variables: ['x', 'y'],
  residual: difference(sum(raised(x, 3), raised(y, 3)), number(1)),
  gradient: [product(number(3), squared(x)), product(number(3), squared(y))],
  regularizer: squared(difference(raised(x, -1), raised(y, -1))),
  laws: [difference(raised(x, -1), raised(y, -1))],
  attractor: [
    [FLAT, FLAT],
    [1, 0],
    [0, 1],
  ],
}

/** Example 4.4, f = (ax² + y² − 1)², with g = x²y^{−2a}. */
export const conic = (a: number): Example => ({
  variables: ['x', 'y'],
  residual: difference(sum(product(number(a), squared(x)), squared(y)), number(1)),
  gradient: [product(number(2 * a), x), product(number(2), y)],
  regularizer: product(squared(x), raised(y, -2 * a)),
  laws: [product(x, raised(y, -a))],
  attractor: [
    [0, 1],
    [0, -1],
  ],
})

/** f = h² with what descends on it; the gradient of f is 2h∇h. */
export const descendedOn = (example: Example): Descended => ({
  variables: example.variables,
  objective: squared(example.residual),
  gradient: example.gradient.map((component) => product(number(2), example.residual, component)),
  residual: { value: example.residual, gradient: example.gradient },
})
