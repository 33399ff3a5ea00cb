import { standsBy, type TheoremPage } from '../theorem-page.ts'
import { checklistChoices, flowChoice } from './choices.ts'

/** [J], Proposition 2.6: Taylor's formula and the closed graph of ∇̂f. */
export const SECOND_ORDER_TEST: TheoremPage = {
  id: 'proposition-2-6',
  title: 'Second-order test',
  citation: '[J], Proposition 2.6',
  tag: 'R+',
  statement:
    'Let ∇̂f be locally bounded with closed graph and g be C² near x̄. If ⟨∇g(x), v⟩ ≥ 0 for all x near x̄ and v ∈ ∇̂f(x), and ∇²g(x̄)(v, v) < 0 for every v ∈ ∇̂f(x̄), then g is 2-d-Lyapunov near x̄: g(x − αv) ≤ g(x) − ωα² for x near x̄, v ∈ ∇̂f(x) and small α.',
  hypotheses: ['structure', 'tame', 'full-rank', 'conserved or lyapunov', 'regularity-of-g', 'second-order'],
  added: [
    {
      hypothesis: '⟨∇g, v⟩ ≥ 0 in a neighbourhood of M, not on M only (modulo h)',
      because:
        'f = y², g = x²(1 + 1/(1 + y²)): ⟨∇g, ∇f⟩ = 0 and ∇²g(v, v) < 0 on M = {y = 0}, f + g is coercive, and x never moves',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/pages/second-order-test.ts',
  stands: standsBy(
    (subject) => [
      ...checklistChoices(subject, ['structure', 'tame', 'full-rank']),
      flowChoice(subject),
      ...checklistChoices(subject, ['regularity-of-g', 'second-order']),
    ],
    () => 'g is 2-d-Lyapunov near every point of M inside dom g where g > 0.',
  ),
}
