import type { Claim } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { domainConditions, kinks } from '../kernel/domain.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { isDeclared, type Scope } from '../kernel/scope.ts'
import {
  printRelation,
  printTerm,
  type Relation,
  sides,
  substitute,
  symbol,
  symbols,
  type Term,
} from '../kernel/term.ts'
import { commonTrust, type Trust } from './hypothesis.ts'
import type { SymmetricMatrix } from './quadratic-form.ts'

/**
 * An action of the positive numbers under multiplication, x ↦ t·x: the image of each variable as a term in the variables
 * and `name`, such as x ↦ t*x, y ↦ y/t.
 */
export interface Action {
  readonly name: string
  readonly image: { readonly [variable: string]: string }
}

/** An objective, defined everywhere, and actions that leave it invariant. */
export interface OrbitSubject {
  readonly context: ContextJson
  readonly f: string
  readonly actions: readonly Action[]
}

const imageOf = ({ image }: Action, variable: string): Term => parseTerm(image[variable] ?? variable)

/** Where the image of a point is defined and smooth. */
const conditionsOf = (terms: readonly Term[], scope: Scope): readonly Relation[] => [
  ...domainConditions(terms, scope),
  ...kinks(terms, scope),
]

/** Whether that is a matter of t alone: no denominators but powers of t, no roots of variables. */
const isSound = (context: ContextJson, action: Action): boolean => {
  const { scope } = readContext(context)
  if (isDeclared(action.name, scope)) return false
  const terms = context.variables.map((variable) => imageOf(action, variable))
  const conditions = conditionsOf(terms, { ...scope, variables: [...scope.variables, action.name] })
  return sides(conditions).every((term) => symbols(term).every((name) => name === action.name))
}

const claimsOf = ({ context, f }: OrbitSubject, action: Action): readonly Claim[] | undefined => {
  if (!isSound(context, action)) return undefined
  const { name } = action
  const second = `${name}_2`
  const own: ContextJson = { ...context, variables: [...context.variables, name, second] }
  const assume = [`${name} > 0`, `${second} > 0`]
  const relation = (goal: string): Claim => ({ claim: 'relation', context: own, assume, goal })
  const image = new Map(context.variables.map((variable) => [variable, imageOf(action, variable)]))
  const put = (term: Term, values: ReadonlyMap<string, Term>): string => printTerm(substitute(term, values))
  const one = new Map([[name, parseTerm('1')]])
  const product = new Map([[name, parseTerm(`${name}*${second}`)]])
  const other = new Map([[name, symbol(second)]])
  return [
    relation(`${put(parseTerm(f), image)} = ${f}`),
    ...context.variables.flatMap((variable) => {
      const term = imageOf(action, variable)
      // The conditions on t alone hold for every t > 0.
      const defined = conditionsOf([term], readContext(own).scope).map((condition) =>
        relation(printRelation(condition)),
      )
      return [
        ...defined,
        relation(`${put(term, one)} = ${variable}`),
        relation(`${put(substitute(term, other), image)} = ${put(term, product)}`),
      ]
    }),
  ]
}

/** What has to be proved: f is locally Lipschitz, and each is an action; undefined where one cannot be read as an action of positive numbers. */
export const orbitClaims = (subject: OrbitSubject): readonly Claim[] | undefined => {
  try {
    const { scope } = readContext(subject.context)
    if (subject.actions.length === 0 || domainConditions([parseTerm(subject.f)], scope).length > 0) return undefined
    const { context, f } = subject
    const lipschitz: Claim = { claim: 'tame', context, f, class: 'analytic' }
    const claims = subject.actions.map((action) => claimsOf(subject, action))
    return claims.every((found) => found !== undefined) ? [lipschitz, ...claims.flat()] : undefined
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/**
 * The normalized perturbed projection formula along orbits ([J], Proposition 3.29 [R+]).
 *
 * Let f be locally Lipschitz, defined everywhere, and invariant under smooth actions of (0, ∞); the group they generate
 * has orbits whose tangent spaces are spanned by the generators ξ of such actions (Sussmann). For x near x̄, y near x̄ in
 * the orbit of x̄ and v ∈ ∇̂f(x), invariance gives ⟨v, ξ(x)⟩ = 0, so |⟨v, ξ(y)⟩| = |⟨v, ξ(y) − ξ(x)⟩| ≤ c|x − y|: the formula
 * holds along the orbit wherever that is an embedded submanifold near x̄ (orbits of algebraic actions are).
 *
 * Returns whose word it rests on, or undefined where a claim is missing.
 */
export const projectionAlongOrbits = (subject: OrbitSubject, checked: readonly unknown[]): Trust | undefined => {
  const claims = orbitClaims(subject)
  return claims && commonTrust(claims, checked)
}

/** x_i ↦ t^(s_i)·x_i for a diagonal S, with the least whole numbers s_i that its entries are a multiple of; undefined for another S. */
export const scalingOf = (matrix: SymmetricMatrix, { variables, parameters }: ContextJson): Action | undefined => {
  const isDiagonal = matrix.every((row, i) => row.every((entry, j) => i === j || Q.isZero(Q.parseRational(entry))))
  const exponents = matrix.map((row, i) => Q.parseRational(row[i] ?? '0'))
  const scale = exponents.reduce((least, { d }) => (least * d) / greatestDivisor(least, d), 1n)
  const powers = exponents.map(({ n, d }) => (n * scale) / d)
  const common = powers.reduce(greatestDivisor, 0n)
  if (!isDiagonal || common === 0n) return undefined
  const known = new Set([...variables, ...parameters])
  const name = ['t', 's', 'r', 'lambda'].find((one) => !known.has(one) && !known.has(`${one}_2`))
  if (name === undefined) return undefined
  const image = variables.flatMap((variable, i): [string, string][] => {
    const power = (powers[i] ?? 0n) / common
    if (power === 0n) return []
    const factor = power === 1n || power === -1n ? name : `${name}^${power < 0n ? -power : power}`
    return [[variable, power > 0n ? `${factor}*${variable}` : `${variable}/${factor}`]]
  })
  return { name, image: Object.fromEntries(image) }
}

const greatestDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : greatestDivisor(b, a % b))
