import type { Claim } from '../kernel/claim.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { CheckResult, ConclusionVerdict } from '../theorems/check-result.ts'
import { constantWords } from './claim-parts.ts'
import { type Block, type Formula, type Inline, paragraph, text } from './document.ts'
import { formulaOf, joined, pointsFormula, relationOf, symbolic } from './formula.ts'
import { withFormulas } from './prose-formulas.ts'

const F = symbolic('f', 'f')

/** Where runs may start: {f < v₁}, or anywhere g is finite. */
const startingSet = (level: string | undefined): readonly Inline[] =>
  level === undefined
    ? text`${symbolic('\\operatorname{dom} g', 'dom g')}`
    : [joined('{', F, '<', formulaOf(level), '}', '∩', symbolic('\\operatorname{dom} g', 'dom g'))]

/** A = {…} of equations; undefined where a part is none: what stands between commas need not be a whole equation. */
const described = (equations: readonly string[]): Formula | undefined => {
  try {
    const parts = equations.map(relationOf)
    if (parts.length === 0) return undefined
    return symbolic(
      `A = \\{${parts.map(({ latex }) => latex).join(',\\ \\allowbreak ')}\\}`,
      `A = {${parts.map(({ plain }) => plain).join(', ')}}`,
    )
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

const attractor = ({ conclusion, problem }: CheckResult): Inline => {
  const A = symbolic('A', 'A')
  if (conclusion.points !== undefined) return joined(A, '=', pointsFormula(conclusion.points))
  const equations = (conclusion.attractor ?? '').split(', ').filter((part) => part !== '')
  const count = problem.residuals?.length ?? (problem.residual === undefined ? 0 : 1)
  if (count === 0 || problem.regularizer.length !== 1 || equations.length !== count + 1) {
    return described(equations) ?? `A the set ${conclusion.attractor ?? 'of limit points'}`
  }
  if (count > 1) return symbolic('A = \\{F = 0,\\ g = 0\\}', 'A = {F = 0, g = 0}')
  return symbolic('A = \\{h = 0,\\ g = 0\\}', 'A = {h = 0, g = 0}')
}

const descent = symbolic('x_{k+1} \\in x_k - \\alpha_k \\widehat\\nabla f(x_k)', 'x_(k+1) in x_k - alpha_k D^f(x_k)')

/** Which steps the conclusion is about: Σα_k² = ∞, or of order p over two steps. */
const stepsOf = ({ conclusion }: CheckResult): readonly Inline[] => {
  const p = conclusion.order ?? 2
  if (p === 2 && conclusion.theorem?.includes('n = 2') !== true) {
    return text`${symbolic('\\sum_k \\alpha_k^2 = \\infty', 'sum alpha_k^2 = infinity')}`
  }
  const pairs = symbolic(
    `\\sum_k \\min(\\alpha_k, \\alpha_{k+1})^{${p}} = \\infty`,
    `sum min(alpha_k, alpha_(k+1))^${p} = infinity`,
  )
  return text`${pairs} (for steps that do not increase, ${symbolic(`\\sum_k \\alpha_k^{${p}} = \\infty`, `sum alpha_k^${p} = infinity`)})`
}

const globalStatement = (result: CheckResult): readonly Block[] => {
  const { level } = result.conclusion
  return [
    paragraph(
      text`For every compact set ${symbolic('K', 'K')} in ${startingSet(level)} and every ${symbolic('\\varepsilon > 0', 'eps > 0')} there is ${symbolic('\\bar\\alpha > 0', 'alpha_max > 0')} such that normalized gradient descent ${descent} from any ${symbolic('x_0 \\in K', 'x_0 in K')} with steps ${symbolic('\\alpha_k \\in (0, \\bar\\alpha]', 'alpha_k in (0, alpha_max]')} and ${stepsOf(result)} satisfies ${symbolic('\\limsup_k d(x_k, A) \\le \\varepsilon', 'limsup d(x_k, A) <= eps')}, where ${attractor(result)}. If moreover ${symbolic('\\alpha_k \\to 0', 'alpha_k -> 0')}, then ${symbolic('d(x_k, A) \\to 0', 'd(x_k, A) -> 0')}.${constantWords(result.conclusion.constants ?? {})}`,
    ),
  ]
}

const localStatement = (result: CheckResult): readonly Block[] => [
  paragraph(
    text`Each point of ${pointsFormula(result.conclusion.points ?? [])} is asymptotically 2-d-stable under normalized gradient descent: starts near it with small steps, ${symbolic('\\alpha_k \\to 0', 'alpha_k -> 0')} and ${symbolic('\\sum_k \\alpha_k^2 = \\infty', 'sum alpha_k^2 = infinity')}, converge to it. Nothing is concluded for starts far away.${constantWords(result.conclusion.constants ?? {})}`,
  ),
]

/** The square of the sharpness of t on M. */
const sharpnessOf = ({ problem: { loss } }: CheckResult): Inline => {
  if (loss === 'l1') return symbolic('\\max_{s \\in \\{-1,1\\}^m} |DF^\\top s|^2', 'max over signs s of |DF^T s|^2')
  if (loss === 'l2') return symbolic('\\lambda_{\\max}(DF\\,DF^\\top)', 'lambda_max(DF DF^T)')
  return symbolic('|\\nabla h|^2', '|grad h|^2')
}

const flatWords = (result: CheckResult): readonly Block[] => {
  const { conclusion, claims } = result
  const { flat, flatSet } = conclusion
  if (flatSet !== undefined) {
    const { equations, minimum, equallyFlat } = flatSet
    const then =
      equallyFlat === true
        ? '; isometries that leave f as it is carry those of these points that are close into each other, so all of them are flat.'
        : '; which of these points are flat is a matter of higher order.'
    const where = equations.split(', ').flatMap((relation, i) => [i === 0 ? '' : ', ', relationOf(relation)])
    return [
      paragraph(
        text`On $M$, ${sharpnessOf(result)} has its least value ${formulaOf(minimum)} exactly where ${where}${then}`,
      ),
    ]
  }
  if (flat === undefined || flat.length === 0) return []
  const isLeastSharp = claims.some(
    ({ kernelClaim, verdict }) =>
      kernelClaim?.claim === 'flat-minima' && kernelClaim.residuals.length === 1 && verdict.status === 'proved',
  )
  const why = isLeastSharp ? text` (minimizers of ${symbolic('|\\nabla h|', '|grad h|')} on $M$)` : []
  return [paragraph(text`Flat minima of $f$ among these points${why}: ${pointsFormula(flat)}.`)]
}

/** Every verdict in words; none of them says more about runs than was proved. */
export const VERDICT_WORDS: Readonly<Record<ConclusionVerdict, string>> = {
  certified: 'certified',
  'locally-certified': 'certified locally',
  'band-certified': 'certified up to a band of minima',
  'sufficient-condition-fails': 'a sufficient condition fails',
  refuted: 'a necessary condition fails',
  'no-regularization': 'no regularization: every minimum is equally flat as those near it',
  'no-flat-minimum': 'no flat minimum exists',
  degenerate: 'degenerate: the minima form no smooth set of lower dimension',
  undecided: 'undecided',
}

/** What the theorem adds in sentences: cell by cell, which points are semistable. */
const remarkWords = ({ conclusion: { remarks = [] } }: CheckResult): readonly Block[] =>
  remarks.length === 0 ? [] : [paragraph(withFormulas(remarks.join(' ')))]

/**
 * Whether the conclusion is that of Theorem S as it is printed with formulas: with p = 2 or of order p over two steps,
 * possibly brought back from other variables, which changes none of its words. Other theorems word theirs themselves.
 */
const isTheoremS = (theorem: string | undefined): boolean =>
  /^Theorem S(?: on invariant cells)?(?:, variant P with p = (?:2, n = 1|\d+, n = 2, by Proposition 3\.27))?(?:, by Proposition 3\.37)?$/.test(
    theorem ?? '',
  )

/** The conclusion as a statement of its own, worded by its verdict. */
export const conclusionSection = (result: CheckResult): readonly Block[] => {
  const { conclusion } = result
  const { verdict, theorem } = conclusion
  const rests =
    conclusion.trust === 'kernel'
      ? 'every hypothesis re-checked by the kernel'
      : 'some hypotheses rest on a solver and were not re-checked'
  if (verdict === 'certified' || verdict === 'locally-certified' || verdict === 'band-certified') {
    const isOwn = theorem?.startsWith('Theorem S') === true
    const mention = conclusion.text.includes('flat minim') ? [] : flatWords(result)
    const content =
      verdict === 'locally-certified' && conclusion.order === 2 && !isOwn
        ? [...localStatement(result), ...flatWords(result)]
        : verdict !== 'locally-certified' && isTheoremS(theorem)
          ? [
              ...globalStatement(result),
              ...remarkWords(result),
              ...(verdict === 'certified' ? flatWords(result) : mention),
            ]
          : [paragraph([conclusion.text]), ...mention]
    const about = verdict === 'certified' ? '' : `${VERDICT_WORDS[verdict]}; `
    const note = `${theorem ?? 'see below'}${isOwn ? ' [O]' : ''}; ${about}${rests}`
    return [{ kind: 'statement', name: 'Proposition', note, content }]
  }
  return [
    {
      kind: 'statement',
      name: 'Finding',
      note: `${VERDICT_WORDS[verdict]}${conclusion.trust === 'solver' ? `; ${rests}` : ''}`,
      content: [paragraph([conclusion.text])],
    },
  ]
}

/** What Theorem S asks of f and of the curvature of g, for one residual or several. */
const hypothesesOf = (
  loss: CheckResult['problem']['loss'],
): { readonly [part in 'form' | 'rank' | 'bend']: readonly Inline[] } => {
  if (loss === undefined || loss === 'single') {
    return {
      form: text`${symbolic('f = \\varphi(|h|)', 'f = phi(|h|)')} with ${symbolic('\\varphi', 'phi')} increasing and a smooth $h$`,
      rank: text`${symbolic('\\nabla h \\ne 0', 'grad h != 0')} on $M$`,
      bend: text`${symbolic('\\nabla^2 g(\\nabla h,\\nabla h) < 0', 'D^2 g(grad h, grad h) < 0')}`,
    }
  }
  const [norm, weights] =
    loss === 'l2'
      ? [symbolic('f = \\varphi(|F|)', 'f = phi(|F|)'), symbolic('r \\ne 0', 'r != 0')]
      : [symbolic('f = \\varphi(|F|_1)', 'f = phi(|F|_1)'), symbolic('r \\in \\{-1,1\\}^m', 'r_i = +-1')]
  return {
    form: text`${norm} with ${symbolic('\\varphi', 'phi')} increasing and a smooth ${symbolic('F', 'F')}`,
    rank: text`${symbolic('DF', 'DF')} has full rank on $M$`,
    bend: text`${symbolic('\\nabla^2 g(v, v) < 0', 'D^2 g(v, v) < 0')} for ${symbolic('v = DF^\\top r', 'v = DF^T r')}, ${weights},`,
  }
}

/** Which theorem was applied, and the paper's own statement beside it. */
export const theoremSection = ({ conclusion, problem, claims }: CheckResult): readonly Block[] => {
  if (conclusion.theorem === undefined) return []
  const isProved = (form: Claim['claim']): boolean =>
    claims.some(({ kernelClaim, verdict }) => kernelClaim?.claim === form && verdict.status === 'proved')
  const isOwn =
    /^Theorem S(?:, variant P with p = 2, n = 1)?(?:, by Proposition 3\.37)?$/.test(conclusion.theorem) ||
    conclusion.theorem.startsWith('Theorem S on invariant cells')
  const { form, bend, ...full } = hypothesesOf(problem.loss)
  const rank = isProved('nonzero-directions')
    ? text`${symbolic('DF^\\top s \\ne 0', 'DF^T s != 0')} on $M$ for all ${symbolic('s \\in \\{-1,1\\}^m', 's_i = +-1')}`
    : full.rank
  const edge = isProved('invariant-walls') ? text`, except at walls that no run crosses,` : []
  const own = isOwn
    ? text` It is our own statement [O]: if ${form} is locally Lipschitz and definable (on compact sets) with minimum 0, ${rank}, $f + g$ is coercive, ${symbolic('g \\ge 0', 'g >= 0')} is twice continuously differentiable where ${symbolic('0 < g < \\infty', '0 < g < infinity')}, conserved (or does not increase) along the gradient flow, infinite at the boundary of its domain${edge}, and ${bend} on $M$ where ${symbolic('0 < g < \\infty', '0 < g < infinity')}, then below every lower bound of the positive critical values of $f$ the runs approach, in the sense of the proposition, ${symbolic('M \\cap \\{g = 0\\}', 'M with g = 0')}.`
    : []
  const paper =
    conclusion.paper === undefined
      ? []
      : text` The paper's corresponding statement is ${conclusion.paper}; it is cited beside ours and not used as a step.`
  return [
    paragraph(
      text`The conclusion is drawn by ${conclusion.theorem}.${own}${isOwn ? paper : text` See ${conclusion.paper ?? ''}.`}`,
      'Theorem used',
    ),
  ]
}
