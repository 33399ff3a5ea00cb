import type { LawQuestion } from '../dynamics/law-question.ts'
import type { Objective } from '../dynamics/objective.ts'
import { detectStructure, smoothPotential } from '../dynamics/structure.ts'
import { verify } from '../kernel/checked-claim.ts'
import { printRelation, type Term } from '../kernel/term.ts'
import { atMostMilliseconds, type Budget, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { cellProof } from './cell-proof.ts'
import { type FieldQuestion, fieldLaws } from './field-laws.ts'
import { flowFields } from './flow-fields.ts'
import { independentRows } from './independence.ts'
import type { FoundLaw, FoundLaws } from './law.ts'
import { lawClaim, lawVerdict } from './law-claims.ts'
import { gradientField } from './polynomial-fields.ts'
import type { SearchOptions } from './search-options.ts'
import { hasKinks, type SmoothCell, type SmoothCells, smoothCells } from './smooth-cells.ts'

const MOST_CELLS_ALONE = 4
const MOST_CONDITIONS = 3

/** The potential of a cell, or the smooth h or Σh_i² that it is an increasing function of. */
const reducedPotential = (objective: Objective, term: Term, budget: Budget): Term => {
  const structure = detectStructure({ ...objective, term }, budget)
  return structure === undefined || structure.loss === 'l1' ? term : smoothPotential(structure)
}

/**
 * The flow whose laws are those of an objective with kinks on all of its cells: the gradients of the potentials of the
 * cells. An analytic quantity that is conserved on an open cell is conserved by the potential of this cell everywhere,
 * where both are analytic; so these flows have all the polynomial laws of f, and those it has off its kinks hold for
 * every subgradient of Clarke (see docs/laws-across-kinks.md).
 */
export const everywhereQuestion = (objective: Objective, { cells }: SmoothCells, budget: Budget): LawQuestion => {
  const structure = detectStructure(objective, budget)
  const { term: _, ...names } = objective
  // Where every choice of signs of Σ|h_i| is seen, the potentials span the h_i.
  const potentials =
    structure?.loss === 'l1' && structure.residuals.length === cells.length && !structure.residuals.some(hasKinks)
      ? structure.residuals
      : cells.map(({ potential }) => reducedPotential(objective, potential, budget))
  return { ...names, source: 'map', potentials, positions: objective.variables }
}

/** The kernel's word on a law of f on a cell. */
const cellVerdict = (question: LawQuestion, cell: SmoothCell, law: Term): Verdict => {
  const claim = lawClaim(question, law, cell.where)
  const certificate = cellProof(claim, cell.kinks)
  const checked = certificate === undefined ? undefined : verify(claim, certificate)
  return certificate === undefined || checked === undefined || 'rejected' in checked
    ? { status: 'unknown', reason: 'search-exhausted', tried: ['the signs of the cell'] }
    : { status: 'proved', trust: 'kernel', method: 'signs of the cell', certificate, checked }
}

/** The laws of f on one cell that are independent of those it has everywhere. */
const lawsOfCell = (
  objective: Objective,
  question: LawQuestion,
  cell: SmoothCell,
  known: readonly FoundLaw[],
  enough: number,
  options: SearchOptions,
): FoundLaw[] => {
  const field = gradientField({ ...objective, term: cell.potential }, options.budget)
  if ('unsupported' in field) return []
  const asked: FieldQuestion = {
    fields: [field],
    integers: objective.integers,
    enough,
    verdictOf: (law) => cellVerdict(question, cell, law),
    hasSymmetries: false,
  }
  const { onFound: _, onPhase: __, ...silent } = options
  const { entries } = fieldLaws(asked, { ...silent, degree: Math.min(options.degree ?? 2, 2) })
  const proved = entries.filter(({ law }) => law.verdict.status === 'proved')
  const slopes = [...known, ...proved].map(({ slope }) => slope.exact(cell.point))
  const defined = slopes.flatMap((row, i) => (row === undefined ? [] : [{ row, i }]))
  const rows = independentRows(defined.map(({ row }) => row)).rows.map((k) => defined[k]?.i as number)
  const domain = cell.where.map(printRelation).join(', ')
  return rows
    .filter((i) => i >= known.length)
    .map((i) => {
      const found = proved[i - known.length] as FoundLaw
      const own = found.law.domain === 'R^n' ? [] : [found.law.domain]
      return {
        ...found,
        law: { ...found.law, domain: [domain, ...own].join(', '), when: cell.where },
        slope: { exact: () => undefined },
      }
    })
}

/**
 * The laws of the gradient flow of an objective with abs, max or min: first those that hold on all cells, complete up to a
 * degree, then, where there are fewer than n − 1, those of a few cells alone, labelled with the inequalities of the cell.
 * Undefined where f has no such function, or is constant on all cells.
 */
export const nonsmoothLaws = (
  objective: Objective,
  question: LawQuestion,
  enough: number,
  options: SearchOptions,
): FoundLaws | undefined => {
  const { budget, onFound, domain = [] } = options
  if (!hasKinks(objective.term)) return undefined
  options.onPhase?.('cells between kinks')
  const left = Math.max(budget.deadline - Date.now(), 0)
  const cells = smoothCells(objective, options.seed, atMostMilliseconds(budget, left / 5), domain)
  if (cells === undefined) {
    const why = 'no cell between the kinks was seen on which the objective is defined and not constant'
    return { entries: [], dimension: {}, symmetries: [], open: [why] }
  }
  const everywhere = everywhereQuestion(objective, cells, budget)
  const fields = flowFields(everywhere, budget)
  if ('unsupported' in fields) return { entries: [], dimension: {}, symmetries: [], open: [fields.unsupported] }
  const [first, ...others] = fields
  if (first === undefined) return undefined
  const own = (found: FoundLaws): FoundLaws => {
    const entries = found.entries.filter(({ law }) => law.verdict.status === 'proved')
    const isExact = found.entries.every(({ law }) => law.kind !== 'polynomial' || law.verdict.status === 'proved')
    return isExact
      ? { ...found, entries }
      : {
          ...found,
          entries,
          dimension: {},
          open: [...found.open, 'polynomial laws that need a proof on all cells, not all of which were seen'],
        }
  }
  const asked: FieldQuestion = {
    fields: [first, ...others],
    integers: question.integers,
    enough,
    verdictOf: (law) => {
      const verdict = lawVerdict(question, law)
      const [only, ...more] = cells.cells
      // Where the domain lies in one cell, its signs are those of the domain.
      return verdict.status === 'proved' || domain.length === 0 || only === undefined || more.length > 0
        ? verdict
        : cellVerdict(question, { ...only, where: domain }, law)
    },
    hasSymmetries: true,
  }
  const found = own(fieldLaws(asked, onFound ? { ...options, onFound: (part) => onFound(own(part)) } : options))
  if (found.entries.length >= objective.variables.length - 1 || isSpent(budget)) return found
  const open = [...found.open]
  if (cells.cells.some(({ where }) => where.length > MOST_CONDITIONS)) {
    return { ...found, open: [...open, 'laws of single cells between the kinks: restrict to one by assumptions'] }
  }
  const alone: FoundLaw[] = []
  for (const cell of cells.cells.slice(0, MOST_CELLS_ALONE)) {
    if (isSpent(budget)) break
    const time = Math.max(budget.deadline - Date.now(), 0) / 4
    alone.push(
      ...lawsOfCell(objective, question, cell, found.entries, enough, {
        ...options,
        budget: atMostMilliseconds(budget, time),
      }),
    )
  }
  if (cells.seen > MOST_CELLS_ALONE) open.push(`laws of single cells, on ${cells.seen - MOST_CELLS_ALONE} of the cells`)
  return { ...found, entries: [...found.entries, ...alone], open }
}
