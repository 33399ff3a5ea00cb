import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn } from '../algebra/polynomial-calculus.ts'
import { multiply, power } from '../algebra/polynomial-product.ts'
import { coordinatesOf } from '../dynamics/atom-coordinates.ts'
import { derivative } from '../kernel/derivative.ts'
import { multiply as multiplyKernel } from '../kernel/normal-form.ts'
import { type Atom, add, atomOf, fromAtom, type Polynomial, scale } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'

/** Why there is no polynomial field. */
export interface NoField {
  readonly unsupported: string
}

/** A function of the variables used as a coordinate: exp, log, sin, cos, tanh, a root or a power. */
export interface FunctionCoordinate {
  /** Its name among the coordinates: the key of the atom. */
  readonly name: string
  readonly atom: Atom
  /** Its gradient by the variables times `below`, in the coordinates. */
  readonly slope: readonly Fast.Polynomial[]
  readonly below: Fast.Polynomial
}

/** name^power = value among the coordinates. */
export interface Rule {
  readonly name: string
  readonly power: number
  readonly value: Fast.Polynomial
}

/** Coordinates in which vector fields are polynomial: variables and functions of them. */
export interface CoordinateSystem {
  readonly base: readonly string[]
  readonly functions: readonly FunctionCoordinate[]
  /** All coordinates: `base`, then the functions. */
  readonly variables: readonly string[]
  /** The parameters of the question, then the names of constants. */
  readonly parameters: readonly string[]
  /** Numbers such as sqrt(2) and functions of parameters, treated as parameters. */
  readonly constants: readonly { readonly name: string; readonly atom: Atom }[]
  /** What makes the coordinates independent: cos² = 1 − sin², x = r² for a root r of x. */
  readonly rules: readonly Rule[]
  /** The same with variables left as they are: r² = x. */
  readonly baseRules: readonly Rule[]
}

/** p with the powers of names replaced that the rules replace. */
export const reducedBy = (rules: readonly Rule[], p: Fast.Polynomial): Fast.Polynomial => {
  let current = p
  for (let round = 0; round < 4; round++) {
    const before = current
    for (const { name, power: least, value } of rules) {
      if (Fast.degreeIn(current, name) < least) continue
      const k = current.names.indexOf(name)
      const named = Fast.rename(value, current.names)
      const powers = [Fast.constant(1, current.names)]
      current = Fast.terms(current).reduce(
        (sum, { exponents, coefficient }) => {
          const times = Math.floor((exponents[k] as number) / least)
          while (powers.length <= times) powers.push(multiply(powers.at(-1) as Fast.Polynomial, named))
          const left = exponents.map((e, i) => (i === k ? e % least : e))
          const rest = Fast.fromTerms(p.names, [{ exponents: left, coefficient }])
          return Fast.add(sum, multiply(rest, powers[times] as Fast.Polynomial))
        },
        Fast.constant(0, current.names),
      )
    }
    if (current === before) break
  }
  return current
}

/** p in the independent coordinates of a system. */
export const reduced = ({ rules }: { readonly rules: readonly Rule[] }, p: Fast.Polynomial): Fast.Polynomial =>
  rules.length === 0 ? p : reducedBy(rules, p)

/** p with even powers of sines replaced instead of those of cosines: the same function, with other factors. */
export const otherSquares = ({ functions }: CoordinateSystem, p: Fast.Polynomial): Fast.Polynomial =>
  reducedBy(
    functions.flatMap(({ name, atom }): Rule[] => {
      if (atom.kind !== 'cos') return []
      const cosine = Fast.indeterminate(name, p.names)
      const value = Fast.subtract(Fast.constant(1, p.names), multiply(cosine, cosine))
      return [{ name: atomOf({ kind: 'sin', arg: atom.arg }).key, power: 2, value }]
    }),
    p,
  )

/** Whether an atom is a number, a function of parameters or a sign: it is treated as one more parameter. */
export const isConstantAtom = (atom: Atom): boolean => {
  switch (atom.kind) {
    case 'variable':
      return false
    case 'parameter':
    case 'theta':
    case 'sgn':
      return true
    case 'power':
      return [atom.arg, atom.exponent].every(isConstantPolynomial)
    default:
      return isConstantPolynomial(atom.arg)
  }
}

