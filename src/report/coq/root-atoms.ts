import { lower } from '../../kernel/lower.ts'
import { clear } from '../../kernel/normal-form.ts'
import { type Polynomial, polynomialKey, rationalValue, scale } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { call, number, type Term } from '../../kernel/term.ts'
import { atomText, type CoqText, coqText, productText, rationalText } from './coq-term.ts'
import { NONNEGATIVE } from './facts.ts'
import type { Naming } from './naming.ts'

/** A root whose defining equation holds only where its argument is nonnegative. */
export interface EvenRoot {
  readonly index: number
  readonly argument: Term
  readonly name: string
  /** The equation `root n argument = name`. */
  readonly equation: string
}

export interface RootAtoms {
  /** Names the root of this index. */
  readonly radical: (argument: Term, index: number, head: string) => CoqText
  readonly evenRoots: readonly EvenRoot[]
  /** By the name of a root r: the equation `r ^ n = text`. */
  readonly roots: ReadonlyMap<string, { readonly name: string; readonly text: string }>
  /** The tactics that show r ^ n = u for an even root, from a proof of 0 <= u. */
  readonly addRootRule: (root: EvenRoot, nonnegative: string) => readonly string[]
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

/** Names the roots of one theorem. */
export const rootAtoms = (naming: Naming): RootAtoms => {
  const { written, names, lines, rules, textOf, termOf, identity, generator, addFact, addRule, learn, sameAs } = naming
  const { scope } = written
  const evenRoots: EvenRoot[] = []
  const roots = new Map<string, { readonly name: string; readonly text: string }>()

  /** r^n = u, and the same without denominators, for `ring`. */
  const ruleOfRoot = (argument: Term, index: number, name: string, reason: string): void => {
    const plain = names.internal('root')
    const text = textOf(argument)
    lines.push(`assert (${plain} : ${name} ^ ${index} = ${text}) by (${reason}).`)
    roots.set(name, { name: plain, text })
    // u = numerator / denominator, of which `ring` can use d·denominator·r^n = d·numerator for one monomial.
    const { numerator, denominator } = clear(lower(argument, scope))
    const [lead, ...others] = [...denominator.values()]
    if (lead === undefined || others.length > 0) return
    // The names of odd roots come before anything is known to be different from zero.
    if (index % 2 !== 0 && lead.monomial.length > 0) return
    const d = [...numerator.values(), lead].reduce((m, { coefficient: c }) => (m * c.d) / gcd(m, c.d), 1n)
    const scaled = (polynomial: Polynomial): string => textOf(termOf(scale(polynomial, Q.rational(d))))
    const [left, right] = [scaled(denominator), scaled(numerator)]
    // The normal form has used the rules of roots inside this one.
    const inner = text === coqText(argument, written) ? [] : rules
    addRule(
      `${left === '1' ? '' : `${left} * `}${name} ^ ${index} = ${right}`,
      `rewrite ${plain}; ${identity(left === '1' ? text : `${left} * (${text})`, right, inner)}`,
      Q.absolute(Q.multiply(lead.coefficient, Q.rational(d))).n,
    )
  }

  const radical = (argument: Term, index: number, head: string): CoqText => {
    const polynomial = lower(argument, scope)
    const exact = rationalValue(lower(call('root', argument, number(index)), scope))
    if (exact !== undefined && Q.sign(exact) >= 0) {
      const text = rationalText(exact).text
      const lemma = index === 2 ? `sqrt_value (${text})` : `root_value ${index} (${text}) eq_refl`
      const power = identity(`(${text}) ^ ${index}`, textOf(argument))
      return learn(head, productText(text), `apply (${lemma}); [lra | ${power}]`)
    }
    const text = textOf(argument)
    const fn = index === 2 ? 'sqrt' : `root ${index}`
    const made = generator(`${fn} ${polynomialKey(polynomial)}`, 'r', fn, text)
    const { name, equation, isNew } = made
    if (isNew) {
      if (index % 2 === 0) evenRoots.push({ index, argument, name, equation })
      else ruleOfRoot(argument, index, name, `rewrite <- ${equation}; apply (root_odd _ ${index} eq_refl)`)
      if (index === 2)
        addFact('root', call('sqrt', argument), NONNEGATIVE, name, `rewrite <- ${equation}; apply sqrt_pos`)
    }
    return learn(head, atomText(name), sameAs(made, text))
  }

  const addRootRule = ({ index, argument, name, equation }: EvenRoot, nonnegative: string): readonly string[] => {
    const before = lines.length
    const lemma = index === 2 ? 'sqrt_square_rule' : `root_even ${index} eq_refl`
    ruleOfRoot(argument, index, name, `rewrite <- ${equation}; exact (${lemma} ${nonnegative})`)
    return lines.splice(before)
  }

  return { radical, evenRoots, roots, addRootRule }
}
