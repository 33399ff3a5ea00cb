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

/** What a field of a claim may hold. */
interface FieldTypes {
  readonly text: string
  readonly texts: readonly string[]
  readonly 'text or null': string | null
  readonly integer: number
  readonly loss: Loss
  readonly class: TameClass
  readonly pieces: PiecesJson
  readonly walls: readonly WallJson[]
  readonly point: PointJson
  readonly points: readonly PointJson[]
  readonly witness: WitnessJson
  readonly flow: FlowJson
}

/** Every form of claim the kernel can check, with its fields; what each one says is the table of `proofs/FORMAT.md` §5. */
export const CLAIM_FIELDS = {
  relation: { assume: 'texts', goal: 'text' },
  structure: { f: 'text', residuals: 'texts', loss: 'loss', phi: 'text' },
  tame: { f: 'text', class: 'class' },
  'minimum-zero': { f: 'text', residual: 'text or null' },
  'full-rank': { residuals: 'texts' },
  'critical-values': { f: 'text', residuals: 'texts', loss: 'loss', level: 'text' },
  conserved: { f: 'text', g: 'pieces' },
  lyapunov: { f: 'text', g: 'pieces' },
  coercive: { f: 'text', g: 'pieces' },
  'regularity-of-g': { g: 'pieces' },
  'second-order': { residuals: 'texts', loss: 'loss', g: 'pieces' },
  boundary: { f: 'text', g: 'pieces', level: 'text' },
  'nonzero-directions': { residuals: 'texts' },
  'invariant-walls': { f: 'text', residuals: 'texts', loss: 'loss', g: 'pieces', level: 'text', walls: 'walls' },
  'solution-set': { assume: 'texts', equations: 'texts', points: 'points' },
  'flat-minima': { residuals: 'texts', loss: 'loss', minimum: 'text', points: 'points' },
  'described-set': { assume: 'texts', equations: 'texts', description: 'texts', witness: 'witness' },
  'flat-set': { residuals: 'texts', loss: 'loss', minimum: 'text', equations: 'texts', witness: 'witness' },
  independent: { quantities: 'texts', point: 'point' },
  'constant-sharpness': { residuals: 'texts', loss: 'loss', value: 'text' },
  'no-flat-minimum': { residuals: 'texts' },
  'strict-minimum': { f: 'text', g: 'pieces', point: 'point', radius: 'text' },
  subregularity: { f: 'text', residuals: 'texts', exponent: 'integer', kappa: 'text', near: 'text' },
  decrease: {
    f: 'text',
    g: 'pieces',
    beta: 'integer',
    gamma: 'integer',
    omega: 'text',
    near: 'text',
    step: 'text',
  },
  'projection-formula': { f: 'text', normal: 'texts', point: 'point', radius: 'text', constant: 'text' },
  'first-integral': { flow: 'flow', quantity: 'text' },
  'law-bound': { flow: 'flow', atMost: 'integer' },
  'local-laws': { flow: 'flow', atLeast: 'integer' },
  'polynomial-laws-bound': { flow: 'flow', degree: 'integer', atMost: 'integer' },
  'linearly-independent': { quantities: 'texts', degree: 'integer' },
} as const satisfies { readonly [form: string]: { readonly [field: string]: keyof FieldTypes } }

export type ClaimForm = keyof typeof CLAIM_FIELDS

type FieldsOf<Form extends ClaimForm> = {
  readonly [Field in keyof (typeof CLAIM_FIELDS)[Form]]: FieldTypes[(typeof CLAIM_FIELDS)[Form][Field] &
    keyof FieldTypes]
}

/** A claim as it stands in JSON: its form, its context and the fields of its form. */
export type Claim = {
  [Form in ClaimForm]: { readonly claim: Form; readonly context: ContextJson } & FieldsOf<Form>
}[ClaimForm]
