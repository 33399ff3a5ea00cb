const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['{', '\\{'],
  ['}', '\\}'],
  ['$', '\\$'],
  ['&', '\\&'],
  ['#', '\\#'],
  ['%', '\\%'],
  ['_', '\\_'],
  ['^', '\\textasciicircum{}'],
  ['~', '\\textasciitilde{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
  ['|', '\\textbar{}'],
  ['`', '\\textasciigrave{}'],
])

const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ᾱ: '\\bar\\alpha',
    α: '\\alpha',
    β: '\\beta',
    γ: '\\gamma',
    δ: '\\delta',
    ε: '\\varepsilon',
    θ: '\\theta',
    κ: '\\kappa',
    λ: '\\lambda',
    μ: '\\mu',
    ρ: '\\rho',
    σ: '\\sigma',
    τ: '\\tau',
    φ: '\\varphi',
    ψ: '\\psi',
    ω: '\\omega',
    Σ: '\\sum',
    Π: '\\prod',
    '∇': '\\nabla',
    '∂': '\\partial',
    '∩': '\\cap',
    '∪': '\\cup',
    '∈': '\\in',
    '∉': '\\notin',
    '⊂': '\\subset',
    '∅': '\\emptyset',
    '⟨': '\\langle',
    '⟩': '\\rangle',
    '≤': '\\le',
    '≥': '\\ge',
    '≠': '\\ne',
    '≡': '\\equiv',
    '≈': '\\approx',
    '→': '\\to',
    '∞': '\\infty',
    '−': '-',
    '·': '\\cdot',
    '×': '\\times',
    '±': '\\pm',
    '½': '\\tfrac12',
    '²': '^2',
    '³': '^3',
    '₀': '_0',
    '₁': '_1',
    ℝ: '\\mathbb{R}',
    ⁿ: '^n',
  }),
)

const PUNCTUATION: ReadonlyMap<string, string> = new Map([
  ['–', '--'],
  ['—', '---'],
  ['‘', '`'],
  ['’', "'"],
  ['“', '``'],
  ['”', "''"],
  ['…', '\\dots{}'],
  ['\u00a0', '~'],
  ['\u00ad', '\\-'],
])

// Letters that inputenc knows in the T1 encoding; anything else would stop pdflatex.
const isLatin = (character: string): boolean =>
  /^[\u0020-\u007e\u00a1-\u00ff]$/.test(character) ||
  'ĂăĄąĆćČčĎďĐđĘęĚěĞğİıĹĺĽľŁłŃńŇňŊŋŐőŒœŔŕŘřŚśŞşŠšŢţŤťŮůŰűŸŹźŻżŽž'.includes(character)

const escapeCharacter = (character: string): string => {
  const special = SPECIAL.get(character) ?? PUNCTUATION.get(character)
  if (special !== undefined) return special
  const symbol = SYMBOLS.get(character)
  if (symbol !== undefined)
    return `\\ensuremath{${symbol.startsWith('^') || symbol.startsWith('_') ? `{}${symbol}` : symbol}}`
  if (/^\s$/.test(character)) return ' '
  if (isLatin(character)) return character
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
}

/** Straight double quotes as opening and closing ones. */
const typographic = (text: string): string => text.replaceAll(/(^|[\s([{])"/g, '$1“').replaceAll('"', '”')

/**
 * Text as LaTeX text: whatever a user wrote is shown, nothing of it is a command. Mathematical symbols become formulas;
 * characters pdflatex has no glyph for are shown by their code point.
 */
export const escapeLatex = (text: string): string =>
  // A combining macron over alpha is one symbol for us.
  [...typographic(text.normalize('NFC').replaceAll('α\u0304', 'ᾱ'))].map(escapeCharacter).join('')
