/** The first word of every refusal, fixed by `proofs/FORMAT.md` §8. */
export type RefusalReason =
  | 'format'
  | 'term'
  | 'undeclared'
  | 'context'
  | 'obligation'
  | 'identity'
  | 'sign'
  | 'weight'
  | 'strict'
  | 'multiple'
  | 'admissible'
  | 'cover'
  | 'roots'
  | 'enclosure'
  | 'fact'
  | 'gram'
  | 'chain'
  | 'curve'
  | 'congruence'
  | 'point'
  | 'pieces'
  | 'count'

/** Thrown inside the checkers when a certificate does not prove its claim; `verify` turns it into a value. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: RefusalReason

  constructor(reason: RefusalReason, detail: string) {
    super(`${reason}: ${detail}`)
    this.reason = reason
  }
}

/** Refuses. Its type lets it stand where a value is expected. */
export const refuse = (reason: RefusalReason, detail: string): never => {
  throw new Refusal(reason, detail)
}
