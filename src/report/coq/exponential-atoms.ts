import { lower } from '../../kernel/lower.ts'
import { atomsOf, fromEntries, type Monomial, type Polynomial, polynomialKey } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import type { Scope } from '../../kernel/scope.ts'
import { POSITIVE } from '../../kernel/sign.ts'
import { call, children, type Term } from '../../kernel/term.ts'
import { atomText, type CoqText, productText } from './coq-term.ts'
import type { Naming } from './naming.ts'
import { notExported } from './not-exported.ts'

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
const gcdRational = (a: Q.Rational, b: Q.Rational): Q.Rational => Q.rational(gcd(a.n * b.d, b.n * a.d), a.d * b.d)

const monomialKeyOf = (monomial: Monomial): string => polynomialKey(fromEntries([{ monomial, coefficient: Q.ONE }]))

/** For each monomial in the argument of an exponential the largest number of which all its coefficients are multiples. */
export const exponentUnits = (terms: readonly Term[], scope: Scope): ReadonlyMap<string, Q.Rational> => {
  const units = new Map<string, Q.Rational>()
  const take = (argument: Polynomial): void => {
    for (const { monomial, coefficient } of argument.values()) {
      const key = monomialKeyOf(monomial)
      const known = units.get(key)
      units.set(key, known === undefined ? Q.absolute(coefficient) : gcdRational(known, coefficient))
    }
    for (const atom of atomsOf(argument)) if (atom.kind === 'exp') take(atom.arg)
  }
  const visit = (term: Term): void => {
    children(term).forEach(visit)
    if (term.op === 'call' && term.name === 'exp') take(lower(term.args[0] as Term, scope))
  }
  terms.forEach(visit)
  return units
}

/** A term of an argument as a whole multiple of its unit. */
interface Multiple {
  readonly times: bigint
  readonly text: string
  readonly name: string
  readonly equation: string
}

/** A value with a proof term of `exp (text) = value`. */
interface Power {
  readonly value: string
  readonly text: string
  readonly proof: string
}

const powerOf = ({ times, text, name, equation }: Multiple): Power => {
  const size = times < 0n ? -times : times
  const isOne = size === 1n
  const power = {
    value: isOne ? name : `${name} ^ ${size}`,
    text: isOne ? text : `${size} * (${text})`,
    proof: isOne ? equation : `(exp_times ${size} ${size} eq_refl ${equation})`,
  }
  if (times > 0n) return power
  return { value: `/ ${power.value}`, text: `- (${power.text})`, proof: `(exp_minus ${power.proof})` }
}

const times = (sum: Power, next: Power): Power => ({
  value: `${sum.value} * ${next.value}`,
  text: `${sum.text} + (${next.text})`,
  proof: `(exp_sum ${sum.proof} ${next.proof})`,
})

/** exp(Σ k_i m_i) = Π e_i^k_i with e_i = exp(m_i); `positives` takes by the name of e_i that it is positive. */
export const exponential = (
  argument: Term,
  head: string,
  naming: Naming,
  units: ReadonlyMap<string, Q.Rational>,
  positives: Map<string, string>,
): CoqText => {
  const { textOf, termOf, identity, generator, addFact, learn } = naming
  const polynomial = lower(argument, naming.written.scope)
  if (polynomial.size === 0)
    return learn(
      head,
      atomText('1'),
      `transitivity (exp 0); [f_equal; ${identity(textOf(argument), '0')} | exact exp_0]`,
    )
  const multiples = [...polynomial.values()].map(({ monomial, coefficient }): Multiple => {
    const unit = units.get(monomialKeyOf(monomial)) ?? Q.absolute(coefficient)
    const part = termOf(fromEntries([{ monomial, coefficient: unit }]))
    const text = textOf(part)
    const { name, equation, isNew } = generator(`exp ${monomialKeyOf(monomial)}`, 'e', 'exp', text)
    if (isNew)
      positives.set(name, addFact('pos', call('exp', part), POSITIVE, name, `rewrite <- ${equation}; apply exp_pos`))
    return { times: Q.divide(coefficient, unit).n, text, name, equation }
  })
  const [first, ...others] = multiples.map(powerOf)
  if (first === undefined) return notExported('an exponential of nothing')
  const whole = others.reduce(times, first)
  const [only] = multiples
  const isBare = others.length === 0 && only?.times === 1n
  const value = isBare ? atomText(whole.value) : productText(whole.value)
  if (isBare && only?.text === textOf(argument)) return learn(head, value, `exact ${only.equation}`)
  const same = identity(textOf(argument), whole.text)
  return learn(head, value, `transitivity (exp (${whole.text})); [f_equal; ${same} | exact ${whole.proof}]`)
}
