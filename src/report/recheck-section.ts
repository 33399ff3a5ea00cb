import type { PageExtras } from './html.ts'

/** What a page needs to check its own certificates again. */
export interface Recheck {
  /** The text of a proof file (`proofs/FORMAT.md`). */
  readonly proof: string
  /** The bundled script that checks it: `src/web/recheck/recheck-page.ts`. */
  readonly script: string
  /** Gives the SHA-256 of a text in base64: the page's policy allows this script and no other. */
  readonly digest: (text: string) => string
}

/** JSON as the text of a script element, which nothing in it can end. */
const inScript = (json: string): string => json.replaceAll('<', '\\u003c')

const STYLE = `
#recheck button{font:inherit;padding:.3rem .8rem;cursor:pointer}#recheck-list{font-size:.9rem}#recheck .ok{color:#186a3b}#recheck .bad{color:#b03a2e}
@media (prefers-color-scheme:dark){#recheck .ok{color:#7dcea0}#recheck .bad{color:#f1948a}}`

/**
 * A section with the certificates of a report and a button that has them checked again, by the kernel alone and in the
 * page. The kernel comes with the file: who does not trust the sender saves the certificates and checks them elsewhere.
 * The policy of the page allows this one script.
 */
export const recheckExtras = ({ proof, script, digest }: Recheck): PageExtras => {
  const code = script.trim().replaceAll('</script', '<\\/script')
  return {
    head: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest(code)}'; base-uri 'none'; form-action 'none'">\n`,
    style: STYLE,
    section: `<section id="recheck">
<h3>Certificates</h3>
<p>This file holds the certificates of what it calls proved or refuted, and the kernel that checks them.</p>
<p><button id="recheck-button" type="button" disabled>Check again</button> <span id="recheck-status" role="status">Nothing was checked again yet.</span></p>
<ul id="recheck-list"></ul>
</section>
<script type="application/json" id="gradlaw-proof">${inScript(proof)}</script>
<script>${code}</script>
`,
  }
}
