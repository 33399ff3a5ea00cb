import type { Figure } from '../../report/figures/figure.ts'

export type GalleryRequest =
  | { readonly kind: 'heat-map' }
  | {
      readonly kind: 'filter'
      readonly methods: readonly string[]
      readonly alpha: string
      readonly beta: string
      readonly rho: string
    }

/** The eigenvalues that a method does not exclude. */
export interface FilterRow {
  readonly method: string
  readonly condition: string
  readonly status: string
  readonly intervals: readonly (readonly [number, number])[]
  readonly isolated: readonly number[]
  /** The same, exactly. */
  readonly exact: readonly string[]
}

export type GalleryReply =
  | { readonly kind: 'heat-map'; readonly figure: Figure }
  | { readonly kind: 'filter'; readonly row: FilterRow }
  | { readonly kind: 'failure'; readonly message: string }
  | { readonly kind: 'done' }
