import type { Claim, ClaimForm } from '../../../src/kernel/claim.ts'
import { type Family, onePiece, type Setting } from './setting.ts'

const TINY = ['1', '1/1000', '1/1000000000']

const wider = (s: Setting): Claim['context'] => ({ ...s.context, variables: [...s.names, 'z'] })

/** False claims about several residuals, pieces and irrational points. Each comment says why the claim is false. */
export const residualFamilies: { readonly [form in ClaimForm]?: readonly Family[] } = {
  structure: [
    // One coefficient changed, one residual left out, or the other norm.
    (s) => {
      const [x, y] = s.names
      const [a, b, c] = [s.nonzero(4), s.nonzero(4), s.nonzero(4)]
      const [u, v] = [`${x}*${y} - (${a})`, `(${b})*${x} + ${y} - (${c})`]
      const norm = { l2: `(${u})^2 + (${v})^2`, l1: `abs(${u}) + abs(${v})` }
      const [loss, f, phi, residuals] = s.pick([
        ['l2', norm.l2, 't^2', [u, `${v} + ${s.pick(TINY)}`]],
        ['l2', norm.l2, 't^2', [u]],
        ['l2', norm.l2, 't', [u, v]],
        ['l2', `(${norm.l1})^2`, 't^2', [u, v]],
        ['l1', norm.l2, 't^2', [u, v]],
        ['l1', norm.l1, 't', [u, `${s.pick(['2', '1001/1000'])}*(${v})`]],
        ['l1', norm.l1, 't', [u, v, v]],
      ] as const)
      return { claim: 'structure', context: s.context, f, residuals, loss, phi }
    },
  ],
  'minimum-zero': [
    // Two residuals without a common zero, or a positive function of one.
    (s) => {
      const [x, y] = s.names
      const [a, b] = [s.integer(-4, 4), s.integer(1, 4)]
      const h = `${x}*${y} - (${a})`
      const f = s.pick([
        `(${h})^2 + (${h} - ${s.pick(TINY)})^2`,
        `abs(${h}) + abs(${h} + ${b})`,
        `exp(${h})`,
        `(${h})^2 + (${x}^2 + ${b}*${y}^2 + ${s.pick(TINY)})^2`,
        `max((${h})^2, 1/${b})`,
        `sqrt((${h})^2 + 1/${b * b}) - 1/${2 * b}`,
      ])
      return { claim: 'minimum-zero', context: s.context, f, residual: s.pick([h, null]) }
    },
  ],
  'nonzero-directions': [
    // Signs for which the gradients cancel, at points of M.
    (s) => {
      const [x, y] = s.names
      const [r, c] = [s.integer(1, 5), s.integer(1, 5)]
      const residuals = s.pick([
        [`${x} - ${r}`, `${r} - ${x}`],
        [`${x}*${y} - ${c}`, `${x}*${y} - ${c}`],
        [`${x} - ${r}`, `${y} - ${c}`, `${x} + ${y} - ${r + c}`],
      ])
      return { claim: 'nonzero-directions', context: s.context, residuals }
    },
  ],
  'invariant-walls': [
    // The gradient of h points through the wall.
    (s) => {
      const [x, y] = s.names
      const c = s.integer(1, 5)
      const h = s.pick([`${x} - ${c}`, `${x}*${y} - ${c}`, `${x} + ${y}^2 - ${c}`])
      return {
        claim: 'invariant-walls',
        context: s.context,
        f: `(${h})^2`,
        residuals: [h],
        loss: 'single',
        g: [{ when: [`${x} > 0`], value: `${y}^2` }],
        level: 'infinity',
        walls: [{ piece: 1, condition: 1, factors: [x] }],
      }
    },
  ],
  'full-rank': [
    // Curves that touch, at (r, 0), (c, c), (0, 0); and a residual that is a multiple of the other.
    (s) => {
      const [x, y] = s.names
      const [r, c, k] = [s.integer(1, 5), s.integer(1, 5), s.nonzero(3)]
      const residuals = s.pick([
        [`${x}^2 + ${y}^2 - ${r * r}`, `${k}*(${x} - ${r})`],
        [`${x}*${y} - ${c * c}`, `${k}*(${x} + ${y} - ${2 * c})`],
        [`${y} - ${k}*${x}^2`, `${y}`],
        [`${x}*${y} - ${c}`, `(${x}*${y} - ${c})*(${x} + ${k})`],
        [`${x}^2 + ${y}^2 - ${r * r}`, `${x}^2 + ${k * k}*${y}^2 - ${r * r} + 0*${x}`],
        [`${x} - ${r}`, `${y} - ${c}`, `${x} + ${y} - ${r + c}`],
      ])
      return { claim: 'full-rank', context: s.context, residuals }
    },
  ],
  'critical-values': [
    // ((x − p)(y − q) − c)² + k²z² is critical at (p, q, 0), where it is c².
    (s) => {
      const [x, y] = s.names
      const [p, q, c, k] = [s.integer(-3, 3), s.integer(-3, 3), s.nonzero(4), s.nonzero(3)]
      const h = `(${x} - (${p}))*(${y} - (${q})) - (${c})`
      const level = s.pick(['infinity', `${c * c} + ${s.pick(TINY)}`])
      const residuals = [h, `${k}*z`]
      return { claim: 'critical-values', context: wider(s), f: `(${h})^2 + (${k}*z)^2`, residuals, loss: 'l2', level }
    },
    // The same with absolute values: (p, q, 0) is critical, with s = (±1, 0), and f = |c| there.
    (s) => {
      const [x, y] = s.names
      const [p, q, c, k] = [s.integer(-3, 3), s.integer(-3, 3), s.nonzero(4), s.nonzero(3)]
      const h = `(${x} - (${p}))*(${y} - (${q})) - (${c})`
      const level = s.pick(['infinity', `${Math.abs(c)} + ${s.pick(TINY)}`])
      const residuals = [h, `${k}*z`]
      return { claim: 'critical-values', context: wider(s), f: `abs(${h}) + abs(${k}*z)`, residuals, loss: 'l1', level }
    },
  ],
  'described-set': [
    // The description leaves out the line x = −y, one of two roots, or the points of another factor; or it adds a line.
    (s) => {
      const [x, y] = s.names
      const k = s.integer(1, 4)
      const [assume, equations, description, at] = s.pick([
        [[], [`${x}^2 - ${k * k}*${y}^2`], [`${x} - ${k}*${y}`], [k, 1]],
        [[], [`${k}*${x}*${y}`], [`${x}`], [0, 1]],
        [[], [`${x}*${y}`], [`${x}*${y}*(${x} - ${k}*${y})`], [0, 1]],
        [[], [`${x}^2 + ${k}*${y}^2`], [`${x}`], [0, 0]],
        [[`${x} > 0`], [`${x}^3 - ${k * k}*${x}*${y}^2`], [`${x} - ${k}*${y}`], [k, 1]],
        [[`${y} >= 0`], [`${x}^2 - ${y}^4`], [`${x} - ${y}^2`], [1, 1]],
        [[], [`${x}^2 + ${y}^2 - ${k * k}`, `${x} - ${y}`], [`${x}^2 - ${y}^2`, `2*${x}^2 - ${k * k}`], [0, 0]],
        [[], [`exp(${x}) - ${y}`], [`1 + ${x} - ${y}`], [0, 1]],
        [[], [`abs(${x}) - ${y}`], [`${x}^2 - ${y}^2`], [k, k]],
      ] as const)
      const witness = { point: s.point(at[0], at[1]) }
      return { claim: 'described-set', context: s.context, assume, equations, description, witness }
    },
  ],
  'flat-set': [
    // On xyz = c³ the least |∇h|² is 3c⁴, exactly where x² = y² = z²: not only where x = y = z, nor wherever x² = y².
    (s) => {
      const [x, y] = s.names
      const c = s.integer(1, 3)
      const h = `${x}*${y}*z - ${c ** 3}`
      const exact = [`${x}^2 - ${y}^2`, `${y}^2 - z^2`]
      const [minimum, equations] = s.pick([
        [`${3 * c ** 4}`, [`${x} - ${y}`, `${y} - z`]],
        [`${3 * c ** 4}`, [`${x}^2 - ${y}^2`]],
        [`${3 * c ** 4} + ${s.pick(TINY)}`, exact],
        [`${3 * c ** 4} - ${s.pick(TINY)}`, exact],
        [`${3 * c ** 4}`, [`${x}^2 - ${y}^2`, `${y}^2 - 4*z^2`]],
      ] as const)
      const witness = { point: { ...s.point(c, c), z: `${c}` } }
      return { claim: 'flat-set', context: wider(s), residuals: [h], loss: 'single', minimum, equations, witness }
    },
    // On xy = c² the least x² + y² is 2c², at ±(c, c).
    (s) => {
      const [x, y] = s.names
      const c = s.integer(1, 4)
      const [minimum, equations] = s.pick([
        [`${2 * c * c}`, [`${x} - ${c}`]],
        [`${2 * c * c} + ${s.pick(TINY)}`, [`${x} - ${y}`]],
        [`${2 * c * c} - ${s.pick(TINY)}`, [`${x} - ${y}`]],
        [`${2 * c * c}`, [`(${x} - ${y})*(${x} - 2*${y})`]],
        [`${2 * c * c}`, [`${x} - ${y} - ${s.pick(TINY)}`]],
      ] as const)
      const witness = { point: s.point(c, c) }
      return {
        claim: 'flat-set',
        context: s.context,
        residuals: [`${x}*${y} - ${c * c}`],
        loss: 'single',
        minimum,
        equations,
        witness,
      }
    },
  ],
  conserved: [
    // ⟨∇g, ∇f⟩ of the second piece is ±2k·h·y, or 2k·h·x.
    (s) => {
      const [x, y] = s.names
      const [c, k] = [s.nonzero(4), s.pick(['1', '1/1000000', '-2'])]
      const law = `(${x}^2 - ${y}^2)^2`
      const pieces = [
        { when: [`${x} - ${y} > 0`], value: law },
        { when: [`${y} > ${x}`], value: `${law} + ${k}*${s.pick([x, y])}` },
      ]
      return {
        claim: 'conserved',
        context: s.context,
        f: `(${x}*${y} - (${c}))^2`,
        g: s.pick([pieces, pieces.toReversed()]),
      }
    },
    // x² − y² is a law; a bit of another quantity, inside abs or max, is not.
    (s) => {
      const [x, y] = s.names
      const [c, k] = [s.nonzero(4), s.pick(['1', '1/1000000', '-2'])]
      const other = s.pick([`abs(${x})`, `max(${x}, ${y})`, `abs(${x}^2 + ${y}^2 - 1)`, `exp(${x}*${y})`])
      const g = onePiece(`abs(${x}^2 - ${y}^2) + ${k}*${other}`)
      return {
        claim: 'conserved',
        context: s.context,
        f: s.pick([`(${x}*${y} - (${c}))^2`, `abs(${x}*${y} - (${c}))`]),
        g,
      }
    },
  ],
  lyapunov: [
    // With h = xy − c the slope of g is that of ±k·x, 2k·h·y: of both signs on either side of the diagonal.
    (s) => {
      const [x, y] = s.names
      const [c, k] = [s.integer(1, 4), s.pick(['1', '1/1000000', '-2'])]
      const law = `(${x}^2 - ${y}^2)^2`
      const pieces = [
        { when: [`${x} - ${y} > 0`], value: law },
        { when: [`${y} > ${x}`], value: `${law} + ${k}*${x}` },
      ]
      return {
        claim: 'lyapunov',
        context: s.context,
        f: `(${x}*${y} - ${c})^2`,
        g: s.pick([pieces, pieces.toReversed()]),
      }
    },
    // x² + k·y² along ∇h²: 2h·(2xy + 2kxy) = 4(1 + k)·h·(h + c), negative where −c < h < 0 or 0 < h < −c, unless k = −1.
    (s) => {
      const [x, y] = s.names
      const [c, k] = [s.nonzero(4), s.integer(0, 5)]
      const g = onePiece(s.pick([`${x}^2 + ${k}*${y}^2`, `exp(${x}^2 + ${k}*${y}^2)`, `(${x}^2 + ${k}*${y}^2)^3`]))
      return { claim: 'lyapunov', context: s.context, f: `(${x}*${y} - (${c}))^2`, g }
    },
  ],
  'second-order': [
    // On xy = c the form −∂²g(w, w) is 0 or −2k in the direction of z: at (2c, 1/2, m), (c, 1, m) or, with k, where x = y.
    (s) => {
      const [x, y] = s.names
      const [m, k] = [s.integer(1, 3), s.integer(1, 5)]
      const c = s.integer(1, 4)
      const law = `(${x}^2 - ${y}^2)^2`
      const [loss, g, level] = s.pick([
        ['l2', law, c],
        ['l2', `${law}*(1 + z^2)`, c],
        ['l1', `${law} + ${k}*z^2`, c * c],
        ['l2', `${law} + ${k}*z^2`, c * c],
      ] as const)
      const residuals = [`${x}*${y} - ${level}`, `z - ${m}`]
      return { claim: 'second-order', context: wider(s), residuals, loss, g: onePiece(g) }
    },
  ],
  coercive: [
    // One law for three layers: bounded along (e, e, c/e²).
    (s) => {
      const [x, y] = s.names
      const [c, k] = [s.nonzero(4), s.integer(1, 3)]
      const g = onePiece(s.pick([`(${x}^2 - ${y}^2)^2`, `${k}*abs(${x}^2 - ${y}^2)`, `(${x}^2 - ${y}^2)^${2 * k}`]))
      return { claim: 'coercive', context: wider(s), f: `(${x}*${y}*z - (${c}))^2`, g }
    },
    // g is bounded on xy = c: of degree 0 at most, or with an exponential in the denominator; or one piece is.
    (s) => {
      const [x, y] = s.names
      const [c, k] = [s.nonzero(4), s.integer(2, 4)]
      const law = `(${x}^2 - ${y}^2)^2`
      const g = s.pick([
        onePiece(`${law}/(1 + ${x}^2 + ${y}^2)^${k}`),
        onePiece(`${law}*exp(-${x}^2 - ${y}^2)`),
        [
          { when: [`${x} > 0`], value: law },
          { when: [`${x} < 0`], value: s.pick(['0', `(${x}*${y})^2`, `${law}/(1 + ${x}^4 + ${y}^4)`]) },
        ],
      ])
      return { claim: 'coercive', context: s.context, f: `(${x}*${y} - (${c}))^2`, g }
    },
  ],
  'solution-set': [
    // x² = k, y = x: one root of two, a rational close to it, or a root that the assumption excludes.
    (s) => {
      const [x, y] = s.names
      const k = s.pick([2, 3, 5, 6, 7])
      const equations = [`${x}^2 - ${k}`, `${y} - ${x}`]
      const root = s.point(`sqrt(${k})`, `sqrt(${k})`)
      const other = s.point(`-sqrt(${k})`, `-sqrt(${k})`)
      const near = `${Math.round(Math.sqrt(k) * 1e9)}/1000000000`
      const [assume, points] = s.pick([
        [[], [root]],
        [[], [other]],
        [[], [s.point(near, near), other]],
        [[`${x} > 0`], [root, other]],
        [[`${x} > 0`], [other]],
        [[`${x} < 0`], []],
        [[`${x} != ${k}`], [root]],
      ] as const)
      return { claim: 'solution-set', context: s.context, assume, equations, points }
    },
  ],
  'flat-minima': [
    // On x²y = 2k³ the least |∇h|² = 4x²y² + x⁴ is 12k⁴, at (±√2·k, k).
    (s) => {
      const [x, y] = s.names
      const k = s.integer(1, 4)
      const [a, b] = [s.point(`${k}*sqrt(2)`, k), s.point(`-${k}*sqrt(2)`, k)]
      const least = 12 * k ** 4
      const [minimum, points] = s.pick([
        [`${least}`, [a]],
        [`${least}`, [b]],
        [`${least} + ${s.pick(TINY)}`, [a, b]],
        [`${least} - ${s.pick(TINY)}`, [a, b]],
        [`${least}`, [a, s.point(`-${k}*sqrt(2)`, -k)]],
        [`${least}`, [a, s.point(`-${k}*141421356/100000000`, k)]],
      ] as const)
      return {
        claim: 'flat-minima',
        context: s.context,
        residuals: [`${x}^2*${y} - ${2 * k ** 3}`],
        loss: 'single',
        minimum,
        points,
      }
    },
  ],
  independent: [
    // At (√k, m) the gradients (2√k, 0) and (c·√k, 0) are parallel.
    (s) => {
      const [x, y] = s.names
      const [k, m, c] = [s.pick([2, 3, 5]), s.integer(-3, 3), s.nonzero(5)]
      const quantities = [`${x}^2 - ${k}`, s.pick([`${c}*${x}^2 + (${y} - (${m}))^2`, `${c}*${x} + (${y} - (${m}))^3`])]
      return { claim: 'independent', context: s.context, quantities, point: s.point(`sqrt(${k})`, m) }
    },
  ],
  'strict-minimum': [
    // f and g vanish together on a curve through the point, or at two points of the ball.
    (s) => {
      const [x, y] = s.names
      const c = s.integer(1, 4)
      const h = `${x}^2 + ${y}^2 - ${c * c}`
      const [g, radius] = s.pick([
        [`(${h})^2*(${x} + ${y})^2`, '1/1000000'],
        [`(${x} - ${c})^2*${y}^2*(${h})^2`, `1/${c}`],
        [`(${y}*(${x} + 7))^2`, `${2 * c + 1}`],
        [`abs(${x}^2 + ${y}^2 - ${c * c})`, '1/10'],
      ] as const)
      return {
        claim: 'strict-minimum',
        context: s.context,
        f: `(${h})^2`,
        g: onePiece(g),
        point: s.point(c, 0),
        radius,
      }
    },
  ],
}
