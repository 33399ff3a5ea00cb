// Browsers that know trusted types start no program and read no markup from a text unless this module says that it is ours.

type Trusted = string & { readonly trusted: true }

interface Policy {
  readonly createScriptURL: (address: string) => Trusted
  readonly createHTML: (markup: string) => Trusted
}

interface WithTrustedTypes {
  readonly trustedTypes?: { readonly createPolicy: (name: string, rules: object) => Policy }
}

/** A program beside the script of this page; anything else is refused. */
const ownProgram = (address: string): string => {
  const own = new URL('assets/', document.baseURI)
  if (!new URL(address).href.startsWith(own.href)) throw new TypeError('not a program of this page')
  return address
}

/** A drawing of ours: `figureSvg` writes out every text that it is given. */
const ownDrawing = (markup: string): string => {
  if (!markup.startsWith('<svg') || /<script|<foreignObject|\son\w+=/i.test(markup))
    throw new TypeError('not a drawing')
  return markup
}

const RULES = { createScriptURL: ownProgram, createHTML: ownDrawing }

let policy: Policy | undefined

const own = (): Policy => {
  policy ??= (globalThis as WithTrustedTypes).trustedTypes?.createPolicy('gradlaw', RULES) ?? (RULES as Policy)
  return policy
}

/** The address of a worker's program. */
export const trustedProgram = (address: URL): string => own().createScriptURL(address.href)

/** The markup of a figure. */
export const trustedDrawing = (svg: string): string => own().createHTML(svg)
