import { evaluate } from '../expression/evaluate.ts'
import type { Piece } from '../expression/pieces.ts'
import type { PiecesJson } from '../kernel/claim.ts'
import { printTerm, symbols, type Term } from '../kernel/term.ts'
import { proposeWalls } from '../provers/invariant-walls.ts'
import type { ClaimEntry, Conclusion } from '../theorems/check-result.ts'
import { hypothesesOf, type Subject, substitutesOf } from '../theorems/hypothesis.ts'
import { THEOREM_PAGES } from '../theorems/registry.ts'
import { type Matter, standingsOf, type TheoremEntry } from '../theorems/theorem-page.ts'
import { askPages } from './ask-pages.ts'
import { checkOrder } from './check-order.ts'
import { checkPoints } from './check-points.ts'
import { piecesOf, type Setting, searchOf, tameClassOf } from './check-setting.ts'
import { type Checklist, newChecklist } from './checklist.ts'
import { conclude } from './conclude.ts'

/** The claims about g that hold or fail near M or on all of the space: whether it decreases along the method. */
const checkDecrease = async (setting: Setting, subject: Subject, list: Checklist): Promise<void> => {
  const claims = hypothesesOf(subject)
  const conserved = await list.settle('conserved', claims.conserved, true)
  const lyapunov = conserved.status === 'proved' ? undefined : await list.settle('lyapunov', claims.lyapunov, true)
  if (lyapunov?.status === 'proved') list.setNeeded('conserved', false)
  await list.settle('regularity-of-g', claims['regularity-of-g'], true)
  const second = await list.settle('second-order', claims['second-order'], true)
  if (lyapunov?.status === 'proved' && second.status !== 'proved') await checkOrder(setting, subject, list)
}

/** The subject with those conditions of its pieces as walls that look as if no run crossed them. */
const withWalls = (subject: Subject, setting: Setting): Subject => {
  const { residuals, g, context } = subject
  const walls = g.every(({ when }) => when.length === 0) ? [] : proposeWalls(residuals, g, context, searchOf(setting))
  return walls.length === 0 ? subject : { ...subject, walls }
}

/** Far out φ is below this where f may be bounded although |h| is not. */
const [FAR, LOW] = [1e12, 1e3]

/**
 * The claims about where g is small: whether runs stay bounded and inside its domain. Returns the subject with the
 * sublevel sets that are bounded: where those of f are not, and φ hardly grows, those of Σh_i² are looked at.
 */
const checkReach = async (subject: Subject, phi: Term, list: Checklist): Promise<Subject> => {
  const { coercive, boundary } = hypothesesOf(subject)
  const inResiduals: Subject = { ...subject, sublevels: 'residuals' }
  const verdict = await list.settle('coercive', coercive, true)
  // Whatever the parameters of φ are: this says only what is worth trying.
  const sample = new Map([...symbols(phi).map((name) => [name, 1] as const), ['t', FAR] as const])
  const isLow = evaluate(phi, sample) < LOW
  const instead = hypothesesOf(inResiduals).coercive
  const holds =
    verdict.status !== 'proved' && isLow && (await list.settle('coercive', instead, false)).status === 'proved'
  if (holds) {
    list.setNeeded('coercive', false, coercive)
    list.setNeeded('coercive', true, instead)
  }
  await list.settle('boundary', substitutesOf(subject).boundary ?? boundary, true)
  return holds ? inResiduals : subject
}

/** Where f has no structure we know, whether g is conserved or decreases can still be said. */
const checkFlowOnly = async ({ context, ...setting }: Setting, pieces: PiecesJson, list: Checklist): Promise<void> => {
  const f = printTerm(setting.f)
  const conserved = await list.settle('conserved', { claim: 'conserved', context, f, g: pieces }, true)
  if (conserved.status !== 'proved') await list.settle('lyapunov', { claim: 'lyapunov', context, f, g: pieces }, true)
  await list.settle('regularity-of-g', { claim: 'regularity-of-g', context, g: pieces }, true)
  await list.settle('coercive', { claim: 'coercive', context, f, g: pieces }, true)
}

/** A setting with what was found out about f. */
export interface Groundwork extends Setting {
  readonly base: Checklist
  /** The level proved for `critical-values`. */
  readonly level: string | undefined
}

/** What was found out about one regularizer. */
export interface Attempted {
  readonly list: Checklist
  readonly conclusion: Conclusion
  readonly theorems: readonly TheoremEntry[]
}

/** A check of one regularizer: whether g decreases, where most fail that fail; all the rest; and what theorem pages ask. */
export interface Attempt {
  readonly begin: () => Promise<Attempted>
  readonly finish: () => Promise<Attempted>
  readonly ask: () => Promise<Attempted>
}

/** An attempt at g, on top of what is known of f; `notify` hears of its claims. */
export const newAttempt = (
  ground: Groundwork,
  g: readonly Piece[] | undefined,
  notify?: (entry: ClaimEntry) => void,
): Attempt => {
  const { context, f, structure, budget, hints, problem, options, flat, base, level, laws } = ground
  const list = newChecklist(budget, hints, notify, options)
  const aboutObjective: Subject | undefined =
    structure === undefined
      ? undefined
      : {
          context,
          f: printTerm(f),
          residuals: structure.residuals.map(printTerm),
          loss: structure.loss,
          phi: printTerm(structure.phi),
          tameClass: tameClassOf(f, problem),
          g: [],
          // Theorem S then finds no proof of this level and concludes nothing; the other claims are asked without one.
          level: level ?? 'infinity',
        }
  let subject: Subject | undefined =
    aboutObjective === undefined || g === undefined
      ? undefined
      : withWalls({ ...aboutObjective, g: piecesOf(g) }, ground)
  const everywhere = laws.filter(({ when }) => when === undefined)
  const seals = everywhere.flatMap(({ verdict }) => ('checked' in verdict && verdict.checked ? [verdict.checked] : []))
  const ideas = {
    objective: { context, f: printTerm(f) },
    laws: everywhere.filter(({ independent }) => independent).map(({ term }) => printTerm(term)),
  }
  const matter = (): Matter => {
    const lists = [base, list, ...(flat === undefined ? [] : [flat])]
    const entries = lists.flatMap((one) => one.entries)
    const checked = [...lists.flatMap((one) => one.checked), ...seals]
    return { subject: subject ?? aboutObjective, entries, checked, ...ideas }
  }
  const attempted = (): Attempted => {
    const found = matter()
    const { entries, checked } = found
    const conclusion = conclude(subject, entries, checked, aboutObjective)
    return { list, conclusion, theorems: standingsOf(THEOREM_PAGES, found) }
  }
  return {
    begin: async () => {
      if (subject !== undefined) await checkDecrease(ground, subject, list)
      else if (g !== undefined) await checkFlowOnly(ground, piecesOf(g), list)
      return attempted()
    },
    finish: async () => {
      if (subject !== undefined) {
        if (structure !== undefined) subject = await checkReach(subject, structure.phi, list)
        await checkPoints(ground, subject, list)
      }
      return attempted()
    },
    ask: async () => {
      await askPages(ground, list, matter)
      return attempted()
    },
  }
}
