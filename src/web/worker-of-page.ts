import { trustedProgram } from './trusted.ts'

/** A digest of what the page was built from (`scripts/web.mjs`). */
declare const GRADLAW_BUILD: string

/** The address of a worker of this build: a browser that kept an older one does not mix the two. */
export const buildOf = (file: URL): URL => new URL(`?${GRADLAW_BUILD}`, file)

/** Starts a worker of the page by the name of its source, `src/web/…/NAME.ts`: all lie beside the script of the page. */
export const workerOfPage = (name: string): Worker =>
  new Worker(trustedProgram(buildOf(new URL(`assets/${name}.js`, document.baseURI))), { type: 'module', name })
