/** The version of the certificate format (`proofs/FORMAT.md`) that is written, and the only one that the kernel checks. */
export const PROOF_VERSION = 1
