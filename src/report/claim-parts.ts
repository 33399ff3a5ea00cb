import { gradient } from '../expression/derivative.ts'
import { obligationsOf } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import type { Json } from '../kernel/json.ts'
import type { Obligation } from '../kernel/reading.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import type { ClaimEntry } from '../theorems/check-result.ts'
import { record } from './certificate-json.ts'
import { type Block, type Formula, type Inline, type Row, text } from './document.ts'
import { explainProof } from './explain-proof.ts'
import { addendFormulas, formulaOf, readable, symbolic, vectorFormula } from './formula.ts'
import { rootWords } from './witness.ts'

/** The claims of one form. */
export type ClaimOf<Form extends Claim['claim']> = Extract<Claim, { claim: Form }>

/** The names a claim is stated in. */
export const scopeOf = (claim: Claim): Scope => readContext(claim.context).scope

export const GRAD_H_SQUARED = symbolic('|\\nabla h|^2', '|grad h|^2')
export const MINUS_SECOND_ORDER = symbolic('-\\nabla^2 g(\\nabla h, \\nabla h)', '-D^2 g(grad h, grad h)')
export const FLOW = symbolic('\\langle\\nabla g,\\nabla f\\rangle', '<grad g, grad f>')

/** The quantity that the goal of the main obligation is about. */
export const quantityOf = (claim: Claim): Formula | undefined => {
  switch (claim.claim) {
    case 'full-rank':
      return claim.residuals.length > 1 ? symbolic('\\det(DF\\,DF^\\top)', 'det(DF DF^T)') : GRAD_H_SQUARED
    case 'second-order':
      return claim.loss === 'single' ? MINUS_SECOND_ORDER : symbolic('-\\nabla^2 g(v,v)', '-D^2 g(v, v)')
    case 'conserved':
    case 'lyapunov':
      return FLOW
    case 'minimum-zero':
      return symbolic('f', 'f')
    default:
      return undefined
  }
}

export const certificateOf = ({ verdict }: ClaimEntry): { readonly [key: string]: Json } =>
  verdict.status === 'unknown' ? {} : record(verdict.certificate)

const proofOf = (entry: ClaimEntry, name: string): Json | undefined => record(certificateOf(entry).proofs)[name]

const obligations = (claim: Claim): readonly Obligation[] => {
  try {
    return obligationsOf(claim)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** The explanations of the obligations whose names are wanted, in the kernel's order. */
export const explanations = (
  entry: ClaimEntry,
  claim: Claim,
  wanted: (name: string) => boolean,
  label?: Formula,
): readonly Block[] =>
  obligations(claim).flatMap(({ name, sequent }) => {
    const proof = proofOf(entry, name)
    return proof === undefined || !wanted(name) ? [] : explainProof(proof, sequent, label)
  })

/** What algebraic constants are, such as "Here θ is the root of t³ − 2 in [1, 2]." for each. */
export const constantWords = (constants: ContextJson['constants']): readonly Inline[] =>
  Object.entries(constants).flatMap(
    ([name, { polynomial, interval }]) => text` Here ${formulaOf(name)} is ${rootWords(polynomial, interval)}.`,
  )

const WIDEST_VECTOR = 60

/** The gradient of a term: as a vector where that is short, otherwise one partial derivative per row. */
export const gradientRows = (name: string, term: Term, scope: Scope): readonly Row[] => {
  const entries = gradient(term, scope.variables).map((entry) => readable(printTerm(entry), scope))
  const vector = vectorFormula(entries)
  if (vector.plain.length <= WIDEST_VECTOR) {
    return [{ left: symbolic(`\\nabla ${name}`, `grad ${name}`), relation: '=', right: [vector] }]
  }
  return entries.map((entry, i) => {
    const variable = formulaOf(scope.variables[i] as string)
    return {
      left: symbolic(`\\partial_{${variable.latex}} ${name}`, `d${name}/d${variable.plain}`),
      relation: '=',
      right: addendFormulas(entry),
    }
  })
}
