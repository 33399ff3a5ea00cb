import type { Claim, PiecesJson } from '../../kernel/claim.ts'
import { kinks } from '../../kernel/domain.ts'
import { lower } from '../../kernel/lower.ts'
import { parseRelation, parseTerm } from '../../kernel/parse-term.ts'
import { atomsOf } from '../../kernel/polynomial.ts'
import type { Scope } from '../../kernel/scope.ts'
import {
  call,
  difference,
  negated,
  number,
  product,
  type Relation,
  raised,
  substitute,
  sum,
  symbol,
  type Term,
} from '../../kernel/term.ts'
import { NO_RULE, type Parts, relation, residualFunctions, squares, type Writer, ZERO } from './claim-writer.ts'
import type { Definition } from './definitions.ts'
import { setParts } from './set-parts.ts'

const isThin = (v: Term, scope: Scope): boolean => {
  const polynomial = lower(v, scope)
  return polynomial.size > 0 && [...atomsOf(polynomial)].every((atom) => atom.kind === 'variable')
}

const dot = (a: readonly Term[], b: readonly Term[]): Term => sum(...a.map((x, k) => product(x, b[k] as Term)))

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

const magnitude = (residuals: readonly Term[], loss: string): Term =>
  loss === 'l2' ? call('sqrt', squares(residuals)) : sum(...residuals.map((h) => call('abs', h)))

/** What one obligation of a claim says, in the terms of the claim; undefined where only its normal form is at hand. */
export const partsOf = (claim: Claim, name: string, w: Writer): Parts | undefined => {
  const { scope } = w
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
      const h = residualFunctions(claim.residuals, w)
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
      const h = residualFunctions(claim.residuals, w)
      const rows = h.map((r) => w.gradient(r))
      const slope = (row: readonly Definition[], k: number): Term => w.at(row[k] as Definition)
      const subgradients = h.map((_, j) => symbol(`s[${j + 1}]`))
      const weight = (j: number): Term => (claim.loss === 'l1' ? (subgradients[j] as Term) : w.at(h[j] as Definition))
      const critical = claim.context.variables.map((_, k) => {
        const [row = []] = rows
        return relation(
          claim.loss === 'single' ? slope(row, k) : sum(...rows.map((r, j) => product(weight(j), slope(r, k)))),
          '=',
        )
      })
      const signs =
        claim.loss === 'l1'
          ? h.flatMap((r, j) => [
              relation(product(weight(j), w.at(r)), '=', call('abs', w.at(r))),
              relation(difference(number(1), raised(weight(j), 2)), '>='),
            ])
          : []
      const off =
        claim.loss === 'single'
          ? relation(w.at(h[0] as Definition), '!=')
          : relation(squares(h.map((r) => w.at(r))), '>')
      return {
        terms: [f.term, ...h.map((r) => r.term)],
        hypotheses: [...critical, ...signs, off],
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
      const h = residualFunctions(claim.residuals, w)
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
    default:
      return setParts(claim, name, w)
  }
}
