import type { Claim } from '../../../src/kernel/claim.ts'
import type { Family, Setting } from './setting.ts'

// False relations with hypotheses, roots, absolute values, exponentials, integers and symbolic exponents. The comment
// beside each says where it fails.

const TINY = ['1', '1/100', '1/1000000', '1/1000000000000']

interface More {
  readonly assume?: readonly string[]
  readonly parameters?: readonly string[]
  readonly integers?: readonly string[]
  readonly where?: readonly string[]
  readonly variables?: readonly string[]
}

const relation = (s: Setting, goal: string, more: More = {}): Claim => ({
  claim: 'relation',
  context: {
    ...s.context,
    variables: [...s.names, ...(more.variables ?? [])],
    parameters: more.parameters ?? [],
    integers: more.integers ?? [],
    assume: more.where ?? [],
  },
  assume: more.assume ?? [],
  goal,
})

/** A linear form in these names. */
const linear = (names: readonly string[], coefficients: readonly number[]): string =>
  `(${names.map((name, i) => `(${coefficients[i]})*${name}`).join(' + ')})`

/** Whole numbers orthogonal to v, not all 0. */
const orthogonal = (s: Setting, v: readonly number[]): readonly number[] => {
  const [i, j] = s.pick([
    [0, 1],
    [0, v.length - 1],
    [v.length - 2, v.length - 1],
  ] as const)
  const k = s.nonzero(3)
  return v.map((_, at) => (at === i ? k * (v[j] as number) : at === j ? -k * (v[i] as number) : 0))
}

/** A hypothesis is missing, or has the wrong sign. */
const missing: Family = (s) => {
  const [x, y] = s.names
  const [k, c] = [s.integer(1, 9), s.integer(1, 9)]
  const [goal, ...assume] = s.pick<readonly [string, ...string[]]>([
    [`${k}*${x}^3 + ${c}*${x} >= 0`, `${y} >= 0`], // x = −1
    [`${k}*${x}*${y} >= 0`, `${x} >= 0`], // (1, −1)
    [`${x}/${k} + ${k}/${x} >= 2`, `${x} != 0`], // −1
    [`${x}*${y} > 0`, `${x} != 0`, `${y} != 0`], // (1, −1)
    [`${x}*${y} > 0`, `${x} >= 0`, `${y} > 0`], // (0, 1)
    [`${x} > 0`, `${x}^2 = ${k}`], // −√k
    [`${x} >= ${k}`, `${x}^2 >= ${k * k}`], // −k
    [`${x} + ${y} >= ${2 * k}`, `${x}*${y} >= ${k * k}`], // (−k, −k)
    [`${x}^2 >= ${y}^2`, `${x} >= ${y}`], // (0, −1)
    [`${x}^3 - ${k * k}*${x} >= 0`, `${x} >= 0`], // k/2
    [`${x} >= ${y}`, `${x}^2 >= ${y}^2`], // (−1, 0)
    [`1/${x} >= 1/${y}`, `${y} >= ${x}`, `${x}*${y} != 0`], // (−1, 1)
    [`${x} = ${y}`, `${x}^2 = ${y}^2`], // (1, −1)
    [`${x} = ${y}`, `${x}^4 + ${c}*${x} = ${y}^4 + ${c}*${y}`], // 0 and −∛c
    [`${x} != ${k}`, `${x} != ${-k}`], // k
    [`${x}*${y} != ${k}`, `${x} > 0`, `${y} > 0`], // (1, k)
    [`${x}^2 - ${k * k + 1} != 0`], // √(k² + 1)
  ])
  return relation(s, goal, { assume })
}

/** Nothing forbids these hypotheses together, so they do not prove `false`. */
const contradiction: Family = (s) => {
  const [x, y] = s.names
  const [k, c] = [s.integer(1, 9), s.nonzero(9)]
  const assume = s.pick([
    [`${x}*${y} = ${c}`, `${x} > 0`], // (1, c)
    [`${x}^2 + ${y}^2 = ${k}`, `${x} = ${y}`], // x = √(k/2)
    [`${x}^2 = ${k}`, `${x} > 0`], // √k
    [`${x} > ${k}`, `${x} < ${k} + 1/1000000`],
    [`${x}^3 + ${k}*${x} = ${c}`], // an odd degree
    [`${x} >= ${k}`, `${x} <= ${k}`], // k
    [`exp(${x}) = ${k}`], // log k
    [`abs(${x}) + abs(${y}) = ${k}`, `${x}*${y} != 0`], // (k/2, k/2)
    [`${x}^2 - ${k}*${y}^2 = ${c}`], // a hyperbola
    [`sqrt(${x}) = ${k}`], // k²
  ])
  return relation(s, 'false', { assume })
}

