import type { Context } from './context.ts'
import { derivative, gradient, gramDeterminant } from './derivative.ts'
import { combination, freshWeights } from './directions.ts'
import { distinct, domainConditions, kinks, leavesOutZeros, uses } from './domain.ts'
import { readText, readTexts } from './json.ts'
import { lower } from './lower.ts'
import { multiply, power } from './normal-form.ts'
import { parseRelation, parseTerm } from './parse-term.ts'
import { add, integer, type Polynomial, subtract } from './polynomial.ts'
import {
  nonnegative,
  numbered,
  type Obligation,
  offKinks,
  type ReadClaim,
  readLevel,
  readLoss,
  readPlainTerm,
  readResiduals,
  readSmoothResiduals,
  sequentOf,
} from './reading.ts'
import { refuse } from './refusal.ts'
import type { Scope } from './scope.ts'
import { fact, type Goal, relationFacts, zeros } from './sequent.ts'
import { factOf } from './sign.ts'
import { call, number, raised, sides, substitute, sum, type Term } from './term.ts'

// The obligations of the claims about an objective alone: the upper half of the table in `proofs/FORMAT.md` §5.

const goalFor = (text: string, scope: Scope): { goal: Goal; terms: readonly Term[] } => {
  if (text.trim() === 'false') return { goal: 'false', terms: [] }
  const relation = parseRelation(text)
  return { goal: factOf(relation, scope), terms: sides([relation]) }
}

export const relationObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const assume = readTexts(claim.fields.assume).map(parseRelation)
  const { goal, terms } = goalFor(readText(claim.fields.goal), context.scope)
  const all = [...sides(assume), ...terms]
  const sequent = sequentOf(context, all, relationFacts(assume, context.scope), goal)
  return [{ name: 'goal', sequent, refutable: true }]
}

/** t of `f = φ(t)`. */
const magnitude = (residuals: readonly Term[], loss: 'single' | 'l2' | 'l1'): Term =>
  loss === 'l2'
    ? call('sqrt', sum(...residuals.map((h) => raised(h, 2))))
    : sum(...residuals.map((h) => call('abs', h)))

export const structureObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const f = readPlainTerm(claim, 'f')
  const residuals = readResiduals(claim)
  const phi = parseTerm(readText(claim.fields.phi))
  if (uses(phi, new Set(['sgn']), context.scope)) refuse('term', 'sgn may not occur in phi')
  const composed = substitute(phi, new Map([['t', magnitude(residuals, readLoss(claim))]]))
  if (leavesOutZeros(composed, context.scope)) refuse('obligation', 'the powers in phi are not supported where t is 0')
  if (context.scope.parameters.has('t') || context.scope.constants.has('t')) refuse('context', 't is reserved')
  const t: Scope = { ...context.scope, variables: ['t'] }
  const positive = fact(lower({ op: 'symbol', name: 't' }, t), '>')
  const phiValue = lower(phi, t)
  const phiConditions = domainConditions([phi], t)
  const identity = subtract(lower(f, context.scope), lower(composed, context.scope))
  const atZero = lower(substitute(phi, new Map([['t', number(0)]])), t)
  const smooth = distinct(
    residuals.flatMap((h) => [...domainConditions([h], context.scope), ...kinks([h], context.scope)]),
    context.scope,
  )
  const off = offKinks({ context: { ...context, scope: t } }, [phi], [positive])
  const increasing = sequentOf(context, [phi], [positive, ...off], fact(derivative(phiValue, 't'), '>'), t)
  const fromZero = sequentOf(context, [], [fact(positive.polynomial, '>=')], 'false', t)
  return [
    { name: 'identity', sequent: sequentOf(context, [f, ...residuals], [], fact(identity, '=')), refutable: false },
    { name: 'zero', sequent: sequentOf(context, [], [], fact(atZero, '='), t), refutable: false },
    { name: 'increasing', sequent: increasing, refutable: false },
    ...numbered('phi', relationFacts(phiConditions, t), fromZero, false),
    ...numbered('smooth', relationFacts(smooth, context.scope), sequentOf(context, [f], [], 'false'), false),
  ]
}

