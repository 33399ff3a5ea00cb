import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'

/** An identity for general functions: the values of their derivatives at a point are names of their own. */
export interface Identity {
  readonly id: 'I1' | 'I2' | 'I3' | 'I4' | 'I6' | 'I7' | 'I8' | 'quadratic'
  readonly statement: string
  /** In n variables; those of one variable do not depend on n. */
  readonly claims: (n: number) => readonly Claim[]
}

const context = (variables: readonly string[], extra: Partial<ContextJson> = {}): ContextJson => ({
  variables,
  parameters: [],
  integers: [],
  assume: [],
  constants: {},
  ...extra,
})

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1)
const sum = (parts: readonly string[]): string => parts.join(' + ')
/** v_1, …, v_n. */
const vector = (name: string, n: number): readonly string[] => upTo(n).map((i) => `${name}_${i}`)
/** The entry of a symmetric matrix. */
const entry = (name: string, i: number, j: number): string => `${name}_${Math.min(i, j)}_${Math.max(i, j)}`
const matrix = (name: string, n: number): readonly string[] =>
  upTo(n).flatMap((i) => upTo(n).flatMap((j) => (i <= j ? [entry(name, i, j)] : [])))
/** A·v, row i. */
const row = (name: string, v: string, n: number, i: number): string =>
  sum(upTo(n).map((j) => `${entry(name, i, j)}*${v}_${j}`))
/** ⟨u, A·v⟩. */
const form = (u: string, name: string, v: string, n: number): string =>
  sum(upTo(n).map((i) => `${u}_${i}*(${row(name, v, n, i)})`))
const inner = (u: string, v: string, n: number): string => sum(upTo(n).map((i) => `${u}_${i}*${v}_${i}`))

const relation = (own: ContextJson, assume: readonly string[], goal: string): Claim => ({
  claim: 'relation',
  context: own,
  assume,
  goal,
})

/** The derivative of ⟨∇c, ∇f⟩ ≡ 0: D²c·∇f + D²f·∇c = 0. */
const conservedOnce = (c: string, f: string, n: number): readonly string[] =>
  upTo(n).map((i) => `${row(`D${c}`, f, n, i)} + ${row(`D${f}`, c, n, i)} = 0`)

const jets = (c: string, f: string, n: number): ContextJson =>
  context([...vector(c, n), ...vector(f, n), ...matrix(`D${c}`, n), ...matrix(`D${f}`, n)])

/**
 * The identities I1–I8 of the specification (§3 [O]) and those of quadratic laws ([J], Proposition 3.36 [R+]), as claims
 * of the kernel for general functions: gradients and Hessians at one point are symbols, and what is assumed of the
 * functions is assumed of these. I5 is about numbers of laws and has pages of its own.
 *
 * - I1: ⟨∇g, ∇f⟩ ≡ 0 implies ∇²g(∇f, ∇f) = −½⟨∇g, ∇|∇f|²⟩, because ½∇|∇f|² = D²f·∇f.
 * - I2: ∇²(φ∘c)(v, v) = φ′(c)∇²c(v, v) where ⟨∇c, v⟩ = 0.
 * - I3: for a law c of ∇h, the mean drift over a 2-cycle is half of ∇²c(v, v) = −⟨∇c, ∇log|∇h|⟩, v = ∇h/|∇h|.
 * - I4: g = log|∇h|∘π has ∇g = ∇_M log|∇h| =: P on M, and ⟨P, ∇log|∇h|⟩ = |P|², so that ∇²g(v, v) = −|P|².
 * - I6: ⟨∇(xᵀSx), ∇(xᵀJx)⟩ = 2xᵀ(SJ + JS)x; and Π u_i^{k_i} is conserved for Σ λ_i u_i² if Σ k_i λ_i = 0.
 * - I7: d ↦ |α − d|: where d stays below the step, d − α/2 is kept up to half the change of α.
 * - I8: 1 − u ≤ e^{−u} and 1/k ≥ log((k + 1)/k): a product of factors 1 − κα²/k is at most K^{−κα²}.
 */
