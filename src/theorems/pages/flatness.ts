import { equalFlatness } from '../equal-flatness.ts'
import { onlyFlatMinimum } from '../flatter-by-order.ts'
import { NO_SUBJECT, type TheoremPage } from '../theorem-page.ts'

/** Sharpness decides what is flat to leading order. */
export const FLAT_BY_SHARPNESS: TheoremPage = {
  id: 'flat-minima-by-sharpness',
  title: 'Flat minima by sharpness',
  citation: '[J], Definition 3.31, Corollaries 3.18 and 3.19',
  tag: 'R+',
  statement:
    'On M = {F = 0}, f = φ(t), the most that f varies on B_r(x) is φ(rσ(x) + o(r)), σ = |∇h| (one residual), the largest |DFᵀs| over signs s (|F|₁), the largest singular value of DF (|F|). An isolated point of M where σ is least is flat; with one residual, a point where the part of ∇|∇h|² along M is not 0 is not flat.',
  hypotheses: ['structure', 'flat-minima or no-flat-minimum'],
  conclusion: 'proved',
  file: 'src/theorems/limit-set.ts',
}

/** Isometries make minima equally flat. */
export const EQUAL_FLATNESS: TheoremPage = {
  id: 'equal-flatness',
  title: 'Minima that isometries carry into each other',
  citation: 'docs/theory.md, Flatness; [J], Proposition 3.37',
  tag: 'O',
  statement:
    'Let rotations and translations leave the residuals as they are, and let W be M, or the points of M where f is least sharp, given by k equations with independent gradients. Where their fields span n − k dimensions at each point of W, points of W close to each other are equally flat: all of W is flat.',
  hypotheses: [
    'structure',
    'residuals invariant',
    'independent gradients on W',
    'fields that span n − k dimensions on W',
  ],
  added: [
    {
      hypothesis: 'fields that span n − k dimensions on W',
      because: 'f is equally sharp at all minima of x² + x⁴y², but only the origin is flat',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/equal-flatness.ts',
  stands: ({ subject, checked }) => {
    if (subject === undefined) return NO_SUBJECT
    const trust = equalFlatness(subject, checked)
    return trust === undefined
      ? { status: 'open', missing: ['isometries that move every minimum in all directions of M'] }
      : { status: 'applies', trust, says: 'All minima that are close to each other are equally flat.' }
  },
}

/** Higher order breaks ties of sharpness. */
export const FLATTER_BY_ORDER: TheoremPage = {
  id: 'flatter-by-order',
  title: 'Minima of equal sharpness told apart by higher order',
  citation: 'docs/theory.md, Flatness; [J], Example 4.1',
  tag: 'O',
  statement:
    'Let M be affine with unit normal d, κ continuous on M, f(x + u) ≤ f(x + rd) for x in M and normal u with |u| ≤ r, f(y + rd) < f(x + rd) for x, y in M with κ(y) < κ(x) and 0 < r < 1, and κ(x̄ + t(x − x̄)) < κ(x) for x in M other than x̄ and 0 ≤ t < 1. Then x̄ is flat, and no other minimum is.',
  hypotheses: ['structure', 'M affine', 'f largest along d', 'f along d increasing in κ', 'κ increasing away from x̄'],
  conclusion: 'proved',
  file: 'src/theorems/flatter-by-order.ts',
  stands: ({ subject, checked }) => {
    if (subject === undefined) return NO_SUBJECT
    const only = onlyFlatMinimum(subject, checked)
    return only === undefined
      ? { status: 'open', missing: ['M affine', 'f along a normal of M increasing in κ'] }
      : { status: 'applies', trust: only.trust, says: 'One minimum is flatter than all others, and only it is flat.' }
  },
}

/** Minima that contain an open set need no theorem about their directions. */
export const MINIMAL_BALL: TheoremPage = {
  id: 'minima-with-interior',
  title: 'Minima that contain an open set',
  citation: '[J], Definition 3.31',
  tag: 'R+',
  statement:
    'Let f have its least value at all points of an open ball. Then each of them is flat, for f̊(x, r) = 0 for small r; ∇̂f = {0} there, so that normalized gradient descent stays where it is; and M is no smooth set of lower dimension: `degenerate`.',
  hypotheses: ['tame', 'f constant on a ball', 'f nowhere less'],
  conclusion: 'proved',
  file: 'src/theorems/minimal-ball.ts',
}
