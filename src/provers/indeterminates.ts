import * as A from '../algebra/polynomial.ts'
import { multiply as multiplyA, power as powerA } from '../algebra/polynomial-product.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { exponential } from '../kernel/normal-form.ts'
import { type Atom, add, atomOf, type Entry, fromAtom, type Polynomial, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { definedAtZero } from '../kernel/sign.ts'
import { call, negated, number, product, raised, sum, type Term } from '../kernel/term.ts'
import { argumentBasis, type BasisArgument, stepsIn } from './argument-basis.ts'
import { clearFactors } from './clear-factors.ts'
import { termFor } from './kernel-text.ts'

/** Something known of the indeterminates without any hypothesis, because of what they stand for. */
export interface KnownSign {
  readonly value: A.Polynomial
  readonly term: Term
  readonly op: '>' | '>='
}

/** Kernel polynomials as polynomials in indeterminates, one for every atom, and back. */
export interface Indeterminates {
  readonly names: readonly string[]
  /** The same polynomial; precondition: no atom 1/u at the top level, and made of atoms known here. */
  readonly enter: (p: Polynomial) => A.Polynomial
  /** Back, as a term that the kernel reads to the same normal form. */
  readonly termOf: (p: A.Polynomial) => Term
  /** Relations between the indeterminates that hold in every normal form: they vanish when read back. */
  readonly relations: readonly A.Polynomial[]
  readonly signs: readonly KnownSign[]
  /** Names of indeterminates that stand for a variable of the scope. */
  readonly variables: readonly string[]
}

/** All atoms that occur in the polynomials at the top level, after clearing, those of roots' arguments included. */
const topAtoms = (polynomials: readonly Polynomial[]): Set<Atom> => {
  const found = new Set<Atom>()
  const queue = [...polynomials]
  for (let p = queue.pop(); p !== undefined; p = queue.pop()) {
    const { numerator, factors } = clearFactors(p, false)
    queue.push(...factors.map((f) => f.base))
    for (const { monomial } of numerator.values()) {
      for (const [atom] of monomial) {
        if (found.has(atom)) continue
        found.add(atom)
        if (atom.kind === 'root' || atom.kind === 'sgn') queue.push(atom.arg)
        if (atom.kind === 'sin') queue.push(fromAtom(atomOf({ kind: 'cos', arg: atom.arg })))
        if (atom.kind === 'cos') queue.push(fromAtom(atomOf({ kind: 'sin', arg: atom.arg })))
      }
    }
  }
  return found
}

type Power = Atom & { readonly kind: 'power' }

const MOST_TIMES = 8

/** |u|^(d + e) = |u|^d·|u|^e, its square, and |u|^(k·e) = (|u|^e)^k for powers that occur; the same for integer powers. */
const powerRelations = (atoms: readonly Atom[], value: (atom: Atom) => A.Polynomial): A.Polynomial[] => {
  const powers = atoms.filter((atom): atom is Power => atom.kind === 'power')
  const found: A.Polynomial[] = []
  for (const whole of powers) {
    const parts = powers.filter(
      (p) => p !== whole && p.signed === whole.signed && subtract(p.arg, whole.arg).size === 0,
    )
    const isTimes = (exponent: Polynomial, k: number): boolean =>
      subtract(exponent, scale(whole.exponent, Q.rational(k))).size === 0
    for (const [i, d] of parts.entries()) {
      for (const e of parts.slice(i + 1)) {
        const k = [1, 2].find((times) => isTimes(add(d.exponent, e.exponent), times))
        if (k !== undefined) found.push(A.subtract(powerA(value(whole), k), multiplyA(value(d), value(e))))
      }
      for (let k = 2; k <= MOST_TIMES; k++) {
        if (isTimes(d.exponent, k)) found.push(A.subtract(value(d), powerA(value(whole), k)))
      }
    }
  }
  return found
}

/**
 * Indeterminates for all atoms of the given polynomials (`proofs/FORMAT.md` §2), with the relations that the normal
 * form uses silently and the signs that hold by structure.
 */
export const indeterminatesFor = (polynomials: readonly Polynomial[], scope: Scope): Indeterminates => {
  const atoms = [...topAtoms(polynomials)]
  const nameOf = new Map<Atom, string>()
  const termByName = new Map<string, Term>()
  const variables: string[] = []
  const groups = argumentBasis(atoms.flatMap((atom) => (atom.kind === 'exp' ? [atom.arg] : [])))
  let fresh = 0
  const introduce = (term: Term): string => {
    const name = `#${fresh++}`
    termByName.set(name, term)
    return name
  }
  const plain = (atom: Atom): boolean => atom.kind === 'variable' || atom.kind === 'parameter' || atom.kind === 'theta'
  for (const name of scope.variables) {
    nameOf.set(atomOf({ kind: 'variable', name }), name)
    termByName.set(name, { op: 'symbol', name })
    variables.push(name)
  }
  for (const atom of atoms) {
    if (nameOf.has(atom)) continue
    if (plain(atom) && 'name' in atom) {
      nameOf.set(atom, atom.name)
      termByName.set(atom.name, { op: 'symbol', name: atom.name })
    } else if (atom.kind !== 'exp') nameOf.set(atom, introduce(termFor(fromAtom(atom), scope)))
  }
  const upName = new Map<BasisArgument, string>()
  const downName = new Map<BasisArgument, string>()
  const signs: KnownSign[] = []
  const pairs: [string, string][] = []
  for (const group of groups) {
    const exponent = (s: 1 | -1): Polynomial => scale(group.base, Q.multiply(group.measure, Q.rational(s)))
    const make = (s: 1 | -1): string => introduce(termFor(exponential(exponent(s)), scope))
    const up = group.hasPositive ? make(1) : undefined
    const down = group.hasNegative ? make(-1) : undefined
    if (up !== undefined) upName.set(group, up)
    if (down !== undefined) downName.set(group, down)
    if (up !== undefined && down !== undefined) pairs.push([up, down])
  }
  const names = [...termByName.keys()]
  const x = (name: string): A.Polynomial => A.indeterminate(name, names)
  const atomValue = (atom: Atom): A.Polynomial => {
    if (atom.kind === 'exp') {
      return groups.reduce(
        (product, group) => {
          const steps = stepsIn(atom.arg, group)
          if (steps === 0) return product
          const name = steps > 0 ? upName.get(group) : downName.get(group)
          return multiplyA(product, powerA(x(name as string), Math.abs(steps)))
        },
        A.constant(1, names),
      )
    }
    const name = nameOf.get(atom)
    if (name === undefined) throw new RangeError(`an atom without an indeterminate: ${atom.key}`)
    return x(name)
  }
  const enterEntry = ({ monomial, coefficient }: Entry): A.Polynomial =>
    monomial.reduce(
      (value, [atom, times]) => multiplyA(value, powerA(atomValue(atom), times)),
      A.constant(coefficient, names),
    )
  const enter = (p: Polynomial): A.Polynomial =>
    [...p.values()].reduce((total, e) => A.add(total, enterEntry(e)), A.constant(0, names))
  /** N of p = N/D. */
  const relations: A.Polynomial[] = []
  for (const [up, down] of pairs) relations.push(A.subtract(multiplyA(x(up), x(down)), A.constant(1, names)))
  for (const name of [...upName.values(), ...downName.values()]) {
    signs.push({ value: x(name), term: termByName.get(name) as Term, op: '>' })
  }
  for (const atom of atoms) {
    const name = nameOf.get(atom)
    if (name === undefined) continue
    const term = termByName.get(name) as Term
    switch (atom.kind) {
      case 'sgn': {
        relations.push(A.subtract(powerA(x(name), 2), A.constant(1, names)))
        const { numerator, factors } = clearFactors(atom.arg, true)
        if (factors.length === 0) {
          const term = call('abs', termFor(atom.arg, scope))
          signs.push({ value: multiplyA(x(name), enter(numerator)), term, op: '>=' })
        }
        break
      }
      case 'root': {
        const { numerator, factors } = clearFactors(atom.arg, false)
        const denominator = factors.reduce((d, f) => multiplyA(d, powerA(enter(f.base), f.power)), A.constant(1, names))
        relations.push(A.subtract(multiplyA(powerA(x(name), atom.index), denominator), enter(numerator)))
        if (atom.index % 2 === 0) signs.push({ value: x(name), term, op: '>=' })
        break
      }
      case 'theta': {
        const sign = closedSign(fromAtom(atom))
        if (sign === 1) signs.push({ value: x(name), term, op: '>' })
        if (sign === -1) signs.push({ value: A.negate(x(name)), term: negated(term), op: '>' })
        relations.push(atom.minimal.reduce((q, c, e) => A.add(q, A.scale(powerA(x(name), e), c)), A.constant(0, names)))
        break
      }
      case 'sin': {
        const partner = x(nameOf.get(atomOf({ kind: 'cos', arg: atom.arg })) as string)
        const squares = A.add(powerA(x(name), 2), powerA(partner, 2))
        relations.push(A.subtract(squares, A.constant(1, names)))
        break
      }
      case 'power':
        if (!atom.signed) {
          const mayVanish = term.op === 'power' && definedAtZero(term, scope) === true
          signs.push({ value: x(name), term, op: mayVanish ? '>=' : '>' })
        }
        break
      default:
    }
  }
  relations.push(...powerRelations(atoms, atomValue))
  const termOf = (p: A.Polynomial): Term => {
    const summands = A.terms(p).map(({ exponents, coefficient }) => {
      const factors = exponents.flatMap((e, k): Term[] => {
        if (e === 0) return []
        const base = termByName.get(p.names[k] as string) as Term
        return [e === 1 ? base : raised(base, e)]
      })
      const isOne = coefficient.n === 1n && coefficient.d === 1n
      return product(...(isOne && factors.length > 0 ? [] : [number(coefficient)]), ...factors)
    })
    return sum(...summands)
  }
  return { names, enter, termOf, relations, signs, variables }
}