/** abs, max, min and roots. */
const roots: Family = (s) => {
  const [x, y] = s.names
  const [k, d] = [s.integer(1, 6), s.pick(TINY)]
  const [goal, ...assume] = s.pick<readonly [string, ...string[]]>([
    [`sqrt(${x}^2) = ${x}`], // −1
    [`${k}*abs(${x} + ${y}) >= ${k}*abs(${x}) + ${k}*abs(${y}) - ${d}`], // (1, −1)
    [`abs(${x} + ${k}*${y}) = abs(${x}) + ${k}*abs(${y})`], // (k, −1)
    [`abs(${x}) - abs(${y}) >= abs(${x} - ${y}) - ${d}`], // (0, 1)
    [`max(${x}, ${k}*${y}) >= abs(${x}) - ${d}`], // (−2, −2)
    [`min(${x}, ${y}) = ${x} + ${y} - abs(max(${x}, ${y}))`], // (−1, −2)
    [`sqrt(${x}^2 + ${k * k}) >= ${k} + ${d}`], // 0
    [`sqrt(${x} + ${y}) >= sqrt(${x}) + sqrt(${y}) - ${d}`], // (4, 4)
    [`sqrt(${x}^2*${y}) = ${x}*sqrt(${y})`], // (−1, 1)
    [`cbrt(${x})^3 = abs(${x})`], // −1
    [`root(${x}^4, 4) = ${x}`], // −1
    [`${x} = sqrt(${k})`, `${x}^2 = ${k}`], // −√k
    [`${x}^(1/2) >= ${x}`], // 4
    [`${x}^(3/2) >= ${x}`], // 1/4
    [`(${x} + ${y})/2 <= sqrt(${x}*${y}) + ${d}`, `${x} > 0`, `${y} > 0`], // (100, 1)
    [`sqrt(1 + ${x}) >= 1 + ${x}/2`], // 1
    [`abs(${x})^3 >= ${x}^2 - ${x}^2/1000000`], // 1/2
    [`abs(${x}^3) = ${x}^3`, `${x} >= -1`], // −1
    [`sqrt(${x}^2 + ${y}^2) >= abs(${x}) + abs(${y}) - ${d}/2`], // (1, 1)
  ])
  return relation(s, goal, { assume })
}

/** exp, log, sin, cos, tanh. */
const transcendental: Family = (s) => {
  const [x, y] = s.names
  const [k, d] = [s.integer(1, 6), s.pick(TINY)]
  const [goal, ...assume] = s.pick<readonly [string, ...string[]]>([
    [`exp(${x}) >= 1 + ${x} + ${x}^2*(1/2 + ${d})`], // close to 0
    [`exp(${x}) >= 1 + ${x} + ${x}^2/2`], // −1
    [`exp(${k}*${x}) >= 272/100*${k}*${x}`], // 1/k, where e < 2.72
    [`exp(${x}) + exp(-${x}) >= 2 + ${d}`], // 0
    [`exp(${x}*${y}) >= 1 + ${x}*${y} + ${d}`], // 0
    [`exp(${x}) > exp(${y})`, `${x} >= ${y}`], // equal
    [`exp(${x})*exp(${y}) = exp(${x}*${y})`], // (1, 1)
    [`exp(${x} + ${y}) >= exp(${x}) + exp(${y})`], // 0
    [`log(${x}) <= ${x} - 1 - ${d}`], // 1
    [`log(${x}) >= 1 - 1/${x} + ${d}`], // 1
    [`log(${x}) >= 0`, `${x} > 0`], // 1/2
    [`${x}*log(${x}) >= -367/1000`], // 1/e
    [`log(${x} + ${y}) = log(${x}) + log(${y})`], // (1, 1)
    [`log(${x}^2) = 2*abs(log(abs(${x})))`], // 1/2
    [`sin(${x})^2 + cos(${x})^2 = 1 + ${d}`],
    [`sin(${x}) <= ${x}`], // −1
    [`cos(${x}) >= 1 - ${x}^2/2 + ${d}`], // 0
    [`sin(${x}) + cos(${x}) <= 1414/1000`], // π/4
    [`tanh(${x}) <= ${x}`], // −1
    [`tanh(${x})^2 < 1 - 1/1000000`], // 20
    [`exp(-${x}^2) >= 1 - ${x}^2 + ${d}`], // 0
    [`exp(${x}) >= ${x}^${2 + k}`], // 3: e³ < 27
  ])
  return relation(s, goal, { assume })
}

