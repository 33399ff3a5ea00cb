import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import type { Loss } from '../kernel/claim.ts'
import { uses } from '../kernel/domain.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import {
  call,
  difference,
  negated,
  number,
  product,
  quotient,
  raised,
  sum,
  symbols,
  type Term,
} from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import {
  type Composition,
  composed,
  isConstant,
  isIncreasingAtSamples,
  isSameUpToSign,
  ofOne,
  type Reading,
  startsNonnegative,
  T,
  valueAtZero,
} from './composition.ts'
import { definiteForm } from './definite-form.ts'
import type { Objective } from './objective.ts'
import { completedSquares, perfectPowerOf, squareTimesPositive } from './polynomial-squares.ts'
import { sumOfNorms } from './several-residuals.ts'

/**
 * f = shift + φ(t), t = |h|, (Σh_i²)^{1/2} or Σ|h_i|, found by search: that φ is increasing with φ(0) = 0 and that the
 * identity holds is for the kernel.
 */
export interface Structure {
  /** h_1, …, h_m; one for the loss `single`, at least two otherwise. */
  readonly residuals: readonly Term[]
  readonly loss: Loss
  /** φ as a term in `t`, with φ(0) = 0. */
  readonly phi: Term
  /** min f: the tool works on f − shift. */
  readonly shift: Term
}

/** h where f = φ(|h|) has one residual only. */
export const onlyResidual = (structure: Structure | undefined): Term | undefined =>
  structure?.loss === 'single' ? structure.residuals[0] : undefined

/**
 * h or Σh_i²: smooth, and with the trajectories of f, except for the loss l1; for that one a polynomial that f conserves
 * is conserved by Σh_i² too where every choice of signs of the h_i occurs, for it is orthogonal to every ∇h_i.
 */
export const smoothPotential = ({ residuals, loss }: Structure): Term =>
  loss === 'single' ? (residuals[0] as Term) : sum(...residuals.map((h) => raised(h, 2)))

export const scopeOf = (objective: Omit<Objective, 'term'>): Scope => ({
  variables: objective.variables,
  parameters: new Set(objective.parameters),
  integers: new Set(objective.integers),
  constants: new Map(),
})

/** Reads f = φ(t) off the term, or off its normal form where the term does not show it. */
export const compose = (term: Term, reading: Reading): Composition | undefined => {
  const { scope } = reading
  const go = (t: Term): Composition | undefined => compose(t, reading)
  switch (term.op) {
    case 'multiply': {
      const constants = term.args.filter((t) => isConstant(t, scope))
      const others = term.args.filter((t) => !isConstant(t, scope))
      const [only, ...more] = others
      if (only === undefined) break
      if (more.length > 0) {
        const together = combined(others, (phis) => product(...constants, ...phis), reading)
        if (together !== undefined) return together
        break
      }
      const inner = go(only)
      return inner && composed(inner, (phi) => product(...constants, phi))
    }
    case 'negate': {
      const inner = go(term.arg)
      if (inner?.peeled) return composed(inner, negated)
      break
    }
    case 'divide':
      if (isConstant(term.denominator, scope)) {
        const inner = go(term.numerator)
        return inner && composed(inner, (phi) => quotient(phi, term.denominator))
      }
      return combined([term.numerator, term.denominator], ([a, b]) => quotient(a as Term, b as Term), reading)
    case 'power':
      return peelPower(term, reading)
    case 'call': {
      const arg = term.args[0] as Term
      const other = term.args[1]
      if (term.name === 'max' && other !== undefined && vanishes(lower(sum(arg, other), scope))) return ofOne(arg, T)
      if (term.name === 'abs') {
        const inner = go(arg)
        return inner?.peeled && startsNonnegative(inner.phi, scope) ? inner : ofOne(arg, T)
      }
      if (['exp', 'log', 'sqrt', 'cbrt', 'tanh'].includes(term.name)) {
        const inner = go(arg)
        return inner?.peeled ? composed(inner, (phi) => call(term.name, phi)) : undefined
      }
      break
    }
    case 'add': {
      const together = composeSum(term.args, reading)
      if (together !== undefined) return together
      break
    }
    default:
  }
  return perfectPowerOf(term, reading)
}

/** Constants and one function of t, several functions of one t, or a sum of squares or moduli. */
const composeSum = (args: readonly Term[], reading: Reading): Composition | undefined => {
  const { scope } = reading
  const constants = args.filter((t) => isConstant(t, scope))
  const others = args.filter((t) => !isConstant(t, scope))
  const [only, ...more] = others
  if (only !== undefined && more.length === 0 && constants.length > 0) {
    const inner = compose(only, reading)
    if (inner?.peeled) return composed(inner, (phi) => sum(phi, ...constants))
  }
  const together = combined(others, (phis) => sum(...phis, ...constants), reading)
  if (together !== undefined || !reading.several) return together
  const parts = others.map((t) => compose(t, reading))
  return parts.every((part) => part?.peeled) ? sumOfNorms(parts as Composition[], constants, scope) : undefined
}

