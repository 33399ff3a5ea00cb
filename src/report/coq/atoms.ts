import { lower, readExponent, rootIndex } from '../../kernel/lower.ts'
import { polynomialKey, rationalValue } from '../../kernel/polynomial.ts'
import { call, difference, number, type Term } from '../../kernel/term.ts'
import { atomText, type CoqNotation, type CoqText, coqArgument, coqText, productText } from './coq-term.ts'
import { exponential, exponentUnits } from './exponential-atoms.ts'
import type { NamedFact } from './facts.ts'
import type { Identifiers } from './identifiers.ts'
import { createNaming, type Identity, type Rule } from './naming.ts'
import { notExported } from './not-exported.ts'
import { type RootAtoms, rootAtoms } from './root-atoms.ts'
import { type GivenSign, type SignAtoms, signAtoms } from './sign-atoms.ts'

/**
 * The functions of the terms of one theorem, each named by a variable of the proof: e for exp(y), with exp(2*y) = e^2;
 * s for sgn(u), with |u| = s*u. What is left are rational functions of names, on which `field` decides.
 */
export interface Atoms
  extends Pick<RootAtoms, 'evenRoots' | 'roots' | 'addRootRule'>,
    Pick<SignAtoms, 'absolutes' | 'signOf'> {
  /** The notation in which every function is written by its names. */
  readonly notation: CoqNotation
  /** The tactics that introduce the names and show `function = names`. */
  readonly lines: readonly string[]
  /** The names of those equations, inner functions first. */
  readonly equations: readonly string[]
  /** Equations of monomials that `ring` and `field` may use. */
  readonly rules: Rule[]
  readonly facts: readonly NamedFact[]
  /** By the name e of an exponential: the fact 0 < e. */
  readonly positives: ReadonlyMap<string, string>
}

/**
 * Names the functions in `terms`; `given` are the signs that the theorem is about. `identity` closes an equation between
 * rational functions of names. Throws `NotExported` where a function has no translation.
 */
export const nameAtoms = (
  terms: readonly Term[],
  written: CoqNotation,
  names: Identifiers,
  given: ReadonlyMap<string, GivenSign>,
  close: Identity,
): Atoms => {
  const { scope } = written
  const values = new Map<string, CoqText>()
  const namedValue = (term: Term): CoqText => {
    const head = coqText(term, written)
    const known = values.get(head)
    if (known !== undefined) return known
    const value = evaluate(term, head)
    values.set(head, value)
    return value
  }
  const naming = createNaming(written, names, close, namedValue)
  const { notation, textOf, identity, generator, addRule, learn, sameAs } = naming
  const units = exponentUnits(terms, scope)
  const positives = new Map<string, string>()
  const signs = signAtoms(naming, given)
  const radicals = rootAtoms(naming)

  const smooth = (prefix: string, fn: string, argument: Term, head: string): CoqText => {
    const text = textOf(argument)
    const made = generator(`${fn} ${polynomialKey(lower(argument, scope))}`, prefix, fn, text)
    return learn(head, atomText(made.name), sameAs(made, text))
  }

  const circular = (argument: Term, head: string, wanted: 'sin' | 'cos'): CoqText => {
    const key = polynomialKey(lower(argument, scope))
    const text = textOf(argument)
    const s = generator(`sin ${key}`, 'sn', 'sin', text)
    const c = generator(`cos ${key}`, 'cs', 'cos', text)
    const rule = `rewrite <- ${s.equation}, <- ${c.equation}; apply sin_rule`
    if (s.isNew) addRule(`${s.name} ^ 2 = 1 - ${c.name} ^ 2`, rule)
    const made = wanted === 'sin' ? s : c
    return learn(head, atomText(made.name), sameAs(made, text))
  }

  const extremum = (term: Term & { op: 'call' }, head: string): CoqText => {
    const [a, b] = term.args as [Term, Term]
    const gap = textOf(call('abs', difference(a, b)))
    const mark = term.name === 'max' ? '+' : '-'
    const value = `(${textOf(a)} + ${coqArgument(b, notation)} ${mark} ${gap.startsWith('-') ? `(${gap})` : gap}) / 2`
    return learn(head, productText(value), `rewrite ${term.name}_rule; ${naming.rewriting}; reflexivity`, '')
  }

  /** log(1) = sin(0) = tanh(0) = 0 and cos(0) = 1. */
  const atStart = (term: Term & { op: 'call' }, head: string): CoqText | undefined => {
    const value = rationalValue(lower(term, scope))
    if (value === undefined) return undefined
    const [fn, at, result] = term.name === 'log' ? ['ln', '1', '0'] : [term.name, '0', term.name === 'cos' ? '1' : '0']
    const same = identity(textOf(term.args[0] as Term), at)
    return learn(head, atomText(result), `transitivity (${fn} ${at}); [f_equal; ${same} | exact ${fn}_${at}]`)
  }

  const evaluate = (term: Term, head: string): CoqText => {
    if (term.op === 'power') {
      const exponent = readExponent(term.exponent, scope)
      if (exponent.kind !== 'rational') return notExported('a power with a parameter in its exponent')
      const { n, d } = exponent.value
      const root = namedValue(d === 2n ? call('sqrt', term.base) : call('root', term.base, number(Number(d))))
      const size = n < 0n ? -n : n
      const text = size === 1n ? root.text : `${coqPowerBase(root)} ^ ${size}`
      return { text: n < 0n ? `/ ${text}` : text, strength: n < 0n ? 3 : size === 1n ? root.strength : 4 }
    }
    if (term.op !== 'call') return notExported('no function')
    const argument = term.args[0] as Term
    textOf(argument)
    switch (term.name) {
      case 'exp':
        return exponential(argument, head, naming, units, positives)
      case 'log':
        return atStart(term, head) ?? smooth('l', 'ln', argument, head)
      case 'abs':
        return signs.absolute(term, argument, head)
      case 'sgn':
        return signs.signum(term, argument, head)
      case 'sqrt':
        return radicals.radical(argument, 2, head)
      case 'cbrt':
        return radicals.radical(argument, 3, head)
      case 'root':
        return radicals.radical(argument, rootIndex(term.args[1] as Term), head)
      case 'sin':
      case 'cos':
        return atStart(term, head) ?? circular(argument, head, term.name)
      case 'tanh':
        return atStart(term, head) ?? smooth('th', 'tanh', argument, head)
      case 'max':
      case 'min': {
        const [first, ...others] = term.args as [Term, ...Term[]]
        const nested = others.reduce((a, b) => call(term.name, a, b), first)
        if (nested.op !== 'call' || nested.name !== term.name)
          return { text: coqArgument(first, notation), strength: 6 }
        return nested.args.some((arg, i) => arg !== term.args[i]) ? namedValue(nested) : extremum(nested, head)
      }
    }
  }

  for (const term of terms) textOf(term)
  const { lines, equations, rules, facts } = naming
  const { evenRoots, roots, addRootRule } = radicals
  const { absolutes, signOf } = signs
  return { notation, lines, equations, rules, facts, positives, evenRoots, roots, addRootRule, absolutes, signOf }
}

const coqPowerBase = ({ text, strength }: CoqText): string => (strength >= 5 ? text : `(${text})`)
