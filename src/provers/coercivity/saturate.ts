import { exponential, inverse, logarithm, multiply, power } from '../../kernel/normal-form.ts'
import {
  type Atom,
  atomsOf,
  constant,
  fromAtom,
  integer,
  negate,
  type Polynomial,
  subtract,
} from '../../kernel/polynomial.ts'
import { ONE, rational } from '../../kernel/rational.ts'
import { signsOf, ZERO } from '../../kernel/sign.ts'
import { symbol } from '../../kernel/term.ts'
import { charge } from '../../search/budget.ts'
import { type Chain, has, isBounded, keyOf, variableOf } from './chain.ts'
import {
  compareDirect,
  compareStep,
  exponentialStep,
  growthStep,
  inverseLogarithmStep,
  logarithmStep,
  ofLogarithmStep,
  powerOfAtomStep,
  productStep,
  quotientStep,
  reciprocalStep,
  rootStep,
} from './chain-steps.ts'
import { integralStep } from './integrality.ts'

const isVariable = (atom: Atom): boolean => atom.kind === 'variable'

const unbounded = (chain: Chain): Polynomial[] =>
  chain.sequent.scope.variables.map(variableOf).filter((x) => !isBounded(chain, x))

/** Bounded quantities to build bounds from: the generators and the variables already bounded. */
const known = (chain: Chain): Polynomial[] => {
  const variables = chain.sequent.scope.variables.map(variableOf).filter((x) => isBounded(chain, x))
  const all = new Map([...variables, ...chain.generators.values()].map((q) => [keyOf(q), q]))
  return [...all.values()]
}

/** 1/a for the parameters a that are not 0. */
const units = (chain: Chain): Polynomial[] => {
  const { hypotheses, scope } = chain.sequent
  const isNonzero = (name: string): boolean => (signsOf(symbol(name), hypotheses, scope) & ZERO) === 0
  return [...atomsOf(chain.g, atomsOf(chain.f))].flatMap((atom) =>
    atom.kind === 'parameter' && isNonzero(atom.name) ? [inverse(fromAtom(atom))] : [],
  )
}

const integrality = (chain: Chain, milliseconds: number): void => {
  for (const atom of atomsOf(chain.f)) {
    const root = fromAtom(atom)
    if (atom.kind !== 'root' || isBounded(chain, root)) continue
    if (integralStep(chain, root, [chain.f], milliseconds)) chain.generators.set(keyOf(root), root)
  }
  for (const x of unbounded(chain)) {
    charge(chain.budget)
    if (chain.generators.size > 0) integralStep(chain, x, known(chain), milliseconds, units(chain))
  }
}

const growth = (chain: Chain, degree: number, milliseconds: number): void => {
  for (const x of unbounded(chain)) {
    const k = degree >= 6 ? [2, 4, 6] : [2, 4]
    const isPlain = [...atomsOf(chain.f)].every(({ kind }) => kind === 'variable' || kind === 'parameter')
    const sets = isPlain ? [[chain.f], [chain.f, chain.g]] : [[chain.f, chain.g]]
    search: for (const generators of sets) {
      for (const power of k) {
        if (power <= degree && growthStep(chain, x, power, degree, milliseconds, generators)) break search
      }
    }
  }
}

/** x² ≤ a polynomial in bounded quantities. */
const comparisons = (chain: Chain, degree: number, milliseconds: number): void => {
  for (const x of unbounded(chain)) {
    const square = power(x, 2)
    if (!compareStep(chain, square, 'above', known(chain), degree, milliseconds)) continue
    compareDirect(chain, square, 'below', { text: '0', value: new Map() })
    rootStep(chain, x, 2, ONE, square)
  }
}

const atomsAround = (chain: Chain): Atom[] => {
  const found = new Set<Atom>()
  for (const p of [chain.f, chain.g]) atomsOf(p, found)
  for (const { value } of chain.products) atomsOf(value, found)
  return [...found]
}

