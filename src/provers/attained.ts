import { obligationsOf } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import { sequentAt } from '../kernel/reading.ts'
import { Refusal } from '../kernel/refusal.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { number, printTerm, type Relation, type RelationOperator, substitute, type Term } from '../kernel/term.ts'
import { isAccepted } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { candidatePoints } from './candidate-points.ts'

import type { ExactPoint } from './exact-point.ts'
import { parametricZeros } from './parametric-zeros.ts'
import { proveSequent } from './sequent-prover.ts'

const IDENTITY = { kind: 'identity' }

/** The points with all coordinates equal to a small number. */
const plainPoints = (variables: readonly string[]): readonly { readonly [name: string]: string }[] =>
  ['0', '1', '-1', '2', '-2'].map((value) => Object.fromEntries(variables.map((name) => [name, value])))

/** The extra field of a certificate of `minimum-zero`: where f is zero. */
export const attain = async (
  claim: Claim & { readonly claim: 'minimum-zero' },
  search: Search,
): Promise<{ readonly attained: Json } | undefined> => {
  const context = readContext(claim.context)
  const { scope } = context
  const f = parseTerm(claim.f)
  const h = claim.residual === null ? f : parseTerm(claim.residual)
  const onSet: Sequent = {
    scope,
    hypotheses: [...(obligationsOf(claim)[0]?.sequent.hypotheses ?? []), ...zerosOf(lower(h, scope))],
    goal: 'false',
  }
  const isZero: Relation = { left: f, op: '=', right: number(0) }
  const at = (point: { readonly [name: string]: string }): ReadonlyMap<string, Term> =>
    new Map(scope.variables.map((name) => [name, parseTerm(point[name] ?? '0')]))
  const attainedAt = (texts: { readonly [name: string]: string }): { readonly attained: Json } | undefined => {
    try {
      const point = at(texts)
      const there = sequentAt(context, isZero, point)
      // A power with parameters in its exponent is 0 at 0 by sign.
      const proofs = [IDENTITY, { kind: 'sign', form: printTerm(substitute(f, point)) }]
      const proof = proofs.find((p) => isAccepted(p, there))
      return proof && { attained: { point: texts, proof } }
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  }
  if (scope.parameters.size > 0) {
    try {
      for (const texts of parametricZeros(lower(h, scope), scope)) {
        const found = attainedAt(texts)
        if (found !== undefined) return found
      }
    } catch (error) {
      // A denominator that vanishes at the small numbers tried ends this search only.
      if (!(error instanceof Refusal)) throw error
    }
  }
  for (const texts of plainPoints(scope.variables)) {
    const found = attainedAt(texts)
    if (found !== undefined) return found
  }
  let tries = 0
  for (const point of candidatePoints(onSet, search, atMostMilliseconds(search.budget, 1500))) {
    if (++tries > 300) break
    if (Object.keys(point.constants).length > 0) continue
    const texts = Object.fromEntries(scope.variables.map((name) => [name, point.texts[name] ?? '0']))
    const found = attainedAt(texts)
    if (found !== undefined) return found
  }
  return claim.residual === null ? undefined : segment(claim.residual, f, context, search)
}

/** Where h may be zero: the moduli in it all are, if there are several and it is their weighted sum; else h itself. */
const zerosOf = (h: Polynomial): readonly Fact[] => {
  const entries = [...h.values()]
  const moduli = new Set(entries.map(({ monomial }) => monomial.map(([a]) => a).find((a) => a.kind === 'sgn')))
  if (moduli.size < 2 || moduli.has(undefined)) return [fact(h, '=')]
  return [...moduli].flatMap((atom) => (atom?.kind === 'sgn' ? [fact(atom.arg, '=')] : []))
}

type Context = ReturnType<typeof readContext>

/** A segment on which the residual changes its sign. */
const segment = async (
  residual: string,
  f: Term,
  context: Context,
  search: Search,
): Promise<{ readonly attained: Json } | undefined> => {
  const { scope } = context
  const h = parseTerm(residual)
  const ends = new Map<-1 | 1, { texts: ExactPoint['texts']; proof: Json }>()
  const anywhere: Sequent = { scope, hypotheses: [], goal: 'false' }
  const points = function* (): Generator<ExactPoint['texts']> {
    yield* plainPoints(scope.variables)
    for (const point of candidatePoints(anywhere, search, atMostMilliseconds(search.budget, 1500))) yield point.texts
  }
  for (const point of points()) {
    if (ends.size === 2) break
    const texts = Object.fromEntries(scope.variables.map((name) => [name, point[name] ?? '0']))
    const values = new Map(Object.entries(texts).map(([name, text]) => [name, parseTerm(text)]))
    for (const side of [-1, 1] as const) {
      if (ends.has(side)) continue
      const op: RelationOperator = '>'
      const relation = side < 0 ? { left: number(0), op, right: h } : { left: h, op, right: number(0) }
      try {
        const sequent = sequentAt(context, relation, values)
        const attempt = await proveSequent(sequent, { ...search, budget: atMostMilliseconds(search.budget, 100) })
        if (attempt.status === 'proof') ends.set(side, { texts, proof: attempt.proof })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }
  }
  const [below, above] = [ends.get(-1), ends.get(1)]
  if (below === undefined || above === undefined) return undefined
  const zeroSequent: Sequent = {
    scope,
    hypotheses: [
      ...context.assume.map((r) => ({
        polynomial: lower({ op: 'add', args: [r.left, { op: 'negate', arg: r.right }] }, scope),
        op: r.op,
      })),
      fact(lower(h, scope), '='),
    ],
    goal: fact(lower(f, scope), '='),
  }
  const zero = await proveSequent(zeroSequent, search)
  if (zero.status !== 'proof') return undefined
  return {
    attained: {
      segment: { from: below.texts, to: above.texts },
      zero: zero.proof,
      below: below.proof,
      above: above.proof,
    },
  }
}