/** Exponents with parameters, integer ones among them. */
const exponents: Family = (s) => {
  const [x, y] = s.names
  const k = s.integer(1, 5)
  const integer = s.pick<readonly [string, ...string[]]>([
    ['E^(n) >= 0', 'E != 0'], // n = 1, −1
    [`E^(2*n + ${2 * k - 1}) > 0`, 'E != 0'], // −1
    ['E^(n) = abs(E)^(n)', 'E != 0'], // n = 1, −1
    [`n^2 >= n + ${k}`], // n = 1
    ['n*(n - 1) > 0'], // n = 1
    [`E^(n)*E^(n + ${k}) = E^(n^2 + ${k}*n)`, 'E > 0'], // n = 0 and E = 2
    [`E^(2*n) = E^(2*n + ${2 * k})`, 'E != 0'], // E = 2
    [`E^(n + ${k}) >= E^(n)`, 'E > 0'], // E = 1/2
    ['(-1)^(n) = 1'], // n = 1
    ['(-1)^(n) + (-1)^(n + 1) > 0'], // it is 0
  ])
  const real = s.pick<readonly [string, ...string[]]>([
    ['abs(E)^(p) >= abs(E)^(r)', 'E != 0'], // E = 1/2, p > r
    [`abs(E)^(p + ${k}) >= abs(E)^(p)`, 'E != 0'], // E = 1/2
    ['abs(E)^(p) >= 1', 'E != 0'], // E = 1/2
    ['abs(E)^(p)*abs(E)^(r) = abs(E)^(p*r)', 'E != 0'], // E = 2, p = 3, r = 1
    ['abs(E)^(p + 1) = E*abs(E)^(p)', 'E != 0'], // E = −1
    ['abs(E)^(2*p) >= abs(E)^(p)', 'E != 0'], // E = 1/2
    [`E^(p) >= E`, 'E > 0'], // p = 3: E = 1/2; always E = 1/2 or 2
    ['abs(E)^(p) - abs(E)^(r) > 0', 'abs(E) > 1', 'E < 3'], // r > p here
  ])
  const base = s.pick([x, y, `(${x} - ${k})`, `(${x}*${y})`, `(${x} + ${k}*${y})`])
  const put = (text: string): string => text.replaceAll('E', base)
  if (s.integer(0, 1) === 0) {
    const [goal, ...assume] = integer.map(put)
    return relation(s, goal as string, { assume, parameters: ['n'], integers: ['n'] })
  }
  const [goal, ...assume] = real.map(put)
  const isLast = real[1] === 'abs(E) > 1'
  const where = isLast ? ['p > 0', 'r > p'] : ['p > r', 'r > 0']
  return relation(s, goal as string, { assume, parameters: ['p', 'r'], where })
}

/** Published forms that are 0 at an integer point, with one coefficient changed or something taken away. */
const forms: Family = (s) => {
  const [x, y] = s.names
  const z = 'z'
  const d = s.pick(TINY)
  const p = s.pick([
    `${x}^4*${y}^2 + ${x}^2*${y}^4 + 1 - (3 + ${d})*${x}^2*${y}^2`, // (1, 1)
    `${x}^4*${y}^2 + ${x}^2*${y}^4 + ${z}^6 - (3 + ${d})*${x}^2*${y}^2*${z}^2`, // (1, 1, 1)
    `${x}^2*${y}^2 + ${y}^2*${z}^2 + ${z}^2*${x}^2 + 1 - (4 + ${d})*${x}*${y}*${z}`, // (1, 1, 1)
    `${x}^4*${y}^2 + ${y}^4*${z}^2 + ${z}^4*${x}^2 - (3 + ${d})*${x}^2*${y}^2*${z}^2`, // (1, 1, 1)
    `${x}^6 + ${y}^6 + 1 - (1 + ${d})*(${x}^4*${y}^2 + ${x}^2*${y}^4 + ${x}^4 + ${x}^2 + ${y}^4 + ${y}^2) + 3*${x}^2*${y}^2`, // (1, 1)
    `${x}^3 + ${y}^3 + ${z}^3 - 3*${x}*${y}*${z} + ${d}*(${x} + ${y} + ${z})`, // −(1, 1, 1)
    `(${x}^2 + ${y}^2 + ${z}^2)^2 - (3 + ${d})*(${x}^3*${y} + ${y}^3*${z} + ${z}^3*${x})`, // (1, 1, 1)
    `${x}^4 + ${y}^4 + ${z}^4 - ${x}*${y}*${z}*(${x} + ${y} + ${z})*(1 + ${d})`, // (1, 1, 1)
  ])
  return relation(s, `${p} >= 0`, { variables: [z] })
}

