import { checkProof } from '../kernel/check-proof.ts'
import type { Json } from '../kernel/json.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { BudgetSpent } from '../search/budget.ts'

/** True where the kernel accepts the proof of the sequent. */
export const isAccepted = (proof: Json, sequent: Sequent): boolean => {
  try {
    checkProof(proof, sequent)
    return true
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return false
    throw error
  }
}

/** What `run` finds; undefined also where its budget was spent, the kernel refused something, or a number is too large. */
export const quietly = <T>(run: () => T | undefined): T | undefined => {
  try {
    return run()
  } catch (error) {
    if (error instanceof BudgetSpent || error instanceof Refusal || error instanceof RangeError) return undefined
    throw error
  }
}
