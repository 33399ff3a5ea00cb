import { isCheckedClaim } from '../kernel/checked-claim.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { symbols } from '../kernel/term.ts'
import type { Verdict } from '../search/verdict.ts'
import type { ClaimEntry, ClaimId, Conclusion } from '../theorems/check-result.ts'
import { flatnessConclusion, flatnessWords, type Objective } from '../theorems/flatness.ts'
import { type Subject, type Trust, weakest } from '../theorems/hypothesis.ts'
import { provedOrder } from '../theorems/proved-order.ts'
import { theorem29 } from '../theorems/theorem-2-9.ts'
import { theoremS } from '../theorems/theorem-s.ts'
import { theoremSOrder } from '../theorems/theorem-s-order.ts'
import { theoremSBelowSomeLevel } from '../theorems/theorem-s-some-level.ts'
import { witnessText } from '../theorems/witness-text.ts'

/** The variables that f does not contain, in words: nothing that depends on them is pushed down. */
const freeWords = (subject: Subject | undefined): string => {
  if (subject === undefined) return ''
  const used = new Set(symbols(parseTerm(subject.f)))
  const free = subject.context.variables.filter((name) => !used.has(name))
  if (free.length === 0) return ''
  const names = free.join(', ')
  return free.length === 1
    ? ` f does not depend on ${names}, so gradient methods never change it: leave it out of the variables.`
    : ` f does not depend on ${names}, so gradient methods never change them: leave them out of the variables.`
}

/**
 * The conclusion of a check: by a theorem page where its hypotheses were proved, otherwise what fails and where.
 * A sufficient condition that fails is never worded as "does not converge". What f alone decides is concluded of `objective`,
 * also where there is no g.
 */
export const conclude = (
  subject: Subject | undefined,
  entries: readonly ClaimEntry[],
  checked: readonly unknown[],
  objective: Objective | undefined = subject,
): Conclusion => {
  const find = (id: ClaimId): Verdict | undefined =>
    (entries.find((entry) => entry.id === id && entry.needed) ?? entries.find((entry) => entry.id === id))?.verdict
  const trustOf = (id: ClaimId): Trust => {
    const verdict = find(id)
    return verdict?.status === 'proved' ? verdict.trust : 'kernel'
  }
  /** What fails, by an exact witness and by these claims that were proved. */
  const failing = (verdict: ConclusionFailure, text: string, by: readonly ClaimId[] = []): Conclusion => ({
    verdict,
    trust: weakest(by.map(trustOf)),
    text,
  })
  const refuted = (id: ClaimId): Verdict | undefined => {
    // Of two claims about coercivity the one that is not needed decides nothing.
    const verdict = id === 'coercive' ? entries.find((e) => e.id === id && e.needed)?.verdict : find(id)
    return verdict?.status === 'refuted' && isCheckedClaim(verdict.checked) ? verdict : undefined
  }
  const isProved = (...ids: readonly ClaimId[]): boolean => ids.every((id) => find(id)?.status === 'proved')
  // What the residuals say is about f only where f = φ(t) was proved.
  const isStructured = isProved('structure')
  const isOne = entries.every(({ kernelClaim }) => kernelClaim?.claim !== 'structure' || kernelClaim.loss === 'single')
  if (subject !== undefined) {
    const attracted =
      theoremS(subject, checked) ?? theoremSOrder(subject, checked) ?? theoremSBelowSomeLevel(subject, checked)
    if (attracted !== undefined) return attracted
  }
  const minimum = refuted('minimum-zero')
  if (minimum !== undefined) return failing('refuted', `f takes a negative value at ${witnessText(minimum)}.`)
  const rank = refuted('full-rank')
  if (isStructured && rank !== undefined) {
    return failing(
      'degenerate',
      isOne
        ? `∇h vanishes on M at ${witnessText(rank)}: the formulas for the directions fail there.`
        : `DF does not have full rank on M at ${witnessText(rank)}: the formulas for the directions need not hold there.`,
      ['structure'],
    )
  }
  const flatness = objective && flatnessConclusion(objective, checked)
  if (flatness !== undefined) return flatness
  const flatWords = objective === undefined ? '' : flatnessWords(objective, checked)
  const flow = refuted('lyapunov')
  if (flow !== undefined) {
    return failing(
      'refuted',
      `g is not a d-Lyapunov function: ⟨∇g, ∇f⟩ < 0 at ${witnessText(flow)} (necessary condition, [J], Proposition 3.33 [R+]).`,
    )
  }
  const second = refuted('second-order')
  const hasOrder = subject !== undefined && provedOrder(subject, checked) !== undefined
  if (!hasOrder && isStructured && second !== undefined) {
    return failing(
      'sufficient-condition-fails',
      `The sufficient condition fails at ${witnessText(second)}: there ${isOne ? 'h = 0 and g > 0, but ∇²g(∇h, ∇h) ≥ 0.' : `F = 0 and g > 0, but ∇²g(v, v) ≥ 0 for v = DFᵀ${subject?.loss === 'l1' ? 's' : 'r'}.`}${freeWords(subject)}${flatWords}`,
      ['structure'],
    )
  }
  const local = subject && theorem29(subject, checked)
  const coercive = refuted('coercive')
  if (local !== undefined) {
    const curve = coercive === undefined ? '' : witnessText(coercive)
    const why =
      coercive === undefined ? '' : ` f + g is not coercive: it stays bounded along ${curve}.${freeWords(subject)}`
    return { ...local, text: local.text + why }
  }
  if (coercive !== undefined) {
    return failing(
      'sufficient-condition-fails',
      `f + g is not coercive: it stays bounded along ${witnessText(coercive)}.${freeWords(subject)}`,
    )
  }
  const open = entries.filter(({ needed, verdict }) => needed && verdict.status === 'unknown').map(({ id }) => id)
  const others = entries.filter(({ needed, verdict }) => needed && verdict.status === 'refuted').map(({ id }) => id)
  const parts = [
    ...(others.length > 0 ? [`refuted as stated: ${others.join(', ')}`] : []),
    ...(open.length > 0 ? [`open: ${open.join(', ')}`] : []),
  ]
  return {
    verdict: 'undecided',
    text: `${parts.length === 0 ? 'No regularizer was given or found.' : `Nothing is concluded; ${parts.join('; ')}.`}${flatWords}`,
  }
}

type ConclusionFailure = 'refuted' | 'degenerate' | 'sufficient-condition-fails'
