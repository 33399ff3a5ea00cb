import type * as Fast from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { squareFree } from '../algebra/square-free.ts'
import { coordinatesOf, fromCoordinates } from '../dynamics/atom-coordinates.ts'
import { findCurve } from '../dynamics/curves-into-cells.ts'
import { type Objective, withTerm } from '../dynamics/objective.ts'
import { detectStructure } from '../dynamics/structure.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import type { CheckedClaim } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import { specialize } from '../kernel/specialize.ts'
import { difference, negated, printTerm, substitute, type Term } from '../kernel/term.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { type CellProof, cellClaims } from '../theorems/cells-at-a-point.ts'
import {
  type Composite,
  compositeClaims,
  directionLimits,
  type PowerForm,
  powerClaims,
} from '../theorems/gradient-limits.ts'
import { canonical } from '../theorems/hypothesis.ts'
import type { PiecewiseSmooth, PointSubject, Selection } from '../theorems/selections.ts'
import { type SelectionEvidence, sideOf } from '../theorems/subdifferential.ts'
import { decide } from './decide.ts'

/** Claims that were put to the provers, each once. */
export interface Ledger {
  /** Whether the claim is proved by the kernel. */
  readonly isProved: (claim: Claim) => Promise<boolean>
  readonly entries: readonly { readonly claim: Claim; readonly verdict: Verdict }[]
  readonly checked: readonly CheckedClaim[]
}

const SHARE = 0.1
const MOST_MS = 3000

export const newLedger = (budget: Budget, seed: number): Ledger => {
  const entries: { claim: Claim; verdict: Verdict }[] = []
  const checked: CheckedClaim[] = []
  const known = new Map<string, boolean>()
  return {
    entries,
    checked,
    isProved: async (claim) => {
      const key = canonical(claim)
      const before = known.get(key)
      if (before !== undefined) return before
      const own = partOf(budget, Math.min(MOST_MS, millisecondsLeft(budget) * SHARE))
      const verdict = await decide(claim, { budget: own, hints: { seed } }, { trust: 'kernel' })
      const isProved = verdict.status === 'proved' && verdict.checked !== undefined
      // What a search tried on its way is not shown; what it found is.
      if (isProved) entries.push({ claim, verdict })
      if (verdict.status === 'proved' && verdict.checked !== undefined) checked.push(verdict.checked)
      known.set(key, isProved)
      return isProved
    },
  }
}

/** What every search for one point needs. */
export interface SearchAtPoint {
  readonly subject: PointSubject
  readonly near: PiecewiseSmooth
  readonly objective: Objective
  readonly budget: Budget
  readonly ledger: Ledger
}

const LENGTHS = ['1', '1/8', '1/64', '1/1024']
const RADII = ['1', '1/16']

const allProved = async (claims: readonly Claim[], ledger: Ledger): Promise<boolean> => {
  if (claims.length === 0) return false
  for (const claim of claims) if (!(await ledger.isProved(claim))) return false
  return true
}

/** A proof that the cell comes near the point, or that it does not. */
const findCellProof = async (search: SearchAtPoint, cell: readonly Term[]): Promise<CellProof | undefined> => {
  const { subject, near, budget, ledger } = search
  const shown = async (proof: CellProof): Promise<boolean> => allProved(cellClaims(subject, near, cell, proof), ledger)
  const alongCurve = async (bent: boolean): Promise<CellProof | undefined> => {
    const curve = findCurve(near, cell, bent, partOf(budget, millisecondsLeft(budget) * SHARE))
    if (curve === undefined) return undefined
    for (const until of LENGTHS) {
      const proof: CellProof = { kind: 'curve', curve: { ...curve, until } }
      if (await shown(proof)) return proof
    }
    return undefined
  }
  if (cell.length === 0) return undefined
  const curve = (await alongCurve(false)) ?? (await alongCurve(true))
  if (curve !== undefined) return curve
  for (const radius of RADII) {
    const away: CellProof = { kind: 'away', radius }
    if (await shown(away)) return away
  }
  return undefined
}

/** ±(f_σ − f_σ(x̄)) = φ(t) with full rank, as far as the kernel agrees. */
const findComposite = async (search: SearchAtPoint, selection: Selection): Promise<Composite | undefined> => {
  const { subject, near, objective, budget, ledger } = search
  for (const orientation of [1, -1] as const) {
    const term = simplify(orientation === 1 ? selection.term : negated(selection.term))
    const structure = detectStructure(withTerm(objective, term), partOf(budget, millisecondsLeft(budget) * SHARE))
    if (structure === undefined || structure.loss === 'l1') continue
    const composite: Composite = {
      orientation,
      residuals: structure.residuals.map(printTerm),
      loss: structure.loss,
      phi: printTerm(structure.phi),
    }
    if (await allProved(compositeClaims(subject, near, selection, composite), ledger)) return composite
  }
  return undefined
}

/** f_σ − f_σ(x̄) = h^k·p, by the square-free factorization of the left-hand side. */
const findPower = async (search: SearchAtPoint, selection: Selection): Promise<PowerForm | undefined> => {
  const { subject, near, budget, ledger } = search
  const rise = lower(difference(selection.term, substitute(selection.term, near.point)), near.scope)
  const { polynomial, atoms } = coordinatesOf(rise)
  const { factors } = squareFree(polynomial, partOf(budget, millisecondsLeft(budget) * SHARE))
  const bases = factors.map((own) => ({ ...own, kernel: fromCoordinates(own.base, atoms) }))
  const [only, ...more] = bases.filter(({ kernel }) => closedSign(specialize(kernel, near.values)) === 0)
  if (only === undefined || more.length > 0 || only.multiplicity < 2) return undefined
  let cofactor: Fast.Polynomial | undefined = polynomial
  for (let k = 0; k < only.multiplicity; k++) cofactor = cofactor && divideExact(cofactor, only.base)
  if (cofactor === undefined) return undefined
  const text = (p: Polynomial): string => printTerm(termOfPolynomial(p, near.scope.variables))
  const power: PowerForm = {
    residual: text(only.kernel),
    exponent: only.multiplicity,
    cofactor: text(fromCoordinates(cofactor, atoms)),
  }
  return (await allProved(powerClaims(subject, near, selection, power), ledger)) ? power : undefined
}

/** All that could be shown for one selection. */
export const evidenceFor = async (search: SearchAtPoint, selection: Selection): Promise<SelectionEvidence> => {
  const { subject, near, ledger } = search
  const proof = await findCellProof(search, selection.cell)
  if (proof?.kind === 'away') return { cell: proof }
  const own = proof === undefined ? {} : { cell: proof }
  if (directionLimits(subject, near, selection, {}, ledger.checked).kind !== 'unknown') return own
  const composite = await findComposite(search, selection)
  const power = composite === undefined ? await findPower(search, selection) : undefined
  const forms = { ...(composite === undefined ? {} : { composite }), ...(power === undefined ? {} : { power }) }
  const limits = directionLimits(subject, near, selection, forms, ledger.checked)
  if (limits.kind !== 'by-sign' || selection.cell.length === 0) return { ...own, ...forms }
  const sideProof = async (side: 1 | -1): Promise<CellProof | undefined> => {
    const cell = sideOf(selection.cell, limits.residual, side, near)
    return cell === undefined || cell.length === selection.cell.length ? undefined : findCellProof(search, cell)
  }
  const [above, below] = [await sideProof(1), await sideProof(-1)]
  return {
    ...own,
    ...forms,
    ...(above === undefined ? {} : { above }),
    ...(below === undefined ? {} : { below }),
  }
}
