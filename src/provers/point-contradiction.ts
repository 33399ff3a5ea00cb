import { closedSign } from '../kernel/enclosure.ts'
import type { Json } from '../kernel/json.ts'
import { multiply, power } from '../kernel/normal-form.ts'
import {
  add,
  atomOf,
  type Entry,
  fromAtom,
  fromEntries,
  integer,
  negate,
  type Polynomial,
  subtract,
} from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { textFor } from './kernel-text.ts'

/** (p − p at x = value)/(x − value) for a variable that occurs in p as a power only, by Horner's scheme. */
const dividedDifference = (p: Polynomial, name: string, value: Polynomial): Polynomial => {
  const atom = atomOf({ kind: 'variable', name })
  const x = fromAtom(atom)
  const byDegree = new Map<number, Entry[]>()
  for (const e of p.values()) {
    const k = e.monomial.find(([a]) => a === atom)?.[1] ?? 0
    const rest = { monomial: e.monomial.filter(([a]) => a !== atom), coefficient: e.coefficient }
    byDegree.set(k, [...(byDegree.get(k) ?? []), rest])
  }
  let total: Polynomial = integer(0)
  for (const [k, entries] of byDegree) {
    // x^k − v^k = (x − v)·Σ x^i v^(k−1−i)
    let factor: Polynomial = integer(0)
    for (let i = 0; i < k; i++) factor = add(factor, multiply(power(x, i), power(value, k - 1 - i)))
    total = add(total, multiply(fromEntries(entries), factor))
  }
  return total
}

/**
 * A contradiction where the hypotheses contain x = value for every variable: some other hypothesis, polynomial in the
 * variables, has the wrong sign there.
 */
export const contradictionAtPoint = (sequent: Sequent, point: ReadonlyMap<string, Polynomial>): Json | undefined => {
  const { scope } = sequent
  const text = (p: Polynomial): string => textFor(p, scope)
  for (const hypothesis of sequent.hypotheses) {
    const certificate = contradictory(hypothesis, point, text)
    if (certificate !== undefined) return certificate
  }
  return undefined
}

const contradictory = (
  { polynomial, op }: Fact,
  point: ReadonlyMap<string, Polynomial>,
  text: (p: Polynomial) => string,
): Json | undefined => {
  let value: Polynomial
  try {
    value = specialize(polynomial, point)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
  const s = closedSign(value)
  if (s === undefined) return undefined
  const fails = op === '>' ? s <= 0 : op === '>=' ? s < 0 : op === '!=' ? s === 0 : s !== 0
  if (!fails) return undefined
  // polynomial − value = Σ cofactor·(x − v), one variable after another.
  const multiples: { of: string; by: string }[] = []
  let rest = polynomial
  for (const [name, v] of point) {
    const cofactor = dividedDifference(rest, name, v)
    const gap = subtract(fromAtom(atomOf({ kind: 'variable', name })), v)
    rest = subtract(rest, multiply(cofactor, gap))
    if (cofactor.size > 0)
      multiples.push({ of: text(gap), by: text(op === '!=' ? multiply(cofactor, polynomial) : cofactor) })
  }
  const negated = multiples.map(({ of, by }) => ({ of, by: `-(${by})` }))
  const own = text(polynomial)
  const kind = 'positivstellensatz'
  const weight = (p: Polynomial): Json => ({ weight: text(p), square: '1', times: [] })
  if (op === '!=') {
    // polynomial² = polynomial·Σ cofactor·(x − v)
    return { kind, terms: [{ weight: '1', square: own, times: [] }], multiples: negated }
  }
  if (op === '=') {
    // 0 = polynomial = value + Σ…, so |value| − (±polynomial) + … = 0
    const size = s > 0 ? value : negate(value)
    const byOwn = s > 0 ? '-1' : '1'
    return { kind, terms: [weight(size)], multiples: [{ of: own, by: byOwn }, ...(s > 0 ? multiples : negated)] }
  }
  const terms: Json[] = [{ weight: '1', square: '1', times: [own] }]
  if (s !== 0) terms.push(weight(negate(value)))
  return { kind, terms, multiples: negated }
}
