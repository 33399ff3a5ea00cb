import { floorRoot } from './interval.ts'
import {
  type Atom,
  add,
  atomOf,
  constant,
  type Entry,
  fromAtom,
  fromEntries,
  integer,
  leadingCoefficient,
  type Monomial,
  negate,
  type Polynomial,
  polynomialKey,
  rationalValue,
  scale,
  subtract,
  zero,
} from './polynomial.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'

// The relations of `proofs/FORMAT.md` §2. Everything here is an equality of functions wherever the
// domain conditions of the original term hold; those conditions are kept elsewhere (`domain.ts`).

/** The same for powers of one base, which are added up in the exponent. */
const baseKey = (atom: Atom & { kind: 'power' }): string => `${atom.signed}${polynomialKey(atom.arg)}`

/** The least exponent of the atom to which a relation applies. */
const reducibleFrom = (atom: Atom): number => {
  switch (atom.kind) {
    case 'exp':
    case 'sgn':
    case 'sin':
    case 'power':
      return 2
    case 'root':
      return atom.index
    case 'theta':
      return atom.minimal.length - 1
    default:
      return Number.POSITIVE_INFINITY
  }
}

const needsReduction = (monomial: Monomial): boolean => {
  const joined: string[] = []
  for (const [atom, exponent] of monomial) {
    if (exponent >= reducibleFrom(atom)) return true
    if (atom.kind === 'exp') joined.push('exp')
    if (atom.kind === 'power') joined.push(baseKey(atom))
  }
  return joined.length > 1 && new Set(joined).size < joined.length
}

/** θ^exponent reduced by its defining polynomial. */
const thetaPower = (atom: Atom & { kind: 'theta' }, exponent: number): Polynomial => {
  const degree = atom.minimal.length - 1
  const lead = atom.minimal[degree] as Q.Rational
  let row: Q.Rational[] = Array.from({ length: degree }, (_, i) => (i === 0 ? Q.ONE : Q.ZERO))
  for (let step = 0; step < exponent; step++) {
    const top = row[degree - 1] as Q.Rational
    row = row.map((_, i) => {
      const shifted = i === 0 ? Q.ZERO : (row[i - 1] as Q.Rational)
      return Q.subtract(shifted, Q.multiply(top, Q.divide(atom.minimal[i] as Q.Rational, lead)))
    })
  }
  return fromEntries(row.map((coefficient, i) => ({ monomial: i === 0 ? [] : [[atom, i]], coefficient }) as Entry))
}

const reduced = (monomial: Monomial): Polynomial => {
  const plain: (readonly [Atom, number])[] = []
  const factors: Polynomial[] = []
  let exponent = zero
  const powers = new Map<string, { arg: Polynomial; signed: boolean; exponent: Polynomial }>()
  for (const [atom, times] of monomial) {
    const n = Q.rational(times)
    switch (atom.kind) {
      case 'exp':
        exponent = add(exponent, scale(atom.arg, n))
        break
      case 'sgn':
        if (times % 2 === 1) plain.push([atom, 1])
        break
      case 'sin':
        if (times % 2 === 1) plain.push([atom, 1])
        factors.push(power(subtract(integer(1), power(cosine(atom.arg), 2)), Math.floor(times / 2)))
        break
      case 'root':
        if (times % atom.index > 0) plain.push([atom, times % atom.index])
        factors.push(power(atom.arg, Math.floor(times / atom.index)))
        break
      case 'theta':
        factors.push(thetaPower(atom, times))
        break
      case 'power': {
        const key = baseKey(atom)
        const total = add(powers.get(key)?.exponent ?? zero, scale(atom.exponent, n))
        powers.set(key, { arg: atom.arg, signed: atom.signed, exponent: total })
        break
      }
      default:
        plain.push([atom, times])
    }
  }
  factors.push(exponential(exponent))
  for (const p of powers.values()) factors.push(symbolicPower(p.arg, p.exponent, p.signed))
  return factors.reduce(multiply, fromEntries([{ monomial: plain, coefficient: Q.ONE }]))
}

const merged = (a: Monomial, b: Monomial): Monomial => {
  if (a.length === 0) return b
  if (b.length === 0) return a
  const out: (readonly [Atom, number])[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const left = a[i] as readonly [Atom, number]
    const right = b[j] as readonly [Atom, number]
    if (left[0] === right[0]) {
      out.push([left[0], left[1] + right[1]])
      i++
      j++
    } else if (left[0].id < right[0].id) {
      out.push(left)
      i++
    } else {
      out.push(right)
      j++
    }
  }
  return [...out, ...a.slice(i), ...b.slice(j)]
}

