import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { type BuchbergerArithmetic, dividesMonomial, type Leading } from './buchberger.ts'
import type { MonomialKeys } from './monomial-order.ts'
import { invertModulo } from './prime-field.ts'

/**
 * A polynomial modulo p with the trace of how it was made: keys in [c·range, (c+1)·range) are monomials of component c.
 * The topmost component is the polynomial itself, the components below are cofactors of the generators.
 */
export interface TracedPolynomial extends Leading {
  readonly keys: Float64Array
  readonly coefficients: Float64Array
  /** The largest total degree in any component. */
  readonly degree: number
}

const total = (e: readonly number[]): number => e.reduce((s, x) => s + x, 0)

/** Arithmetic of traced polynomials modulo p for {@link buchberger}; polynomials start at keys from `floor` on. */
export const tracedArithmetic = (
  p: number,
  monomials: MonomialKeys,
  floor: number,
  budget: Budget,
): BuchbergerArithmetic<TracedPolynomial> & {
  readonly normalForm: (f: TracedPolynomial, reducers: readonly TracedPolynomial[]) => TracedPolynomial
} => {
  const inverse = 1 / p
  /** f - c·x^shift·g from term `from` of f on. */
  const subtractMultiple = (f: TracedPolynomial, from: number, c: number, shift: number, g: TracedPolynomial) => {
    const keys = new Float64Array(f.keys.length - from + g.keys.length)
    const coefficients = new Float64Array(keys.length)
    const negative = p - c
    let i = from
    let j = 0
    let count = 0
    while (i < f.keys.length || j < g.keys.length) {
      const kf = i < f.keys.length ? (f.keys[i] as number) : -1
      const kg = j < g.keys.length ? (g.keys[j] as number) + shift : -1
      let value = 0
      if (kf >= kg) value = f.coefficients[i++] as number
      if (kg >= kf) {
        const x = value + negative * (g.coefficients[j++] as number)
        value = x - Math.floor(x * inverse) * p
        if (value >= p) value -= p
        else if (value < 0) value += p
        if (value === 0) continue
      }
      keys[count] = Math.max(kf, kg)
      coefficients[count++] = value
    }
    return { keys: keys.subarray(0, count), coefficients: coefficients.subarray(0, count) }
  }
  const exponentsOf = (key: number): number[] => monomials.decode(key - floor)
  const raisedDegree = (shift: readonly number[], g: TracedPolynomial): number => {
    const degree = total(shift) + g.degree
    if (degree > monomials.degreeLimit) throw new BudgetSpent(`degree ${degree} is beyond the packed monomials`)
    return degree
  }
  const monic = (f: TracedPolynomial): TracedPolynomial => {
    const s = invertModulo(f.coefficients[0] as number, p)
    const coefficients = f.coefficients.map((c) => {
      const x = c * s
      const r = x - Math.floor(x * inverse) * p
      return r >= p ? r - p : r < 0 ? r + p : r
    })
    return { ...f, coefficients }
  }
  const normalForm = (f: TracedPolynomial, reducers: readonly TracedPolynomial[]): TracedPolynomial => {
    let current = f
    let from = 0
    let { degree, sugar } = f
    const keptKeys: number[] = []
    const kept: number[] = []
    while (from < current.keys.length && (current.keys[from] as number) >= floor) {
      const key = current.keys[from] as number
      const exponents = exponentsOf(key)
      const g = reducers.find((r) => dividesMonomial(r.leading, exponents))
      if (g === undefined) {
        keptKeys.push(key)
        kept.push(current.coefficients[from++] as number)
        continue
      }
      charge(budget)
      const shift = exponents.map((e, k) => e - (g.leading[k] as number))
      degree = Math.max(degree, raisedDegree(shift, g))
      sugar = Math.max(sugar, total(shift) + g.sugar)
      const c = current.coefficients[from] as number
      current = { ...current, ...subtractMultiple(current, from, c, monomials.encode(shift), g) }
      from = 0
    }
    const keys = Float64Array.from([...keptKeys, ...current.keys.subarray(from)])
    const coefficients = Float64Array.from([...kept, ...current.coefficients.subarray(from)])
    const leading = keptKeys.length === 0 ? [] : exponentsOf(keptKeys[0] as number)
    return { keys, coefficients, degree, sugar, leading }
  }
  return {
    normalForm,
    reduce: (f, reducers) => {
      const r = normalForm(f, reducers)
      return r.leading.length === 0 && !(r.keys.length > 0 && (r.keys[0] as number) >= floor) ? undefined : monic(r)
    },
    sPolynomial: (f, g, sugar) => {
      const lcm = f.leading.map((e, k) => Math.max(e, g.leading[k] as number))
      const sf = lcm.map((e, k) => e - (f.leading[k] as number))
      const sg = lcm.map((e, k) => e - (g.leading[k] as number))
      const up = monomials.encode(sf)
      const degree = Math.max(raisedDegree(sf, f), raisedDegree(sg, g))
      const raised = { ...f, keys: f.keys.map((k) => k + up) }
      const { keys, coefficients } = subtractMultiple(raised, 0, 1, monomials.encode(sg), g)
      if (keys.length === 0 || (keys[0] as number) < floor) return undefined
      return { keys, coefficients, degree, sugar, leading: exponentsOf(keys[0] as number) }
    },
  }
}
