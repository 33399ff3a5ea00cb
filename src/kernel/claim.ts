import type { ContextJson } from './context.ts'
import type { FlowJson } from './laws/flow.ts'

/** A regularizer: its pieces, each on the open set where all of `when` hold; +∞ elsewhere. */
export type PiecesJson = readonly { readonly when: readonly string[]; readonly value: string }[]
export type Loss = 'single' | 'l2' | 'l1'
/** The `condition`-th of the conditions w > 0 of the `piece`-th piece (from 1), w being the product of affine factors. */
export interface WallJson {
  readonly piece: number
  readonly condition: number
  readonly factors: readonly string[]
}
export type PointJson = { readonly [variable: string]: string }
/** Where a set is not empty: a point of it, or a path t ↦ x(t) on which its last equation changes sign. */
export type WitnessJson =
  | { readonly point: PointJson }
  | { readonly path: PointJson; readonly from: string; readonly to: string }
export type TameClass = 'semialgebraic' | 'exponential' | 'analytic'

interface Common<Form extends string> {
  readonly claim: Form
  readonly context: ContextJson
}

/** Every form of claim the kernel can check; what each one says is the table of `proofs/FORMAT.md` §5. */
export type Claim =
  | (Common<'relation'> & { readonly assume: readonly string[]; readonly goal: string })
  | (Common<'structure'> & {
      readonly f: string
      readonly residuals: readonly string[]
      readonly loss: Loss
      readonly phi: string
    })
  | (Common<'tame'> & { readonly f: string; readonly class: TameClass })
  | (Common<'minimum-zero'> & { readonly f: string; readonly residual: string | null })
  | (Common<'full-rank'> & { readonly residuals: readonly string[] })
  | (Common<'critical-values'> & {
      readonly f: string
      readonly residuals: readonly string[]
      readonly loss: Loss
      readonly level: string
    })
  | (Common<'conserved'> & { readonly f: string; readonly g: PiecesJson })
  | (Common<'lyapunov'> & { readonly f: string; readonly g: PiecesJson })
  | (Common<'coercive'> & { readonly f: string; readonly g: PiecesJson })
  | (Common<'regularity-of-g'> & { readonly g: PiecesJson })
  | (Common<'second-order'> & {
      readonly residuals: readonly string[]
      readonly loss: Loss
      readonly g: PiecesJson
    })
  | (Common<'boundary'> & { readonly f: string; readonly g: PiecesJson; readonly level: string })
  | (Common<'nonzero-directions'> & { readonly residuals: readonly string[] })
  | (Common<'invariant-walls'> & {
      readonly f: string
      readonly residuals: readonly string[]
      readonly loss: Loss
      readonly g: PiecesJson
      readonly level: string
      readonly walls: readonly WallJson[]
    })
  | (Common<'solution-set'> & {
      readonly assume: readonly string[]
      readonly equations: readonly string[]
      readonly points: readonly PointJson[]
    })
  | (Common<'flat-minima'> & {
      readonly residuals: readonly string[]
      readonly loss: Loss
      readonly minimum: string
      readonly points: readonly PointJson[]
    })
  | (Common<'described-set'> & {
      readonly assume: readonly string[]
      readonly equations: readonly string[]
      readonly description: readonly string[]
      readonly witness: WitnessJson
    })
  | (Common<'flat-set'> & {
      readonly residuals: readonly string[]
      readonly loss: Loss
      readonly minimum: string
      readonly equations: readonly string[]
      readonly witness: WitnessJson
    })
  | (Common<'independent'> & { readonly quantities: readonly string[]; readonly point: PointJson })
  | (Common<'constant-sharpness'> & {
      readonly residuals: readonly string[]
      readonly loss: Loss
      readonly value: string
    })
  | (Common<'no-flat-minimum'> & { readonly residuals: readonly string[] })
  | (Common<'strict-minimum'> & {
      readonly f: string
      readonly g: PiecesJson
      readonly point: PointJson
      readonly radius: string
    })
  | (Common<'subregularity'> & {
      readonly f: string
      readonly residuals: readonly string[]
      readonly exponent: number
      readonly kappa: string
      readonly near: string
    })
  | (Common<'decrease'> & {
      readonly f: string
      readonly g: PiecesJson
      readonly beta: number
      readonly gamma: number
      readonly omega: string
      readonly near: string
      readonly step: string
    })
  | (Common<'projection-formula'> & {
      readonly f: string
      readonly normal: readonly string[]
      readonly point: PointJson
      readonly radius: string
      readonly constant: string
    })
  | (Common<'first-integral'> & { readonly flow: FlowJson; readonly quantity: string })
  | (Common<'law-bound'> & { readonly flow: FlowJson; readonly atMost: number })
  | (Common<'local-laws'> & { readonly flow: FlowJson; readonly atLeast: number })
  | (Common<'polynomial-laws-bound'> & { readonly flow: FlowJson; readonly degree: number; readonly atMost: number })
  | (Common<'linearly-independent'> & { readonly quantities: readonly string[]; readonly degree: number })

export type ClaimForm = Claim['claim']

/** The fields of each form, in the order of `proofs/FORMAT.md` §5. */
export const CLAIM_FIELDS: { readonly [form in ClaimForm]: readonly string[] } = {
  relation: ['assume', 'goal'],
  structure: ['f', 'residuals', 'loss', 'phi'],
  tame: ['f', 'class'],
  'minimum-zero': ['f', 'residual'],
  'full-rank': ['residuals'],
  'critical-values': ['f', 'residuals', 'loss', 'level'],
  conserved: ['f', 'g'],
  lyapunov: ['f', 'g'],
  coercive: ['f', 'g'],
  'regularity-of-g': ['g'],
  'second-order': ['residuals', 'loss', 'g'],
  boundary: ['f', 'g', 'level'],
  'nonzero-directions': ['residuals'],
  'invariant-walls': ['f', 'residuals', 'loss', 'g', 'level', 'walls'],
  'solution-set': ['assume', 'equations', 'points'],
  'flat-minima': ['residuals', 'loss', 'minimum', 'points'],
  'described-set': ['assume', 'equations', 'description', 'witness'],
  'flat-set': ['residuals', 'loss', 'minimum', 'equations', 'witness'],
  independent: ['quantities', 'point'],
  'constant-sharpness': ['residuals', 'loss', 'value'],
  'no-flat-minimum': ['residuals'],
  'strict-minimum': ['f', 'g', 'point', 'radius'],
  subregularity: ['f', 'residuals', 'exponent', 'kappa', 'near'],
  decrease: ['f', 'g', 'beta', 'gamma', 'omega', 'near', 'step'],
  'projection-formula': ['f', 'normal', 'point', 'radius', 'constant'],
  'first-integral': ['flow', 'quantity'],
  'law-bound': ['flow', 'atMost'],
  'local-laws': ['flow', 'atLeast'],
  'polynomial-laws-bound': ['flow', 'degree', 'atMost'],
  'linearly-independent': ['quantities', 'degree'],
}
