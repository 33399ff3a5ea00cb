import type { ClaimForm } from '../../../src/kernel/claim.ts'
import type { FlowJson } from '../../../src/kernel/laws/flow.ts'
import { add, inner, monomial, multiply, number, power, scale, valueAt } from './plane-polynomial.ts'
import { type Family, monomialResidual, quadratic, type Setting, witness } from './setting.ts'

const gradient = (...potentials: readonly string[]): FlowJson => ({ kind: 'gradient', potentials, metric: null })

/** A heavy ball in the plane, whose velocities have names of their own. */
const ball = (s: Setting, potentials: readonly string[], friction: string, fixed: boolean) => {
  const velocities = ['dx', 'dy']
  const context = { ...s.context, variables: ['time', ...s.names, ...velocities] }
  const flow: FlowJson = {
    kind: 'heavy-ball',
    potentials,
    time: 'time',
    positions: s.names,
    velocities,
    friction,
    fixed,
  }
  const [x, y] = s.names
  return { context, flow, momentum: `${x}*dy - ${y}*dx` }
}

/** False claims about the laws of flows. Each comment says why the claim is false. */
export const lawFamilies: { readonly [form in ClaimForm]?: readonly Family[] } = {
  'first-integral': [
    // The law of x^a·y^b is not one of another monomial: ⟨∇c, ∇φ_2⟩ ≠ 0 at an integer point.
    (s) => {
      const { h, law } = monomialResidual(s)
      const other = add(monomial(s.nonzero(3), s.integer(0, 3), s.integer(0, 3)), number(s.integer(0, 2)))
      const slope = inner(law, other)
      if (witness((at) => valueAt(slope, at) !== 0n) === undefined) return undefined
      const potentials = s.pick([
        [s.show(h), s.show(other)],
        [s.show(other), s.show(h)],
        [s.show(h), s.show(multiply(h, h)), s.show(other)],
      ])
      return { claim: 'first-integral', context: s.context, flow: gradient(...potentials), quantity: s.show(law) }
    },
    // A law with something added whose slope is not 0 at an integer point.
    (s) => {
      const { h, law } = monomialResidual(s)
      const near = add(law, s.pick([quadratic(s), monomial(s.nonzero(2), s.integer(0, 3), 1)]))
      if (witness((at) => valueAt(inner(near, h), at) !== 0n) === undefined) return undefined
      return { claim: 'first-integral', context: s.context, flow: gradient(s.show(h)), quantity: s.show(near) }
    },
    // With M = diag(p, q), p ≠ q, the slope of the law is 2ab(p − q)·x^a·y^b.
    (s) => {
      const { h, law } = monomialResidual(s)
      const p = s.nonzero(5)
      const flow: FlowJson = { kind: 'gradient', potentials: [s.show(h)], metric: [`${p}`, `${p + s.nonzero(3)}`] }
      return { claim: 'first-integral', context: s.context, flow, quantity: s.show(law) }
    },
    // Friction takes angular momentum at its own rate, and an ellipse does not conserve it at all.
    (s) => {
      const [x, y] = s.names
      const [mu, other, k] = [s.integer(0, 4), s.nonzero(3), s.nonzero(4)]
      const round = s.integer(0, 1) === 0
      const f = round ? `${k}*(${x}^2 + ${y}^2)` : `${k}*${x}^2 + ${k + other}*${y}^2`
      const { context, flow, momentum } = ball(s, [f], `${mu}`, s.pick([true, false]))
      const rate = round ? mu + other : mu
      return { claim: 'first-integral', context, flow, quantity: `exp(${rate}*time)*(${momentum})` }
    },
  ],
  'law-bound': [
    // Functions of one h have its law, whose gradient is not 0 everywhere.
    (s) => {
      const { h } = monomialResidual(s)
      const potentials = [s.show(h), s.show(power(h, 2)), s.show(scale(h, s.nonzero(5)))].slice(0, s.integer(1, 3))
      return { claim: 'law-bound', context: s.context, flow: gradient(...potentials), atMost: 0 }
    },
  ],
  'local-laws': [
    // Two laws in the plane leave no field.
    (s) => {
      const { h } = monomialResidual(s)
      const potentials = [s.show(h), s.show(quadratic(s))].slice(0, s.integer(1, 2))
      return { claim: 'local-laws', context: s.context, flow: gradient(...potentials), atLeast: 2 }
    },
    // x and a function of h and y, not of h alone, leave no law at all.
    (s) => {
      const { h } = monomialResidual(s)
      return { claim: 'local-laws', context: s.context, flow: gradient(s.show(h), s.names[0]), atLeast: 1 }
    },
  ],
  'polynomial-laws-bound': [
    // The powers of the law up to the degree are conserved and independent.
    (s) => {
      const { h } = monomialResidual(s)
      const powers = s.integer(1, 3)
      const degree = 2 * powers + s.integer(0, 1)
      return {
        claim: 'polynomial-laws-bound',
        context: s.context,
        flow: gradient(s.show(s.pick([h, power(h, 2)]))),
        degree,
        atMost: s.integer(0, powers - 1),
      }
    },
  ],
  'linearly-independent': [
    // The last is a combination of the others and a constant.
    (s) => {
      const parts = [quadratic(s), monomial(s.nonzero(3), 1, 2), quadratic(s)].slice(0, s.integer(1, 3))
      const sum = parts.reduce((total, p) => add(total, scale(p, s.integer(-3, 3))), number(s.integer(-5, 5)))
      const quantities = [...parts, sum].map((p) => s.show(p))
      return { claim: 'linearly-independent', context: s.context, quantities, degree: s.integer(3, 5) }
    },
  ],
}
