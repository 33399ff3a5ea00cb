import { canonical, extendsContext, groundsIn, type Subject } from '../hypothesis.ts'
import { areIndependent, type Place } from '../independent-gradients.ts'
import { controlClaims, onlyPiece, strictMinima, strictnessAt } from '../strict-minima.ts'
import { openStrictnessClaims } from '../strictness-by-kernels.ts'
import type { Matter, Question } from '../theorem-page.ts'

const MOST_POINTS = 4
const MOST_CHOICES = 8

/** Points of M that are known: those of M ∩ Z, and flat minima. */
const placesOf = (subject: Subject, checked: readonly unknown[]): readonly Place[] =>
  groundsIn(checked).flatMap(({ claim }): readonly Place[] => {
    if (!extendsContext(claim.context, subject.context)) return []
    const isOnM =
      (claim.claim === 'solution-set' && subject.residuals.every((h) => claim.equations.includes(h))) ||
      (claim.claim === 'flat-minima' && canonical(claim.residuals) === canonical(subject.residuals))
    return isOnM ? claim.points.map((point) => ({ context: claim.context, point })) : []
  })

/** All lists of so many of the texts, in their order. */
const choicesOf = (texts: readonly string[], count: number): readonly (readonly string[])[] => {
  if (count === 0) return [[]]
  return texts.flatMap((text, i) => choicesOf(texts.slice(i + 1), count - 1).map((rest) => [text, ...rest]))
}

/**
 * What Proposition 3.34 needs at the points that are known, and not known to be strict minima of f + g, with laws that
 * complete the gradients of the residuals; and that g = 0 only where these laws have their values.
 */
export const kernelQuestions = ({ subject, laws = [], checked }: Matter): readonly (readonly Question[])[] => {
  if (subject === undefined || subject.context.variables.length > 12) return []
  const missing = subject.context.variables.length - subject.residuals.length
  if (missing < 0 || laws.length < missing) return []
  const places = placesOf(subject, checked)
  const distinct = places.filter(
    (place, i) => places.findIndex((other) => canonical(other.point) === canonical(place.point)) === i,
  )
  const strict = new Set(strictMinima(subject, checked).map(({ point }) => canonical(point)))
  const open = distinct.filter(({ point }) => !strict.has(canonical(point)))
  return open.slice(0, MOST_POINTS).flatMap((place): readonly (readonly Question[])[] => {
    const chosen = choicesOf(laws, missing)
      .slice(0, MOST_CHOICES)
      .find((some) => areIndependent([...subject.residuals, ...some], place))
    if (chosen === undefined) return []
    const at = strictnessAt(subject, place.context, place.point, chosen)
    const g = onlyPiece(subject)
    const control = g === undefined ? [] : controlClaims(g, at)
    const claims = openStrictnessClaims(at, [...subject.residuals, ...chosen], checked)
    // The proposition holds without the second; with it, it is about f + g.
    return [claims, control]
      .filter((some) => some.length > 0)
      .map((some) => some.map((claim) => ({ id: 'strictness', claim })))
  })
}
