import type { Subject } from '../hypothesis.ts'
import { type Choice, standsBy, type TheoremPage } from '../theorem-page.ts'
import { checklistChoices, flowChoice } from './choices.ts'

const choicesOf = (subject: Subject): readonly Choice[] => [
  ...checklistChoices(subject, ['structure', 'tame', 'minimum-zero', 'full-rank']),
  flowChoice(subject),
  ...checklistChoices(subject, ['regularity-of-g', 'second-order']),
  // The papers ask for f + g itself, also where Theorem S is content with less.
  { name: 'coercive', anyOf: [{ claim: 'coercive', context: subject.context, f: subject.f, g: subject.g }] },
]

/** [J], Theorem 2.10 as it is printed: it is quoted, and nothing is concluded from it. */
export const THEOREM_2_10: TheoremPage = {
  id: 'theorem-2-10',
  title: 'Attractors from p-d-Lyapunov functions, as the paper states it',
  citation: '[J], Theorem 2.10',
  tag: 'R+',
  statement:
    'If g is continuous on its domain of full measure and bounded below with argmin g ≠ ∅, p-d-Lyapunov near every point of M ∩ dom g \\ argmin g, and f + g is coercive, then X = M ∩ (argmin g ∪ {x̄ ∉ dom g : lim inf g < ∞ at x̄}) is an (almost sure) asymptotic p-attractor.',
  hypotheses: ['the hypotheses of Proposition 2.6', 'minimum-zero', 'coercive'],
  added: [
    {
      hypothesis: 'it is not used: what is proved is Theorem S, for starts below every positive critical value',
      because:
        'f = min{(xy − 1)², 1 + |z − (10, −10)|²} with g = (x² − y²)² satisfies what is printed, and an open set of starts goes to (10, −10)',
    },
  ],
  conclusion: 'quoted',
  file: 'src/theorems/pages/quoted-theorems.ts',
  stands: standsBy(
    choicesOf,
    () =>
      '[J] states that M ∩ argmin g, with the points outside dom g where g stays bounded, is an (almost sure) asymptotic 2-attractor.',
  ),
}

/** [J], Theorem 3.32: its hypotheses are proved, its conclusion is cited. */
export const THEOREM_3_32: TheoremPage = {
  id: 'theorem-3-32',
  title: 'Implicit regularization, as the paper states it',
  citation: '[J], Theorem 3.32',
  tag: 'R+',
  statement:
    'Let f be locally Lipschitz and definable with M ≠ ∅, g bounded below and continuous on its domain of full measure, C² where g is finite and not least. If (i) f + g is coercive, (ii) ⟨∇g(x), v⟩ ≥ 0 for all x in a neighbourhood of M and v ∈ ∇̂f(x), and (iii) ∇²g(x)(v, v) < 0 for all x ∈ M ∩ dom g \\ argmin g and all v ∈ ∇̂f(x), then the set X of Theorem 2.10 is an (almost sure) asymptotic 2-attractor; for f = h² with ∇h ≠ 0 on M, or f regular, it contains the flat global minima in dom g.',
  hypotheses: [
    'structure',
    'tame',
    'minimum-zero',
    'full-rank',
    'conserved or lyapunov',
    'regularity-of-g',
    'second-order',
    'coercive',
  ],
  added: [
    {
      hypothesis: '(ii) near M, never modulo h',
      because: 'f = y², g = x²(1 + 1/(1 + y²)) satisfies (i), (iii) and (ii) on M only, and x never moves',
    },
    {
      hypothesis: 'starts below every positive critical value, for what is proved (Theorem S)',
      because: 'f = (xy − 1)² on the line y = −x ends at the saddle 0',
    },
  ],
  conclusion: 'quoted',
  file: 'src/theorems/pages/quoted-theorems.ts',
  stands: standsBy(
    choicesOf,
    () =>
      '[J] states that M ∩ argmin g, with the points outside dom g where g stays bounded, is an (almost sure) asymptotic 2-attractor that contains the flat minima in dom g.',
  ),
}
