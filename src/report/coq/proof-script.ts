import type { Json } from '../../kernel/json.ts'
import { parseRelation } from '../../kernel/parse-term.ts'
import { NEGATIVE, POSITIVE, ZERO } from '../../kernel/sign.ts'
import type { Term } from '../../kernel/term.ts'
import { type JsonRecord, record, string } from '../certificate-json.ts'
import { admitting } from './admitting.ts'
import { congruence } from './congruence.ts'
import { SIGNS_OF } from './facts.ts'
import { notExported } from './not-exported.ts'
import { positivstellensatz } from './positivstellensatz.ts'
import {
  type CoqGoal,
  gapOf,
  goalText,
  identityOf,
  type Proof,
  readTerm,
  shown,
  textIn,
  withFact,
} from './proof-state.ts'
import { rootsScript } from './roots.ts'
import { block, type Script, transfer } from './script.ts'
import { signProof } from './signs.ts'
import { split } from './split.ts'
import { standardInequality } from './standard-inequality.ts'

/** The tactics that prove `goal`, following one proof of a certificate. Throws `NotExported`. */
export const scriptOf = (json: Json | undefined, goal: CoqGoal, proof: Proof): Script => {
  const fields = record(json)
  switch (fields.kind) {
    case 'identity':
      return identity(goal, proof)
    case 'sign':
      return bySign(readTerm(string(fields.form)), goal, proof)
    case 'positivstellensatz':
      return positivstellensatz(fields, goal, proof)
    case 'split':
      return split(fields, goal, proof, scriptOf)
    case 'lemma':
      return lemma(fields, goal, proof)
    case 'roots':
      return rootsScript(fields, goal, proof, scriptOf)
    case 'enclosure':
      return enclosure(goal, proof)
    case 'fact':
      return standardInequality(fields, goal, proof)
    case 'congruence':
      return congruence(fields, proof)
    default:
      return notExported(`a proof of the kind "${string(fields.kind)}"`)
  }
}

const identity = (goal: CoqGoal, start: Proof): Script => {
  const { term, op } = shown(goal, 'an identity')
  const { lines, proof } = admitting([term], start)
  const equation = identityOf(proof, textIn(term, proof), '0')
  return [...lines, op === '=' ? `${equation}.` : `apply nonneg_of_zero; ${equation}.`]
}

const bySign = (form: Term, goal: CoqGoal, start: Proof): Script => {
  const target = shown(goal, 'a sign')
  const { lines, proof } = admitting([form, target.term], start)
  const { signs, proof: reason } = signProof(form, proof)
  return [...lines, transfer(target, textIn(form, proof), reason, signs, proof)]
}

const enclosure = (goal: CoqGoal, proof: Proof): Script => {
  const target = shown(goal, 'an enclosure')
  const wanted = SIGNS_OF[target.op]
  for (const signs of [POSITIVE, NEGATIVE, ZERO]) {
    if ((signs & ~wanted) !== 0) continue
    const reason = proof.closed(target.term, signs)
    if (reason !== undefined) return [transfer(target, textIn(target.term, proof), reason, signs, proof)]
  }
  return notExported('a comparison of numbers in intervals')
}

const lemma = (fields: JsonRecord, goal: CoqGoal, start: Proof): Script => {
  const relation = parseRelation(string(fields.lemma))
  const term = gapOf(relation)
  const { lines, proof } = admitting([term], start)
  const name = proof.names.internal('l')
  const inner: CoqGoal = { term, op: relation.op }
  return [
    ...lines,
    `assert (${name} : ${goalText(inner, proof)}).`,
    ...block(scriptOf(fields.proof, inner, proof)),
    ...scriptOf(fields.then, goal, withFact(proof, name, term, SIGNS_OF[relation.op])),
  ]
}