const SEMIALGEBRAIC_EXCLUDES = new Set(['exp', 'log', 'sin', 'cos', 'tanh', 'power'])

export const tameObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const f = readPlainTerm(claim, 'f')
  const name = readText(claim.fields.class)
  const isAnalytic = uses(f, new Set(['sin', 'cos']), context.scope)
  const isTranscendental = uses(f, SEMIALGEBRAIC_EXCLUDES, context.scope)
  const fits =
    name === 'analytic' || (name === 'exponential' && !isAnalytic) || (name === 'semialgebraic' && !isTranscendental)
  if (!fits) refuse('obligation', `the functions in f do not make it "${name}"`)
  const { scope } = context
  const everywhere = sequentOf(context, [], [], 'false')
  return [
    ...numbered('domain', relationFacts(domainConditions([f], scope), scope), everywhere, !leavesOutZeros(f, scope)),
    ...numbered('lipschitz', relationFacts(kinks([f], scope, true), scope), everywhere, false),
  ]
}

export const minimumZeroObligations = (claim: ReadClaim): Obligation[] => {
  const f = readPlainTerm(claim, 'f')
  if (claim.fields.residual !== null) readPlainTerm(claim, 'residual')
  return [nonnegative(claim, f)]
}

export const fullRankObligations = (claim: ReadClaim): Obligation[] => {
  const { scope } = claim.context
  const residuals = readSmoothResiduals(claim)
  const rows = residuals.map((h) => gradient(lower(h, scope), scope.variables))
  const goal = fact(gramDeterminant(rows), '>')
  const sequent = sequentOf(claim.context, residuals, zeros(residuals, scope), goal)
  return [{ name: 'rank', sequent, refutable: true }]
}

/**
 * Where 0 ∈ ∂f, f = φ(|h|), φ(|F|) or φ(|F|₁), F ≠ 0: there 0 = DFᵀc with c = 1 and h ≠ 0, with c = F, or with c = s,
 * s_j = sgn(h_j) where h_j ≠ 0 and |s_j| ≤ 1 elsewhere (the subdifferential of the l1 norm, by Clarke's chain rule).
 */
const criticalPoints = (context: Context, residuals: readonly Term[], loss: 'single' | 'l2' | 'l1') => {
  const values = residuals.map((h) => lower(h, context.scope))
  const { scope, weights } =
    loss === 'l1'
      ? freshWeights(context, loss, residuals.length)
      : { scope: context.scope, weights: loss === 'l2' ? values : [integer(1)] }
  const { variables } = context.scope
  const slopes = values.map((h) => gradient(h, variables))
  const critical = combination(weights, slopes, variables.length).map((entry) => fact(entry, '='))
  const signs =
    loss === 'l1'
      ? weights.flatMap((s, j) => [
          fact(subtract(multiply(s, values[j] as Polynomial), lower(call('abs', residuals[j] as Term), scope)), '='),
          fact(subtract(integer(1), power(s, 2)), '>='),
        ])
      : []
  const off =
    loss === 'single' ? fact(values[0] as Polynomial, '!=') : fact(values.map((h) => power(h, 2)).reduce(add), '>')
  return { scope, facts: [...critical, ...signs, off] }
}

export const criticalValueObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const f = readPlainTerm(claim, 'f')
  const residuals = readSmoothResiduals(claim)
  const { scope, facts } = criticalPoints(context, residuals, readLoss(claim))
  const level = readLevel(claim)
  const goal: Goal = level === 'infinity' ? 'false' : fact(subtract(lower(f, scope), level), '>=')
  return [{ name: 'level', sequent: sequentOf(context, [f, ...residuals], facts, goal, scope), refutable: true }]
}
