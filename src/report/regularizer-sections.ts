import { gradient } from '../expression/derivative.ts'
import { kinks } from '../kernel/domain.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import type { Scope } from '../kernel/scope.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import type { ClaimEntry } from '../theorems/check-result.ts'
import { list, record } from './certificate-json.ts'
import {
  type ClaimOf,
  certificateOf,
  explanations,
  FLOW,
  gradientRows,
  MINUS_SECOND_ORDER,
  quantityOf,
  scopeOf,
} from './claim-parts.ts'
import { CLAIM_TITLES } from './claim-words.ts'
import { type Block, type Formula, type Inline, paragraph, text } from './document.ts'
import { explainArgument } from './explain-coercivity.ts'
import { formulaOf, isTall, joined, readable, relationOf, symbolic, termFormula } from './formula.ts'

/** ` where x > 0, y > 0` for a piece of g; nothing for a g of one piece. */
const onPiece = (when: readonly string[]): readonly Inline[] =>
  when.flatMap((relation, i) => [i === 0 ? ' where ' : ', ', relationOf(relation)])

const factors = (term: Term): Formula => {
  const { latex, plain } = termFormula(term)
  return term.op === 'add' || latex.startsWith('-')
    ? symbolic(isTall(latex) ? `\\left(${latex}\\right)` : `(${latex})`, `(${plain})`)
    : { latex, plain }
}

/** ⟨∇g, ∇f⟩ written out, component by component. */
const innerProduct = (g: Term, f: Term, scope: Scope, result: Formula): Block => {
  const [dg, df] = [g, f].map((term) =>
    gradient(term, scope.variables).map((entry) => readable(printTerm(entry), scope)),
  )
  const products = (dg ?? []).map((entry, i) =>
    joined(factors(entry), symbolic('\\cdot', '*'), factors(df?.[i] as Term)),
  )
  return {
    kind: 'display',
    rows: [
      { left: FLOW, relation: '=', right: products },
      { left: symbolic('', ''), relation: '=', right: [result] },
    ],
  }
}

/** ⟨∇g, ∇f⟩ = 0 or ≥ 0, with the gradients written out. */
export const flowSection = (entry: ClaimEntry, claim: ClaimOf<'conserved'> | ClaimOf<'lyapunov'>): readonly Block[] => {
  const scope = scopeOf(claim)
  const f = parseTerm(claim.f)
  const isConserved = claim.claim === 'conserved'
  const title = CLAIM_TITLES[entry.id]
  return claim.g.flatMap(({ when, value }, i): readonly Block[] => {
    const g = parseTerm(value)
    const conditions = onPiece(when)
    const opening = isConserved
      ? text`The gradient flow of $f$ keeps $g$ constant${conditions}: with`
      : text`Along the gradient flow of $f$ the function $g$ does not increase${conditions}: with`
    const name = `piece.${i + 1}`
    const offKinks = kinks([f, g], scope).length > 0 ? ' wherever both are smooth' : ''
    const sign: readonly Block[] = isConserved ? [] : explanations(entry, claim, (n) => n === name, FLOW)
    return [
      paragraph(opening, i === 0 ? title : undefined),
      { kind: 'display', rows: gradientRows('g', g, scope) },
      paragraph(isConserved ? text`one has identically${offKinks}` : text`one has${offKinks}`),
      ...(isConserved ? [innerProduct(g, f, scope, symbolic('0', '0'))] : sign),
    ]
  })
}

const hasKinks = (claim: ClaimOf<'regularity-of-g'>): boolean =>
  kinks(
    claim.g.map(({ value }) => parseTerm(value)),
    scopeOf(claim),
  ).length > 0

/** g ≥ 0 and the smoothness of g where it is positive. */
export const regularitySection = (entry: ClaimEntry, claim: ClaimOf<'regularity-of-g'>): readonly Block[] => [
  paragraph(
    text`The function $g$ is nonnegative and twice continuously differentiable where ${symbolic('0 < g < \\infty', '0 < g < infinity')}${hasKinks(claim) ? ': at its kinks it is zero or infinite' : ''}.`,
    CLAIM_TITLES[entry.id],
  ),
]

