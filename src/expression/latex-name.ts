const LOWER =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega'
const UPPER = 'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'
const COMMANDS: ReadonlySet<string> = new Set(`${LOWER} ${UPPER} varepsilon vartheta varphi varrho ell`.split(' '))

const LETTERS: ReadonlyMap<string, string> = new Map([
  ...[...'αβγδεζηθικλμνξπρστυφχψω'].map((letter, i) => [letter, LOWER.split(' ')[i] as string] as const),
  ...[...'ΓΔΘΛΞΠΣΥΦΨΩ'].map((letter, i) => [letter, UPPER.split(' ')[i] as string] as const),
])

/** One word of a name: a letter, a Greek letter, digits, or an upright word. */
const word = (text: string): string => {
  const greek = LETTERS.get(text) ?? (COMMANDS.has(text) ? text : undefined)
  if (greek !== undefined) return `\\${greek}`
  if (/^(?:[A-Za-z]|\d+)$/.test(text)) return text
  return /^[A-Za-z0-9]*$/.test(text) ? `\\mathrm{${text}}` : `\\text{${text.replaceAll('_', '\\_')}}`
}

/** A name without an index. */
const latexHead = (name: string): string => {
  const numbered = /^([^_]*[^_\d])(\d+)$/.exec(name)
  const [head = '', ...subscripts] = numbered?.slice(1) ?? name.split('_')
  if (head === '' || subscripts.includes('')) return word(name)
  return subscripts.length === 0 ? word(head) : `${word(head)}_{${subscripts.map(word).join(',')}}`
}

/**
 * A name in LaTeX: `x1` is x_{1}, `alpha` is \alpha, `c_12` is c_{12}, `r_max` is r_{\mathrm{max}}, `X[1,2]` is
 * X_{1,2}, and `W1[1,2]` is (W_{1})_{1,2}.
 */
export const latexName = (name: string): string => {
  const [, head, index] = /^(.+?)\[([\d,]+)\]$/.exec(name) ?? []
  if (head === undefined || index === undefined) return latexHead(name)
  const latex = latexHead(head)
  return `${latex.includes('_{') ? `(${latex})` : latex}_{${index}}`
}
