import type { ClaimForm } from '../../../src/kernel/claim.ts'
import { add, multiply, number, power, scale, X, Y } from './plane-polynomial.ts'
import { type Family, onePiece, quadratic } from './setting.ts'

/** False claims about points. Each comment says why the claim is false. */
export const pointFamilies: { readonly [form in ClaimForm]?: readonly Family[] } = {
  'solution-set': [
    // (x − p)(y − q) = c² and (x − p)² = (y − q)² hold exactly at (p, q) ± (c, c): one is left out, moved or added.
    (s) => {
      const [p, q, c] = [s.integer(-3, 3), s.integer(-3, 3), s.integer(1, 4)]
      const x = add(X, number(-p))
      const y = add(Y, number(-q))
      const equations = [
        s.show(add(multiply(x, y), number(-c * c))),
        s.show(scale(add(power(x, 2), scale(power(y, 2), -1)), s.nonzero(2))),
      ]
      const [a, b] = [s.point(p + c, q + c), s.point(p - c, q - c)]
      const points = s.pick([
        [],
        [a],
        [b],
        [a, s.point(p - c, q - c + 1)],
        [a, b, s.point(p + c, q - c)],
        [s.point(p, q)],
      ])
      return { claim: 'solution-set', context: s.context, assume: [], equations, points }
    },
    // (x − a)(x − b) = 0, y = k·x: exactly two points.
    (s) => {
      const [x, y] = s.names
      const [a, k] = [s.integer(-4, 4), s.nonzero(3)]
      const b = a + s.integer(1, 3)
      const equations = [`(${x} - (${a}))*(${x} - (${b}))`, `${y} - (${k})*${x}`]
      const points = s.pick([
        [s.point(a, a * k)],
        [s.point(b, b * k)],
        [s.point(a, a * k), s.point(b, b * k + 1)],
        [s.point(a, a * k), s.point(`${b} + 1/1000000000`, b * k)],
      ])
      return { claim: 'solution-set', context: s.context, assume: [], equations, points }
    },
  ],
  'flat-minima': [
    // On (x − p)(y − q) = c² the least |∇h|² = (x − p)² + (y − q)² is 2c², at (p, q) ± (c, c).
    (s) => {
      const [p, q, c] = [s.integer(-3, 3), s.integer(-3, 3), s.integer(1, 4)]
      const h = add(multiply(add(X, number(-p)), add(Y, number(-q))), number(-c * c))
      const [a, b] = [s.point(p + c, q + c), s.point(p - c, q - c)]
      const [minimum, points] = s.pick([
        [`${2 * c * c}`, [a]],
        [`${2 * c * c}`, [b]],
        [`${2 * c * c} + 1/1000000`, [a, b]],
        [`${2 * c * c} - 1/1000000`, [a, b]],
        [`${2 * c * c}`, [a, s.point(p - c, q + c)]],
        [`${c * c}`, [a, b]],
      ] as const)
      return { claim: 'flat-minima', context: s.context, residuals: [s.show(h)], loss: 'single', minimum, points }
    },
    // F = (x − p, k(y − q)) vanishes at (p, q) only, where the sharpness is k² for |F|² and 1 + k² for |F|_1.
    (s) => {
      const [x, y] = s.names
      const [p, q, k] = [s.integer(-3, 3), s.integer(-3, 3), s.integer(2, 4)]
      const residuals = [`${x} - (${p})`, `${k}*(${y} - (${q}))`]
      const [loss, minimum, point] = s.pick([
        ['l2', `${k * k + 1}`, s.point(p, q)],
        ['l1', `${k * k}`, s.point(p, q)],
        ['l2', '1', s.point(p, q)],
        ['l2', `${k * k} - 1/1000000`, s.point(p, q)],
        ['l1', `${k * k + 1} + 1/1000000`, s.point(p, q)],
        ['l1', `${(k - 1) * (k - 1)}`, s.point(p, q)],
        ['l2', `${k * k}`, s.point(p, `${q} + 1/1000000`)],
      ] as const)
      return { claim: 'flat-minima', context: s.context, residuals, loss, minimum, points: [point] }
    },
  ],
  'no-flat-minimum': [
    // The flat minima of a hyperbola and of a parabola are their vertices; on a circle and a line all are alike.
    (s) => {
      const [x, y] = s.names
      const [p, q, k] = [s.integer(-3, 3), s.integer(-3, 3), s.nonzero(4)]
      const [a, b] = [`(${x} - (${p}))`, `(${y} - (${q}))`]
      const h = s.pick([`${a}*${b} - (${k})`, `(${k})*${a}^2 - ${b}`, `${a}^2 + ${b}^2 - ${k * k}`, `${k}*${a} + ${b}`])
      return { claim: 'no-flat-minimum', context: s.context, residuals: [h] }
    },
  ],
  'constant-sharpness': [
    // |∇h|² is a² + b² on a line, 4r² on a circle, and not constant on a hyperbola.
    (s) => {
      const [x, y] = s.names
      const [a, b, r] = [s.nonzero(4), s.nonzero(4), s.integer(1, 4)]
      const more = s.pick(['1', '1/1000000', '-1'])
      const [h, value] = s.pick([
        [`${a}*${x} + ${b}*${y} - 1`, `${a * a + b * b} + ${more}`],
        [`${x}^2 + ${y}^2 - ${r * r}`, `${4 * r * r} + ${more}`],
        [`${x}*${y} - ${r * r}`, `${2 * r * r}`],
        [`${x}^2 - ${y} - ${r}`, '1'],
        [`${x}^2 + 2*${y}^2 - ${2 * r * r}`, `${8 * r * r}`],
      ] as const)
      return { claim: 'constant-sharpness', context: s.context, residuals: [h], loss: 'single', value }
    },
  ],
  independent: [
    // The second quantity is a function of the first, or critical at the point.
    (s) => {
      const c = s.show(quadratic(s))
      const at = s.point(s.integer(-3, 3), s.integer(-3, 3))
      const [x, y] = s.names
      const critical = `(${x} - (${at[x]}))*(${y} - (${at[y]}))`
      const quantities = s.pick([
        [c, `(${c})^2`],
        [c, `${s.nonzero(5)}*(${c}) + ${s.integer(0, 3)}`],
        [`exp(${c})`, c],
        [c, critical],
        [critical],
        [x, y, c],
      ])
      return { claim: 'independent', context: s.context, quantities, point: at }
    },
  ],
  'strict-minimum': [
    // f = g = 0 also at another point of the ball, along a curve through the point, or not at the point.
    (s) => {
      const [x, y] = s.names
      const c = s.integer(1, 4)
      const f = `(${x}*${y} - ${c * c})^2`
      const law = `(${x}^2 - ${y}^2)^2`
      const [g, point, radius] = s.pick([
        [law, s.point(c, c), `${3 * c}`],
        [`(${x}*${y} - ${c * c})^2*${law}`, s.point(c, c), '1/1000'],
        ['0', s.point(c, c), '1/10'],
        [law, s.point(c, c + 1), '1/10'],
        [law, s.point(c, -c), '1/10'],
        [`${law} + 1/1000000`, s.point(c, c), '1/10'],
        [`${law} - 1`, s.point(c, c), '1/10'],
      ] as const)
      return { claim: 'strict-minimum', context: s.context, f, g: onePiece(g), point, radius }
    },
  ],
  subregularity: [
    // On y = 0: f = k·x^m·(1 + y²) has |∂f|² = k²m²·x^(2m−2), too small near 0 against (x²)^e for e < m − 1,
    // and at e = m − 1 for κ < 1/(k·m)².
    (s) => {
      const [x, y] = s.names
      const [k, m] = [s.integer(1, 3), 2 * s.integer(1, 3)]
      const kappa = 1 / (k * m) ** 2
      const [exponent, tooSmall] =
        m > 2 && s.integer(0, 1) === 0 ? [s.integer(1, m - 2), '1000'] : [m - 1, `1/${Math.round(1 / kappa) + 1}`]
      return {
        claim: 'subregularity',
        context: s.context,
        f: `${k}*${x}^${m}*(1 + ${y}^2)`,
        residuals: [x],
        exponent,
        kappa: tooSmall,
        near: s.pick(['1', '1/1000', `1/(1 + ${y}^2)`]),
      }
    },
  ],
  decrease: [
    // f = x²·(1 + k·x^(m−2)·y²), m even: g = y² falls by about 4kτ·x^m·y², no more than α·|x|^(m−1), so not by
    // ω·α·|∂f|^γ for γ < m − 1, and not by more than the constant allows for γ = m − 1.
    (s) => {
      const [x, y] = s.names
      const [k, m] = [s.integer(1, 3), 2 * s.integer(1, 3)]
      const f = `${x}^2 + ${k}*${x}^${m}*${y}^2`
      const [gamma, omega] =
        s.integer(0, 1) === 0 ? [s.integer(0, m - 2), `${y}^2/1000`] : [m - 1, `${2 ** m * (4 * k + 1)}*${y}^2`]
      const common = { claim: 'decrease', context: s.context, f, beta: 1, near: '1' } as const
      const step = s.pick(['1', '1/100'])
      return { ...common, g: onePiece(`${y}^2`), gamma, omega, step }
    },
    // max(|x| - 1, 0)² and x² do not move y; what rises falls nowhere.
    (s) => {
      const [x, y] = s.names
      const [f, g] = s.pick([
        [`${x}^2`, `${y}^2`],
        [`${y}^2`, `${x}^2*(1 + 1/(1 + ${y}^2))`],
        [`${x}^2*(1 + ${y}^2)`, `1/(1 + ${y}^2)`],
        [`(${x}*${y} - 1)^2`, `${x}^2`],
      ] as const)
      const beta = s.integer(1, 4)
      const gamma = s.integer(0, 4)
      const common = { claim: 'decrease', context: s.context, f, g: onePiece(g), beta, gamma } as const
      return { ...common, omega: s.pick(['1/1000', `(${g})/1000`]), near: '1/10', step: '1/100' }
    },
  ],
  'projection-formula': [
    // f = x²·(k + y): (∂_y f)² = x⁴ against x²·(4x²(k + y)² + x⁴), at y = 0 and x → 0 the constant must be ≥ 1/(4k²).
    (s) => {
      const [x, y] = s.names
      const k = s.integer(1, 4)
      const [f, constant] = s.pick([
        [`${x}^2*(${k} + ${y})`, `1/${4 * k * k + 1}`],
        [`${x}^2*(${k} + ${y})`, `1/${8 * k * k}`],
        // x² ≤ C·x²·(x² + y²)·k² fails at the origin for every C.
        [`${k}*${x}*${y}`, '1000'],
      ] as const)
      const common = { claim: 'projection-formula', context: s.context, normal: [x], point: s.point(0, 0) } as const
      return { ...common, f, radius: s.pick(['1', '1/2', '1/1000']), constant }
    },
  ],
}
