import { POSITIVE, type Signs } from '../../kernel/sign.ts'
import { call, negated, number, raised, sum, type Term } from '../../kernel/term.ts'
import type { JsonRecord } from '../certificate-json.ts'
import { string } from '../certificate-json.ts'
import { admitting } from './admitting.ts'
import { coqText } from './coq-term.ts'
import { NONNEGATIVE } from './facts.ts'
import { notExported } from './not-exported.ts'
import { type CoqGoal, type Proof, readTerm, shown, textIn } from './proof-state.ts'
import { type Script, transfer } from './script.ts'
import { signProof, weaken } from './signs.ts'

/** The tangents of exp and log, and the range of tanh. */
export const standardInequality = (fields: JsonRecord, goal: CoqGoal, start: Proof): Script => {
  const target = shown(goal, 'a standard inequality')
  const u = readTerm(string(fields.of))
  const { lines, proof } = admitting([u, target.term], start)
  const name = proof.names.internal('f')
  const plain = `(${coqText(u, proof.written)})`
  const rewriting =
    proof.atoms.equations.length === 0
      ? []
      : [
          `rewrite ${proof.atoms.equations
            .toReversed()
            .map((e) => `?${e}`)
            .join(', ')} in ${name}.`,
        ]
  const finish = (term: Term, signs: Signs): string => transfer(target, textIn(term, proof), name, signs, proof)
  const positive = (): string => {
    const reason = weaken(signProof(u, proof), POSITIVE)
    return reason ?? notExported('a logarithm of a quantity that Coq does not see to be positive')
  }
  const one = number(1)
  switch (fields.fact) {
    case 'exp-tangent': {
      const term = sum(call('exp', u), negated(one), negated(u))
      return [...lines, `pose proof (exp_tangent ${plain}) as ${name}.`, ...rewriting, finish(term, NONNEGATIVE)]
    }
    case 'log-tangent':
    case 'log-lower': {
      const isLower = fields.fact === 'log-lower'
      const term = isLower
        ? sum(call('log', u), negated(one), { op: 'divide', numerator: one, denominator: u })
        : sum(u, negated(one), negated(call('log', u)))
      const lemmaName = isLower ? 'log_lower' : 'log_tangent'
      return [
        ...lines,
        `pose proof (@${lemmaName} ${plain}) as ${name}.`,
        ...rewriting,
        `specialize (${name} ${positive()}).`,
        finish(term, NONNEGATIVE),
      ]
    }
    case 'tanh-range': {
      const term = sum(one, negated(raised(call('tanh', u), 2)))
      return [...lines, `pose proof (tanh_range ${plain}) as ${name}.`, ...rewriting, finish(term, POSITIVE)]
    }
    default:
      return notExported(`the inequality "${string(fields.fact)}"`)
  }
}
