import { record } from './certificate-json.ts'
import { type Block, type Inline, text } from './document.ts'
import { number, symbolic } from './formula.ts'
import type { ReportedCount, ReportedDimension, ReportedLaws } from './reported-laws.ts'

const primeOf = ({ verdict }: ReportedCount): readonly Inline[] => {
  const prime = verdict.status === 'proved' ? record(record(verdict.certificate).count).prime : undefined
  return prime === undefined ? [] : text`, rank modulo ${symbolic(String(prime), String(prime))}`
}

const fromAbove = ({ atMost, cells }: ReportedDimension): readonly Inline[] => {
  const { verdict, kernelClaim } = atMost
  if (verdict.status !== 'proved' || kernelClaim.claim !== 'polynomial-laws-bound') return ['open']
  const of = cells === undefined ? '' : ' for the flows of cells together'
  return text`at most ${number(kernelClaim.atMost)}${of}${primeOf(atMost)}`
}

const fromBelow = ({ atLeast, dimension }: ReportedDimension): readonly Inline[] => {
  if (atLeast === undefined) return [dimension === 0 ? 'nothing to show' : 'open']
  const { verdict, kernelClaim } = atLeast
  if (verdict.status !== 'proved' || kernelClaim.claim !== 'linearly-independent') return ['open']
  return text`${number(kernelClaim.quantities.length)} linearly independent ${kernelClaim.quantities.length === 1 ? 'law' : 'laws'}`
}

/** The dimension of the conserved polynomials, degree by degree. */
export const dimensionSection = ({
  polynomialDimension,
  polynomialDimensionVerdict,
}: ReportedLaws): readonly Block[] => {
  const degrees = Object.entries(polynomialDimension)
  if (degrees.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: 'Conserved polynomials' },
    {
      kind: 'table',
      caption:
        'The dimension of the space of conserved polynomials up to a degree, constants left out. Where the outcome is open, it is what was found.',
      head: ['Degree', 'Dimension', 'Outcome', 'From above', 'From below'],
      rows: degrees.map(([degree, dimension]) => {
        const entry = polynomialDimensionVerdict[degree]
        return [
          [symbolic(degree, degree)],
          [number(dimension)],
          [entry?.status === 'proved' ? 'proved' : 'open'],
          entry === undefined ? ['open'] : fromAbove(entry),
          entry === undefined ? ['open'] : fromBelow(entry),
        ]
      }),
    },
  ]
}
