import type { ClaimForm } from '../../../src/kernel/claim.ts'
import { add, monomial, multiply, number, power, scale, subtract, valueAt, X, Y } from './plane-polynomial.ts'
import { type Family, monomialResidual, quadratic, shiftedHyperbola, witness } from './setting.ts'

/** False claims about an objective. Each comment says why the claim is false. */
export const objectiveFamilies: { readonly [form in ClaimForm]?: readonly Family[] } = {
  relation: [
    // A sum of squares that vanishes at an integer point, minus something: negative there.
    (s) => {
      const [a, b] = [add(X, number(s.integer(-3, 3))), add(Y, number(s.integer(-3, 3)))]
      const squares = add(multiply(a, a), multiply(add(a, b), add(a, b)), multiply(multiply(a, b), multiply(a, b)))
      const less = s.pick(['1/1000000', '1/7', '1'])
      return { claim: 'relation', context: s.context, assume: [], goal: `${s.show(squares)} - ${less} >= 0` }
    },
    // The same sum of squares is not positive at that point.
    (s) => {
      const [a, b] = [add(X, number(s.integer(-3, 3))), add(Y, number(s.integer(-3, 3)))]
      const squares = add(scale(multiply(a, a), s.integer(1, 3)), multiply(subtract(a, b), subtract(a, b)))
      return { claim: 'relation', context: s.context, assume: [], goal: `${s.show(squares)} > 0` }
    },
    // x·y = c² has x² + y² = 2c² at (c, c).
    (s) => {
      const [x, y] = s.names
      const c = s.integer(1, 5)
      const goal = `${x}^2 + ${y}^2 >= ${2 * c * c} + ${s.pick(['1/1000', '1', '1/1000000000'])}`
      return { claim: 'relation', context: s.context, assume: [`${x}*${y} = ${c * c}`], goal }
    },
    // An expansion with one coefficient or exponent changed: differs at a point.
    (s) => {
      const p = quadratic(s)
      const wrong = add(power(p, 2), monomial(s.nonzero(2), s.integer(0, 2), s.integer(0, 2)))
      return { claim: 'relation', context: s.context, assume: [], goal: `(${s.show(p)})^2 = ${s.show(wrong)}` }
    },
  ],
  structure: [
    // φ(|h|) and f differ at a point: one coefficient of the residual changed.
    (s) => {
      const { h } = s.pick([monomialResidual(s), shiftedHyperbola(s)])
      const other = add(h, monomial(s.nonzero(2), s.integer(0, 1), s.integer(0, 1)))
      const differ = witness((at) => valueAt(h, at) ** 2n !== valueAt(other, at) ** 2n)
      if (differ === undefined) return undefined
      const f = s.pick([`(${s.show(h)})^2`, s.show(power(h, 2))])
      return { claim: 'structure', context: s.context, f, residuals: [s.show(other)], loss: 'single', phi: 't^2' }
    },
    // φ with a wrong factor, exponent or value at 0.
    (s) => {
      const { h } = shiftedHyperbola(s)
      const phi = s.pick(['2*t^2', 't^4', 't', 't^2 + 1', '-t^2', 't^2 - 1/1000000*t', '3/2*t^2'])
      return {
        claim: 'structure',
        context: s.context,
        f: `(${s.show(h)})^2`,
        residuals: [s.show(h)],
        loss: 'single',
        phi,
      }
    },
    // φ is right but does not increase, or is not 0 at 0.
    (s) => {
      const h = s.show(shiftedHyperbola(s).h)
      const [f, phi] = s.pick([
        [`(${h})^2 + 1`, 't^2 + 1'],
        [`(${h})^2*((${h})^2 - 2)^2`, 't^2*(t^2 - 2)^2'],
        [`-(${h})^2`, '-t^2'],
        [`sin((${h})^2)`, 'sin(t^2)'],
      ] as const)
      return { claim: 'structure', context: s.context, f, residuals: [h], loss: 'single', phi }
    },
  ],
  tame: [
    // Not defined at some point, or with unbounded slope at a zero of h, or with functions outside the class.
    (s) => {
      const h = s.show(shiftedHyperbola(s).h)
      const [x] = s.names
      const [f, name] = s.pick([
        [`(${h})^2/${x}`, 'semialgebraic'],
        [`1/(${h})`, 'semialgebraic'],
        [`log(${h})`, 'exponential'],
        [`log((${h})^2)`, 'exponential'],
        [`sqrt(${h})`, 'semialgebraic'],
        [`cbrt(${h})`, 'semialgebraic'],
        [`abs(${h})^(1/2)`, 'semialgebraic'],
        [`abs(${h})^(2/3)`, 'exponential'],
        [`exp(${h})`, 'semialgebraic'],
        [`sin(${h})^2`, 'exponential'],
        [`tanh((${h})^2)`, 'semialgebraic'],
      ] as const)
      return { claim: 'tame', context: s.context, f, class: name }
    },
  ],
  'minimum-zero': [
    // No zero: h² + δ.
    (s) => {
      const h = s.show(s.pick([monomialResidual(s), shiftedHyperbola(s)]).h)
      const f = `(${h})^2 + ${s.pick(['1', '1/1000', '1/1000000000'])}`
      return { claim: 'minimum-zero', context: s.context, f, residual: s.pick([h, null]) }
    },
    // Negative at a point of h = 0.
    (s) => {
      const { h } = shiftedHyperbola(s)
      const f = `(${s.show(h)})^2 - ${s.pick(['1', '1/100', '1/1000000'])}`
      return { claim: 'minimum-zero', context: s.context, f, residual: s.show(h) }
    },
    // A square of something positive.
    (s) => {
      const [x, y] = s.names
      const h = `${x}^2 + ${s.integer(1, 3)}*${y}^2 + ${s.pick(['1', '1/1000', '2'])}`
      return { claim: 'minimum-zero', context: s.context, f: `(${h})^2`, residual: h }
    },
  ],
  'full-rank': [
    // Two lines that cross, a cusp, an isolated point, a double line: ∇h = 0 at (p, q), where h = 0.
    (s) => {
      const x = add(X, number(s.integer(-3, 3)))
      const y = add(Y, number(s.integer(-3, 3)))
      const h = s.pick([
        multiply(x, y),
        subtract(power(y, 2), power(x, 3)),
        add(power(x, 2), scale(power(y, 2), s.integer(1, 3))),
        power(add(x, scale(y, s.nonzero(2))), 2),
        subtract(power(x, 2), scale(power(y, 2), s.integer(1, 3))),
      ])
      return { claim: 'full-rank', context: s.context, residuals: [s.show(scale(h, s.nonzero(3)))] }
    },
  ],
  'critical-values': [
    // (x − p)(y − q) − c has its critical point at (p, q), where f = c².
    (s) => {
      const { h, c } = shiftedHyperbola(s)
      const shown = s.show(h)
      const more = s.pick(['1', '1/1000', '1/1000000000'])
      const [f, value] = s.pick([
        [`(${shown})^2`, c * c],
        [`abs(${shown})`, Math.abs(c)],
        [`3*(${shown})^2`, 3 * c * c],
      ] as const)
      const level = s.pick(['infinity', `${value} + ${more}`, `${value + 1}`])
      return { claim: 'critical-values', context: s.context, f, residuals: [shown], loss: 'single', level }
    },
  ],
}
