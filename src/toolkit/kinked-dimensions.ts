import type { LawQuestion } from '../dynamics/law-question.ts'
import { contextOf, type Objective } from '../dynamics/objective.ts'
import { verify } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import * as Q from '../kernel/rational.ts'
import { printRelation, printTerm } from '../kernel/term.ts'
import { cellProof } from '../laws/cell-proof.ts'
import { type SmoothCell, smoothCells } from '../laws/smooth-cells.ts'
import type { Budget } from '../search/budget.ts'
import {
  dimensionAcrossKinks,
  type KinkCell,
  type KinkedSubject,
  kinkHypotheses,
} from '../theorems/laws-across-kinks.ts'
import type { CountVerdict } from './laws-result.ts'

/** The flow whose polynomial laws include those of an objective with kinks, with the claims that show it. */
export interface KinkedFlow {
  readonly question: LawQuestion
  readonly subject: KinkedSubject
  /** Each proved; `dimensionAcrossKinks` says what follows. */
  readonly claims: readonly CountVerdict[]
}

const cellOf = ({ where, point, potential }: SmoothCell, variables: readonly string[]): KinkCell => ({
  where: where.map(printRelation),
  point: Object.fromEntries(variables.map((name) => [name, Q.formatRational(point.get(name) ?? Q.ZERO)])),
  potential: printTerm(potential),
})

const settled = (claim: Claim, cell: SmoothCell): CountVerdict | undefined => {
  const closed: Json = { outcome: 'proved', proofs: { goal: { kind: 'enclosure', bits: 64 } } }
  const isClosed = claim.claim === 'relation' && claim.assume.length === 0 && claim.goal.includes('>')
  const certificate = isClosed ? closed : cellProof(claim, cell.kinks)
  const checked = certificate === undefined ? undefined : verify(claim, certificate)
  if (certificate === undefined || checked === undefined || 'rejected' in checked) return undefined
  return {
    kernelClaim: claim,
    verdict: {
      status: 'proved',
      trust: 'kernel',
      method: isClosed ? 'enclosure' : 'signs of the cell',
      certificate,
      checked,
    },
  }
}

/**
 * The cells of an objective with abs, max or min, without parameters, as a flow: a bound of the dimension of its
 * polynomial laws is one for the objective. Undefined where there is no kink, or a claim about a cell is not proved.
 */
export const kinkedFlow = (objective: Objective, seed: number, budget: Budget): KinkedFlow | undefined => {
  if (objective.parameters.length > 0) return undefined
  const found = smoothCells(objective, seed, budget)
  if (found === undefined) return undefined
  const { cells } = found
  const { term, ...names } = objective
  const subject: KinkedSubject = {
    context: contextOf(objective),
    f: printTerm(term),
    cells: cells.map((cell) => cellOf(cell, objective.variables)),
  }
  const claims = cells.flatMap((cell, k) =>
    kinkHypotheses({ ...subject, cells: [subject.cells[k] as KinkCell] }).map((claim) => settled(claim, cell)),
  )
  if (!claims.every((claim) => claim !== undefined)) return undefined
  const potentials = cells.map(({ potential }) => potential)
  return {
    question: { ...names, source: 'map', potentials, positions: objective.variables },
    subject,
    claims: claims as CountVerdict[],
  }
}

/** The bound that follows for the objective from one for the flow of its cells. */
export const boundAcrossKinks = (
  { subject, claims }: KinkedFlow,
  degree: number,
  atMost: CountVerdict,
): number | undefined => {
  const seals = [...claims, atMost].map(({ verdict }) => (verdict.status === 'proved' ? verdict.checked : undefined))
  return dimensionAcrossKinks(subject, degree, seals)?.atMost
}