export const IDENTITIES: readonly Identity[] = [
  {
    id: 'I1',
    statement: '⟨∇g, ∇f⟩ ≡ 0 implies ∇²g(∇f, ∇f) = −½⟨∇g, ∇|∇f|²⟩',
    claims: (n) => [
      relation(
        jets('g', 'f', n),
        conservedOnce('g', 'f', n),
        `${form('f', 'Dg', 'f', n)} = -(${form('g', 'Df', 'f', n)})`,
      ),
    ],
  },
  {
    id: 'I2',
    statement: '∇²(φ∘c)(v, v) = φ″(c)⟨∇c, v⟩² + φ′(c)∇²c(v, v), which is φ′(c)∇²c(v, v) where ⟨∇c, v⟩ = 0',
    claims: (n) => [
      relation(
        context(['p', 'q', ...vector('c', n), ...vector('v', n), ...matrix('Dc', n)]),
        [`${inner('c', 'v', n)} = 0`],
        `q*(${inner('c', 'v', n)})^2 + p*(${form('v', 'Dc', 'v', n)}) = p*(${form('v', 'Dc', 'v', n)})`,
      ),
    ],
  },
  {
    id: 'I3',
    statement:
      'for a law c of one residual and v = ∇h/|∇h|, ∇²c(v, v) = −⟨∇c, ∇log|∇h|⟩: the drift per step is −½α²∇_M log|∇h|',
    // I1 with h in the place of f, divided by |∇h|²: w stands for its reciprocal, and w·D²h·∇h is ∇log|∇h|.
    claims: (n) => {
      const { variables } = jets('c', 'h', n)
      const [bend, slope] = [form('h', 'Dc', 'h', n), form('h', 'Dh', 'c', n)]
      const drift = sum(upTo(n).map((i) => `c_${i}*(w*(${row('Dh', 'h', n, i)}))`))
      return [
        relation(context(variables), conservedOnce('c', 'h', n), `${bend} = -(${slope})`),
        relation(context(['w', ...variables]), [`${bend} = -(${slope})`], `w*(${bend}) = -(${drift})`),
      ]
    },
  },
  {
    id: 'I4',
    statement:
      'with P = L − ⟨L, n⟩n for a unit vector n: ⟨P, L⟩ = |P|², so ∇²g(v, v) = −|∇_M log|∇h||² for g = log|∇h|∘π',
    claims: (n) => {
      const along = `(${inner('L', 'n', n)})`
      const tangent = upTo(n).map((i) => `(L_${i} - ${along}*n_${i})`)
      return [
        relation(
          context([...vector('L', n), ...vector('n', n)]),
          [`${inner('n', 'n', n)} = 1`],
          `${sum(tangent.map((p, i) => `${p}*L_${i + 1}`))} = ${sum(tangent.map((p) => `${p}^2`))}`,
        ),
      ]
    },
  },
  {
    id: 'I6',
    statement:
      'f = φ(xᵀJx): ⟨∇(xᵀSx), ∇(xᵀJx)⟩ = 2xᵀ(SJ + JS)x; Π u_i^{k_i} is conserved for J = diag(λ) if Σ k_i λ_i = 0',
    claims: (n) => {
      const anti = (i: number, j: number): string =>
        sum(upTo(n).map((l) => `${entry('S', i, l)}*${entry('J', l, j)} + ${entry('J', i, l)}*${entry('S', l, j)}`))
      const left = sum(upTo(n).map((i) => `(2*(${row('S', 'x', n, i)}))*(2*(${row('J', 'x', n, i)}))`))
      const right = sum(upTo(n).flatMap((i) => upTo(n).map((j) => `x_${i}*x_${j}*(${anti(i, j)})`)))
      const powers = context(vector('u', n), {
        parameters: [...vector('k', n), ...vector('l', n)],
        assume: [`${inner('k', 'l', n)} = 0`],
      })
      const value = upTo(n)
        .map((i) => `u_${i}^(k_${i})`)
        .join('*')
      return [
        relation(context([...vector('x', n), ...matrix('S', n), ...matrix('J', n)]), [], `${left} = 2*(${right})`),
        {
          claim: 'conserved',
          context: powers,
          f: sum(upTo(n).map((i) => `l_${i}*u_${i}^2`)),
          g: [{ when: upTo(n).map((i) => `u_${i} > 0`), value }],
        },
      ]
    },
  },
  {
    id: 'I7',
    statement:
      'the distances of a 2-cycle across M are d ↦ |α − d|; two steps α, β with α ≥ d and d + β ≥ α lead back to d + β − α',
    claims: () => [
      relation(context(['x', 'a']), ['x > 0'], 'abs(x - a) = abs(a - abs(x))'),
      relation(context(['x', 'a']), ['-x > 0'], 'abs(x + a) = abs(a - abs(x))'),
      relation(context(['d', 'a', 'b']), ['d >= 0', 'a >= d', 'd + b >= a'], 'abs(b - abs(a - d)) = d + b - a'),
    ],
  },
  {
    id: 'I8',
    statement:
      '|1 − u| ≤ e^{−u} for 0 ≤ u ≤ 1, and log(k + 1) − log k ≤ 1/k: so Π(1 − κα²/k) over k ≤ K is at most (K + 1)^{−κα²}',
    claims: () => [
      relation(context(['u']), ['u >= 0', '1 - u >= 0'], 'exp(-u) >= 1 - u'),
      relation(context(['k']), ['k > 0'], '1/k >= log(k + 1) - log(k)'),
    ],
  },
  {
    id: 'quadratic',
    statement: 'c = xᵀSx with xᵀSv = 0: c(x − αv) = c(x) + α²vᵀSv exactly; and ∇²(c²)(v, v) = 4c(x)·vᵀSv',
    claims: (n) => {
      const moved = upTo(n).map((i) => `(x_${i} - a*v_${i})`)
      const q = (at: readonly string[]): string =>
        sum(upTo(n).flatMap((i) => upTo(n).map((j) => `${entry('S', i, j)}*${at[i - 1]}*${at[j - 1]}`)))
      const own = context(['a', ...vector('x', n), ...vector('v', n), ...matrix('S', n)])
      const along = [`${form('x', 'S', 'v', n)} = 0`]
      const [at, still, turn] = [q(moved), q(vector('x', n)), q(vector('v', n))]
      return [
        relation(own, along, `${at} = ${still} + a^2*(${turn})`),
        // The coefficient of α² in c(x − αv)² is half of ∇²(c²)(v, v).
        relation(own, along, `(${at})^2 = (${still})^2 + 2*a^2*(${still})*(${turn}) + a^4*(${turn})^2`),
      ]
    },
  },
]