/** The product, in normal form. */
export const multiply = (a: Polynomial, b: Polynomial): Polynomial => {
  if (a.size * b.size > 4_000_000) refuse('term', `a product of ${a.size} by ${b.size} terms is too large`)
  const products = function* (): Generator<Entry> {
    for (const left of a.values()) {
      for (const right of b.values()) {
        const monomial = merged(left.monomial, right.monomial)
        const coefficient = Q.multiply(left.coefficient, right.coefficient)
        if (!needsReduction(monomial)) yield { monomial, coefficient }
        else yield* scale(reduced(monomial), coefficient).values()
      }
    }
  }
  return fromEntries(products())
}

/** p^k for an integer k ≥ 0. */
export const power = (p: Polynomial, k: number): Polynomial => {
  if (!Number.isInteger(k) || k < 0 || k > 10_000) return refuse('term', `the exponent ${k} is out of range`)
  let result = integer(1)
  let square = p
  for (let rest = k; rest > 0; rest >>= 1) {
    if (rest & 1) result = multiply(result, square)
    if (rest > 1) square = multiply(square, square)
  }
  return result
}

export const exponential = (arg: Polynomial): Polynomial =>
  arg.size === 0 ? integer(1) : fromAtom(atomOf({ kind: 'exp', arg }))

export const logarithm = (arg: Polynomial): Polynomial => {
  const value = rationalValue(arg)
  return value !== undefined && Q.equal(value, Q.ONE) ? zero : fromAtom(atomOf({ kind: 'log', arg }))
}

export const sine = (arg: Polynomial): Polynomial => (arg.size === 0 ? zero : fromAtom(atomOf({ kind: 'sin', arg })))
export const cosine = (arg: Polynomial): Polynomial =>
  arg.size === 0 ? integer(1) : fromAtom(atomOf({ kind: 'cos', arg }))
export const tangent = (arg: Polynomial): Polynomial =>
  arg.size === 0 ? zero : fromAtom(atomOf({ kind: 'tanh', arg }))

/** sgn(arg), the argument divided by the size of its leading coefficient. */
export const signum = (arg: Polynomial): Polynomial => {
  const value = rationalValue(arg)
  if (value !== undefined && !Q.isZero(value)) return integer(Q.sign(value))
  if (arg.size === 0) return fromAtom(atomOf({ kind: 'sgn', arg }))
  const lead = leadingCoefficient(arg)
  const atom = fromAtom(atomOf({ kind: 'sgn', arg: scale(arg, Q.invert(lead)) }))
  return Q.sign(lead) > 0 ? atom : negate(atom)
}

export const absolute = (arg: Polynomial): Polynomial => multiply(signum(arg), arg)

/** The integer n-th root of a nonnegative integer, if it is one that is found quickly. */
const integerRoot = (value: bigint, n: number): bigint | undefined => {
  const root = floorRoot(value, n)
  return root !== undefined && root ** BigInt(n) === value ? root : undefined
}

/** The real n-th root. */
export const root = (arg: Polynomial, n: number): Polynomial => {
  if (!Number.isInteger(n) || n < 2 || n > 1000) return refuse('term', `root index ${n} is out of range`)
  const value = rationalValue(arg)
  if (value !== undefined) {
    if (Q.sign(value) < 0) {
      return n % 2 === 1 ? negate(root(negate(arg), n)) : refuse('term', `an even root of ${Q.formatRational(value)}`)
    }
    const top = integerRoot(value.n, n)
    const bottom = integerRoot(value.d, n)
    if (top !== undefined && bottom !== undefined) return constant(Q.rational(top, bottom))
  }
  return fromAtom(atomOf({ kind: 'root', arg, index: n }))
}

const floor = (a: Q.Rational): bigint => (a.n >= 0n ? a.n / a.d : -((-a.n + a.d - 1n) / a.d))