/** `Hence ∇²g(∇h, ∇h) < 0 on …`, or for every direction v. */
const curvatureWords = ({ loss, residuals }: ClaimOf<'second-order'>): readonly Inline[] => {
  const region = symbolic('M \\cap \\{0 < g < \\infty\\}', 'M with 0 < g < infinity')
  if (loss === 'single') {
    return text`Hence ${symbolic('\\nabla^2 g(\\nabla h, \\nabla h) < 0', 'D^2 g(grad h, grad h) < 0')} on ${region}.`
  }
  const directions =
    loss === 'l2'
      ? symbolic('v = \\sum_j r_j \\nabla h_j,\\ r \\ne 0', 'v = sum r[j] grad h_j, r != 0')
      : symbolic(
          `v = \\sum_j s_j \\nabla h_j,\\ s \\in \\{-1, 1\\}^{${residuals.length}}`,
          'v = sum s[j] grad h_j, s[j] = +-1',
        )
  return text`Hence ${symbolic('\\nabla^2 g(v, v) < 0', 'D^2 g(v, v) < 0')} on ${region} for every ${directions}.`
}

/** ∇²g(v, v) < 0 on M off Z for the directions v of the normalized gradients. */
export const secondOrderSection = (entry: ClaimEntry, claim: ClaimOf<'second-order'>): readonly Block[] => {
  const label = quantityOf(claim) ?? MINUS_SECOND_ORDER
  return claim.g.flatMap(({ when }, i): readonly Block[] => [
    paragraph(
      text`On $M$, where ${symbolic('0 < g < \\infty', '0 < g < infinity')}, in the direction of the normalized gradients${onPiece(when)},`,
      i === 0 ? CLAIM_TITLES[entry.id] : undefined,
    ),
    ...explanations(entry, claim, (name) => name === `piece.${i + 1}`, label),
    paragraph(curvatureWords(claim)),
  ])
}

/** The boundedness of {f ≤ C, g ≤ C}, step by step. */
export const coerciveSection = (
  entry: ClaimEntry,
  claim: ClaimOf<'coercive'>,
  residual: string | undefined,
): readonly Block[] => {
  const scope = scopeOf(claim)
  const set = symbolic('\\{f \\le C,\\ g \\le C\\}', '{f <= C, g <= C}')
  return [
    paragraph(
      text`Let $C$ be any number. On ${set} the functions $f$ and $g$ are bounded, and with them, one after the other:`,
      CLAIM_TITLES[entry.id],
    ),
    ...list(certificateOf(entry).arguments).flatMap((argument, i): readonly Block[] => {
      const piece = claim.g[i]
      if (piece === undefined) return []
      const opening = claim.g.length === 1 ? [] : [paragraph(text`Piece ${String(i + 1)}${onPiece(piece.when)}:`)]
      return [
        ...opening,
        ...explainArgument(argument, {
          scope,
          f: claim.f,
          g: piece.value,
          ...(residual === undefined ? {} : { h: residual }),
        }),
      ]
    }),
    paragraph(text`So every variable is bounded on ${set}: $f + g$ is coercive.`),
  ]
}

/** g → ∞ at the boundary of its domain. */
export const boundarySection = (entry: ClaimEntry, claim: ClaimOf<'boundary'>): readonly Block[] => {
  const title = CLAIM_TITLES[entry.id]
  const all = explanations(entry, claim, (name) => name.endsWith('numerator'))
  // Boundary functions of the cells and of the term are often the same.
  const seen = new Set<string>()
  const proofs = all.filter((block) => {
    const key = JSON.stringify(block)
    return !seen.has(key) && seen.add(key)
  })
  if (Object.keys(record(certificateOf(entry).proofs)).length === 0) {
    return [paragraph(text`The function $g$ is finite everywhere: there is no boundary.`, title)]
  }
  return [
    paragraph(
      text`Where a boundary of the domain of $g$ is approached${claim.level === 'infinity' ? [] : text` within ${joined('{', symbolic('f', 'f'), '<', formulaOf(claim.level), '}')}`}, the denominator of $g$ tends to 0 and its numerator does not: $g$ tends to infinity.`,
      title,
    ),
    ...proofs,
  ]
}
