import type { Claim, PiecesJson, PointJson } from '../../kernel/claim.ts'
import { readContext } from '../../kernel/context.ts'
import { domainConditions, kinks } from '../../kernel/domain.ts'
import { lower } from '../../kernel/lower.ts'
import { vanishes } from '../../kernel/normal-form.ts'
import { parseRelation, parseTerm } from '../../kernel/parse-term.ts'
import { atomsOf, subtract } from '../../kernel/polynomial.ts'
import type { Obligation } from '../../kernel/reading.ts'
import type { Scope } from '../../kernel/scope.ts'
import type { Goal } from '../../kernel/sequent.ts'
import type { Fact } from '../../kernel/sign.ts'
import {
  call,
  difference,
  negated,
  number,
  product,
  type Relation,
  type RelationOperator,
  raised,
  substitute,
  sum,
  symbol,
  type Term,
} from '../../kernel/term.ts'
import { polynomialTerm } from '../formula.ts'
import type { Definition, Definitions } from './definitions.ts'
import { gapOf } from './proof-state.ts'
import type { CoqStatement } from './theorem.ts'

const ZERO = number(0)
const relation = (left: Term, op: RelationOperator, right: Term = ZERO): Relation => ({ left, op, right })

/** Writes claims with the functions they are about, by name. */
interface Writer {
  readonly scope: Scope
  readonly assume: readonly Relation[]
  readonly defined: Map<Term, string>
  readonly unfold: Set<string>
  readonly definitions: Definitions
  /** A term that Coq shows by the name of a function. */
  readonly name: (wanted: string, term: Term) => Definition
  /** The function at the variables, or at a point. */
  readonly at: (f: Definition, point?: ReadonlyMap<string, Term>) => Term
  /** (∂f/∂x_1, …); throws `NoRule` where Coq has none. */
  readonly gradient: (f: Definition) => readonly Definition[]
}

const NO_RULE = Symbol('no rule for a derivative')

const writer = (claim: Claim, definitions: Definitions, scope: Scope): Writer => {
  const { assume } = readContext(claim.context)
  const base = readContext(claim.context).scope
  const defined = new Map<Term, string>()
  const unfold = new Set<string>()
  const at = (f: Definition, point?: ReadonlyMap<string, Term>): Term => {
    // A new object each time: the name belongs to this place, the body to the proof.
    const body = substitute(f.term, point ?? new Map())
    const term = body === f.term ? ({ ...body } as Term) : body
    defined.set(term, definitions.applied(f, point))
    unfold.add(f.name)
    return term
  }
  return {
    scope,
    assume,
    defined,
    unfold,
    definitions,
    name: (wanted, term) => definitions.define(wanted, term, base),
    at,
    gradient: (f) =>
      base.variables.map((variable) => {
        const slope = definitions.partial(f, variable)
        if (slope === undefined) throw NO_RULE
        return slope
      }),
  }
}

/** The parts of an obligation in the order of the kernel. */
interface Parts {
  readonly terms: readonly Term[]
  readonly hypotheses: readonly Relation[]
  readonly goal: Relation | 'false'
}

const isThin = (v: Term, scope: Scope): boolean => {
  const polynomial = lower(v, scope)
  return polynomial.size > 0 && [...atomsOf(polynomial)].every((atom) => atom.kind === 'variable')
}

const dot = (a: readonly Term[], b: readonly Term[]): Term => sum(...a.map((x, k) => product(x, b[k] as Term)))
const squares = (entries: readonly Term[]): Term => sum(...entries.map((x) => raised(x, 2)))

/** The determinant by expansion along the first row. */
const determinant = (rows: readonly (readonly Term[])[]): Term => {
  const [first = [], ...others] = rows
  if (others.length === 0) return first[0] ?? number(1)
  return sum(
    ...first.map((entry, j) => {
      const minor = product(entry, determinant(others.map((row) => row.filter((_, k) => k !== j))))
      return j % 2 === 0 ? minor : negated(minor)
    }),
  )
}

