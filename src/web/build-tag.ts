/** A digest of what the page was built from (`scripts/web.mjs`). */
declare const GRADLAW_BUILD: string

/** The address of a worker of this build: a browser that kept an older one does not mix the two. */
export const buildOf = (file: URL): URL => new URL(`?${GRADLAW_BUILD}`, file)