const isConstantPolynomial = (p: Polynomial): boolean =>
  [...p.values()].every(({ monomial }) => monomial.every(([atom]) => isConstantAtom(atom)))

const SUPPORTED: readonly string[] = ['exp', 'log', 'sin', 'cos', 'tanh', 'root', 'power']
const MAX_FUNCTIONS = 8

const nameOf = (atom: Atom): string => (atom.kind === 'parameter' ? atom.name : atom.key)

// No declared name begins with a space.
const mark = (i: number): string => ` ${i}`
const BELOW = ' below'

/** The polynomials times marks in one sum, with a mark alone for what they are multiplied with to clear denominators. */
const together = (list: readonly Polynomial[]): Polynomial =>
  list.reduce<Polynomial>(
    (total, entry, i) => add(total, multiplyKernel(entry, fromAtom(atomOf({ kind: 'variable', name: mark(i) })))),
    fromAtom(atomOf({ kind: 'variable', name: BELOW })),
  )

const isMark = (name: string): boolean => name.startsWith(' ')

/** Exponentials of multiples of one another are powers of one: exp(2x) and exp(−x) of exp(x). */
interface ExponentialPower {
  readonly atom: Atom
  readonly times: number
}

const ratioOf = (a: Polynomial, b: Polynomial): Q.Rational | undefined => {
  const [key, entry] = [...b][0] ?? []
  const other = key === undefined ? undefined : a.get(key)
  if (entry === undefined || other === undefined || a.size !== b.size) return undefined
  const ratio = Q.divide(other.coefficient, entry.coefficient)
  const isMultiple = [...b].every(([k, e]) => {
    const own = a.get(k)
    return own !== undefined && Q.equal(own.coefficient, Q.multiply(ratio, e.coefficient))
  })
  return isMultiple ? ratio : undefined
}

const exponentialPowers = (atoms: readonly Atom[]): ReadonlyMap<string, ExponentialPower> => {
  const groups: { readonly arg: Polynomial; readonly members: [Atom, Q.Rational][] }[] = []
  for (const atom of atoms) {
    if (atom.kind !== 'exp') continue
    const group = groups.find(({ arg }) => ratioOf(atom.arg, arg) !== undefined)
    if (group === undefined) groups.push({ arg: atom.arg, members: [[atom, Q.ONE]] })
    else group.members.push([atom, ratioOf(atom.arg, group.arg) as Q.Rational])
  }
  const powers = new Map<string, ExponentialPower>()
  for (const { arg, members } of groups) {
    const common = members.reduce((m, [, { d }]) => (m / Fast.integerGcd(m, d)) * d, 1n)
    const divisor = members.reduce((g, [, { n, d }]) => Fast.integerGcd(g, n * (common / d)), 0n)
    const unit = Q.rational(divisor, common)
    const atom = atomOf({ kind: 'exp', arg: scale(arg, unit) })
    for (const [member, ratio] of members) powers.set(member.key, { atom, times: Number(Q.divide(ratio, unit).n) })
  }
  return powers
}

/** A polynomial in atom keys with every exponential written as a power of its group's, times such a power. */
const withExponentialPowers = (p: Fast.Polynomial, powers: ReadonlyMap<string, ExponentialPower>): Fast.Polynomial => {
  if (!p.names.some((key) => powers.has(key) && powers.get(key)?.atom.key !== key) && powers.size === 0) return p
  const plain = p.names.filter((key) => !powers.has(key))
  const units = [...new Set([...powers.values()].map(({ atom }) => atom.key))]
  const names = [...plain, ...units.filter((key) => !plain.includes(key))]
  const rows = Fast.terms(p).map(({ exponents, coefficient }) => {
    const out = names.map(() => 0)
    exponents.forEach((e, i) => {
      const key = p.names[i] as string
      const known = powers.get(key)
      const at = names.indexOf(known === undefined ? key : known.atom.key)
      out[at] = (out[at] as number) + e * (known?.times ?? 1)
    })
    return { exponents: out, coefficient }
  })
  const least = names.map((_, i) => Math.min(0, ...rows.map(({ exponents }) => exponents[i] as number)))
  return Fast.fromTerms(
    names,
    rows.map(({ exponents, coefficient }) => ({
      exponents: exponents.map((e, i) => e - (least[i] as number)),
      coefficient,
    })),
  )
}