/** A semidefinite form with v in its kernel, minus a bit of a square that does not vanish at v. */
const quadraticForms: Family = (s) => {
  const names = [...s.names, 'z', 'q'].slice(0, s.integer(2, 4))
  const v = names.map(() => s.nonzero(3))
  const squares = names.map(() => `${s.integer(1, 5)}*${linear(names, orthogonal(s, v))}^2`)
  const w = names.map(() => s.integer(-2, 2))
  const atV = w.reduce((sum, c, i) => sum + c * (v[i] as number), 0)
  if (atV === 0) return undefined
  const p = `${squares.join(' + ')} - ${s.pick(TINY)}*${linear(names, w)}^2`
  return relation(s, `${p} >= 0`, { variables: names.slice(2) })
}

/** Compact sets: the value at the corner or point given is on the wrong side. */
const compact: Family = (s) => {
  const [x, y] = s.names
  const d = s.pick(TINY)
  const [a, b, c] = [s.integer(1, 4), s.integer(1, 4), s.integer(0, 4)]
  const box = [`${x} >= 0`, `${x} <= 1`, `${y} >= 0`, `${y} <= 1`]
  const [goal, ...assume] = s.pick<readonly [string, ...string[]]>([
    [`${a}*${x}*(1 - ${y}) + ${b}*${y}*(1 - ${x}) + ${c}*${x}*${y}*(1 - ${x}) >= ${d}`, ...box], // (0, 0)
    [`${a}*${x} + ${b}*${y} <= ${a + b} - ${d}`, ...box], // (1, 1)
    [`${a}*${x}^2 + ${b}*${y}^2 - ${c}*${x}*${y} > 0`, ...box], // (0, 0)
    [`3*${x} + 4*${y} <= 5 - ${d}`, `${x}^2 + ${y}^2 = 1`], // (3/5, 4/5)
    [`5*${x} + 12*${y} < 13`, `${x}^2 + ${y}^2 <= 1`], // (5/13, 12/13)
    [`${x} + ${y} <= 14142/10000`, `${x}^2 + ${y}^2 = 1`], // √2 > 1.4142
    [`${x} > 14143/10000`, `${x}^2 = 2`, `${x} > 0`], // √2 < 1.4143
    [`${x} >= 126/100`, `${x}^3 = 2`], // ∛2 < 1.26
    [`${x}*${y} <= ${a * a} - ${d}`, `${x} + ${y} = ${2 * a}`], // (a, a)
    [`${x}^2 + ${y}^2 >= ${2 * a * a} + ${d}`, `${x} + ${y} = ${2 * a}`], // (a, a)
    [`${x}^4 + ${y}^4 >= 1/2 + ${d}`, `${x}^2 + ${y}^2 = 1`], // x² = y² = 1/2
  ])
  return relation(s, goal, { assume })
}

/** Parameters with hypotheses of the context. */
const parameters: Family = (s) => {
  const [x, y] = s.names
  const [k, d] = [s.integer(1, 6), s.pick(TINY)]
  const [goal, where, ...assume] = s.pick<readonly [string, readonly string[], ...string[]]>([
    [`p/r + r/p >= 2 + ${d}`, ['p > 0', 'r > 0']], // p = r
    ['p/r + r/p >= 2', ['p != 0', 'r != 0']], // p = −r
    [`p*${x}^2 + r*${y}^2 >= 0`, ['p > 0', 'r > -1']], // r = −1/2
    [`p*${x}^2 + 2*r*${x}*${y} + p*${y}^2 >= 0`, ['p > 0', 'r > 0']], // r = 2a
    [`(p - r)*${x}^2 >= 0`, [`p >= r - ${d}`]], // p = r − d/2
    [`p*${x} + r > 0`, ['p > 0', 'r > 0']], // x = −2b/p
    [`${x}^2 + p*${x} + ${k} >= 0`, [`p >= 0`]], // p = 2k + 2, x = −1 − k
    [`p^2 + ${d}*r > 0`, ['r >= 0']], // 0
    [`${x}^2 >= p`, ['p > 0'], `${x}^2 >= p - ${d}`], // x² = p − d/2
    [`sqrt(p)*${x}^2 >= p`, ['p > 0'], `${x}^2 >= p`], // p = 1/4, x² = 1/4
    [`p*${x}^2 + ${k}*${y}^2 > 0`, ['p > 0']], // 0
    [`(p - ${k})^2*${x}^2 > 0`, ['p > 0'], `${x} != 0`], // p = k
  ])
  return relation(s, goal, { assume, where, parameters: ['p', 'r'] })
}

export const relationFamilies: readonly Family[] = [
  missing,
  contradiction,
  roots,
  transcendental,
  exponents,
  forms,
  quadraticForms,
  compact,
  parameters,
]
