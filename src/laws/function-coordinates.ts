import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn } from '../algebra/polynomial-calculus.ts'
import { multiply, power } from '../algebra/polynomial-product.ts'
import { coordinatesOf } from '../dynamics/atom-coordinates.ts'
import { derivative } from '../kernel/derivative.ts'
import { multiply as multiplyKernel } from '../kernel/normal-form.ts'
import { type Atom, add, atomOf, fromAtom, type Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { isConstantAtom, isConstantPolynomial } from './constant-atoms.ts'
import { type Exponentials, exponentialUnits, withExponentialUnits } from './exponential-units.ts'
import { type Rule, reducedBy } from './rewriting-rules.ts'

/** Why there is no polynomial field. */
export interface NoField {
  readonly unsupported: string
  /** True where it vanishes identically. */
  readonly isZero?: boolean
}

/** A function of the variables used as a coordinate: exp, log, sin, cos, tanh, a root, a power or a sign. */
export interface FunctionCoordinate {
  /** Its name among the coordinates: the key of the atom. */
  readonly name: string
  readonly atom: Atom
  /** Its gradient by the variables times `below`, in the coordinates. */
  readonly slope: readonly Fast.Polynomial[]
  readonly below: Fast.Polynomial
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

/** p in the independent coordinates of a system. */
export const reduced = ({ rules }: { readonly rules: readonly Rule[] }, p: Fast.Polynomial): Fast.Polynomial =>
  rules.length === 0 ? p : reducedBy(rules, p)

/** v² = (r² − β)/α where the rule of a root r is r² = αv² + β. */
const squareOfVariable = ({ name, power: least, value }: Rule, base: readonly string[]): Rule | undefined => {
  const [variable, ...more] = Fast.usedNames(value)
  if (least !== 2 || variable === undefined || more.length > 0 || !base.includes(variable)) return undefined
  const [offset, middle, slope] = coefficientsIn(value, variable).map((c) => Fast.constantValue(c) ?? Q.ZERO)
  if (Fast.degree(value) !== 2 || offset === undefined || middle === undefined || slope === undefined) return undefined
  if (!Q.isZero(middle)) return undefined
  const square = power(Fast.indeterminate(name, value.names), 2)
  const left = Fast.scale(Fast.subtract(square, Fast.constant(offset, value.names)), Q.invert(slope))
  return { name: variable, power: 2, value: left }
}

/** p with other powers replaced, those of sines for cosines, of x for sqrt(1 + x²): the same function, other factors. */
export const otherSquares = ({ functions, rules, base }: CoordinateSystem, p: Fast.Polynomial): Fast.Polynomial => {
  const others = rules.map((rule): Rule => {
    const atom = functions.find(({ name }) => name === rule.name)?.atom
    if (atom?.kind === 'root') return squareOfVariable(rule, base) ?? rule
    if (atom?.kind !== 'cos') return rule
    const cosine = Fast.indeterminate(rule.name, rule.value.names)
    const value = Fast.subtract(Fast.constant(1, rule.value.names), multiply(cosine, cosine))
    return { name: atomOf({ kind: 'sin', arg: atom.arg }).key, power: 2, value }
  })
  return others.length === 0 ? p : reducedBy(others, p)
}

const SUPPORTED: readonly string[] = ['exp', 'log', 'sin', 'cos', 'tanh', 'root', 'power', 'sgn']
const MAX_FUNCTIONS = 8
const MAX_ATOMS = 100
const TOO_MANY: NoField = { unsupported: 'the gradient field contains too many functions' }

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

/** Kernel polynomials over a common denominator, which is left out, as polynomials in the keys of their atoms. */
export const inAtoms = (
  list: readonly Polynomial[],
): { readonly parts: Fast.Polynomial[]; readonly atoms: ReadonlyMap<string, Atom> } => {
  const { polynomial, atoms } = coordinatesOf(together(list))
  const names = polynomial.names.filter((name) => !isMark(name))
  const parts = list.map((_, i) =>
    Fast.rename(coefficientsIn(polynomial, mark(i))[1] ?? Fast.constant(0, polynomial.names), names),
  )
  return { parts, atoms }
}

/** Polynomials over a common denominator, in the names of a system, not reduced. */
export interface Cleared {
  readonly parts: readonly Fast.Polynomial[]
  readonly below: Fast.Polynomial
}

const clearedIn = (list: readonly Polynomial[], names: readonly string[], exponentials: Exponentials): Cleared => {
  const coordinates = coordinatesOf(together(list))
  const joined = withExponentialUnits(coordinates, exponentials)
  const { atoms } = coordinates
  const named = {
    ...joined,
    names: joined.names.map((key) => {
      const atom = atoms.get(key)
      return atom === undefined || isMark(key) ? key : nameOf(atom)
    }),
  }
  const marked = Fast.rename(named, [...list.map((_, i) => mark(i)), BELOW, ...names])
  const part = (name: string): Fast.Polynomial =>
    Fast.rename(coefficientsIn(marked, name)[1] ?? Fast.constant(0, marked.names), names)
  return { parts: list.map((_, i) => part(mark(i))), below: part(BELOW) }
}

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
      if (found.size > MAX_ATOMS) return TOO_MANY
      if (atom.kind === 'power' && !isConstantPolynomial(atom.exponent))
        return { unsupported: 'the gradient field contains powers with variables in the exponent' }
      if (atom.kind === 'sin' || atom.kind === 'cos') {
        const failed = visit(fromAtom(atomOf({ kind: atom.kind === 'sin' ? 'cos' : 'sin', arg: atom.arg })))
        if (failed !== undefined) return failed
      }
      // The product of exp(u) with u′ may be one exponential of a longer sum: these have no end.
      const inner = atom.kind === 'exp' ? atom.arg : fromAtom(atom)
      const failed = visit(together(variables.map((name) => derivative(inner, name))))
      if (failed !== undefined) return failed
    }
    return undefined
  }
  for (const p of given) {
    const failed = visit(p)
    if (failed !== undefined) return failed
  }
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
  const all = atoms.filter((atom) => atom.kind !== 'variable' && !isConstantAtom(atom))
  const exponentials = exponentialUnits(all.flatMap((atom) => (atom.kind === 'exp' ? [atom.arg] : [])))
  const constants = [...atoms, ...exponentials.units]
    .filter((atom) => atom.kind !== 'parameter' && isConstantAtom(atom))
    .map((atom) => ({ name: atom.key, atom }))
  const functionAtoms = [
    ...all.filter(({ kind }) => kind !== 'exp'),
    ...exponentials.units.filter((atom) => !isConstantAtom(atom)),
  ]
  if (functionAtoms.length > MAX_FUNCTIONS) return TOO_MANY
  const variables = [...base, ...functionAtoms.map(({ key }) => key)]
  const parameters = [...question.parameters, ...constants.map(({ name }) => name)]
  const names = [...variables, ...parameters]
  const cleared = (list: readonly Polynomial[]): Cleared => clearedIn(list, names, exponentials)
  const rules = rulesOf(atoms, base, names, cleared)
  if ('unsupported' in rules) return rules
  const functions = functionAtoms.map((atom): FunctionCoordinate => {
    const { parts, below } = cleared(base.map((name) => derivative(fromAtom(atom), name)))
    return { name: atom.key, atom, slope: parts.map((p) => reduced(rules, p)), below: reduced(rules, below) }
  })
  return { system: { base, functions, variables, parameters, constants, ...rules }, cleared }
}
