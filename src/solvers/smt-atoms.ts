import { type Atom, add, type Polynomial, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { smtPower } from './smt-text.ts'

/** An atom with an argument, as a script names it: the value of the atom, and that of its argument. */
export interface NamedAtom {
  readonly atom: Atom
  /** The constant that stands for the atom. */
  readonly name: string
  /** The constant or expression that stands for its argument u. */
  readonly u: string
  /** For a power |u|^e: its exponent. */
  readonly e?: string
}

const implies = (condition: string, ...conclusions: readonly string[]): string =>
  `(=> ${condition} ${conclusions.length === 1 ? conclusions[0] : `(and ${conclusions.join(' ')})`})`

const isEven = (p: Polynomial): boolean =>
  [...p.values()].every(({ coefficient: { n, d } }) => d === 1n && n % 2n === 0n)

/** Whether u is a sum of multiples of names and a number: then its powers are no burden. */
const isLinear = (u: Polynomial): boolean =>
  u.size <= 3 && [...u.values()].every(({ monomial }) => monomial.reduce((total, [, times]) => total + times, 0) <= 1)

const powerFacts = ({ name, u, e = '' }: NamedAtom, atom: Atom & { readonly kind: 'power' }): readonly string[] => {
  // The size t = |u|, and p = t^e where the power is not that of a negative integer base.
  const t = `(ite (< ${u} 0.0) (- ${u}) ${u})`
  const line = `(+ 1.0 (* ${e} (- ${t} 1.0)))`
  const positive = [
    `(> ${name} 0.0)`,
    implies(`(= ${t} 1.0)`, `(= ${name} 1.0)`),
    implies(`(= ${e} 0.0)`, `(= ${name} 1.0)`),
    implies(`(> (* ${e} (- ${t} 1.0)) 0.0)`, `(> ${name} 1.0)`),
    implies(`(< (* ${e} (- ${t} 1.0)) 0.0)`, `(< ${name} 1.0)`),
    // Bernoulli's inequality.
    implies(`(or (<= ${e} 0.0) (>= ${e} 1.0))`, `(>= ${name} ${line})`),
    implies(`(and (>= ${e} 0.0) (<= ${e} 1.0))`, `(<= ${name} ${line})`),
  ]
  const atZero = implies(`(and (= ${u} 0.0) (> ${e} 0.0))`, `(= ${name} 0.0)`)
  if (!atom.signed) return [implies(`(distinct ${u} 0.0)`, ...positive), atZero]
  if (isEven(atom.exponent)) return [implies(`(distinct ${u} 0.0)`, ...positive), atZero]
  return [implies(`(> ${u} 0.0)`, ...positive), implies(`(< ${u} 0.0)`, `(distinct ${name} 0.0)`), atZero]
}

/**
 * What is true of an atom wherever its argument u is in its domain, by school calculus: the definition of 1/u, roots
 * and signs; for the other functions bounds only. Where u is not in the domain nothing is said.
 */
export const factsOfAtom = (named: NamedAtom): readonly string[] => {
  const { atom, name, u } = named
  switch (atom.kind) {
    case 'inverse':
      return [implies(`(distinct ${u} 0.0)`, `(= (* ${u} ${name}) 1.0)`)]
    case 'root': {
      const isRoot = `(= ${smtPower(name, atom.index)} ${u})`
      return [atom.index % 2 === 1 ? isRoot : implies(`(>= ${u} 0.0)`, `(>= ${name} 0.0)`, isRoot)]
    }
    case 'sgn':
      return [`(or (= ${name} 1.0) (= ${name} (- 1.0)))`, `(>= (* ${name} ${u}) 0.0)`]
    case 'exp': {
      const cubic = `(+ 1.0 ${u} (* (/ 1.0 2.0) ${u} ${u}) (* (/ 1.0 6.0) ${u} ${u} ${u}))`
      return [
        `(> ${name} 0.0)`,
        `(ite (= ${u} 0.0) (= ${name} 1.0) (> ${name} (+ 1.0 ${u})))`,
        // exp(-u) >= 1 - u.
        `(<= (* ${name} (- 1.0 ${u})) 1.0)`,
        ...(isLinear(atom.arg) ? [`(>= ${name} ${cubic})`] : []),
      ]
    }
    case 'log':
      return [
        implies(
          `(> ${u} 0.0)`,
          `(ite (= ${u} 1.0) (= ${name} 0.0) (and (< ${name} (- ${u} 1.0)) (> (* ${u} ${name}) (- ${u} 1.0))))`,
        ),
      ]
    case 'tanh':
      return [
        `(and (< (- 1.0) ${name}) (< ${name} 1.0))`,
        implies(`(> ${u} 0.0)`, `(< 0.0 ${name})`, `(< ${name} ${u})`),
        implies(`(< ${u} 0.0)`, `(< ${u} ${name})`, `(< ${name} 0.0)`),
        implies(`(= ${u} 0.0)`, `(= ${name} 0.0)`),
      ]
    case 'sin':
      return [
        `(and (<= (- 1.0) ${name}) (<= ${name} 1.0))`,
        implies(`(> ${u} 0.0)`, `(< (- ${u}) ${name})`, `(< ${name} ${u})`),
        implies(`(< ${u} 0.0)`, `(< ${u} ${name})`, `(< ${name} (- ${u}))`),
        implies(`(= ${u} 0.0)`, `(= ${name} 0.0)`),
      ]
    case 'cos':
      return [`(and (<= (- 1.0) ${name}) (<= ${name} 1.0))`, `(>= ${name} (- 1.0 (* (/ 1.0 2.0) ${u} ${u})))`]
    case 'power':
      return powerFacts(named, atom)
    default:
      return []
  }
}

const argument = (atom: Atom): Polynomial => ('arg' in atom ? atom.arg : new Map())
const isSame = (p: Polynomial, q: Polynomial): boolean => subtract(p, q).size === 0

/** r with p = r·q for a rational number r, q not zero. */
const ratio = (p: Polynomial, q: Polynomial): Q.Rational | undefined => {
  const [key, entry] = [...q][0] ?? []
  const other = key === undefined ? undefined : p.get(key)
  if (entry === undefined || other === undefined) return undefined
  const r = Q.divide(other.coefficient, entry.coefficient)
  return isSame(p, scale(q, r)) ? r : undefined
}

const LARGEST_POWER = 12n

/** exp(r·u) against exp(u): E^d = F^n for r = n/d. */
const exponentialRelation = (a: NamedAtom, b: NamedAtom): readonly string[] => {
  const r = ratio(argument(a.atom), argument(b.atom))
  if (r === undefined || r.d > LARGEST_POWER || Q.absolute(r).n > LARGEST_POWER) return []
  const left = smtPower(a.name, Number(r.d))
  const right = smtPower(b.name, Number(Q.absolute(r).n))
  return [r.n > 0n ? `(= ${left} ${right})` : `(= (* ${left} ${right}) 1.0)`]
}

const MOST_OF_A_KIND = 5

const pairsOf = (atoms: readonly NamedAtom[]): (readonly [NamedAtom, NamedAtom])[] =>
  atoms.flatMap((a, i) => atoms.slice(i + 1).map((b) => [a, b] as const))

/** What is true of several atoms of the same kind: exp(u + v) = exp(u)·exp(v), monotony, equal values at equal places. */
export const factsOfKind = (kind: Atom['kind'], all: readonly NamedAtom[]): readonly string[] => {
  const atoms = all.filter(({ atom }) => atom.kind === kind).slice(0, MOST_OF_A_KIND)
  const pairs = pairsOf(atoms)
  const inDomain = (a: NamedAtom, b: NamedAtom, fact: string): string =>
    kind === 'log' ? implies(`(and (> ${a.u} 0.0) (> ${b.u} 0.0))`, fact) : fact
  if (kind === 'exp' || kind === 'log' || kind === 'tanh') {
    const monotone = pairs.flatMap(([a, b]) => [
      inDomain(a, b, `(= (< ${a.u} ${b.u}) (< ${a.name} ${b.name}))`),
      inDomain(a, b, `(= (= ${a.u} ${b.u}) (= ${a.name} ${b.name}))`),
    ])
    if (kind !== 'exp') return monotone
    const sums = pairs.flatMap(([a, b]) =>
      atoms
        .filter((c) => isSame(argument(c.atom), add(argument(a.atom), argument(b.atom))))
        .map((c) => `(= ${c.name} (* ${a.name} ${b.name}))`),
    )
    return [...monotone, ...pairs.flatMap(([a, b]) => exponentialRelation(a, b)), ...sums]
  }
  if (kind !== 'sin' && kind !== 'cos') return []
  return pairs.map(([a, b]) => implies(`(= ${a.u} ${b.u})`, `(= ${a.name} ${b.name})`))
}

/** sin(u)² + cos(u)² = 1 for the u that have both. */
export const circleFacts = (all: readonly NamedAtom[]): readonly string[] =>
  all
    .filter(({ atom }) => atom.kind === 'sin')
    .flatMap((sine) =>
      all
        .filter(({ atom }) => atom.kind === 'cos' && isSame(argument(atom), argument(sine.atom)))
        .map((cosine) => `(= (+ ${smtPower(sine.name, 2)} ${smtPower(cosine.name, 2)}) 1.0)`),
    )

/** exp and log undo each other: exp(log(v)) = v for v > 0, log(exp(v)) = v. */
export const inverseFunctionFacts = (all: readonly NamedAtom[]): readonly string[] =>
  all.flatMap(({ atom, name }) => {
    const inner = all.find((other) => {
      const only = [...argument(atom).values()]
      const [factor] = only[0]?.monomial ?? []
      const isIt = factor !== undefined && factor[0] === other.atom && factor[1] === 1
      return only.length === 1 && isIt && only[0]?.monomial.length === 1 && Q.equal(only[0].coefficient, Q.ONE)
    })
    if (atom.kind === 'exp' && inner?.atom.kind === 'log')
      return [implies(`(> ${inner.u} 0.0)`, `(= ${name} ${inner.u})`)]
    if (atom.kind === 'log' && inner?.atom.kind === 'exp') return [`(= ${name} ${inner.u})`]
    return []
  })
