import { gradient, hessian } from '../expression/derivative.ts'
import { hessianForm, gradient as kernelGradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { subtract } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { number, product, raised, sum, type Term } from '../kernel/term.ts'

/** How three computations of the second-order term compare. Evidence that nothing went wrong; not used in any proof. */
export interface CurvatureCheck {
  /** ∇²g(∇h, ∇h) by the derivative of written terms against the kernel's on normal forms. */
  readonly derivatives: 'agree' | 'disagree'
  /** ∇²g(∇h, ∇h) = −½⟨∇g, ∇|∇h|²⟩; to be expected exactly where ⟨∇g, ∇h⟩ ≡ 0. */
  readonly identity: 'holds' | 'fails'
}

/**
 * An identity as an independent cross-check of a second-order computation.
 *
 * If ⟨∇g, ∇h⟩ ≡ 0 then ∇²g(∇h, ∇h) = −½⟨∇g, ∇|∇h|²⟩: differentiate the first along ∇h. The left side is computed
 * twice, by `src/expression` and by the kernel, the right side by `src/expression`; all are compared as normal forms.
 */
export const curvatureCheck = (g: Term, h: Term, scope: Scope): CurvatureCheck => {
  const { variables } = scope
  const slope = gradient(h, variables)
  const gGradient = gradient(g, variables)
  const second = hessian(g, variables)
  const direct = sum(
    ...variables.flatMap((_, i) =>
      variables.map((_, j) => product(second[i]?.[j] as Term, slope[i] as Term, slope[j] as Term)),
    ),
  )
  const sharpness = gradient(sum(...slope.map((entry) => raised(entry, 2))), variables)
  const along = product(number({ n: -1n, d: 2n }), sum(...gGradient.map((gi, i) => product(gi, sharpness[i] as Term))))
  const left = lower(direct, scope)
  const kernel = hessianForm(lower(g, scope), variables, kernelGradient(lower(h, scope), variables))
  return {
    derivatives: vanishes(subtract(left, kernel)) ? 'agree' : 'disagree',
    identity: vanishes(subtract(left, lower(along, scope))) ? 'holds' : 'fails',
  }
}
