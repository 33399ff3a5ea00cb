/** Thrown where a proof or a statement has no translation to Coq; the message says why. */
export class NotExported extends Error {}

/** The claim cannot be exported, for this reason. */
export const notExported = (reason: string): never => {
  throw new NotExported(reason)
}
