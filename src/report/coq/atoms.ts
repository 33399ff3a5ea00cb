import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import { lower, readExponent, rootIndex } from '../../kernel/lower.ts'
import {
  atomsOf,
  fromEntries,
  leadingCoefficient,
  type Monomial,
  type Polynomial,
  polynomialKey,
  rationalValue,
  scale,
} from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import type { Scope } from '../../kernel/scope.ts'
import { POSITIVE } from '../../kernel/sign.ts'
import { call, children, difference, number, type Term } from '../../kernel/term.ts'
import {
  atomText,
  type CoqNotation,
  type CoqText,
  coqArgument,
  coqText,
  productText,
  rationalText,
} from './coq-term.ts'
import { type NamedFact, NONNEGATIVE, namedFact } from './facts.ts'
import type { Identifiers } from './identifiers.ts'
import { notExported } from './not-exported.ts'

/** An equation `denominator * monomial = polynomial` with whole coefficients, for `ring` and `field`. */
export interface Rule {
  readonly name: string
  readonly denominator: bigint
}

/** A root whose defining equation holds only where its argument is nonnegative. */
export interface EvenRoot {
  readonly index: number
  readonly argument: Term
  readonly name: string
  /** The equation `root n argument = name`. */
  readonly equation: string
}

/**
 * The functions of the terms of one theorem, each named by a variable of the proof: e for exp(y), with exp(2*y) = e^2;
 * s for sgn(u), with |u| = s*u. What is left are rational functions of names, on which `field` decides.
 */
