import { domainConditions } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { add, subtract } from '../kernel/polynomial.ts'
import { fact, type Sequent, signsUnder, within } from '../kernel/sequent.ts'
import { conditionsHold, type Fact } from '../kernel/sign.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'

const summandsOf = (term: Term): readonly Term[] => (term.op === 'add' ? term.args.flatMap(summandsOf) : [term])

const MOST_SUMMANDS = 40

/** The lemmas G_k = 0 from an equation that was written Σ G_k = 0 with summands that are not negative by structure. */
export const summandLemmas = (sequent: Sequent, forms: readonly Term[]): readonly Lemma[] => {
  const { hypotheses, scope } = sequent
  return forms.flatMap((form): readonly Lemma[] => {
    const summands = summandsOf(form)
    if (summands.length < 2 || summands.length > MOST_SUMMANDS) return []
    if (!conditionsHold(domainConditions([form], scope), hypotheses, scope)) return []
    if (!summands.every((summand) => within(signsUnder(summand, sequent), '>='))) return []
    const value = lower(form, scope)
    const at = hypotheses.find(
      ({ polynomial: p, op }) => op === '=' && (vanishes(subtract(p, value)) || vanishes(add(p, value))),
    )
    if (at === undefined) return []
    const by = vanishes(subtract(at.polynomial, value)) ? '-1' : '1'
    const terms = summands.map((summand) => ({ times: [printTerm(summand)] }))
    const proof = squaresAndMultiples(terms, [[textFor(at.polynomial, scope), by]])
    return summands.map((summand) => ({
      fact: fact(lower(summand, scope), '='),
      text: `${printTerm(summand)} = 0`,
      proof,
    }))
  })
}

/** The equations with their summands in their place, where {@link summandLemmas} tells them apart. */
export const bySummands = (sequent: Sequent, forms: readonly Term[]): Sequent => {
  const parts = forms
    .map((form) => ({ form, lemmas: summandLemmas(sequent, [form]) }))
    .filter((p) => p.lemmas.length > 0)
  if (parts.length === 0) return sequent
  const sums = parts.map(({ form }) => lower(form, sequent.scope))
  const isSum = ({ polynomial, op }: Fact): boolean =>
    op === '=' && sums.some((sum) => vanishes(subtract(polynomial, sum)))
  const summands = parts.flatMap(({ lemmas }) => lemmas.map((lemma) => lemma.fact))
  return { ...sequent, hypotheses: [...sequent.hypotheses.filter((h) => !isSum(h)), ...summands] }
}
