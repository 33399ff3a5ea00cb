import type { ClaimForm } from '../../../src/kernel/claim.ts'
import {
  add,
  bend,
  inner,
  monomial,
  multiply,
  number,
  type PlanePolynomial,
  power,
  scale,
  subtract,
  valueAt,
} from './plane-polynomial.ts'
import { type Family, lossOf, monomialResidual, onePiece, quadratic, type Setting, witness } from './setting.ts'

/** A law, or one with a coefficient, an exponent or a sign changed, squared or not, or with a bit of the loss added. */
const candidate = (s: Setting, h: PlanePolynomial, law: PlanePolynomial): PlanePolynomial => {
  const near = s.pick([
    add(law, monomial(s.nonzero(1), s.integer(0, 2), s.integer(0, 2))),
    add(law, number(s.nonzero(3))),
    scale(law, -1),
    quadratic(s),
  ])
  return s.pick([power(near, 2), near, add(power(law, 2), scale(power(h, 2), s.nonzero(2))), power(law, 2)])
}

/** False claims about a regularizer. Each comment says why the claim is false. */
export const regularizerFamilies: { readonly [form in ClaimForm]?: readonly Family[] } = {
  conserved: [
    // ⟨∇g, ∇f⟩ ≠ 0 at an integer point.
    (s) => {
      const { h, law } = monomialResidual(s)
      const f = lossOf(s, h)
      const g = candidate(s, h, law)
      const slope = inner(g, f.value)
      if (witness((at) => valueAt(slope, at) !== 0n) === undefined) return undefined
      return { claim: 'conserved', context: s.context, f: f.text, g: onePiece(s.show(g)) }
    },
    // A law multiplied by 1 + something that is not conserved: the slope is h·(…) ≠ 0 at a point.
    (s) => {
      const { h, law } = monomialResidual(s)
      const [x, y] = s.names
      const other = s.pick([add(monomial(1, 2, 0), number(1)), add(monomial(1, 0, 2), number(2))])
      const slope = multiply(multiply(law, law), inner(other, h))
      if (witness((at) => valueAt(slope, at) !== 0n && valueAt(h, at) !== 0n) === undefined) return undefined
      const g = s.pick([`(${s.show(law)})^2*(${s.show(other)})`, `(${s.show(law)})^2/(${s.show(other)})`])
      return { claim: 'conserved', context: s.context, f: `(${s.show(h)})^2 + 0*${x}*${y}`, g: onePiece(g) }
    },
    // ⟨∇(x²·e^{ky}), ∇(x² − y)⟩ = (4 − k)·x²·e^{ky}: zero only for k = 4, and with other exponents of x never.
    (s) => {
      const [x, y] = s.names
      const k = s.pick([1, 2, 3, 5, -4, 8])
      const f = `(${x}^2 - ${y})^2`
      return { claim: 'conserved', context: s.context, f, g: onePiece(`${x}^2*exp(${k}*${y})`) }
    },
  ],
  lyapunov: [
    // ⟨∇g, ∇f⟩ < 0 at an integer point.
    (s) => {
      const { h, law } = monomialResidual(s)
      const f = lossOf(s, h)
      const g = candidate(s, h, law)
      const slope = inner(g, f.value)
      if (witness((at) => valueAt(slope, at) < 0n) === undefined) return undefined
      return { claim: 'lyapunov', context: s.context, f: f.text, g: onePiece(s.show(g)) }
    },
  ],
  'regularity-of-g': [
    // Negative at an integer point.
    (s) => {
      const g = s.pick([quadratic(s), subtract(power(quadratic(s), 2), number(s.integer(1, 4)))])
      if (witness((at) => valueAt(g, at) < 0n) === undefined) return undefined
      return { claim: 'regularity-of-g', context: s.context, g: onePiece(s.show(g)) }
    },
    // |c| + δ has a kink where c = 0, and is positive there: c vanishes on a curve and ∇c ≠ 0 somewhere on it.
    (s) => {
      const c = s.show(monomialResidual(s).law)
      const g = s.pick([`abs(${c}) + ${s.pick(['1', '1/1000', '3'])}`, `max(${c}, 1)`, `sqrt(abs(${c})) + 1`])
      return { claim: 'regularity-of-g', context: s.context, g: onePiece(g) }
    },
  ],
  'second-order': [
    // ∇²g(∇h, ∇h) ≥ 0 at an integer point with h = 0 and g > 0.
    (s) => {
      const { h, law } = monomialResidual(s)
      const g = candidate(s, h, law)
      const curvature = bend(g, h)
      const fails = witness((at) => valueAt(h, at) === 0n && valueAt(g, at) > 0n && valueAt(curvature, at) >= 0n)
      if (fails === undefined) return undefined
      const h2 = s.pick([h, scale(h, s.nonzero(3))])
      return {
        claim: 'second-order',
        context: s.context,
        residuals: [s.show(h2)],
        loss: s.pick(['single', 'l2'] as const),
        g: onePiece(s.show(g)),
      }
    },
  ],
  boundary: [
    // g stays finite when x → 0 along y = 1, or N and D vanish together at the origin, where g has no limit +∞.
    (s) => {
      const [x, y] = s.names
      const c = s.show(monomialResidual(s).law)
      const k = s.integer(1, 3)
      const g = s.pick([
        onePiece(`(${x} - ${k}*${y})^2/${x}^2`),
        onePiece(`${y}^2/${x}^2`),
        onePiece(`${x}^2/(${x}^2 + ${k}*${y}^2)`),
        onePiece(`${x}^3*${k}/${x}`),
        onePiece(`sqrt(${x} + ${k})`),
        onePiece(`(${c})^2 + exp(-1/${x}^2)`),
        onePiece(`log(${x}^2 + ${y}^2)^2/(1 + log(${x}^2 + ${y}^2)^2)`),
        [{ when: [`${x} > 0`], value: `(${c})^2` }],
        [{ when: [`${x}*${y} > 0`], value: `(${c})^2/(${x}^2 + ${k})` }],
        [
          { when: [`${x} > 0`], value: `1/${x}^2` },
          { when: [`${x} < 0`], value: `${k} + ${y}^2` },
        ],
      ])
      return { claim: 'boundary', context: s.context, f: `(${x}*${y} - ${k})^2`, g, level: 'infinity' }
    },
  ],
  coercive: [
    // g is a function of the quantity that f bounds, so both are bounded along the unbounded curve h = 0.
    (s) => {
      const [x, y] = s.names
      const h = s.pick([
        `${x}*${y} - ${s.nonzero(4)}`,
        `${x}^2*${y} - ${s.integer(1, 4)}`,
        `${y} - ${s.nonzero(3)}*${x}^2`,
      ])
      const g = s.pick([
        `(${h} + ${s.integer(1, 5)})^2`,
        `(${h})^2*(${s.show(quadratic(s))})^2`,
        `(${s.show(quadratic(s))})^2/(1 + (${s.show(quadratic(s))})^2 + (${s.show(quadratic(s))})^2)*0 + ${s.integer(0, 3)}`,
        `exp(${h}) + 1`,
      ])
      return { claim: 'coercive', context: s.context, f: `(${h})^2`, g: onePiece(g) }
    },
    // g = c²/(1 + c²) < 1 is bounded, f vanishes on an unbounded curve.
    (s) => {
      const { h } = monomialResidual(s)
      const c = s.show(s.pick([monomialResidual(s).law, quadratic(s)]))
      const g = s.pick([`(${c})^2/(1 + (${c})^2)`, `1 - 1/(1 + (${c})^4)`, `tanh(${c})^2`, `exp(-(${c})^2)`])
      return { claim: 'coercive', context: s.context, f: `(${s.show(h)})^2`, g: onePiece(g) }
    },
    // On x² − k·y² = m, an unbounded hyperbola (m > 0), both are constant.
    (s) => {
      const [x, y] = s.names
      const c = `${x}^2 - ${s.integer(1, 3)}*${y}^2`
      const f = `(${c} - ${s.integer(1, 4)})^2`
      return { claim: 'coercive', context: s.context, f, g: onePiece(`(${c} - ${s.integer(0, 3)})^2`) }
    },
    // f = g = (a linear form)²: constant along its kernel.
    (s) => {
      const [x, y] = s.names
      const form = `${s.nonzero(3)}*${x} + ${s.nonzero(3)}*${y}`
      const g = s.pick([`(${form})^2`, `(${form} - 1)^2 + 1`, `exp(${form})`, `abs(${form})`])
      return { claim: 'coercive', context: s.context, f: `(${form} - ${s.integer(0, 3)})^2`, g: onePiece(g) }
    },
    // Along y = x² with the wrong sign in the exponent, x²·e^{−ky} → 0.
    (s) => {
      const [x, y] = s.names
      const g = `${x}^${2 * s.integer(1, 2)}*exp(-${s.integer(1, 6)}*${y})`
      return { claim: 'coercive', context: s.context, f: `(${x}^2 - ${y})^2`, g: onePiece(g) }
    },
  ],
}
