import { readExponent } from '../kernel/lower.ts'
import { children, difference, type Term } from '../kernel/term.ts'
import { type PiecewiseSmooth, signAt } from './selections.ts'

/** Functions of one argument that increase and are smooth where they are defined, off the zeros of roots. */
const INCREASING: ReadonlySet<string> = new Set(['exp', 'log', 'sqrt', 'cbrt', 'root', 'tanh'])
const KINKED: ReadonlySet<string> = new Set(['abs', 'max', 'min', 'sgn'])

/** Whether a term has no kink at the point. */
const isSmooth = (term: Term, near: PiecewiseSmooth): boolean => {
  const parts = children(term).every((part) => isSmooth(part, near))
  if (term.op !== 'call' || !KINKED.has(term.name)) return parts
  if (term.name === 'sgn') return false
  if (term.name === 'abs') return parts && signAt(term.args[0] as Term, near.point, near.scope) !== 0
  const counting = active(term, near)
  return counting.length === 1 && isSmooth(counting[0] as Term, near)
}

/** The arguments of max or min that have its value at the point. */
const active = (term: Term & { op: 'call' }, { point, scope }: PiecewiseSmooth): readonly Term[] =>
  term.args.filter((a) => signAt(difference(a, term), point, scope) === 0)

/** Whether s ↦ s^k has a nonnegative derivative at the value of the base; k a whole number. */
const powerRises = (base: Term, k: number, { point, scope }: PiecewiseSmooth): boolean => {
  const sign = signAt(base, point, scope)
  if (sign === 0) return k >= 1
  return k === 0 || k * sign ** (k - 1) > 0
}

/**
 * Whether f is regular at the point in the sense of variational analysis (Rockafellar and Wets, Definition 7.25 and
 * Theorems 10.6, 10.31; for a locally Lipschitz f this is Clarke's regularity, f′(x̄; d) = max {⟨v, d⟩ : v ∈ ∂̄f(x̄)}), by the
 * rules of the calculus: smooth functions are; sums and maxima of regular ones; |u| of a smooth u; products with smooth
 * nonnegative factors; and regular ones under smooth functions that increase at the value. False says nothing.
 */
export const isRegularByRules = (term: Term, near: PiecewiseSmooth): boolean => {
  const go = (t: Term): boolean => isRegularByRules(t, near)
  if (isSmooth(term, near)) return true
  const sign = (t: Term): -1 | 0 | 1 => signAt(t, near.point, near.scope)
  switch (term.op) {
    case 'add':
      return term.args.every(go)
    case 'multiply': {
      const bent = term.args.filter((t) => !isSmooth(t, near))
      const factors = term.args.filter((t) => isSmooth(t, near))
      const negative = factors.filter((t) => sign(t) < 0).length
      const isNonnegative = factors.some((t) => sign(t) === 0) || negative % 2 === 0
      return bent.length === 1 && go(bent[0] as Term) && isNonnegative
    }
    case 'divide':
      return isSmooth(term.denominator, near) && sign(term.denominator) > 0 && go(term.numerator)
    case 'power': {
      const exponent = readExponent(term.exponent, near.scope)
      return exponent.kind === 'integer' && powerRises(term.base, Number(exponent.value), near) && go(term.base)
    }
    case 'call': {
      const [u] = term.args as readonly [Term]
      if (term.name === 'abs') return sign(u) > 0 ? go(u) : sign(u) === 0 && isSmooth(u, near)
      if (term.name === 'max') return active(term, near).every(go)
      if (term.name === 'min') return active(term, near).length === 1 && active(term, near).every(go)
      if (!INCREASING.has(term.name)) return false
      return term.name === 'exp' || term.name === 'tanh' || sign(u) !== 0 ? go(u) : false
    }
    default:
      return false
  }
}
