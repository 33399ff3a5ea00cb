import { derivative, inner } from '../derivative.ts'
import { kinks } from '../domain.ts'
import { type Json, readList, readObject, readText } from '../json.ts'
import { lower } from '../lower.ts'
import { multiply, vanishes } from '../normal-form.ts'
import { parseTerm } from '../parse-term.ts'
import { add, atomsOf, type Polynomial, subtract, zero } from '../polynomial.ts'
import { type ReadClaim, readPoint } from '../reading.ts'
import { refuse } from '../refusal.ts'
import type { Scope } from '../scope.ts'
import { readFlow } from './flow.ts'
import { holdsNear } from './generic.ts'
import { type BracketTree, readTree } from './lie-rank.ts'

type Field = readonly Polynomial[]

/** [X, Y] = DY·X − DX·Y in normal form. */
const bracket = (x: Field, y: Field, variables: readonly string[]): Field =>
  variables.map((_, i) => {
    const along = (p: Polynomial, v: Field): Polynomial =>
      inner(
        variables.map((name) => derivative(p, name)),
        v,
      )
    return subtract(along(y[i] as Polynomial, x), along(x[i] as Polynomial, y))
  })

/** A polynomial in variables and parameters, but integers: their values might all be zeros of it. */
const readPolynomial = (json: Json | undefined, scope: Scope): Polynomial => {
  const value = lower(parseTerm(readText(json)), scope)
  const isPolynomial = [...atomsOf(value)].every((a) => a.kind === 'variable' || (a.kind === 'parameter' && !a.integer))
  return isPolynomial ? value : refuse('term', `${readText(json).slice(0, 80)} is no polynomial`)
}

/** A bracket of the flow's fields, or any field with polynomials for components. */
const readBasisField = (json: Json, fields: readonly Field[], scope: Scope): Field => {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
    const components = readList(readObject(json, ['components']).components)
    if (components.length !== scope.variables.length) refuse('format', 'a field has a component for each variable')
    return components.map((text) => readPolynomial(text, scope))
  }
  const treeField = (tree: BracketTree): Field =>
    typeof tree === 'number'
      ? (fields[tree] as Field)
      : bracket(treeField(tree[0]), treeField(tree[1]), scope.variables)
  return treeField(readTree(json, fields.length))
}

/** Refuses unless times·field = Σ combination_i·basis_i, with polynomials of which `times` is not zero. */
const requireSpanned = (json: Json | undefined, field: Field, basis: readonly Field[], scope: Scope): void => {
  const { times, combination } = readObject(json, ['times', 'combination'])
  const factor = readPolynomial(times, scope)
  const weights = readList(combination).map((text) => readPolynomial(text, scope))
  if (factor.size === 0) refuse('count', 'a field is multiplied by 0')
  if (weights.length !== basis.length) refuse('format', 'a combination has a coefficient for each field of the basis')
  field.forEach((entry, i) => {
    const total = weights.reduce((sum, w, k) => add(sum, multiply(w, basis[k]?.[i] as Polynomial)), zero)
    if (!vanishes(subtract(multiply(factor, entry), total))) refuse('identity', 'a field is not the combination given')
  })
}

/**
 * Checks that n − atLeast fields span the flow's fields and, with each of these, all brackets, off the zeros of
 * polynomials (`proofs/FORMAT.md` §10). The flow must be smooth where it is defined, and be defined somewhere.
 */
export const checkInvolutive = (claim: ReadClaim, atLeast: number, json: Json | undefined): void => {
  const { scope, assume } = claim.context
  const own = readObject(json, ['kind', 'point', 'basis', 'fields', 'brackets'])
  const flow = readFlow(claim)
  const terms = flow.fieldTerms.flat()
  if (kinks(terms, scope).length > 0) refuse('obligation', 'the flow may have kinks')
  const names = [...scope.variables, ...scope.parameters]
  const bare: Scope = { ...scope, variables: names }
  if (!holdsNear(assume, terms, readPoint(own.point, names, bare), scope, [])) {
    refuse('point', 'the flow need not be defined, or the parameters not be free, near the point')
  }
  const fields = flow.fields()
  const basis = readList(own.basis).map((field) => readBasisField(field, fields, scope))
  const n = scope.variables.length
  if (basis.length !== n - atLeast) refuse('count', `${n - atLeast} fields are needed, found ${basis.length}`)
  const spans = readList(own.fields)
  const brackets = readList(own.brackets).map(readList)
  const isComplete = spans.length === fields.length && brackets.length === fields.length
  if (!isComplete || brackets.some((row) => row.length !== basis.length)) {
    refuse('format', 'a combination for each field, and for its bracket with each field of the basis')
  }
  fields.forEach((field, j) => {
    requireSpanned(spans[j], field, basis, scope)
    basis.forEach((other, i) => {
      requireSpanned(brackets[j]?.[i], bracket(field, other, scope.variables), basis, scope)
    })
  })
}
