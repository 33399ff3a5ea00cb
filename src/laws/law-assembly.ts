import type { LawQuestion } from '../dynamics/law-question.ts'
import * as Q from '../kernel/rational.ts'
import { printTerm } from '../kernel/term.ts'
import { heavyBallPoints } from './heavy-ball-laws.ts'
import { independentLaws } from './independent-laws.ts'
import type { FoundLaw, FoundLaws, Independent, LawSearch } from './law.ts'
import type { LawBound } from './law-bounds.ts'

/** By brackets where their rank is proved, else n − 1: a field that is not zero everywhere allows no more. */
export const upperBoundOf = ({ variables }: LawQuestion, bound: LawBound | undefined): number =>
  bound?.verdict.status === 'proved' ? bound.atMost : variables.length - 1

/** Which of the laws are independent, and how many can be. */
const countIndependent = (
  question: LawQuestion,
  entries: readonly FoundLaw[],
  bound: LawBound | undefined,
): { readonly rows: readonly number[]; readonly independent: Independent } => {
  // A candidate that is not proved to be conserved counts for nothing.
  const slopes = entries.map(({ law, slope }) =>
    law.kind === 'supplied' && law.verdict.status !== 'proved' ? { exact: () => undefined } : slope,
  )
  const upperBound = upperBoundOf(question, bound)
  const points = question.motion === undefined ? undefined : heavyBallPoints(question)
  const shown = independentLaws(slopes, question, upperBound, points)
  const rows = shown?.rows ?? []
  const minor = shown && {
    laws: rows.map((i) => printTerm((entries[i] as FoundLaw).law.term)),
    point: Object.fromEntries(
      question.variables.map((name) => [name, Q.formatRational(shown.point.get(name) as Q.Rational)]),
    ),
  }
  return {
    rows,
    independent: {
      found: rows.length,
      upperBound,
      complete: rows.length === upperBound,
      ...(bound === undefined ? {} : { bound }),
      ...(minor === undefined ? {} : { minor }),
    },
  }
}

/**
 * Puts what was found together with what was supplied and how many independent laws that makes. Stages that add no law
 * give the same `laws` and `independent` again.
 */
export const assembler = (
  question: LawQuestion,
  supplied: readonly FoundLaw[],
  bound: LawBound | undefined,
): ((found: FoundLaws) => LawSearch) => {
  let last: (Pick<LawSearch, 'laws' | 'independent'> & { readonly entries: readonly FoundLaw[] }) | undefined
  return (found) => {
    const entries = [...found.entries, ...supplied]
    const isSame = last?.entries.length === entries.length && entries.every((entry, i) => entry === last?.entries[i])
    if (last === undefined || !isSame) {
      const { rows, independent } = countIndependent(question, entries, bound)
      last = { entries, independent, laws: entries.map(({ law }, i) => ({ ...law, independent: rows.includes(i) })) }
    }
    return {
      laws: last.laws,
      independent: last.independent,
      polynomialDimension: found.dimension,
      symmetries: found.symmetries,
      matrixLaws: found.matrixLaws ?? [],
      notSearched: found.open,
    }
  }
}
