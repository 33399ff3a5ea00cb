import { isCheckedClaim, verify } from '../../kernel/checked-claim.ts'
import type { Claim } from '../../kernel/claim.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { Verdict } from '../../search/verdict.ts'
import { kindsOf } from '../kinds-of-proof.ts'
import { refutedVerdict } from '../refuted-verdict.ts'
import type { Question, Reply, Stop, Strategy } from './question.ts'

/** What is known of a claim while questions about it are asked. */
export interface Ledger {
  /** Whether the answer of a question would still say something new. */
  readonly isNeeded: (question: Question) => boolean
  /** Takes a reply; the verdict, once there is one. */
  readonly hear: (question: Question, reply: Reply) => Verdict | undefined
  /** The verdict of what was heard so far, where that is enough. */
  readonly conclude: () => Verdict | undefined
  /** The proofs that the kernel accepted, by obligation. */
  readonly proofs: ReadonlyMap<string, Json>
  /** The obligations without a proof. */
  readonly open: () => readonly string[]
  /** Each strategy and why it stopped. */
  readonly tried: () => readonly string[]
  /** Why each strategy stopped last. */
  readonly stops: () => ReadonlyMap<Strategy, Stop>
}

/** Asked again, these would end in the same way. */
const isFinal = (why: Stop): boolean => why === 'memory' || why.startsWith('failed') || why.startsWith('unsupported')

const CHAINS = 'coercivity by chains'

/**
 * A ledger for a claim with these obligations. Replies are proposals: a proof counts once the kernel has accepted it
 * for its obligation, and a verdict is made of what the kernel checked for the whole claim. `extra` are fields that its
 * certificate has besides proofs.
 */
export const newLedger = (
  claim: Claim,
  obligations: readonly string[],
  accepts: (obligation: string, proof: Json) => boolean,
  extra: JsonObject = {},
): Ledger => {
  const proofs = new Map<string, Json>()
  const lines = new Map<Strategy, { why: Stop; tactics: Set<string> }>()
  const given = new Set<string>()
  let attained: Json | undefined
  const needsZero = claim.claim === 'minimum-zero'
  const open = (): readonly string[] => obligations.filter((name) => !proofs.has(name))
  const key = ({ strategy, obligation }: Question): string => `${strategy} ${obligation ?? ''}`
  const stop = (question: Question, why: Stop, tactics: readonly string[]): void => {
    const { strategy } = question
    if (isFinal(why)) given.add(key(question))
    const line = lines.get(strategy) ?? { why, tactics: new Set<string>() }
    for (const tactic of tactics) line.tactics.add(tactic)
    lines.set(strategy, { ...line, why })
  }
  const refusedBy = (question: Question): undefined => {
    stop(question, 'failed: what was found was refused by the kernel', [])
    return undefined
  }
  const tried = (): string[] => {
    // Strategies share their beginnings; each tactic is named where it was tried first.
    const named = new Set<string>()
    return [...lines].map(([strategy, { why, tactics }]) => {
      const own = [...tactics].filter((tactic) => !named.has(tactic))
      for (const tactic of own) named.add(tactic)
      return own.length === 0 ? `${strategy}: ${why}` : `${strategy}: ${why} (${own.join(', ')})`
    })
  }
  const proved = (certificate: Json, method: string): Verdict | undefined => {
    const checked = verify(claim, certificate)
    if (!isCheckedClaim(checked) || checked.outcome !== 'proved') return undefined
    return { status: 'proved', trust: 'kernel', method, certificate, checked }
  }
  const whole = (): Verdict | undefined => {
    if (claim.claim === 'coercive' || open().length > 0 || (needsZero && attained === undefined)) return undefined
    const methods = new Set(obligations.flatMap((name) => [...kindsOf(proofs.get(name) as Json)]))
    const inOrder = Object.fromEntries(obligations.map((name) => [name, proofs.get(name) as Json]))
    const zero = attained === undefined ? {} : { attained }
    const certificate = { outcome: 'proved', proofs: inOrder, ...zero, ...extra }
    return proved(certificate, [...methods].join(', ') || 'nothing to show')
  }
  return {
    proofs,
    conclude: whole,
    open,
    tried,
    stops: () => new Map([...lines].map(([strategy, { why }]) => [strategy, why])),
    isNeeded: (question) => {
      if (given.has(key(question))) return false
      if (question.strategy === 'zeros') return attained === undefined
      return question.obligation === undefined || !proofs.has(question.obligation)
    },
    hear: (question, reply) => {
      const { obligation } = question
      switch (reply.found) {
        case 'nothing':
          return void stop(question, reply.why, reply.tried)
        case 'failing':
          // A sufficient condition that fails at a point is not to be proved, however long one looks.
          return {
            status: 'unknown',
            reason: 'search-exhausted',
            tried: [...tried(), `${obligation}: fails at a point, which refutes nothing`],
          }
        case 'certificate': {
          const verdict = refutedVerdict(claim, reply.certificate) ?? proved(reply.certificate, CHAINS)
          return verdict ?? refusedBy(question)
        }
        case 'proof':
          if (obligation === undefined || !accepts(obligation, reply.proof)) return refusedBy(question)
          proofs.set(obligation, reply.proof)
          return whole()
        case 'attained': {
          attained = reply.attained
          const verdict = whole()
          if (verdict === undefined) attained = undefined
          return verdict ?? refusedBy(question)
        }
      }
    },
  }
}
