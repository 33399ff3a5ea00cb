import type { Piece } from '../expression/pieces.ts'
import type { PiecesJson } from '../kernel/claim.ts'
import { printTerm } from '../kernel/term.ts'
import type { ClaimEntry, Conclusion } from '../theorems/check-result.ts'
import { hypothesesOf, type Subject } from '../theorems/hypothesis.ts'
import { checkPoints } from './check-points.ts'
import { piecesOf, type Setting, tameClassOf } from './check-setting.ts'
import { type Checklist, newChecklist } from './checklist.ts'
import { conclude } from './conclude.ts'

/** The claims about g. */
const checkRegularizer = async (subject: Subject, list: Checklist): Promise<void> => {
  const claims = hypothesesOf(subject)
  const conserved = await list.settle('conserved', claims.conserved, true)
  if (conserved.status !== 'proved') {
    const lyapunov = await list.settle('lyapunov', claims.lyapunov, true)
    if (lyapunov.status === 'proved') list.setNeeded('conserved', false)
  }
  await list.settle('regularity-of-g', claims['regularity-of-g'], true)
  await list.settle('second-order', claims['second-order'], true)
  await list.settle('coercive', claims.coercive, true)
  await list.settle('boundary', claims.boundary, true)
}

/** Where f has no structure we know, whether g is conserved or decreases can still be said. */
const checkFlowOnly = async ({ context, ...setting }: Setting, pieces: PiecesJson, list: Checklist): Promise<void> => {
  const f = printTerm(setting.f)
  const conserved = await list.settle('conserved', { claim: 'conserved', context, f, g: pieces }, true)
  if (conserved.status !== 'proved') await list.settle('lyapunov', { claim: 'lyapunov', context, f, g: pieces }, true)
  await list.settle('regularity-of-g', { claim: 'regularity-of-g', context, g: pieces }, true)
  await list.settle('coercive', { claim: 'coercive', context, f, g: pieces }, true)
}

/** What was found out about one regularizer. */
export interface Attempted {
  readonly subject: Subject | undefined
  readonly list: Checklist
  readonly conclusion: Conclusion
}

/** Everything about one regularizer, on top of what is known of f. */
export const attempt = async (
  setting: Setting,
  base: Checklist,
  level: string | undefined,
  g: readonly Piece[] | undefined,
  notify: ((entry: ClaimEntry) => void) | undefined,
): Promise<Attempted> => {
  const { context, f, structure, budget, hints, problem, options, flat } = setting
  const list = newChecklist(budget, hints, notify, options)
  const concluded = (subject: Subject | undefined): Attempted => {
    const lists = [base, list, ...(flat === undefined ? [] : [flat])]
    const entries = lists.flatMap((one) => one.entries)
    const checked = lists.flatMap((one) => one.checked)
    return { subject, list, conclusion: conclude(subject, entries, checked) }
  }
  if (structure === undefined || g === undefined) {
    if (g !== undefined) await checkFlowOnly(setting, piecesOf(g), list)
    return concluded(undefined)
  }
  const subject: Subject = {
    context,
    f: printTerm(f),
    residuals: structure.residuals.map(printTerm),
    loss: structure.loss,
    phi: printTerm(structure.phi),
    tameClass: tameClassOf(f, problem),
    g: piecesOf(g),
    // Theorem S then finds no proof of this level and concludes nothing; the other claims are asked without one.
    level: level ?? 'infinity',
  }
  await checkRegularizer(subject, list)
  await checkPoints(setting, subject, list)
  return concluded(subject)
}
