import { checkProof } from '../kernel/check-proof.ts'
import { EXTRA_FIELD, obligationsOf } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { withEffort } from '../kernel/effort.ts'
import type { Json } from '../kernel/json.ts'
import { Refusal } from '../kernel/refusal.ts'

/** What the certificate of a verdict with `trust: 'solver'` holds: who says so, the questions, what was proved beside. */
interface SolverCertificate {
  readonly solver: string
  readonly version: string
  /** The SMT-LIB script of each obligation that the solver found true. */
  readonly scripts: { readonly [obligation: string]: string }
  /** The kernel's proofs of the others. */
  readonly proofs: { readonly [obligation: string]: Json }
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCertificate = (value: unknown): value is SolverCertificate =>
  isRecord(value) &&
  typeof value.solver === 'string' &&
  typeof value.version === 'string' &&
  isRecord(value.scripts) &&
  Object.values(value.scripts).every((script) => typeof script === 'string' && script !== '') &&
  isRecord(value.proofs)

const seal = Symbol('said by a solver')
let isGenuine: (value: unknown) => boolean

/** A claim of which a solver says that it holds. It is no checked claim, and nothing makes one of it. */
class SolverStatement {
  static {
    isGenuine = (value) => typeof value === 'object' && value !== null && #sealed in value
    Object.freeze(SolverStatement)
    Object.freeze(SolverStatement.prototype)
  }

  readonly #sealed = true
  readonly claim: Claim
  readonly solver: string

  constructor(key: symbol, claim: Claim, solver: string) {
    if (key !== seal) throw new TypeError('a SolverStatement is made by solverStatement(claim, certificate)')
    this.claim = claim
    this.solver = solver
    Object.freeze(this)
  }
}

export type { SolverStatement }

/** True for what {@link solverStatement} made and nothing else. */
export const isSolverStatement = (value: unknown): value is SolverStatement => isGenuine(value)

const EFFORT = 5_000_000

/** Whether every obligation of the claim is either proved, as the kernel finds, or has a script; and nothing else is. */
const covers = (claim: Claim, { scripts, proofs }: SolverCertificate): boolean => {
  const names = new Set([...Object.keys(scripts), ...Object.keys(proofs)])
  const obligations = obligationsOf(claim)
  for (const { name, sequent } of obligations) {
    if (!names.delete(name)) return false
    if (scripts[name] === undefined) checkProof(proofs[name] as Json, sequent)
  }
  return names.size === 0 && Object.keys(scripts).length > 0
}

/**
 * A solver's word for a claim, or undefined where the certificate does not cover the claim: every obligation must have
 * a proof that the kernel accepts, or a script. That the solver answered `unsat`, that the scripts ask what they should,
 * and that f is 0 somewhere (claim `minimum-zero`) is believed; hence the name. Not for claims of coercivity or about laws of flows.
 */
export const solverStatement = (claim: Claim, certificate: Json): SolverStatement | undefined => {
  try {
    const own = JSON.parse(JSON.stringify(claim)) as Claim
    // What a claim needs beside its obligations must be there; of `attained` the prover asked the kernel.
    const extra = EXTRA_FIELD[own.claim]
    if (!isCertificate(certificate) || (extra !== undefined && extra !== 'attained')) return undefined
    if (extra !== undefined && !Object.hasOwn(certificate, extra)) return undefined
    if (!withEffort(EFFORT, () => covers(own, certificate))) return undefined
    return new SolverStatement(seal, own, `${certificate.solver} ${certificate.version}`)
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError || error instanceof TypeError) return undefined
    throw error
  }
}
