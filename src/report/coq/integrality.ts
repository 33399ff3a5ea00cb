import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import { lower, readExponent } from '../../kernel/lower.ts'
import { isIntegral } from '../../kernel/polynomial.ts'
import type { Term } from '../../kernel/term.ts'
import { equationOf, type Proof, textIn } from './proof-state.ts'

/** A proof term of `integer u` for a polynomial in integers with whole coefficients, by its structure. */
const byStructure = (term: Term, proof: Proof): string | undefined => {
  const fold = (args: readonly Term[], lemma: string): string | undefined =>
    args
      .map((arg) => byStructure(arg, proof))
      .reduce((a, b) => (a === undefined || b === undefined ? undefined : `(${lemma} ${a} ${b})`))
  switch (term.op) {
    case 'number':
      return term.value.d === 1n ? `(integer_whole (${term.value.n}))` : undefined
    case 'symbol':
      return proof.integers.get(term.name)
    case 'negate': {
      const inner = byStructure(term.arg, proof)
      return inner === undefined ? undefined : `(integer_opp ${inner})`
    }
    case 'add':
      return fold(term.args, 'integer_add')
    case 'multiply':
      return fold(term.args, 'integer_mul')
    case 'power': {
      const exponent = readExponent(term.exponent, proof.scope)
      const base = byStructure(term.base, proof)
      if (exponent.kind !== 'integer' || exponent.value < 0 || base === undefined) return undefined
      return `(integer_pow ${exponent.value} ${base})`
    }
    default:
      return undefined
  }
}

/** A proof term that u is an integer, where the kernel takes it for one. */
export const integrality = (u: Term, proof: Proof): string | undefined => {
  const polynomial = lower(u, proof.scope)
  if (proof.integers.size === 0 || !isIntegral(polynomial)) return undefined
  const normal = termOfPolynomial(polynomial, proof.scope.variables)
  const reason = byStructure(normal, proof)
  if (reason === undefined) return undefined
  const [text, plain] = [textIn(u, proof), textIn(normal, proof)]
  return text === plain ? reason : `(integer_if (${plain}) ${reason} ${equationOf(proof, text, plain)})`
}