/** Polynomials over a common denominator, in the names of a system, not reduced. */
export interface Cleared {
  readonly parts: readonly Fast.Polynomial[]
  readonly below: Fast.Polynomial
}

const clearedIn = (
  list: readonly Polynomial[],
  names: readonly string[],
  powers: ReadonlyMap<string, ExponentialPower>,
): Cleared => {
  const { polynomial, atoms } = coordinatesOf(together(list))
  const joined = withExponentialPowers(polynomial, powers)
  const named = {
    ...joined,
    names: joined.names.map((key) => (isMark(key) ? key : nameOf(atoms.get(key) ?? unitAtom(key, powers)))),
  }
  const marked = Fast.rename(named, [...list.map((_, i) => mark(i)), BELOW, ...names])
  const part = (name: string): Fast.Polynomial =>
    Fast.rename(coefficientsIn(marked, name)[1] ?? Fast.constant(0, marked.names), names)
  return { parts: list.map((_, i) => part(mark(i))), below: part(BELOW) }
}

const unitAtom = (key: string, powers: ReadonlyMap<string, ExponentialPower>): Atom =>
  [...powers.values()].find(({ atom }) => atom.key === key)?.atom as Atom

/** A system of coordinates, and how kernel polynomials are written in it. */
export interface Coordinates {
  readonly system: CoordinateSystem
  readonly cleared: (list: readonly Polynomial[]) => Cleared
}

/** The atoms in the polynomials, with those that the derivatives of these need; or why there is no system. */
const closure = (given: readonly Polynomial[], variables: readonly string[]): readonly Atom[] | NoField => {
  const found = new Map<string, Atom>()
  const visit = (p: Polynomial): NoField | undefined => {
    for (const atom of coordinatesOf(p).atoms.values()) {
      if (found.has(atom.key) || (atom.kind === 'variable' && isMark(atom.name))) continue
      found.set(atom.key, atom)
      if (atom.kind === 'variable') continue
      if (isConstantAtom(atom)) continue
      if (!SUPPORTED.includes(atom.kind))
        return { unsupported: `the gradient field is not polynomial: it contains ${atom.kind}` }
      if (found.size > MAX_FUNCTIONS + 40) return { unsupported: 'the gradient field contains too many functions' }
      if (atom.kind === 'power' && !isConstantPolynomial(atom.exponent))
        return { unsupported: 'the gradient field contains powers with variables in the exponent' }
      if (atom.kind === 'sin' || atom.kind === 'cos') {
        const failed = visit(fromAtom(atomOf({ kind: atom.kind === 'sin' ? 'cos' : 'sin', arg: atom.arg })))
        if (failed !== undefined) return failed
      }
      const failed = visit(together(variables.map((name) => derivative(fromAtom(atom), name))))
      if (failed !== undefined) return failed
    }
    return undefined
  }
  for (const p of given) {
    const failed = visit(p)
    if (failed !== undefined) return failed
  }
  const functions = [...found.values()].filter((atom) => atom.kind !== 'variable' && !isConstantAtom(atom))
  if (functions.length > MAX_FUNCTIONS) return { unsupported: 'the gradient field contains too many functions' }
  return [...found.values()]
}

/** x, α and β where a polynomial is αx + β for one variable x and rational numbers. */
const linearIn = (
  p: Fast.Polynomial,
  base: readonly string[],
): { readonly name: string; readonly slope: Q.Rational; readonly offset: Q.Rational } | undefined => {
  const [name, ...more] = Fast.usedNames(p)
  if (name === undefined || more.length > 0 || !base.includes(name) || Fast.degree(p) !== 1) return undefined
  const [offset, slope] = coefficientsIn(p, name).map((c) => Fast.constantValue(c) ?? Q.ZERO)
  return offset === undefined || slope === undefined ? undefined : { name, slope, offset }
}

