import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import { lower, readExponent } from '../../kernel/lower.ts'
import { scale } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { symbols, type Term } from '../../kernel/term.ts'
import type { JsonRecord } from '../certificate-json.ts'
import { string } from '../certificate-json.ts'
import { equationProof } from './multiples.ts'
import { notExported } from './not-exported.ts'
import { identityOf, type Proof, readTerm, textIn } from './proof-state.ts'
import type { Script } from './script.ts'

/** A polynomial over Z as Coq text, with a proof that it is the same modulo m for residues. */
interface Whole {
  readonly text: string
  readonly same: string
}

const wholeOf = (term: Term, proof: Proof, nameOf: (symbol: string) => Whole): Whole => {
  const fold = (args: readonly Term[], sign: string, lemma: string): Whole =>
    args
      .map((arg) => wholeOf(arg, proof, nameOf))
      .reduce((a, b) => ({ text: `(${a.text} ${sign} ${b.text})`, same: `(${lemma} ${a.same} ${b.same})` }))
  switch (term.op) {
    case 'number':
      return { text: `(${term.value.n})`, same: `(same_refl (${term.value.n}))` }
    case 'symbol':
      return nameOf(term.name)
    case 'negate': {
      const inner = wholeOf(term.arg, proof, nameOf)
      return { text: `((-1) * ${inner.text})`, same: `(same_mul (same_refl (-1)) ${inner.same})` }
    }
    case 'add':
      return fold(term.args, '+', 'same_add')
    case 'multiply':
      return fold(term.args, '*', 'same_mul')
    case 'power': {
      const exponent = readExponent(term.exponent, proof.scope)
      const base = wholeOf(term.base, proof, nameOf)
      if (exponent.kind !== 'integer' || exponent.value < 0) return notExported('a congruence of something not whole')
      return { text: `${base.text} ^ Z.of_nat ${exponent.value}`, same: `(same_pow ${exponent.value} ${base.same})` }
    }
    default:
      return notExported('a congruence of something not whole')
  }
}

/** An equation between integers that has no solution modulo m: Coq tries all residues. */
export const congruence = (fields: JsonRecord, proof: Proof): Script => {
  const of = readTerm(string(fields.of))
  const m = Number(fields.modulus)
  const value = lower(of, proof.scope)
  const denominator = [...value.values()].reduce((d, { coefficient: c }) => d * Q.multiply(c, Q.rational(d)).d, 1n)
  const whole = termOfPolynomial(scale(value, Q.rational(denominator)), proof.scope.variables)
  const { names } = proof
  const integers = [...new Set(symbols(whole))].map((symbol) => {
    const hypothesis = proof.integers.get(symbol)
    if (hypothesis === undefined) return notExported('a congruence of something not whole')
    return { symbol, hypothesis, z: names.internal('z'), equation: names.internal('is') }
  })
  const find = (symbol: string) => integers.find((n) => n.symbol === symbol) ?? notExported(`the integer ${symbol}`)
  const inZ = wholeOf(whole, proof, (symbol) => {
    const { z } = find(symbol)
    return { text: z, same: `(same_residue ${z})` }
  })
  const atResidues = wholeOf(whole, proof, (symbol) => ({ text: find(symbol).z, same: '' })).text
  const [zero, all, none] = ['zero', 'all', 'none'].map(names.internal) as [string, string, string]
  const wholeText = textIn(whole, proof)
  const scaled = `${denominator} * (${textIn(of, proof)})`
  const tried = integers.reduceRight(
    (inner, { z }) => `all_residues ${m} (fun ${z} => ${inner})`,
    `negb (Z.eqb (Z.modulo (${atResidues}) ${m}) 0)`,
  )
  const copies = integers.map(({ hypothesis, z, equation }) => `destruct ${hypothesis} as [${z} ${equation}].`)
  const chosen = integers.map(({ z }) => `apply (residue ${m} _ eq_refl) with (z := ${z}) in ${all}.`)
  return [
    'exfalso.',
    `assert (${zero} : ${wholeText} = 0).`,
    `{ transitivity (${scaled}); [${identityOf(proof, wholeText, scaled)} | exact (mul_any_zero _ ${equationProof(of, proof)})]. }`,
    ...copies,
    `assert (${none} : (${inZ.text})%Z = 0%Z).`,
    `{ apply eq_IZR. rewrite <- ${zero}${integers.map(({ equation }) => `, ?${equation}`).join('')}. repeat rewrite ?plus_IZR, ?mult_IZR, <- ?pow_IZR. ring. }`,
    `assert (${all} : (${tried})%Z = true) by (vm_compute; reflexivity).`,
    ...chosen,
    `cbv beta in ${all}. apply Bool.negb_true_iff, Z.eqb_neq in ${all}. apply ${all}.`,
    `transitivity (Z.modulo (${inZ.text})%Z ${m}); [symmetry; exact (${inZ.same} : same ${m} _ _) | now rewrite ${none}].`,
  ]
}
