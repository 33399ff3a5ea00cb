import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { squareFree } from '../algebra/square-free.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { atomsOf, type Polynomial, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { negated, number, printTerm, product, quotient, raised, sum, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { clearFactors } from './clear-factors.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor } from './kernel-text.ts'

const powered = (base: Term, k: number): Term => (k === 1 ? base : raised(base, k))

function* formsOf(sequent: Sequent, hints: readonly Term[], budget: Budget): Generator<Term> {
  const { goal, scope } = sequent
  if (goal === 'false') return
  const p = goal.polynomial
  if (vanishes(p)) {
    yield number(0)
    return
  }
  yield* hints
  yield* hints.map(negated)
  yield termFor(p, scope)
  yield factored(p, sequent, budget)
  // p = h + (p − h) for a hypothesis h that is not negative.
  const lower = sequent.hypotheses
    .filter((h) => h.op === '>' || h.op === '>=')
    .filter((h) => sharesFunctions(h.polynomial, p))
  for (const { polynomial: h } of lower.slice(0, 24)) {
    const rest = subtract(p, h)
    if (!vanishes(rest)) yield sum(factored(rest, sequent, budget), termFor(h, scope))
  }
}

/**
 * Ways to write the goal from which its sign may be read off: the normal form; factored over ℚ with common monomials,
 * hypotheses and repeated factors taken out, over the product of its denominators. Each is made when it is asked for:
 * factors may take long. Throws BudgetSpent.
 */
export function* signForms(sequent: Sequent, hints: readonly Term[], budget: Budget): Generator<string> {
  const given = new Set<string>()
  for (const form of formsOf(sequent, hints, budget)) {
    const text = printTerm(form)
    if (!given.has(text)) yield text
    given.add(text)
  }
}

const FUNCTIONS = ['exp', 'log', 'sin', 'cos', 'tanh', 'power']

/** True where a function with the same argument occurs in both. */
const sharesFunctions = (a: Polynomial, b: Polynomial): boolean => {
  const own = atomsOf(b)
  return [...atomsOf(a)].some((atom) => FUNCTIONS.includes(atom.kind) && own.has(atom))
}

/** p factored over ℚ: hypotheses, common monomials and repeated factors taken out, over the product of denominators. */
const factored = (p: Polynomial, sequent: Sequent, budget: Budget): Term => {
  const { scope } = sequent
  const cleared = clearFactors(p, true)
  // What is positive says more than what is not zero.
  const isStrict = (h: Sequent['hypotheses'][number]): boolean => h.op === '>'
  const inOrder = [...sequent.hypotheses.filter(isStrict), ...sequent.hypotheses.filter((h) => !isStrict(h))]
  const known = inOrder.map((h) => h.polynomial)
  const space = indeterminatesFor([p, ...known], scope)
  let rest = space.enter(cleared.numerator)
  if (A.isZero(rest)) return number(0)
  const factors: Term[] = []
  for (const hypothesis of known) {
    const { numerator, factors: below } = clearFactors(hypothesis, true)
    const divisor = space.enter(numerator)
    if (A.constantValue(divisor) !== undefined || A.isZero(divisor)) continue
    let times = 0
    for (let q = divideExact(rest, divisor); q !== undefined; q = divideExact(rest, divisor)) {
      times++
      rest = q
    }
    if (times > 0) {
      factors.push(powered(termFor(hypothesis, scope), times))
      factors.push(...below.map((f) => powered(termFor(f.base, scope), f.power * times)))
    }
  }
  // Common powers of single indeterminates.
  const content = rest.names.map((_, k) => Math.min(...A.terms(rest).map((t) => t.exponents[k] as number)))
  content.forEach((e, k) => {
    if (e === 0) return
    const x = A.indeterminate(rest.names[k] as string, rest.names)
    for (let i = 0; i < e; i++) rest = divideExact(rest, x) as A.Polynomial
    factors.push(powered(space.termOf(x), e))
  })
  const { scale, factors: bases } = squareFree(rest, budget)
  for (const { base, multiplicity } of bases) {
    if (A.constantValue(base) !== undefined) continue
    factors.push(powered(space.termOf(base), multiplicity))
  }
  const isOne = Q.equal(scale, Q.ONE)
  const top = product(...(isOne && factors.length > 0 ? [] : [number(scale)]), ...factors)
  const below = cleared.factors.map((f) => powered(termFor(f.base, scope), f.power))
  return below.length === 0 ? top : quotient(top, product(...below))
}
