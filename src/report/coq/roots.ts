import type { Json } from '../../kernel/json.ts'
import type { JsonRecord } from '../certificate-json.ts'
import { notExported } from './not-exported.ts'
import type { CoqGoal, Proof } from './proof-state.ts'

type ScriptOf = (json: Json | undefined, goal: CoqGoal, proof: Proof) => readonly string[]

export const rootsScript = (
  _fields: JsonRecord,
  _goal: CoqGoal,
  _proof: Proof,
  _scriptOf: ScriptOf,
): readonly string[] => notExported('a proof that isolates roots')
