import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { obligationsOf } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { type Context, readContext } from '../kernel/context.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { multiply, signum, vanishes } from '../kernel/normal-form.ts'
import { type Atom, add, fromEntries, integer, negate, type Polynomial, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { printTerm } from '../kernel/term.ts'
import type { DecidedKink } from './smooth-cells.ts'

/** A kink as an atom sgn(u) with its value s, and the difference quotient by it. */
interface Sign {
  readonly text: string
  readonly value: 1 | -1
  readonly atom: Atom
}

/** p = p|_{sgn = s} + (sgn − s)·q for p of degree ≤ 1 in the atom. */
const divided = (
  p: Polynomial,
  { atom, value }: Sign,
): { readonly rest: Polynomial; readonly quotient: Polynomial } => {
  const entries = [...p.values()]
  const has = ({ monomial }: (typeof entries)[number]): boolean => monomial.some(([a]) => a === atom)
  const quotient = fromEntries(
    entries.filter(has).map((e) => ({ ...e, monomial: e.monomial.filter(([a]) => a !== atom) })),
  )
  const plain = fromEntries(entries.filter((e) => !has(e)))
  return { rest: add(plain, scale(quotient, Q.rational(value))), quotient }
}

interface Multiple {
  readonly of: string
  readonly by: Polynomial
}

/** p modulo the values of the signs, as multiples of sgn − s that were taken off. */
const onCell = (p: Polynomial, signs: readonly Sign[]): { readonly rest: Polynomial; readonly taken: Multiple[] } => {
  const taken: Multiple[] = []
  let rest = p
  for (const sign of signs) {
    const { rest: next, quotient } = divided(rest, sign)
    if (quotient.size > 0) taken.push({ of: `sgn(${sign.text}) - (${sign.value})`, by: quotient })
    rest = next
  }
  return { rest, taken }
}

/**
 * A proof of a claim `conserved` on a cell: the signs of the kinks are decided one after another, each by what is known
 * to be positive on the cell, and then the derivative along the flow is a combination of sgn(u) − s. Undefined where it is
 * not; the kernel has the last word.
 */
export const cellProof = (claim: Claim, kinks: readonly DecidedKink[]): Json | undefined => {
  try {
    const context: Context = readContext(claim.context)
    const { scope } = context
    const [obligation, ...more] = obligationsOf(claim)
    if (obligation === undefined || more.length > 0 || obligation.sequent.goal === 'false') return undefined
    const print = (p: Polynomial): string => printTerm(termOfPolynomial(p, scope.variables))
    const written = (multiples: readonly Multiple[], factor: Polynomial): JsonObject[] =>
      multiples.map(({ of, by }) => ({ of, by: print(multiply(by, factor)) }))
    const goal = obligation.sequent.goal.polynomial
    const leaf = (signs: readonly Sign[]): Json | undefined => {
      const { rest, taken } = onCell(goal, signs)
      if (!vanishes(rest)) return undefined
      if (taken.length === 0) return { kind: 'identity' }
      const terms = [{ weight: '1', square: print(goal), times: [] }]
      return { kind: 'positivstellensatz', terms, multiples: written(taken, negate(goal)) }
    }
    const decide = (k: number, signs: readonly Sign[]): Json | undefined => {
      const kink = kinks[k]
      if (kink === undefined) return leaf(signs)
      const u = lower(kink.at, scope)
      const [entry, ...others] = signum(u).values()
      const factor = entry?.monomial[0]
      // A sign that is a number, or one that was decided already.
      if (entry === undefined || others.length > 0 || factor === undefined || entry.monomial.length > 1) {
        return decide(k + 1, signs)
      }
      const [atom] = factor
      if (signs.some((sign) => sign.atom === atom)) return decide(k + 1, signs)
      const value = Q.sign(entry.coefficient) === kink.sign ? 1 : -1
      const text = printTerm(kink.at)
      const sign: Sign = { text: print((atom as { readonly arg: Polynomial }).arg), value, atom }
      const then = decide(k + 1, [...signs, sign])
      if (then === undefined) return undefined
      // sign·u > 0 on the cell, although sign·u ≤ 0.
      const size = scale(u, Q.rational(kink.sign))
      const positive = lower(kink.positive, scope)
      const { rest, taken } = onCell(subtract(positive, size), signs)
      if (rest.size > 0) return undefined
      const terms = [
        { weight: '1', square: '1', times: [printTerm(kink.positive)] },
        { weight: '1', square: '1', times: [print(negate(size))] },
      ]
      const contradiction = { kind: 'positivstellensatz', terms, multiples: written(taken, integer(-1)) }
      const [holds, fails] = kink.sign === 1 ? ['>', '<='] : ['<', '>=']
      return {
        kind: 'split',
        on: text,
        cells: [
          { sign: holds as string, proof: then },
          { sign: fails as string, proof: contradiction },
        ],
      }
    }
    const proof = decide(0, [])
    return proof && { outcome: 'proved', proofs: { [obligation.name]: proof } }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
