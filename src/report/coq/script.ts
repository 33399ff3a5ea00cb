import type { Json } from '../../kernel/json.ts'
import type { Signs } from '../../kernel/sign.ts'
import { SIGNS_OF, signWord } from './facts.ts'
import { notExported } from './not-exported.ts'
import { type CoqGoal, equationOf, type Proof, textIn } from './proof-state.ts'
import { weaken } from './signs.ts'

/** Lines of tactics. */
export type Script = readonly string[]

const indented = (lines: Script): Script => lines.map((line) => `  ${line}`)

/** Lines in braces, as the proof of the first goal. */
export const block = (lines: Script): Script =>
  lines.length === 1 ? [`{ ${lines[0]} }`] : ['{', ...indented(lines), '}']

/** How proofs inside proofs are written: the function of `proof-script.ts`. */
export type ScriptOf = (json: Json | undefined, goal: CoqGoal, proof: Proof) => Script

/** Closes `term op 0` from a proof of the same for an equal term. */
export const transfer = (
  goal: Exclude<CoqGoal, 'false'>,
  from: string,
  reason: string,
  signs: Signs,
  proof: Proof,
): string => {
  const text = textIn(goal.term, proof)
  const wanted = SIGNS_OF[goal.op]
  const weaker = weaken({ signs, proof: reason }, wanted)
  if (weaker === undefined) return notExported('a sign that the structure of the form does not show to Coq')
  return text === from
    ? `exact ${weaker}.`
    : `exact (${signWord(wanted)}_if (${from}) ${weaker} ${equationOf(proof, text, from)}).`
}