const pieceOf = (g: PiecesJson, name: string): { index: number; when: readonly Relation[]; value: Term } => {
  const index = Number(/^piece\.(\d+)/.exec(name)?.[1] ?? 1) - 1
  const { when, value } = g[index] ?? { when: [], value: '0' }
  return { index, when: when.map(parseRelation), value: parseTerm(value) }
}

const gName = (g: PiecesJson, index: number): string => (g.length === 1 ? 'g' : `g${index + 1}`)
const hName = (residuals: readonly string[], index: number): string => (residuals.length === 1 ? 'h' : `h${index + 1}`)

const pointOf = (json: PointJson | undefined): Map<string, Term> =>
  new Map(Object.entries(json ?? {}).map(([name, value]) => [name, parseTerm(value)]))

const away = (point: ReadonlyMap<string, Term>, scope: Scope): Relation =>
  relation(squares(scope.variables.map((x) => difference(symbol(x), point.get(x) ?? ZERO))), '>')

const magnitude = (residuals: readonly Term[], loss: string): Term =>
  loss === 'l2' ? call('sqrt', squares(residuals)) : sum(...residuals.map((h) => call('abs', h)))

/** What one obligation of a claim says, in the terms of the claim; undefined where only its normal form is at hand. */
const partsOf = (claim: Claim, name: string, w: Writer): Parts | undefined => {
  const { scope } = w
  const residualFunctions = (list: readonly string[]): readonly Definition[] =>
    list.map((h, i) => w.name(hName(list, i), parseTerm(h)))
  const nonnegative = (wanted: string, term: Term, when: readonly Relation[] = []): Parts => ({
    terms: [term],
    hypotheses: when,
    goal: relation(w.at(w.name(wanted, term)), '>='),
  })
  switch (claim.claim) {
    case 'relation': {
      const given = claim.assume.map(parseRelation)
      const goal = claim.goal.trim() === 'false' ? 'false' : parseRelation(claim.goal)
      const all = [...given, ...(goal === 'false' ? [] : [goal])]
      return { terms: all.flatMap(({ left, right }) => [left, right]), hypotheses: given, goal }
    }
    case 'structure': {
      const f = w.name('f', parseTerm(claim.f))
      const residuals = claim.residuals.map(parseTerm)
      const phi = parseTerm(claim.phi)
      if (name === 'identity') {
        const composed = substitute(phi, new Map([['t', magnitude(residuals, claim.loss)]]))
        return { terms: [f.term, ...residuals], hypotheses: [], goal: relation(w.at(f), '=', composed) }
      }
      if (name === 'zero') {
        return { terms: [], hypotheses: [], goal: relation(substitute(phi, new Map([['t', ZERO]])), '=') }
      }
      if (name !== 'increasing') return undefined
      const definition = w.definitions.define('phi', phi, scope)
      const slope = w.definitions.partial(definition, 't')
      if (slope === undefined) return undefined
      return { terms: [phi], hypotheses: [relation(symbol('t'), '>')], goal: relation(w.at(slope), '>') }
    }
    case 'minimum-zero':
      return nonnegative('f', parseTerm(claim.f))
    case 'coercive': {
      if (name === 'nonnegative') return nonnegative('f', parseTerm(claim.f))
      const { index, when, value } = pieceOf(claim.g, name)
      return nonnegative(gName(claim.g, index), value, when)
    }
    case 'regularity-of-g': {
      if (!name.endsWith('nonnegative')) return undefined
      const { index, when, value } = pieceOf(claim.g, name)
      return nonnegative(gName(claim.g, index), value, when)
    }
    case 'full-rank': {
      const h = residualFunctions(claim.residuals)
      const rows = h.map((f) => w.gradient(f))
      const goal =
        rows.length === 1
          ? squares((rows[0] ?? []).map((slope) => w.at(slope)))
          : determinant(
              rows.map((a) =>
                rows.map((b) =>
                  dot(
                    a.map((s) => w.at(s)),
                    b.map((s) => w.at(s)),
                  ),
                ),
              ),
            )
      return {
        terms: h.map((f) => f.term),
        hypotheses: h.map((f) => relation(w.at(f), '=')),
        goal: relation(goal, '>'),
      }
    }
    case 'critical-values': {
      const f = w.name('f', parseTerm(claim.f))
      const h = residualFunctions(claim.residuals)
      const rows = h.map((r) => w.gradient(r))
      const critical = scope.variables.map((_, k) =>
        relation(
          claim.loss === 'single'
            ? w.at((rows[0] as readonly Definition[])[k] as Definition)
            : sum(...rows.map((row, i) => product(w.at(row[k] as Definition), w.at(h[i] as Definition)))),
          '=',
        ),
      )
      const off =
        claim.loss === 'single'
          ? relation(w.at(h[0] as Definition), '!=')
          : relation(squares(h.map((r) => w.at(r))), '>')
      return {
        terms: [f.term, ...h.map((r) => r.term)],
        hypotheses: [...critical, off],
        goal: claim.level === 'infinity' ? 'false' : relation(w.at(f), '>=', parseTerm(claim.level)),
      }
    }
    case 'conserved':
    case 'lyapunov': {
      const f = w.name('f', parseTerm(claim.f))
      const { index, when, value } = pieceOf(claim.g, name)
      const g = w.name(gName(claim.g, index), value)
      const bends = kinks([f.term, value], scope).filter(({ left, right }) => isThin(difference(left, right), scope))
      const slopes = dot(
        w.gradient(g).map((s) => w.at(s)),
        w.gradient(f).map((s) => w.at(s)),
      )
      const op = claim.claim === 'conserved' ? '=' : '>='
      return { terms: [f.term, value], hypotheses: [...when, ...bends], goal: relation(slopes, op) }
    }
    case 'second-order': {
      const h = residualFunctions(claim.residuals)
      const { index, when, value } = pieceOf(claim.g, name)
      const g = w.name(gName(claim.g, index), value)
      const rows = h.map((r) => w.gradient(r))
      const { variables } = claim.context
      const letter = claim.loss === 'l2' ? 'r' : 's'
      const weights = h.map((_, j) => symbol(`${letter}[${j + 1}]`))
      const direction = (k: number): Term =>
        claim.loss === 'single'
          ? w.at((rows[0] as readonly Definition[])[k] as Definition)
          : sum(...rows.map((row, j) => product(weights[j] as Term, w.at(row[k] as Definition))))
      const bend = w.gradient(g).flatMap((slope, i) =>
        variables.map((x, j) => {
          // Mixed derivatives are taken once.
          const [first, second] = i <= j ? [slope, x] : [w.gradient(g)[j] as Definition, variables[i] as string]
          const entry = w.definitions.partial(first, second)
          if (entry === undefined) throw NO_RULE
          return product(direction(i), direction(j), w.at(entry))
        }),
      )
      const normalized =
        claim.loss === 'single'
          ? []
          : claim.loss === 'l2'
            ? [relation(squares(weights), '>')]
            : weights.map((s) => relation(raised(s, 2), '=', number(1)))
      return {
        terms: [...h.map((r) => r.term), value],
        hypotheses: [...when, ...h.map((r) => relation(w.at(r), '=')), ...normalized, relation(w.at(g), '>')],
        goal: relation(negated(sum(...bend)), '>'),
      }
    }
    case 'solution-set': {
      const assume = claim.assume.map(parseRelation)
      const equations = claim.equations.map(parseTerm)
      if (name === 'complete') {
        return {
          terms: [...assume.flatMap(({ left, right }) => [left, right]), ...equations],
          hypotheses: [
            ...assume,
            ...equations.map((e) => relation(e, '=')),
            ...claim.points.map((p) => away(pointOf(p), scope)),
          ],
          goal: 'false',
        }
      }
      const [, j = 1, kind, i = 1] = /^point\.(\d+)\.(equation|assume)\.(\d+)$/.exec(name) ?? []
      const point = pointOf(claim.points[Number(j) - 1])
      const given = kind === 'assume' ? assume[Number(i) - 1] : relation(equations[Number(i) - 1] ?? ZERO, '=')
      if (given === undefined) return undefined
      const at = relation(substitute(given.left, point), given.op, substitute(given.right, point))
      return { terms: [], hypotheses: [], goal: at }
    }
    case 'constant-sharpness':
    case 'flat-minima': {
      const [h] = residualFunctions(claim.residuals)
      if (h === undefined) return undefined
      const slopes = w.gradient(h)
      const value = parseTerm(claim.claim === 'flat-minima' ? claim.minimum : claim.value)
      const steepness = squares(slopes.map((s) => w.at(s)))
      const onSet = relation(w.at(h), '=')
      if (claim.claim === 'constant-sharpness' || name === 'minimal') {
        const op = claim.claim === 'flat-minima' ? '>=' : '='
        return { terms: [h.term], hypotheses: [onSet], goal: relation(steepness, op, value) }
      }
      if (name === 'complete') {
        const others = claim.points.map((p) => away(pointOf(p), scope))
        return { terms: [h.term], hypotheses: [onSet, relation(steepness, '=', value), ...others], goal: 'false' }
      }
      const [, j = 1, kind] = /^point\.(\d+)\.(residual|value)$/.exec(name) ?? []
      const point = pointOf(claim.points[Number(j) - 1])
      if (kind === 'residual') return { terms: [], hypotheses: [], goal: relation(w.at(h, point), '=') }
      return { terms: [], hypotheses: [], goal: relation(squares(slopes.map((s) => w.at(s, point))), '=', value) }
    }
    default:
      return undefined
  }
}

