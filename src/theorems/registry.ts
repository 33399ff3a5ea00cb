import { ONE_STEP_PRODUCT } from './pages/one-step-product.ts'
import { ORTHOGONAL_CHANGE } from './pages/orthogonal-change.ts'
import { PRODUCT_OF_VARIABLES } from './pages/product-of-variables.ts'
import { SECOND_ORDER_TEST } from './pages/second-order-test.ts'
import { THEOREM_S } from './pages/theorem-s.ts'
import { THEOREM_S_ON_CELLS } from './pages/theorem-s-cells.ts'
import type { TheoremPage } from './theorem-page.ts'

/** Every theorem the software uses, in the order of the papers; `docs/theory.md` is generated from this list. */
export const THEOREM_PAGES: readonly TheoremPage[] = [
  SECOND_ORDER_TEST,
  ORTHOGONAL_CHANGE,
  THEOREM_S,
  THEOREM_S_ON_CELLS,
  ONE_STEP_PRODUCT,
  PRODUCT_OF_VARIABLES,
]