/** |arg|^exponent, or arg^exponent for a `signed` integer exponent; arg ≠ 0 or exponent > 0 is a domain condition. */
export const symbolicPower = (arg: Polynomial, exponent: Polynomial, signed: boolean): Polynomial => {
  const number = rationalValue(arg)
  if (number !== undefined && Q.equal(signed ? number : Q.absolute(number), Q.ONE)) return integer(1)
  const whole = floor(exponent.get('')?.coefficient ?? Q.ZERO)
  const rest = subtract(exponent, constant(Q.rational(whole)))
  const base = signed ? arg : absolute(arg)
  const k = Number(whole)
  const integral = k >= 0 ? power(base, k) : power(inverse(base), -k)
  if (rest.size === 0) return integral
  const fraction = rationalValue(rest)
  if (fraction !== undefined) {
    if (signed) return refuse('term', 'a fractional exponent of an integer power')
    return multiply(integral, power(root(absolute(arg), Number(fraction.d)), Number(fraction.n)))
  }
  // Where |0|^e is defined, e is positive.
  if (arg.size === 0 && !signed) return zero
  return multiply(integral, fromAtom(atomOf({ kind: 'power', arg, exponent: rest, signed })))
}

/** 1/p, where p ≠ 0 is a domain condition; refuses the zero polynomial. */
export const inverse = (p: Polynomial): Polynomial => {
  const { numerator, denominator } = clear(p)
  if (numerator.size === 0) return refuse('term', 'division by zero')
  if (denominator !== one) return multiply(denominator, inverse(numerator))
  const value = rationalValue(p)
  if (value !== undefined) return constant(Q.invert(value))
  if (p.size === 1) {
    const { monomial, coefficient } = [...p.values()][0] as Entry
    return monomial.reduce(
      (product, [atom, times]) => multiply(product, power(inverseAtom(atom), times)),
      constant(Q.invert(coefficient)),
    )
  }
  const lead = leadingCoefficient(p)
  const arg = scale(p, Q.invert(lead))
  return scale(fromAtom(atomOf({ kind: 'inverse', arg })), Q.invert(lead))
}

const inverseAtom = (atom: Atom): Polynomial => {
  if (atom.kind === 'exp') return exponential(negate(atom.arg))
  if (atom.kind === 'sgn') return fromAtom(atom)
  if (atom.kind === 'power') return symbolicPower(atom.arg, negate(atom.exponent), atom.signed)
  return fromAtom(atomOf({ kind: 'inverse', arg: fromAtom(atom) }))
}

/** The functions of one argument by the kinds of their atoms. */
export const apply = {
  inverse,
  exp: exponential,
  log: logarithm,
  sgn: signum,
  sin: sine,
  cos: cosine,
  tanh: tangent,
} as const

const one = integer(1)

/**
 * Writes p as numerator/denominator, both without atoms 1/u at the top level: multiplies with powers of every such u.
 * The denominator is a product of powers of those u, nonzero where the domain conditions hold.
 */
export const clear = (p: Polynomial): { numerator: Polynomial; denominator: Polynomial } => {
  let numerator = p
  let denominator = one
  for (;;) {
    const atom = [...numerator.values()].flatMap((e) => e.monomial.map(([a]) => a)).find((a) => a.kind === 'inverse')
    if (atom === undefined || atom.kind !== 'inverse') return { numerator, denominator }
    const times = (e: Entry): number => e.monomial.find(([a]) => a === atom)?.[1] ?? 0
    const highest = Math.max(...[...numerator.values()].map(times))
    const byTimes = new Map<number, Entry[]>()
    for (const e of numerator.values()) {
      const k = times(e)
      const rest = { monomial: e.monomial.filter(([a]) => a !== atom), coefficient: e.coefficient }
      const others = byTimes.get(k)
      if (others === undefined) byTimes.set(k, [rest])
      else others.push(rest)
    }
    numerator = [...byTimes].reduce(
      (sum, [k, entries]) => add(sum, multiply(fromEntries(entries), power(atom.arg, highest - k))),
      zero,
    )
    denominator = multiply(denominator, power(atom.arg, highest))
  }
}

/** p ≡ 0 in the sense of `proofs/FORMAT.md` §2: sufficient for p to vanish on its domain. */
export const vanishes = (p: Polynomial): boolean => p.size === 0 || clear(p).numerator.size === 0

/** If a = r·b with a positive (1) or negative (−1) rational r; otherwise undefined. */
export const proportional = (a: Polynomial, b: Polynomial): 1 | -1 | undefined => {
  if (a.size === 0 || b.size === 0 || a.size !== b.size) return undefined
  const [key, entry] = [...b][0] as [string, Entry]
  const other = a.get(key)
  if (other === undefined) return undefined
  const ratio = Q.divide(other.coefficient, entry.coefficient)
  if (subtract(a, scale(b, ratio)).size > 0) return undefined
  return Q.sign(ratio) > 0 ? 1 : -1
}
