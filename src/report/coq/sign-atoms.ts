import { lower } from '../../kernel/lower.ts'
import { leadingCoefficient, type Polynomial, polynomialKey, rationalValue, scale } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import type { Scope } from '../../kernel/scope.ts'
import { children, type Term } from '../../kernel/term.ts'
import { atomText, type CoqText, coqArgument, productText, rationalText } from './coq-term.ts'
import { NONNEGATIVE } from './facts.ts'
import type { Naming } from './naming.ts'
import { notExported } from './not-exported.ts'

/** A sign s that a theorem is about: `square : s ^ 2 = 1` and `product : s * u = Rabs u` are its hypotheses. */
export interface GivenSign {
  readonly name: string
  readonly square: string
  readonly product: string
}

/** The name s of sgn(u) for a u with leading coefficient 1: `product : s * (text) = Rabs (text)`. */
export interface SignAtom {
  readonly name: string
  readonly product: string
  readonly text: string
}

/** An argument as a multiple of one with leading coefficient 1, on whose sign its own depends. */
export const signBase = (argument: Polynomial): { readonly lead: Q.Rational; readonly base: Polynomial } => {
  const lead = argument.size === 0 ? Q.ONE : leadingCoefficient(argument)
  return { lead, base: scale(argument, Q.invert(lead)) }
}

const isNumber = (polynomial: Polynomial): boolean => {
  const value = rationalValue(polynomial)
  return value !== undefined && !Q.isZero(value)
}

/** The arguments of sgn in terms, up to factors and inner ones first. */
export const signArguments = (terms: readonly Term[], scope: Scope): ReadonlyMap<string, Polynomial> => {
  const found = new Map<string, Polynomial>()
  const visit = (term: Term): void => {
    children(term).forEach(visit)
    if (term.op !== 'call' || term.name !== 'sgn') return
    const argument = lower(term.args[0] as Term, scope)
    const { base } = signBase(argument)
    if (!isNumber(argument)) found.set(polynomialKey(base), base)
  }
  terms.forEach(visit)
  return found
}

/** How sgn(u) is written with the signs that a theorem is about. */
export const givenSignText = (term: Term, scope: Scope, given: ReadonlyMap<string, GivenSign>): CoqText | undefined => {
  if (term.op !== 'call' || term.name !== 'sgn') return undefined
  const argument = lower(term.args[0] as Term, scope)
  const { lead, base } = signBase(argument)
  const sign = isNumber(argument) ? undefined : given.get(polynomialKey(base))
  if (sign === undefined) return undefined
  return Q.sign(lead) > 0 ? atomText(sign.name) : { text: `- ${sign.name}`, strength: 1 }
}

export interface SignAtoms {
  /** Names |u|. */
  readonly absolute: (term: Term, argument: Term, head: string) => CoqText
  /** Names sgn(u). */
  readonly signum: (term: Term, argument: Term, head: string) => CoqText
  /** By the text of |u| in names: the rule s ^ 2 = 1, and whether |u| is - (s * u). */
  readonly absolutes: ReadonlyMap<string, { readonly rule: string; readonly isMirrored: boolean }>
  readonly signOf: (base: Polynomial) => SignAtom | undefined
}

/** Names the signs of one theorem: those it is about by its own names, others as values of Coq's function sgn. */
export const signAtoms = (naming: Naming, given: ReadonlyMap<string, GivenSign>): SignAtoms => {
  const { written, notation, names, lines, equations, textOf, identity, generator, addFact, addRule, learn } = naming
  const { scope } = written
  const absolutes = new Map<string, { readonly rule: string; readonly isMirrored: boolean }>()
  const known = new Map<string, SignAtom & { readonly rule: string; readonly equation: string | undefined }>()

  const sign = (argument: Polynomial) => {
    const { lead, base } = signBase(argument)
    const key = polynomialKey(base)
    const text = textOf(naming.termOf(base))
    const found = known.get(key)
    if (found !== undefined) return { ...found, lead }
    const own = given.get(key)
    const product = names.internal('sign')
    const statement = (name: string): string => `${product} : ${name} * (${text}) = Rabs (${text})`
    if (own !== undefined) {
      lines.push(`assert (${statement(own.name)}) by (revert ${own.product}; ${naming.rewriting}; exact (fun h => h)).`)
      naming.rules.push({ name: own.square, denominator: 1n })
      known.set(key, { name: own.name, product, text, rule: own.square, equation: undefined })
    } else {
      const { name, equation } = generator(`sgn ${key}`, 's', 'sgn', text)
      lines.push(`assert (${statement(name)}) by (rewrite <- ${equation}; symmetry; apply sgn_abs).`)
      const rule = addRule(`${name} ^ 2 = 1`, `rewrite <- ${equation}; apply sgn_square`)
      known.set(key, { name, product, text, rule, equation })
    }
    return { ...(known.get(key) as SignAtom & { rule: string; equation: string | undefined }), lead }
  }

  /** The tactic that shows a lemma's conclusion for an argument that is lead·u. */
  const scaled = (lemma: string, argument: Term, { lead, text }: { lead: Q.Rational; text: string }): string => {
    const size = rationalText(Q.absolute(lead)).text
    const product = `${size} * (${text})`
    const right = Q.sign(lead) > 0 ? product : `- (${product})`
    return `apply (${lemma} (${size})); [lra | ${identity(textOf(argument), right)}]`
  }

  const absolute = (term: Term, argument: Term, head: string): CoqText => {
    const polynomial = lower(argument, scope)
    const value = rationalValue(polynomial)
    if (value !== undefined && !Q.isZero(value)) {
      const size = rationalText(Q.absolute(value)).text
      const plain = rationalText(value).text
      const inner = identity(textOf(argument), plain)
      const reason = `replace (${textOf(argument)}) with (${plain}) by (${inner}); unfold Rabs; destruct Rcase_abs; lra`
      return learn(head, productText(size), reason)
    }
    const found = sign(polynomial)
    const inner = coqArgument(argument, notation)
    const isMirrored = Q.sign(found.lead) < 0
    const result = isMirrored ? `- (${found.name} * ${inner})` : `${found.name} * ${inner}`
    absolutes.set(result, { rule: found.rule, isMirrored })
    const lemma = `${isMirrored ? 'abs_mirrored' : 'abs_scaled'} ${found.product}`
    const learned = learn(head, { text: result, strength: isMirrored ? 1 : 2 }, scaled(lemma, argument, found))
    addFact('abs', term, NONNEGATIVE, result, `rewrite <- ${equations.at(-1)}; apply Rabs_pos`)
    return learned
  }

  const signum = (term: Term, argument: Term, head: string): CoqText => {
    const polynomial = lower(argument, scope)
    const value = rationalValue(polynomial)
    if (value !== undefined && !Q.isZero(value)) {
      const isPositive = Q.sign(value) > 0
      const size = rationalText(value).text
      const reason = `replace (${textOf(argument)}) with (${size}) by (${identity(textOf(argument), size)})`
      const result = isPositive ? atomText('1') : { text: '-1', strength: 1 }
      return learn(head, result, `${reason}; apply ${isPositive ? 'sgn_pos' : 'sgn_neg'}; lra`)
    }
    const found = sign(polynomial)
    const own = givenSignText(term, scope, given)
    if (own !== undefined) return own
    if (Q.sign(found.lead) < 0) return notExported('sgn(-u) and sgn(u) together, where u may be 0')
    return learn(head, atomText(found.name), `rewrite <- ${found.equation}; ${scaled('sgn_scaled', argument, found)}`)
  }

  return { absolute, signum, absolutes, signOf: (base) => known.get(polynomialKey(base)) }
}
