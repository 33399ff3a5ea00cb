import type { CheckedClaim } from '../kernel/checked-claim.ts'
import type { Json } from '../kernel/json.ts'

/** An exact number: a rational or closed expression as text, or a root of a polynomial in an isolating interval. */
export type ExactNumber =
  | string
  | { readonly root: { readonly poly: string; readonly interval: readonly [string, string] } }

/** The value of an expression at a witness: exact, or enclosed between two rationals. */
export type ExactValue = ExactNumber | { readonly interval: readonly [string, string] }

/** One of the three outcomes every claim ends in; `checked` is the kernel's own seal on the first two. */
export type Verdict =
  | {
      readonly status: 'proved'
      readonly trust: 'kernel' | 'solver'
      readonly method: string
      readonly certificate: Json
      readonly checked?: CheckedClaim
    }
  | {
      readonly status: 'refuted'
      readonly trust: 'kernel'
      readonly witness: { readonly [name: string]: ExactNumber }
      readonly direction?: { readonly [name: string]: ExactNumber }
      readonly curve?: { readonly [name: string]: string }
      readonly value?: ExactValue
      readonly certificate: Json
      readonly checked: CheckedClaim
    }
  | { readonly status: 'unknown'; readonly reason: string; readonly tried: readonly string[] }
