import { gradient, inner } from './derivative.ts'
import { domainConditions } from './domain.ts'
import { readInteger } from './json.ts'
import { lower } from './lower.ts'
import { multiply, power, root } from './normal-form.ts'
import { add, atomOf, fromAtom, type Polynomial, subtract } from './polynomial.ts'
import {
  numbered,
  type Obligation,
  type ReadClaim,
  readPieces,
  readPlainTerm,
  readResiduals,
  requireSmooth,
  sequentOf,
} from './reading.ts'
import { refuse } from './refusal.ts'
import { isDeclared, withVariables } from './scope.ts'
import { fact, relationFacts } from './sequent.ts'
import type { Fact } from './sign.ts'
import { specialize } from './specialize.ts'
import type { Term } from './term.ts'

// The obligations of the claims that give the order of a regularizer (`proofs/FORMAT.md` §5).

/** `name.k`: the k-th domain condition of the term; `name`: it is positive. It has no sgn, so it is continuous there. */
const positive = (
  claim: ReadClaim,
  name: string,
  term: Term,
  terms: readonly Term[],
  hypotheses: readonly Fact[],
): Obligation[] => {
  const { context } = claim
  const conditions = relationFacts(domainConditions([term], context.scope), context.scope)
  const goal = fact(lower(term, context.scope), '>')
  return [
    ...numbered(name, conditions, sequentOf(context, terms, hypotheses, 'false'), false),
    { name, sequent: sequentOf(context, [...terms, term], hypotheses, goal), refutable: false },
  ]
}

/** f, which is smooth, its gradient, and the hypotheses op f, f < near. */
const readSmooth = (claim: ReadClaim) => {
  const { scope } = claim.context
  const [f, near] = [readPlainTerm(claim, 'f'), readPlainTerm(claim, 'near')]
  requireSmooth(claim, [f])
  const value = lower(f, scope)
  const slope = gradient(value, scope.variables)
  const below = (op: '>' | '>='): Fact[] => [fact(value, op), fact(subtract(lower(near, scope), value), '>')]
  return { f, near, slope, steepness: inner(slope, slope), below }
}

/** kappa·|∂f|² ≥ |F|^(2k) where 0 < f < near. */
export const subregularityObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { f, near, steepness, below } = readSmooth(claim)
  const residuals = readResiduals(claim)
  const exponent = readInteger(claim.fields.exponent, 1, 100)
  const kappa = readPlainTerm(claim, 'kappa')
  const energy = residuals.map((h) => power(lower(h, context.scope), 2)).reduce(add)
  const terms = [f, ...residuals]
  const goal = subtract(multiply(lower(kappa, context.scope), steepness), power(energy, exponent))
  const sequent = sequentOf(context, [...terms, near, kappa], below('>'), fact(goal, '>='))
  return [
    ...positive(claim, 'near', near, terms, []),
    ...positive(claim, 'kappa', kappa, [...terms, near], below('>=')),
    { name: 'subregular', sequent, refutable: false },
  ]
}

const TAU = 'tau[1]'

/** g(x) − g(x − τ∂f) ≥ omega·τ^beta·|∂f|^(beta + gamma) where 0 < f < near, g > 0, τ > 0 and τ²|∂f|² ≤ step. */
export const decreaseObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { f, near, slope, steepness, below } = readSmooth(claim)
  const [omega, step] = [readPlainTerm(claim, 'omega'), readPlainTerm(claim, 'step')]
  const beta = readInteger(claim.fields.beta, 1, 100)
  const gamma = readInteger(claim.fields.gamma, 0, 100)
  if (isDeclared(TAU, context.scope)) refuse('context', `the name ${TAU} is reserved for the length of a step`)
  const scope = withVariables(context.scope, [TAU])
  const tau = fromAtom(atomOf({ kind: 'variable', name: TAU }))
  const next = new Map(
    context.scope.variables.map((name, i) => {
      const x: Polynomial = fromAtom(atomOf({ kind: 'variable', name }))
      return [name, subtract(x, multiply(tau, slope[i] as Polynomial))] as const
    }),
  )
  const rate = multiply(power(tau, beta), power(root(steepness, 2), beta + gamma))
  const small = fact(subtract(lower(step, scope), multiply(power(tau, 2), steepness)), '>=')
  return readPieces(claim).flatMap(({ when, value }, i): Obligation[] => {
    const name = `piece.${i + 1}`
    const g = lower(value, scope)
    const here = [...relationFacts(when, scope), fact(g, '>')]
    const there = relationFacts([...when, ...domainConditions([value], scope)], scope).map(({ polynomial, op }) =>
      fact(specialize(polynomial, next), op),
    )
    const goal = subtract(subtract(g, specialize(g, next)), multiply(lower(omega, scope), rate))
    const hypotheses = [...here, ...below('>'), fact(tau, '>'), small, ...there]
    const all = [f, value, near, omega, step]
    return [
      ...positive(claim, `${name}.near`, near, [f, value], here),
      ...positive(claim, `${name}.omega`, omega, [f, value, near], [...here, ...below('>=')]),
      ...positive(claim, `${name}.step`, step, [f, value, near], [...here, ...below('>=')]),
      { name, sequent: sequentOf(context, all, hypotheses, fact(goal, '>='), scope), refutable: false },
    ]
  })
}