/** Logarithms: bounds of log(u) from bounded quantities, then of u, and back. */
const logarithms = (chain: Chain, u: Polynomial, degree: number, milliseconds: number): void => {
  const l = logarithm(u)
  ofLogarithmStep(chain, u)
  for (const is of ['above', 'below'] as const) {
    if (!has(chain, l, is)) compareStep(chain, l, is, known(chain), degree, milliseconds)
  }
  inverseLogarithmStep(chain, u)
  if (has(chain, u, 'above')) compareDirect(chain, u, 'below', { text: '0', value: new Map() })
  if (isBounded(chain, u)) learn(chain, u)
}

/** Exponentials: bounds of the exponent from bounded quantities, then of the exponential, and back. */
const exponentials = (chain: Chain, degree: number, milliseconds: number): void => {
  for (const atom of atomsAround(chain)) {
    if (atom.kind === 'log') logarithms(chain, atom.arg, degree, milliseconds)
    if (atom.kind !== 'exp') continue
    logarithmStep(chain, atom.arg)
    for (const is of ['below', 'above'] as const) {
      if (!has(chain, atom.arg, is)) compareStep(chain, atom.arg, is, known(chain), degree, milliseconds)
    }
    exponentialStep(chain, atom.arg)
    for (const q of [atom.arg, exponential(atom.arg)]) if (isBounded(chain, q)) chain.generators.set(keyOf(q), q)
  }
}

/** u above gives −u below, by exp(u) above, 1/exp(u) away; u below gives −u above likewise. */
const mirror = (chain: Chain, u: Polynomial): void => {
  const down = negate(u)
  const isNew =
    (has(chain, u, 'above') && !has(chain, down, 'below')) || (has(chain, u, 'below') && !has(chain, down, 'above'))
  if (!isNew) return
  exponentialStep(chain, u)
  reciprocalStep(chain, exponential(u))
  logarithmStep(chain, down)
}

/** Bounds of one side only are passed on: u − v below and v below give u below, through exp(u − v)·exp(v). */
const oneSided = (chain: Chain, milliseconds: number): void => {
  const exponents = atomsAround(chain).flatMap((atom) => (atom.kind === 'exp' ? [atom.arg] : []))
  if (exponents.length === 0) return
  for (const u of exponents) mirror(chain, u)
  const targets = [...exponents, ...unbounded(chain)].flatMap((u) => [u, negate(u)])
  const sources = targets.filter((v) => has(chain, v, 'below') && !isBounded(chain, v))
  for (const u of targets) {
    for (const v of sources) {
      const rest = subtract(u, v)
      if (has(chain, u, 'below') || rest.size === 0 || v === u) continue
      if (!compareStep(chain, rest, 'below', known(chain), 2, milliseconds)) continue
      exponentialStep(chain, rest)
      exponentialStep(chain, v)
      productStep(chain, exponential(rest), exponential(v))
      logarithmStep(chain, u)
      mirror(chain, u)
    }
    if (isBounded(chain, u)) chain.generators.set(keyOf(u), u)
  }
}

const DELTAS = [rational(1), rational(1, 2), rational(1, 4), rational(1, 100)]

/** Positive quantities that obviously stay away from 0. */
const away = (chain: Chain, w: Polynomial): boolean => {
  if (has(chain, w, 'away')) return true
  const [atom, times] = [...w.values()][0]?.monomial[0] ?? []
  if (w.size === 1 && atom?.kind === 'power' && times !== undefined) {
    powerOfAtomStep(chain, atom, times)
    return has(chain, w, 'away')
  }
  if (w.size === 1 && atom !== undefined && isVariable(atom) && times === 1) return false
  if (w.size === 1 && atom?.kind === 'inverse' && times !== undefined) {
    const u = power(atom.arg, times)
    reciprocalStep(chain, u)
    return has(chain, w, 'away')
  }
  return DELTAS.some((delta) =>
    compareDirect(chain, w, 'away', { text: `${delta.n}/${delta.d}`, value: constant(delta) }),
  )
}

