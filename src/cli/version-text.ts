import { PROOF_VERSION } from '../toolkit/proof-version.ts'

/** What `--version` answers: the version alone on the first line, for programs, then that of the certificates. */
export const versionText = (version: string): string => `${version}\ncertificate format ${PROOF_VERSION}`