const peelPower = (term: Term & { op: 'power' }, reading: Reading): Composition | undefined => {
  const { base, exponent } = term
  const inner = compose(base, reading)
  // A power of φ increases with t only if φ ≥ 0; otherwise the base is the residual itself.
  if (inner?.peeled && startsNonnegative(inner.phi, reading.scope))
    return composed(inner, (phi) => raised(phi, exponent))
  const isEven = exponent.op === 'number' && exponent.value.d === 1n && exponent.value.n % 2n === 0n
  if (isEven && exponent.value.n > 0n) return ofOne(base, raised(T, exponent))
  return perfectPowerOf(term, reading)
}

/** Several functions of one t put together. */
const combined = (
  parts: readonly Term[],
  join: (phis: readonly Term[]) => Term,
  reading: Reading,
): Composition | undefined => {
  if (parts.length < 2 || parts.length > 6) return undefined
  const first = parts.find((part) => !isConstant(part, reading.scope))
  const common = first && compose(first, reading)
  if (!common?.peeled) return undefined
  const phis: Term[] = []
  for (const part of parts) {
    const phi = isConstant(part, reading.scope) ? part : partOver(part, common, reading)
    if (phi === undefined) return undefined
    phis.push(phi)
  }
  return { ...common, phi: join(phis) }
}

/** φ with part = φ(t) for the t of another part. */
const partOver = (part: Term, common: Composition, reading: Reading): Term | undefined => {
  if (part.op === 'add' && common.loss === 'single') {
    const phis = part.args.map((arg) => (symbols(arg).length === 0 ? arg : partOver(arg, common, reading)))
    return phis.every((phi) => phi !== undefined) ? sum(...(phis as Term[])) : undefined
  }
  const inner = compose(part, reading)
  return inner?.peeled && isSameNorm(inner, common, reading.scope) ? inner.phi : undefined
}

const isSameNorm = (a: Composition, b: Composition, scope: Scope): boolean =>
  a.loss === b.loss &&
  a.residuals.length === b.residuals.length &&
  a.residuals.every((h, i) => isSameUpToSign(h, b.residuals[i] as Term, scope))

/** The first reading of f that may be increasing; one residual rather than several. */
const formOf = (term: Term, scope: Scope, budget: Budget): Composition | undefined => {
  const one: Reading = { scope, budget, several: false }
  const several: Reading = { ...one, several: true }
  const readings = [
    () => compose(term, one),
    () => perfectPowerOf(term, one),
    () => squareTimesPositive(term, one),
    () => compose(term, several),
    () => completedSquares(term, one),
  ]
  let bent: Composition | undefined
  for (const read of readings) {
    const found = read()
    if (!found?.peeled || !isIncreasingAtSamples(found.phi)) continue
    // Residuals have to be smooth.
    if (!found.residuals.some((h) => uses(h, MODULI, scope))) return found
    bent ??= found
  }
  return bent
}

const MODULI: ReadonlySet<string> = new Set(['abs', 'max', 'min'])

/**
 * Looks for f = min f + φ(t) with φ increasing and t the modulus of one residual, or the l2 or l1 norm of several,
 * however f was written: expanded, scaled, renamed, composed with increasing functions. Returns undefined where no such
 * form is found; the kernel decides whether a form is right.
 *
 * @example detectStructure(objective of x^2*y^2 - 2*x*y + 1) // h = x*y - 1, φ = t^2
 * @example detectStructure(objective of abs(x*y-1) + abs(x*z)) // residuals x*y - 1 and x*z, loss l1, φ = t
 */
export const detectStructure = (objective: Objective, budget: Budget): Structure | undefined => {
  const scope = scopeOf(objective)
  try {
    const found = formOf(objective.term, scope, budget)
    if (found === undefined) return undefined
    const { residuals, loss, phi } = definiteForm(found, scope, objective.assume) ?? found
    const start = valueAtZero(phi, scope)
    if (start === undefined || closedSign(start) === undefined) return undefined
    if (vanishes(start)) return { residuals, loss, phi: simplify(phi), shift: number(0) }
    const shift = termOfPolynomial(start, [])
    return { residuals, loss, phi: simplify(difference(phi, shift)), shift }
  } catch (error) {
    // A form that the kernel cannot even read (division by zero, an even root of a negative number) is no form.
    if (error instanceof Refusal || error instanceof BudgetSpent) return undefined
    throw error
  }
}