export interface Atoms {
  /** The notation in which every function is written by its names. */
  readonly notation: CoqNotation
  /** The tactics that introduce the names and show `function = names`. */
  readonly lines: readonly string[]
  /** The names of those equations, inner functions first. */
  readonly equations: readonly string[]
  /** Equations of monomials that `ring` and `field` may use. */
  readonly rules: Rule[]
  readonly facts: readonly NamedFact[]
  readonly evenRoots: readonly EvenRoot[]
  /** By the name of a root r: the equation `r ^ n = text`. */
  readonly roots: Map<string, { readonly name: string; readonly text: string }>
  /** By the name e of an exponential: the fact 0 < e. */
  readonly positives: ReadonlyMap<string, string>
  /** By the text of |u| in names: the rule s ^ 2 = 1, and whether |u| is - (s * u). */
  readonly absolutes: ReadonlyMap<string, { readonly rule: string; readonly isMirrored: boolean }>
  /** The name of sgn(u) for a u with leading coefficient 1, where it was given one. */
  readonly signOf: (
    polynomial: Polynomial,
  ) => { readonly name: string; readonly equation: string; readonly text: string } | undefined
  readonly addRootRule: (root: EvenRoot, nonnegative: string) => readonly string[]
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
const gcdRational = (a: Q.Rational, b: Q.Rational): Q.Rational => Q.rational(gcd(a.n * b.d, b.n * a.d), a.d * b.d)

const monomialKeyOf = (monomial: Monomial): string => polynomialKey(fromEntries([{ monomial, coefficient: Q.ONE }]))

/** For each monomial in the argument of an exponential the largest number of which all its coefficients are multiples. */
const exponentUnits = (terms: readonly Term[], scope: Scope): ReadonlyMap<string, Q.Rational> => {
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

/** A variable of the proof: `equation : function (text) = name`. */
interface Generator {
  readonly name: string
  readonly equation: string
  readonly text: string
}

/** Σ of the terms of an argument, each as a whole multiple of its unit. */
interface Multiple {
  readonly times: bigint
  readonly text: string
  readonly name: string
  readonly equation: string
}

/**
 * Names the functions in `terms`. `identity` closes an equation between rational functions of names.
 * Throws `NotExported` where a function has no translation.
 */
export const nameAtoms = (
  terms: readonly Term[],
  written: CoqNotation,
  names: Identifiers,
  identity: (left: string, right: string, rules: readonly Rule[]) => string,
): Atoms => {
  const { scope } = written
  const lines: string[] = []
  const equations: string[] = []
  const rules: Rule[] = []
  const facts: NamedFact[] = []
  const evenRoots: EvenRoot[] = []
  const roots = new Map<string, { readonly name: string; readonly text: string }>()
  const positives = new Map<string, string>()
  const absolutes = new Map<string, { readonly rule: string; readonly isMirrored: boolean }>()
  const signRules = new Map<string, string>()
  const units = exponentUnits(terms, scope)
  const values = new Map<string, CoqText>()
  const generators = new Map<string, Generator>()

  const isAtom = (term: Term): boolean =>
    term.op === 'call' || (term.op === 'power' && readExponent(term.exponent, scope).kind !== 'integer')
  const notation: CoqNotation = { ...written, override: (term) => (isAtom(term) ? namedValue(term) : undefined) }
  const textOf = (term: Term): string => coqText(term, notation)
  const termOf = (polynomial: Polynomial): Term => termOfPolynomial(polynomial, scope.variables)

  const inward = (): string =>
    equations
      .toReversed()
      .map((name) => `?${name}`)
      .join(', ')
  const rewriting = (): string => (equations.length === 0 ? '' : `rewrite ${inward()}; `)

  /** A name for `fn (text)`, the text already in names. */
  const generator = (key: string, prefix: string, fn: string, text: string): Generator & { isNew: boolean } => {
    const known = generators.get(key)
    if (known !== undefined) return { ...known, isNew: false }
    const made = { name: names.internal(prefix), equation: names.internal('is'), text }
    lines.push(`destruct (named (${fn} (${text}))) as [${made.name} ${made.equation}].`)
    generators.set(key, made)
    return { ...made, isNew: true }
  }

  const addFact = (prefix: string, term: Term, signs: number, text: string, reason: string): string => {
    const name = names.internal(prefix)
    lines.push(`assert (${name} : ${signs === POSITIVE ? '0 < ' : '0 <= '}${text}) by (${reason}).`)
    facts.push(namedFact(name, term, signs, scope))
    return name
  }

  const addRule = (statement: string, reason: string, denominator = 1n): string => {
    const name = names.internal('rule')
    lines.push(`assert (${name} : ${statement}) by (${reason}).`)
    rules.push({ name, denominator })
    return name
  }

  /** Shows `function as written = value` and remembers the value. */
  const learn = (head: string, value: CoqText, reason: string, before = rewriting()): CoqText => {
    const name = names.internal('eq')
    lines.push(`assert (${name} : ${head} = ${value.text}) by (${before}${reason}).`)
    equations.push(name)
    return value
  }

  /** `fn (argument) = name`, where the name was given for an equal argument. */
  const sameAs = ({ text, equation }: Generator, argument: string): string =>
    text === argument ? `exact ${equation}` : `rewrite <- ${equation}; f_equal; ${identity(argument, text, rules)}`

  const exponential = (argument: Term, head: string): CoqText => {
    const polynomial = lower(argument, scope)
    if (polynomial.size === 0)
      return learn(head, atomText('1'), `rewrite <- exp_0; f_equal; ${identity(textOf(argument), '0', rules)}`)
    const multiples = [...polynomial.values()].map(({ monomial, coefficient }): Multiple => {
      const unit = units.get(monomialKeyOf(monomial)) ?? Q.absolute(coefficient)
      const part = termOf(fromEntries([{ monomial, coefficient: unit }]))
      const text = textOf(part)
      const { name, equation, isNew } = generator(`exp ${monomialKeyOf(monomial)}`, 'e', 'exp', text)
      if (isNew)
        positives.set(name, addFact('pos', call('exp', part), POSITIVE, name, `rewrite <- ${equation}; apply exp_pos`))
      return { times: Q.divide(coefficient, unit).n, text, name, equation }
    })
    const single = (m: Multiple) => {
      const size = m.times < 0n ? -m.times : m.times
      const isOne = size === 1n
      const value = isOne ? m.name : `${m.name} ^ ${size}`
      const text = isOne ? m.text : `${size} * (${m.text})`
      const proof = isOne ? m.equation : `(exp_times ${size} ${size} eq_refl ${m.equation})`
      return m.times > 0n
        ? { value, text, proof }
        : { value: `/ ${value}`, text: `- (${text})`, proof: `(exp_minus ${proof})` }
    }
    const [first, ...others] = multiples.map(single)
    if (first === undefined) return notExported('an exponential of nothing')
    const whole = others.reduce(
      (sum, next) => ({
        value: `${sum.value} * ${next.value}`,
        text: `${sum.text} + (${next.text})`,
        proof: `(exp_sum ${sum.proof} ${next.proof})`,
      }),
      first,
    )
    const [only] = multiples
    const isBare = others.length === 0 && only?.times === 1n
    const value = isBare ? atomText(whole.value) : productText(whole.value)
    if (isBare && only?.text === textOf(argument)) return learn(head, value, `exact ${only.equation}`)
    return learn(
      head,
      value,
      `transitivity (exp (${whole.text})); [f_equal; ${identity(textOf(argument), whole.text, rules)} | exact ${whole.proof}]`,
    )
  }

  const sign = (argument: Polynomial): { name: string; equation: string; lead: Q.Rational; text: string } => {
    const lead = argument.size === 0 ? Q.ONE : leadingCoefficient(argument)
    const base = scale(argument, Q.invert(lead))
    const text = textOf(termOf(base))
    const { name, equation, isNew } = generator(`sgn ${polynomialKey(base)}`, 's', 'sgn', text)
    if (isNew) signRules.set(name, addRule(`${name} ^ 2 = 1`, `rewrite <- ${equation}; apply sgn_square`))
    return { name, equation, lead, text }
  }

  const scaled = (lemma: string, argument: Term, { lead, text, equation }: ReturnType<typeof sign>): string => {
    const size = rationalText(Q.absolute(lead)).text
    const product = `${size} * (${text})`
    const right = Q.sign(lead) > 0 ? product : `- (${product})`
    return `rewrite <- ${equation}; apply (${lemma} (${size})); [lra | ${identity(textOf(argument), right, rules)}]`
  }

  const absolute = (term: Term, argument: Term, head: string): CoqText => {
    const polynomial = lower(argument, scope)
    const value = rationalValue(polynomial)
    if (value !== undefined && !Q.isZero(value)) {
      const size = rationalText(Q.absolute(value)).text
      const inner = identity(textOf(argument), rationalText(value).text, rules)
      return learn(
        head,
        productText(size),
        `replace (${textOf(argument)}) with (${rationalText(value).text}) by (${inner}); unfold Rabs; destruct Rcase_abs; lra`,
      )
    }
    const found = sign(polynomial)
    const inner = coqArgument(argument, notation)
    const isDirect = Q.sign(found.lead) > 0
    const result = isDirect ? `${found.name} * ${inner}` : `- (${found.name} * ${inner})`
    absolutes.set(result, { rule: signRules.get(found.name) ?? '', isMirrored: !isDirect })
    const learned = learn(
      head,
      { text: result, strength: isDirect ? 2 : 1 },
      scaled(isDirect ? 'abs_scaled' : 'abs_mirrored', argument, found),
    )
    addFact('abs', term, NONNEGATIVE, result, `rewrite <- ${equations.at(-1)}; apply Rabs_pos`)
    return learned
  }

  const signum = (argument: Term, head: string): CoqText => {
    const polynomial = lower(argument, scope)
    const value = rationalValue(polynomial)
    if (value !== undefined && !Q.isZero(value)) {
      const positive = Q.sign(value) > 0
      const size = rationalText(value).text
      const reason = `replace (${textOf(argument)}) with (${size}) by (${identity(textOf(argument), size, rules)})`
      return learn(
        head,
        positive ? atomText('1') : { text: '-1', strength: 1 },
        `${reason}; apply ${positive ? 'sgn_pos' : 'sgn_neg'}; lra`,
      )
    }
    const found = sign(polynomial)
    if (Q.sign(found.lead) < 0) return notExported('sgn(-u) and sgn(u) together, where u may be 0')
    return learn(head, atomText(found.name), scaled('sgn_scaled', argument, found))
  }

  const radical = (argument: Term, index: number, head: string): CoqText => {
    const polynomial = lower(argument, scope)
    const exact = rationalValue(lower(call('root', argument, number(index)), scope))
    if (exact !== undefined && Q.sign(exact) >= 0) {
      const text = rationalText(exact).text
      const lemma = index === 2 ? `sqrt_value (${text})` : `root_value ${index} (${text}) eq_refl`
      return learn(
        head,
        productText(text),
        `apply (${lemma}); [lra | ${identity(`(${text}) ^ ${index}`, textOf(argument), rules)}]`,
      )
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

  /** r^n = u, and the same with whole coefficients, for `ring`. */
  const ruleOfRoot = (argument: Term, index: number, name: string, reason: string): void => {
    const polynomial = lower(argument, scope)
    const plain = names.internal('root')
    const text = textOf(argument)
    lines.push(`assert (${plain} : ${name} ^ ${index} = ${text}) by (${reason}).`)
    roots.set(name, { name: plain, text })
    if ([...polynomial.values()].some(({ monomial }) => monomial.some(([atom]) => atom.kind === 'inverse'))) return
    const denominator = [...polynomial.values()].reduce(
      (d, { coefficient }) => (d * coefficient.d) / gcd(d, coefficient.d),
      1n,
    )
    const right = textOf(termOf(scale(polynomial, Q.rational(denominator))))
    const left = denominator === 1n ? `${name} ^ ${index}` : `${denominator} * ${name} ^ ${index}`
    addRule(
      `${left} = ${right}`,
      `rewrite ${plain}; ${identity(denominator === 1n ? text : `${denominator} * (${text})`, right, [])}`,
      denominator,
    )
  }

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
    return learn(head, productText(value), `rewrite ${term.name}_rule; ${rewriting()}reflexivity`, '')
  }

  const evaluate = (term: Term): CoqText => {
    const head = coqText(term, written)
    if (term.op === 'power') {
      const exponent = readExponent(term.exponent, scope)
      if (exponent.kind !== 'rational') return notExported('a power with a parameter in its exponent')
      const { n, d } = exponent.value
      const root = radicalOf(term.base, Number(d))
      const size = n < 0n ? -n : n
      const text = size === 1n ? root.text : `${root.text} ^ ${size}`
      return { text: n < 0n ? `/ ${text}` : text, strength: n < 0n ? 3 : size === 1n ? root.strength : 4 }
    }
    if (term.op !== 'call') return notExported('no function')
    const argument = term.args[0] as Term
    textOf(argument)
    switch (term.name) {
      case 'exp':
        return exponential(argument, head)
      case 'log':
        return rationalValue(lower(term, scope)) === undefined
          ? smooth('l', 'ln', argument, head)
          : learn(head, atomText('0'), `rewrite <- ln_1; f_equal; ${identity(textOf(argument), '1', rules)}`)
      case 'abs':
        return absolute(term, argument, head)
      case 'sgn':
        return signum(argument, head)
      case 'sqrt':
        return radical(argument, 2, head)
      case 'cbrt':
        return radical(argument, 3, head)
      case 'root':
        return radical(argument, rootIndex(term.args[1] as Term), head)
      case 'sin':
      case 'cos':
        return circular(argument, head, term.name)
      case 'tanh':
        return smooth('th', 'tanh', argument, head)
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

  const radicalOf = (base: Term, index: number): CoqText => {
    const root = index === 2 ? call('sqrt', base) : call('root', base, number(index))
    return namedValue(root)
  }

  const namedValue = (term: Term): CoqText => {
    const head = coqText(term, written)
    const known = values.get(head)
    if (known !== undefined) return known
    const value = evaluate(term)
    values.set(head, value)
    return value
  }

  for (const term of terms) textOf(term)
  const addRootRule = ({ index, argument, name, equation }: EvenRoot, nonnegative: string): readonly string[] => {
    const before = lines.length
    const lemma = index === 2 ? 'sqrt_square_rule' : `root_even ${index} eq_refl`
    ruleOfRoot(argument, index, name, `rewrite <- ${equation}; exact (${lemma} ${nonnegative})`)
    return lines.splice(before)
  }
  const signOf = (polynomial: Polynomial) => generators.get(`sgn ${polynomialKey(polynomial)}`)
  return { notation, lines, equations, rules, facts, evenRoots, roots, positives, absolutes, signOf, addRootRule }
}
