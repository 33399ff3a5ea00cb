import { CONCLUSION_BY_CASES } from './pages/conclusion-by-cases.ts'
import { EQUAL_FLATNESS, FLAT_BY_SHARPNESS, FLATTER_BY_ORDER, MINIMAL_BALL } from './pages/flatness.ts'
import { IDENTITY_PAGES } from './pages/identities.ts'
import { LAWS_ACROSS_KINKS, NO_ANALYTIC_LAW, NO_CONTINUOUS_LAW, NUMBER_OF_LAWS } from './pages/laws-of-flows.ts'
import { EIGENVALUE_FILTER, GRADIENT_STABILITY } from './pages/methods.ts'
import { NECESSARY_CONDITION } from './pages/necessary-condition.ts'
import { LEMMA_3_3, LEMMA_3_14, PROPOSITION_3_30 } from './pages/normalized-gradients.ts'
import { ONE_STEP_PRODUCT } from './pages/one-step-product.ts'
import { PROPOSITION_3_27, THEOREM_S_ORDER } from './pages/order.ts'
import { ORTHOGONAL_CHANGE } from './pages/orthogonal-change.ts'
import { PRODUCT_OF_VARIABLES } from './pages/product-of-variables.ts'
import { LEMMA_3_28 } from './pages/projection-in-coordinates.ts'
import { THEOREM_2_10, THEOREM_3_32 } from './pages/quoted-theorems.ts'
import { SECOND_ORDER_TEST } from './pages/second-order-test.ts'
import { PROPOSITION_3_34, THEOREM_2_8, THEOREM_2_9 } from './pages/stability-of-points.ts'
import { PROPOSITION_3_29, PROPOSITION_3_36 } from './pages/symmetries.ts'
import { THEOREM_S } from './pages/theorem-s.ts'
import { THEOREM_S_ON_CELLS } from './pages/theorem-s-cells.ts'
import { THEOREM_S_BELOW_SOME_LEVEL } from './pages/theorem-s-some-level.ts'
import type { TheoremPage } from './theorem-page.ts'

/** Every theorem the software uses, in the order of the papers; `docs/theory.md` is generated from this list. */
export const THEOREM_PAGES: readonly TheoremPage[] = [
  SECOND_ORDER_TEST,
  THEOREM_2_8,
  THEOREM_2_9,
  THEOREM_2_10,
  LEMMA_3_3,
  LEMMA_3_14,
  PROPOSITION_3_27,
  LEMMA_3_28,
  PROPOSITION_3_29,
  PROPOSITION_3_30,
  THEOREM_3_32,
  NECESSARY_CONDITION,
  PROPOSITION_3_34,
  PROPOSITION_3_36,
  ORTHOGONAL_CHANGE,
  FLAT_BY_SHARPNESS,
  EQUAL_FLATNESS,
  FLATTER_BY_ORDER,
  MINIMAL_BALL,
  THEOREM_S,
  THEOREM_S_ORDER,
  THEOREM_S_ON_CELLS,
  THEOREM_S_BELOW_SOME_LEVEL,
  CONCLUSION_BY_CASES,
  ONE_STEP_PRODUCT,
  PRODUCT_OF_VARIABLES,
  ...IDENTITY_PAGES,
  NUMBER_OF_LAWS,
  LAWS_ACROSS_KINKS,
  NO_CONTINUOUS_LAW,
  NO_ANALYTIC_LAW,
  EIGENVALUE_FILTER,
  GRADIENT_STABILITY,
]