/** What the coordinates satisfy: cos² = 1 − sin², r^n = u for roots, s² = 1 for signs. */
const rulesOf = (
  atoms: readonly Atom[],
  base: readonly string[],
  names: readonly string[],
  cleared: (list: readonly Polynomial[]) => Cleared,
): { readonly rules: readonly Rule[]; readonly baseRules: readonly Rule[] } | NoField => {
  const rules: Rule[] = []
  const baseRules: Rule[] = []
  for (const atom of atoms) {
    if (atom.kind === 'sgn' || atom.kind === 'cos') {
      const one = Fast.constant(1, names)
      const sine =
        atom.kind === 'cos' ? Fast.indeterminate(atomOf({ kind: 'sin', arg: atom.arg }).key, names) : undefined
      const value = sine === undefined ? one : Fast.subtract(one, multiply(sine, sine))
      rules.push({ name: atom.key, power: 2, value })
      baseRules.push({ name: atom.key, power: 2, value })
    }
    if (atom.kind !== 'root' || isConstantAtom(atom)) continue
    const { parts, below } = cleared([atom.arg])
    const arg = parts[0] as Fast.Polynomial
    if (Fast.constantValue(below) === undefined)
      return { unsupported: 'the gradient field contains roots of quotients' }
    const scaled = Fast.scale(arg, Q.invert(Fast.constantValue(below) as Q.Rational))
    baseRules.push({ name: atom.key, power: atom.index, value: scaled })
    const linear = linearIn(scaled, base)
    if (linear === undefined || rules.some(({ name }) => name === linear.name))
      rules.push({ name: atom.key, power: atom.index, value: scaled })
    else {
      const root = power(Fast.indeterminate(atom.key, names), atom.index)
      const value = Fast.scale(Fast.subtract(root, Fast.constant(linear.offset, names)), Q.invert(linear.slope))
      rules.push({ name: linear.name, power: 1, value })
    }
  }
  return { rules, baseRules }
}

/**
 * Coordinates in which the given polynomials in atoms are polynomials in names, and which derivatives do not leave:
 * variables, and exp, log, sin, cos, tanh, roots and powers as coordinates of their own.
 */
export const coordinateSystem = (
  given: readonly Polynomial[],
  question: { readonly variables: readonly string[]; readonly parameters: readonly string[] },
): Coordinates | NoField => {
  const { variables: base } = question
  const atoms = closure(given, base)
  if ('unsupported' in atoms) return atoms
  const constants = atoms
    .filter((atom) => atom.kind !== 'parameter' && isConstantAtom(atom))
    .map((atom) => ({ name: atom.key, atom }))
  const all = atoms.filter((atom) => atom.kind !== 'variable' && !isConstantAtom(atom))
  const powers = exponentialPowers(all)
  const functionAtoms = [
    ...new Map(
      all.map((atom) => [powers.get(atom.key)?.atom.key ?? atom.key, powers.get(atom.key)?.atom ?? atom]),
    ).values(),
  ]
  const variables = [...base, ...functionAtoms.map(({ key }) => key)]
  const parameters = [...question.parameters, ...constants.map(({ name }) => name)]
  const names = [...variables, ...parameters]
  const cleared = (list: readonly Polynomial[]): Cleared => clearedIn(list, names, powers)
  const rules = rulesOf(atoms, base, names, cleared)
  if ('unsupported' in rules) return rules
  const functions = functionAtoms.map((atom): FunctionCoordinate => {
    const { parts, below } = cleared(base.map((name) => derivative(fromAtom(atom), name)))
    return { name: atom.key, atom, slope: parts.map((p) => reduced(rules, p)), below: reduced(rules, below) }
  })
  return { system: { base, functions, variables, parameters, constants, ...rules }, cleared }
}