/** Squares of bounded products, where a factor can have either sign: the quotient rule wants u ≥ 0. */
const squareProducts = (chain: Chain): void => {
  for (const { value, factors } of [...chain.products]) {
    const square = power(value, 2)
    if (!isBounded(chain, value) || chain.products.some((p) => keyOf(p.value) === keyOf(square))) continue
    if (factors.some((w) => entryOf(w)?.monomial.some(([atom, n]) => mayBeNegative(atom) && n % 2 === 1))) {
      if (rootStep(chain, square, 1, ONE, value, 2)) {
        chain.products.push({ value: square, factors: factors.map((w) => power(w, 2)) })
      }
    }
  }
}

const mayBeNegative = (atom: Atom): boolean => atom.kind === 'variable' || (atom.kind === 'power' && atom.signed)

const entryOf = (p: Polynomial) => (p.size === 1 ? [...p.values()][0] : undefined)

const products = (chain: Chain): void => {
  squareProducts(chain)
  for (const { value, factors } of [...chain.products]) {
    if (!has(chain, value, 'above')) continue
    let rest = [...factors]
    for (const w of factors) {
      if (rest.length < 2) break
      const others = rest.filter((other) => other !== w)
      const u = others.reduce(multiply, integer(1))
      if (isBounded(chain, u) || !away(chain, w)) continue
      // The rule wants the very product of u and w to be judged.
      if (!has(chain, multiply(u, w), 'above')) continue
      if (!quotientStep(chain, u, w)) continue
      rest = others
      chain.products.push({ value: u, factors: others })
      learn(chain, u)
    }
  }
}

/** What follows from a new bounded quantity that is a power of one atom. */
const learn = (chain: Chain, u: Polynomial): void => {
  chain.generators.set(keyOf(u), u)
  const [entry] = [...u.values()]
  if (u.size !== 1 || entry === undefined) return
  const [only] = entry.monomial
  if (entry.monomial.length === 1 && only?.[0].kind === 'power' && powerOfAtomStep(chain, only[0], only[1])) {
    chain.generators.set(keyOf(only[0].arg), only[0].arg)
  }
  if (entry.monomial.length === 1 && only !== undefined && only[1] > 1) {
    const base = fromAtom(only[0])
    if (rootStep(chain, base, only[1], { n: entry.coefficient.d, d: entry.coefficient.n }, u)) {
      chain.generators.set(keyOf(base), base)
    }
  }
}

const QUICK_EFFORTS = 7

/**
 * Tries all rules, or the cheap ones alone where `isQuick`, until every variable is bounded or nothing new is found.
 * True if bounded.
 */
export const saturate = (chain: Chain, limit: number, isQuick = false): boolean => {
  for (let round = 0; round < 6; round++) {
    const before = chain.steps.length
    const efforts = [
      () => integrality(chain, 400 * (round + 1)),
      () => growth(chain, Math.min(limit, 4), 400),
      () => products(chain),
      () => exponentials(chain, 2, 500),
      () => products(chain),
      () => oneSided(chain, 200),
      () => comparisons(chain, 2, 500),
      () => comparisons(chain, Math.min(limit, 4), 500),
      () => integrality(chain, 1500),
      () => comparisons(chain, Math.min(limit, 4), 1500),
      () => growth(chain, Math.min(limit, 6), 2000),
      () => integrality(chain, 8000),
      () => growth(chain, limit, 8000),
      () => comparisons(chain, Math.min(limit, 6), 4000),
    ]
    for (const effort of isQuick ? efforts.slice(0, QUICK_EFFORTS) : efforts) {
      effort()
      if (unbounded(chain).length === 0) return true
      if (chain.steps.length > before && effort !== efforts[0]) break
    }
    if (chain.steps.length === before) return false
  }
  return unbounded(chain).length === 0
}
