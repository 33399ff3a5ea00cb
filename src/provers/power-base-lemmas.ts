import type { Json } from '../kernel/json.ts'
import { multiply } from '../kernel/normal-form.ts'
import { constant, fromAtom, type Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { conditionsHold, type Fact } from '../kernel/sign.ts'
import { number } from '../kernel/term.ts'
import { isAccepted } from './acceptance.ts'
import { termFor, textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'

/**
 * The bases that may be zero, where a polynomial is one product with a power |u|^e in it: off their zeros it does not
 * vanish either. Undefined for any other polynomial.
 */
const openBases = (p: Polynomial, hypotheses: readonly Fact[], scope: Scope): readonly Polynomial[] | undefined => {
  const [only, ...more] = p.values()
  if (only === undefined || more.length > 0 || only.monomial.every(([atom]) => atom.kind !== 'power')) return undefined
  const bases = only.monomial.map(([atom]) => (atom.kind === 'power' ? atom.arg : fromAtom(atom)))
  const isOpen = (u: Polynomial): boolean =>
    !conditionsHold([{ left: termFor(u, scope), op: '!=', right: number(0) }], hypotheses, scope)
  return bases.filter(isOpen)
}

const productOf = (factors: readonly Polynomial[]): Polynomial => factors.reduce(multiply, constant(Q.ONE))

/** The product of the bases that may be zero, where a polynomial is one product with a power |u|^e in it. */
export const basesOfPowers = (p: Polynomial, hypotheses: readonly Fact[], scope: Scope): Polynomial | undefined => {
  const bases = openBases(p, hypotheses, scope)
  return bases && productOf(bases)
}

/** u·v·… = 0 from c·|u|^e·|v|^d·… = 0: where no base is zero the square of that product is positive. */
export const powerBaseLemmas = (sequent: Sequent): Lemma[] => {
  const { scope, hypotheses } = sequent
  return hypotheses.flatMap(({ polynomial, op }) => {
    const bases = op === '=' ? openBases(polynomial, hypotheses, scope) : undefined
    if (bases === undefined) return []
    const product = productOf(bases)
    const [text, own] = [textFor(polynomial, scope), textFor(product, scope)]
    const proof = bases.reduceRight<Json>(
      (elsewhere, base, i) => {
        const on = textFor(base, scope)
        const others = textFor(productOf(bases.filter((_, k) => k !== i)), scope)
        const here = squaresAndMultiples([{ square: own }], [[on, `-(${own})*(${others})`]])
        const cells = [
          { sign: '=', proof: here },
          { sign: '!=', proof: elsewhere },
        ]
        return { kind: 'split', on, cells }
      },
      squaresAndMultiples([{ square: text }], [[text, `-(${text})`]]),
    )
    const goal = fact(product, '=')
    return isAccepted(proof, { ...sequent, goal }) ? [{ fact: goal, proof }] : []
  })
}
