import type { OpenedProblem } from '../state-of-problem.ts'

/** An example of the papers, as its file under `proofs/` says. */
export interface GalleryExample extends OpenedProblem {
  readonly name: string
  readonly title: string
  readonly source?: string
  readonly stated?: string
  readonly note?: string
  readonly verdict?: string
  readonly order?: number
  /** Flat minima, or the points of the attractor, as exact expressions. */
  readonly points: readonly (readonly string[])[]
}

/** The examples, put in by the build (`scripts/gallery-examples.mjs`). */
declare const GRADLAW_EXAMPLES: readonly GalleryExample[]

export const galleryExamples = (): readonly GalleryExample[] => GRADLAW_EXAMPLES