const says = (given: Relation, fact: Fact, scope: Scope): boolean =>
  given.op === fact.op && vanishes(subtract(lower(gapOf(given), scope), fact.polynomial))

const saysGoal = (given: Relation | 'false', goal: Goal, scope: Scope): boolean =>
  given === 'false' || goal === 'false' ? given === goal : says(given, goal, scope)

/** Whether a statement says what the kernel derived from the claim, hypothesis by hypothesis. */
const agrees = ({ hypotheses, goal, scope }: CoqStatement, { sequent }: Obligation): boolean =>
  hypotheses.length === sequent.hypotheses.length &&
  hypotheses.every((h, i) => says(h, sequent.hypotheses[i] as Fact, scope)) &&
  saysGoal(goal, sequent.goal, scope)

/** A statement, and whether it is written in normal forms, where functions and derivatives have lost their names. */
export interface WrittenStatement {
  readonly statement: CoqStatement
  readonly isNormal: boolean
}

/** The obligation as the kernel derived it. */
const normalStatement = ({ sequent }: Obligation): WrittenStatement => {
  const { scope, hypotheses, goal } = sequent
  const normal = ({ polynomial, op }: Fact): Relation => relation(polynomialTerm(polynomial, scope), op)
  return {
    statement: {
      scope,
      hypotheses: hypotheses.map(normal),
      goal: goal === 'false' ? 'false' : normal(goal),
      defined: new Map(),
      unfold: [],
    },
    isNormal: true,
  }
}

/**
 * What one obligation of a claim says, for Coq: about the functions of the claim and their derivatives where that can
 * be written and agrees with what the kernel derived; in normal forms otherwise.
 */
export const statementFor = (claim: Claim, obligation: Obligation, definitions: Definitions): WrittenStatement => {
  const { scope } = obligation.sequent
  const w = writer(claim, definitions, scope)
  try {
    const parts = partsOf(claim, obligation.name, w)
    if (parts === undefined) return normalStatement(obligation)
    const statement: CoqStatement = {
      scope,
      hypotheses: [...w.assume, ...domainConditions(parts.terms, scope), ...parts.hypotheses],
      goal: parts.goal,
      defined: w.defined,
      unfold: [...w.unfold],
    }
    return agrees(statement, obligation) ? { statement, isNormal: false } : normalStatement(obligation)
  } catch (error) {
    if (error === NO_RULE) return normalStatement(obligation)
    throw error
  }
}
