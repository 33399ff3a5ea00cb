import * as Q from '../../kernel/rational.ts'
import { NEGATIVE, POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import { difference, number, product, raised, sum, type Term } from '../../kernel/term.ts'
import { parseUnivariate, type Univariate } from '../../kernel/univariate.ts'
import { type JsonRecord, list, record, string } from '../certificate-json.ts'
import { admitting } from './admitting.ts'
import { NONNEGATIVE, NONPOSITIVE, NONZERO } from './facts.ts'
import { multiplesOf } from './multiples.ts'
import { notExported } from './not-exported.ts'
import { type CoqGoal, equationOf, type Proof, readTerm, textIn, withFact } from './proof-state.ts'
import { block, type Script, type ScriptOf } from './script.ts'
import { signProof, weaken } from './signs.ts'

interface Root {
  readonly low: Q.Rational
  readonly high: Q.Rational
  readonly value: Term | undefined
  readonly proof: JsonRecord[string] | undefined
}

const TWO = Q.rational(2)
const MAX_SPLITS = 12

/** p(a + t): its coefficients, by repeated division by t − a. */
const taylor = (p: Univariate, a: Q.Rational): readonly Q.Rational[] => {
  const row = [...p]
  for (let i = 0; i < row.length; i++) {
    for (let k = row.length - 2; k >= i; k--)
      row[k] = Q.add(row[k] as Q.Rational, Q.multiply(a, row[k + 1] as Q.Rational))
  }
  return row
}

/** p divided by t − a as often as it can be, and how often that is. */
const deflated = (p: Univariate, a: Q.Rational): { quotient: Univariate; times: number } => {
  let quotient = p
  for (let times = 0; ; times++) {
    const shifted = taylor(quotient, a)
    if (shifted.length === 0 || !Q.isZero(shifted[0] as Q.Rational)) return { quotient, times }
    quotient = taylor(shifted.slice(1), Q.negate(a))
  }
}

const powerOf = (base: Term, k: number): Term => (k === 1 ? base : raised(base, k))

/** Σ c_k x^k, with no term for c_k = 0. */
const combination = (coefficients: readonly Q.Rational[], power: (k: number) => Term): Term => {
  const terms = coefficients.flatMap((c, k): Term[] =>
    Q.isZero(c) ? [] : [k === 0 ? number(c) : Q.equal(c, Q.ONE) ? power(k) : product(number(c), power(k))],
  )
  return terms.length === 0 ? number(0) : sum(...terms)
}

const sameSign = (coefficients: readonly Q.Rational[]): boolean => {
  const signs = coefficients.map(Q.sign).filter((s) => s !== 0)
  return signs.every((s) => s === signs[0])
}

const gap = (u: Term, a: Q.Rational): Term => difference(u, number(a))

/** p(u) written so that its sign can be read off for u between two rationals, either of which may be missing. */
const readableForm = (
  p: Univariate,
  u: Term,
  low: Q.Rational | undefined,
  high: Q.Rational | undefined,
): Term | undefined => {
  if (low !== undefined && high !== undefined) {
    // p(u)·(high − low)^n = Σ b_i (u − low)^i (high − u)^(n − i), from the Taylor coefficients of p at low.
    const n = p.length - 1
    const width = Q.subtract(high, low)
    const at = taylor(p, low)
    const bernstein = Array.from({ length: n + 1 }, () => Q.ZERO)
    at.forEach((c, k) => {
      let binomial = 1
      for (let j = 0; j <= n - k; j++) {
        const share = Q.multiply(Q.multiply(c, Q.power(width, k - n)), Q.rational(binomial))
        bernstein[k + j] = Q.add(bernstein[k + j] as Q.Rational, Q.multiply(share, Q.ONE))
        binomial = (binomial * (n - k - j)) / (j + 1)
      }
    })
    const isOpen = Q.isZero(bernstein[0] as Q.Rational) || Q.isZero(bernstein[n] as Q.Rational)
    if (isOpen || !sameSign(bernstein)) return undefined
    return sum(
      ...bernstein.flatMap((c, i): Term[] =>
        Q.isZero(c) ? [] : [product(number(c), raised(gap(u, low), i), raised(difference(number(high), u), n - i))],
      ),
    )
  }
  const [end, direction] = low !== undefined ? [low, 1] : [high ?? Q.ZERO, -1]
  const at = taylor(p, end).map((c, k) => (direction < 0 && k % 2 === 1 ? Q.negate(c) : c))
  if (low === undefined && high === undefined) return at.length === 1 ? number(at[0] as Q.Rational) : undefined
  if (!sameSign(at)) return undefined
  const base = direction > 0 ? gap(u, end) : difference(number(end), u)
  return combination(at, (k) => powerOf(base, k))
}

/** A rational number beyond which p has no root. */
const cauchyBound = (p: Univariate): Q.Rational => {
  const lead = Q.absolute(p[p.length - 1] as Q.Rational)
  return p.reduce((bound, c) => Q.add(bound, Q.divide(Q.absolute(c), lead)), Q.ONE)
}

/** Case distinctions by the place of u among isolated roots; between them the polynomial is shown not to vanish. */
export const rootsScript = (fields: JsonRecord, goal: CoqGoal, start: Proof, scriptOf: ScriptOf): Script => {
  const u = readTerm(string(fields.of))
  const q = parseUnivariate(string(fields.polynomial))
  const terms = list(fields.multiples).flatMap((m) => [readTerm(string(record(m).by)), readTerm(string(record(m).of))])
  const admitted = admitting([u, ...terms], start)
  const { proof } = admitted
  const names = proof.names
  const roots = list(fields.roots).map((json): Root => {
    const { interval, value, proof: inner } = record(json)
    const [low = Q.ZERO, high = Q.ZERO] = list(interval).map((end) => Q.parseRational(string(end)))
    return { low, high, value: value === undefined ? undefined : readTerm(string(value)), proof: inner }
  })
  const exact = roots.filter(({ low, high }) => Q.equal(low, high))
  const isolated = roots.filter(({ low, high }) => !Q.equal(low, high)).sort((a, b) => Q.compare(a.low, b.low))
  const factors: Term[] = []
  let rest = q
  for (const { low } of exact) {
    const { quotient, times } = deflated(rest, low)
    rest = quotient
    factors.push(times === 1 ? gap(u, low) : raised(gap(u, low), times))
  }

  const multiples = multiplesOf(fields.multiples, proof)
  const whole = combination(q, (k) => powerOf(u, k))
  const wholeText = textIn(whole, proof)
  const zero = names.internal('q')
  const multipleText = textIn(multiples.term, proof)
  const opening = `assert (${zero} : ${wholeText} = 0) by exact (zero_if (${multipleText}) ${multiples.proof} ${equationOf(proof, wholeText, multipleText)}).`

  const contradiction = (form: Term, inner: Proof): Script => {
    const all = product(...factors, form)
    const reason = weaken(signProof(all, inner), NONZERO)
    if (reason === undefined) return notExported('a polynomial that Coq does not see to be different from zero')
    const text = textIn(all, inner)
    return [`exfalso; exact (${reason} (zero_if (${wholeText}) ${zero} ${equationOf(inner, text, wholeText)})).`]
  }

  /** rest(u) ≠ 0 for u between low and high: at once, or after cutting the stretch in two. */
  const noRoot = (low: Q.Rational | undefined, high: Q.Rational | undefined, inner: Proof, depth = 0): Script => {
    const form = readableForm(rest, u, low, high)
    if (form !== undefined) return contradiction(form, inner)
    if (depth > MAX_SPLITS) return notExported('roots that lie too close to the ends of their intervals')
    const bound = cauchyBound(rest)
    const middle =
      low !== undefined && high !== undefined
        ? Q.divide(Q.add(low, high), TWO)
        : low !== undefined
          ? Q.add(Q.compare(low, bound) < 0 ? bound : low, Q.ONE)
          : high !== undefined
            ? Q.subtract(Q.compare(high, Q.negate(bound)) > 0 ? Q.negate(bound) : high, Q.ONE)
            : Q.ZERO
    return atPoint('cases_le_gt', middle, [NONPOSITIVE, POSITIVE], inner, [
      (below) => noRoot(low, middle, below, depth + 1),
      (above) => noRoot(middle, high, above, depth + 1),
    ])
  }

  /** Cases by the sign of u − a, which both cases know also as a − u. */
  const atPoint = (
    lemma: string,
    a: Q.Rational,
    signs: readonly [Signs, Signs],
    inner: Proof,
    continuations: readonly [(next: Proof) => Script, (next: Proof) => Script],
  ): Script => {
    const name = names.internal('c')
    const term = gap(u, a)
    return [
      `destruct (${lemma} (${textIn(term, inner)})) as [${name} | ${name}].`,
      ...continuations.flatMap((go, i) => block(go(withFact(inner, name, term, signs[i] as Signs)))),
    ]
  }

  const atValue = (root: Root, value: Term, inner: Proof): Script => {
    const at = taylor(q, root.low)
    const slopes = at.slice(1)
    if (!sameSign(slopes)) return notExported('a root that Coq does not see to be the only one in its interval')
    const [x, y] = [gap(u, root.low), gap(value, root.low)]
    const quotient = sum(
      ...slopes.flatMap((c, k): Term[] =>
        Q.isZero(c) ? [] : Array.from({ length: k + 1 }, (_, i) => product(number(c), raised(x, i), raised(y, k - i))),
      ),
    )
    const nonzero = weaken(signProof(quotient, inner), NONZERO)
    if (nonzero === undefined) return notExported('a value that Coq does not see to lie in its interval')
    const name = names.internal('c')
    const term = difference(u, value)
    const text = textIn(term, inner)
    const split = `(mul_nonzero_nonzero ${name} ${nonzero})`
    const productText = textIn(product(term, quotient), inner)
    return [
      `destruct (cases_zero (${text})) as [${name} | ${name}].`,
      ...block(scriptOf(root.proof, goal, withFact(inner, name, term, ZERO))),
      ...block([
        `exfalso; exact (${split} (zero_if (${wholeText}) ${zero} ${equationOf(inner, productText, wholeText)})).`,
      ]),
    ]
  }

  const among = (left: readonly Root[], low: Q.Rational | undefined, inner: Proof): Script => {
    const [next, ...others] = left
    if (next === undefined) return noRoot(low, undefined, inner)
    return atPoint('cases_le_gt', next.low, [NONPOSITIVE, POSITIVE], inner, [
      (below) => noRoot(low, next.low, below),
      (above) =>
        atPoint('cases_lt_ge', next.high, [NEGATIVE, NONNEGATIVE], above, [
          (inside) =>
            next.value === undefined ? scriptOf(next.proof, goal, inside) : atValue(next, next.value, inside),
          (beyond) => among(others, next.high, beyond),
        ]),
    ])
  }

  const atExact = (left: readonly Root[], inner: Proof): Script => {
    const [next, ...others] = left
    if (next === undefined) return among(isolated, undefined, inner)
    return atPoint('cases_zero', next.low, [ZERO, NONZERO], inner, [
      (at) => scriptOf(next.proof, goal, at),
      (off) => atExact(others, off),
    ])
  }
  return [...admitted.lines, opening, ...atExact(exact, proof)]
}
