import { closedSign } from '../../kernel/enclosure.ts'
import { lower, readExponent, rootIndex } from '../../kernel/lower.ts'
import { proportional, vanishes } from '../../kernel/normal-form.ts'
import { isClosed, type Polynomial } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { ANY, mirrored, NEGATIVE, POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import { call, number, type Term } from '../../kernel/term.ts'
import { coqText, rationalText } from './coq-term.ts'
import { type NamedFact, NONNEGATIVE, NONPOSITIVE, NONZERO, signWord } from './facts.ts'
import { equationOf, type Proof } from './proof-state.ts'

/** The signs a term can have and a Coq proof term of the statement that says so; no proof where all signs are possible. */
export interface SignProof {
  readonly signs: Signs
  readonly proof: string
}

const UNKNOWN: SignProof = { signs: ANY, proof: '' }

/** The statements of `signs` and the weaker ones, each with the lemma that gives it. */
export const weaken = ({ signs, proof }: SignProof, to: Signs): string | undefined => {
  if (signs === to) return proof
  if (signs === 0) return `(False_ind _ ${proof})`
  if (signs === ANY || (signs & ~to) !== 0) return undefined
  return `(${signWord(to)}_of_${signWord(signs)} ${proof})`
}

/** Two proofs that contradict each other: no sign is left, and the proof is one of False. */
const clash = (a: SignProof, b: SignProof): SignProof => {
  if (b.signs === NONZERO) return { signs: 0, proof: `(${b.proof} ${a.proof})` }
  if (a.signs === NONZERO) return { signs: 0, proof: `(${a.proof} ${b.proof})` }
  const [strict, other] = a.signs === POSITIVE || a.signs === NEGATIVE ? [a, b] : [b, a]
  const [lemma, weak] = strict.signs === POSITIVE ? ['not_nonpos', NONPOSITIVE] : ['not_nonneg', NONNEGATIVE]
  return { signs: 0, proof: `(${lemma} ${strict.proof} ${weaken(other, weak)})` }
}

/** What both proofs together say. */
const both = (a: SignProof, b: SignProof): SignProof => {
  const signs = a.signs & b.signs
  if (signs === a.signs) return a
  if (signs === b.signs) return b
  if (signs === 0) return clash(a, b)
  const [one, other] = a.signs === NONZERO ? [b, a] : [a, b]
  // {0,+} with {-,+}, {-,0} with {-,+}, {0,+} with {-,0}.
  if (signs === ZERO) {
    const [low, high] = one.signs === NONNEGATIVE ? [one, other] : [other, one]
    return { signs, proof: `(zero_of_both ${low.proof} ${high.proof})` }
  }
  return { signs, proof: `(${signWord(signs)}_of_both ${one.proof} ${other.proof})` }
}

const sumOf = (a: SignProof, b: SignProof): SignProof => {
  const combine = (signs: Signs): SignProof => ({
    signs,
    proof: `(add_${signWord(a.signs)}_${signWord(b.signs)} ${a.proof} ${b.proof})`,
  })
  if (a.signs === 0 || b.signs === 0) return a.signs === 0 ? a : b
  if (a.signs === ANY || b.signs === ANY) return UNKNOWN
  if (a.signs === ZERO) return combine(b.signs)
  if (b.signs === ZERO) {
    const swapped = { signs: a.signs, proof: `(add_${signWord(a.signs)}_zero ${a.proof} ${b.proof})` }
    return swapped
  }
  const union = a.signs | b.signs
  if (union & NEGATIVE && union & POSITIVE) return UNKNOWN
  return combine((union & ~ZERO) | (a.signs & b.signs & ZERO))
}

const productOf = (a: SignProof, b: SignProof): SignProof => {
  if (a.signs === 0 || b.signs === 0) return a.signs === 0 ? a : b
  if (a.signs === ZERO) return { signs: ZERO, proof: `(mul_zero_any _ ${a.proof})` }
  if (b.signs === ZERO) return { signs: ZERO, proof: `(mul_any_zero _ ${b.proof})` }
  if (a.signs === ANY || b.signs === ANY) return UNKNOWN
  const excludesZero = !(a.signs & ZERO) && !(b.signs & ZERO)
  if (a.signs === NONZERO || b.signs === NONZERO) {
    if (!excludesZero) return UNKNOWN
    return { signs: NONZERO, proof: `(mul_nonzero_nonzero ${weaken(a, NONZERO)} ${weaken(b, NONZERO)})` }
  }
  const negative = ((a.signs & NEGATIVE) !== 0) !== ((b.signs & NEGATIVE) !== 0)
  // One factor may vanish and the other not: both are weakened to the closed sign.
  const closed = ({ signs }: SignProof): Signs => (signs & NEGATIVE ? NONPOSITIVE : NONNEGATIVE)
  const [x, y] = excludesZero ? [a.signs, b.signs] : [closed(a), closed(b)]
  const signs = (negative ? NEGATIVE : POSITIVE) | (excludesZero ? 0 : ZERO)
  return { signs, proof: `(mul_${signWord(x)}_${signWord(y)} ${weaken(a, x)} ${weaken(b, y)})` }
}

const inverseOf = (a: SignProof): SignProof => {
  if (a.signs === 0) return a
  if (a.signs === POSITIVE || a.signs === NEGATIVE)
    return { signs: a.signs, proof: `(inv_${signWord(a.signs)} ${a.proof})` }
  return a.signs === NONZERO ? { signs: NONZERO, proof: `(inv_nonzero ${a.proof})` } : UNKNOWN
}

const negationOf = ({ signs, proof }: SignProof): SignProof =>
  signs === ANY || signs === 0
    ? { signs, proof }
    : { signs: mirrored(signs), proof: `(opp_${signWord(signs)} ${proof})` }

const powerOf = (base: SignProof, k: number): SignProof => {
  if (base.signs === 0) return base
  if (k === 0) return { signs: POSITIVE, proof: 'Rlt_0_1' }
  if (base.signs === ZERO) return { signs: ZERO, proof: `(pow_zero ${k} eq_refl ${base.proof})` }
  if (k % 2 === 0) {
    const nonzero = weaken(base, NONZERO)
    if (nonzero !== undefined) return { signs: POSITIVE, proof: `(even_pos ${k} eq_refl ${nonzero})` }
    return { signs: NONNEGATIVE, proof: `(even_nonneg _ ${k} eq_refl)` }
  }
  switch (base.signs) {
    case POSITIVE:
    case NONNEGATIVE:
      return { signs: base.signs, proof: `(pow_${signWord(base.signs)} ${k} ${base.proof})` }
    case NEGATIVE:
    case NONPOSITIVE:
      return { signs: base.signs, proof: `(odd_${signWord(base.signs)} ${k} eq_refl ${base.proof})` }
    case NONZERO:
      return { signs: NONZERO, proof: `(pow_nonzero ${k} ${base.proof})` }
    default:
      return UNKNOWN
  }
}

/** r with a = r·b, a negative r for opposite directions. */
const ratioOf = (a: Polynomial, b: Polynomial): Q.Rational | undefined => {
  if (proportional(a, b) === undefined) return undefined
  const [key, entry] = [...b][0] as [string, { coefficient: Q.Rational }]
  return Q.divide((a.get(key) as { coefficient: Q.Rational }).coefficient, entry.coefficient)
}

/** The sign of a number as it is written: n or n / d. */
export const numberSign = (value: Q.Rational): SignProof => {
  if (value.n === 0n) return { signs: ZERO, proof: '(eq_refl : 0 = 0)' }
  const signs = value.n > 0n ? POSITIVE : NEGATIVE
  const n = value.n < 0n ? `(${value.n})` : `${value.n}`
  const proof =
    value.d === 1n
      ? `(whole_${signWord(signs)} ${n} eq_refl)`
      : `(ratio_${signWord(signs)} ${n} ${value.d} eq_refl eq_refl)`
  return { signs, proof }
}

/** u = r·(the quantity of a fact). */
const fromFact = (text: string, ratio: Q.Rational, fact: NamedFact, proof: Proof): SignProof => {
  const known = coqText(fact.term, proof.atoms.notation)
  if (text === known) return { signs: fact.signs, proof: fact.name }
  const size = rationalText(Q.absolute(ratio)).text
  const isOne = size === '1'
  const scaled: SignProof = isOne
    ? { signs: fact.signs, proof: fact.name }
    : productOf(numberSign(Q.absolute(ratio)), { signs: fact.signs, proof: fact.name })
  const isDirect = Q.sign(ratio) > 0
  const result = isDirect ? scaled : negationOf(scaled)
  const right = `${isDirect ? '' : '- '}${isOne ? (isDirect ? known : `(${known})`) : `(${size} * (${known}))`}`
  return {
    signs: result.signs,
    proof: `(${signWord(result.signs)}_if _ ${result.proof} ${equationOf(proof, text, right)})`,
  }
}

const factsAbout = (text: string, normal: Polynomial, proof: Proof): SignProof => {
  let result = UNKNOWN
  for (const fact of proof.facts) {
    const ratio = ratioOf(normal, fact.polynomial)
    if (ratio === undefined) continue
    const allows = Q.sign(ratio) > 0 ? fact.signs : mirrored(fact.signs)
    if (result.signs !== 0 && (result.signs & allows) !== result.signs)
      result = both(
        result.signs === ANY ? fromFact(text, ratio, fact, proof) : result,
        fromFact(text, ratio, fact, proof),
      )
  }
  return result
}

/** The signs of a term, as `sign` of `proofs/FORMAT.md` §4 finds them, with a proof in Coq. */
export const signProof = (term: Term, proof: Proof): SignProof => {
  const { scope, atoms } = proof
  const text = coqText(term, atoms.notation)
  if (term.op === 'number') return numberSign(term.value)
  const structural = byStructure(term, proof)
  const normal = lower(term, scope)
  if (structural.signs === 0) return structural
  if (vanishes(normal)) return { signs: ZERO, proof: `${equationOf(proof, text, '0')}` }
  const found = both(structural, factsAbout(text, normal, proof))
  if (found.signs === 0 || found.signs === POSITIVE || found.signs === NEGATIVE || !isClosed(normal)) return found
  const s = closedSign(normal)
  if (s === undefined) return found
  const signs = s > 0 ? POSITIVE : s < 0 ? NEGATIVE : ZERO
  const closed = proof.closed(term, signs)
  return closed === undefined ? found : { signs, proof: closed }
}

const byStructure = (term: Term, proof: Proof): SignProof => {
  const of = (t: Term): SignProof => signProof(t, proof)
  switch (term.op) {
    case 'number':
    case 'symbol':
      return UNKNOWN
    case 'negate':
      return negationOf(of(term.arg))
    case 'add':
      return term.args.map(of).reduce(sumOf)
    case 'multiply':
      return term.args.map(of).reduce(productOf)
    case 'divide':
      return productOf(of(term.numerator), inverseOf(of(term.denominator)))
    case 'power': {
      const exponent = readExponent(term.exponent, proof.scope)
      if (exponent.kind === 'integer') {
        const k = Math.abs(exponent.value)
        if (exponent.value >= 0) return powerOf(of(term.base), k)
        return inverseOf(powerOf(of(term.base), k))
      }
      if (exponent.kind !== 'rational') return UNKNOWN
      const { n, d } = exponent.value
      const root = radical(
        d === 2n ? call('sqrt', term.base) : call('root', term.base, number(Number(d))),
        term.base,
        Number(d),
        proof,
      )
      const size = Math.abs(Number(n))
      const whole = size === 1 ? root : powerOf(root, size)
      return n < 0n ? inverseOf(whole) : whole
    }
    case 'call':
      return application(term, proof)
  }
}

const radical = (root: Term, argument: Term, index: number, proof: Proof): SignProof => {
  const name = coqText(root, proof.atoms.notation)
  const text = coqText(argument, proof.atoms.notation)
  const found = factsAbout(name, lower(root, proof.scope), proof)
  const equation = proof.atoms.roots.get(name)
  if (equation === undefined) return found
  const inner = signProof(argument, proof)
  const power = `(eq_trans ${equation.name} ${equationOf(proof, equation.text, text)})`
  if (index % 2 !== 0) {
    if (inner.signs === ANY || inner.signs === 0 || inner.signs === ZERO) return found
    return { signs: inner.signs, proof: `(odd_root_${signWord(inner.signs)} ${index} ${power} eq_refl ${inner.proof})` }
  }
  const nonzero = weaken(inner, NONZERO)
  if (found.signs !== NONNEGATIVE || nonzero === undefined) return found
  return { signs: POSITIVE, proof: `(pos_of_power ${index} ${power} eq_refl ${found.proof} ${nonzero})` }
}

const application = (term: Term & { op: 'call' }, proof: Proof): SignProof => {
  const argument = term.args[0] as Term
  switch (term.name) {
    case 'exp':
      return exponential(coqText(term, proof.atoms.notation), proof)
    case 'abs': {
      const inner = weaken(signProof(argument, proof), NONZERO)
      const value = proof.atoms.absolutes.get(coqText(term, proof.atoms.notation))
      if (inner === undefined || value === undefined) return UNKNOWN
      const product = `(mul_nonzero_nonzero (sgn_nonzero ${value.rule}) ${inner})`
      return { signs: NONZERO, proof: value.isMirrored ? `(opp_nonzero ${product})` : product }
    }
    case 'sqrt':
      return radical(term, argument, 2, proof)
    case 'cbrt':
      return radical(term, argument, 3, proof)
    case 'root':
      return radical(term, argument, rootIndex(term.args[1] as Term), proof)
    default:
      return UNKNOWN
  }
}

/** A product of powers of exponentials, each of them positive. */
const exponential = (text: string, proof: Proof): SignProof => {
  if (text === '1') return { signs: POSITIVE, proof: 'Rlt_0_1' }
  const factors = text.split(' * ').map((factor) => {
    const inverted = factor.startsWith('/ ')
    const [name = '', k] = (inverted ? factor.slice(2) : factor).split(' ^ ')
    const base = proof.atoms.positives.get(name)
    if (base === undefined) return undefined
    const power = k === undefined ? base : `(pow_pos ${k} ${base})`
    return inverted ? `(inv_pos ${power})` : power
  })
  const [first, ...others] = factors
  if (first === undefined) return UNKNOWN
  let whole = first
  for (const factor of others) {
    if (factor === undefined) return UNKNOWN
    whole = `(mul_pos_pos ${whole} ${factor})`
  }
  return { signs: POSITIVE, proof: whole }
}
