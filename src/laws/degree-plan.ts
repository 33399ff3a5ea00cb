/** As many monomials as are looked at unless a degree is asked for. */
const MOST_MONOMIALS = 1000
const MOST_VARIABLES_FOR_QUADRATICS = 300

/** How many monomials of degree ≤ d there are in n variables. */
export const monomialCount = (n: number, d: number): number => {
  let count = 1
  for (let k = 1; k <= d; k++) count = (count * (n + k)) / k
  return count
}

/** The degree of polynomial laws that is searched unless one is asked for: 6, 4 or 2, by the number of variables. */
export const defaultDegree = (n: number): number =>
  [6, 4].find((d) => monomialCount(n, d) <= MOST_MONOMIALS) ?? (n <= MOST_VARIABLES_FOR_QUADRATICS ? 2 : 1)

/** The dimensions at 2, 4, 6, … and at the degree asked for, and at any other degree where laws appear. */
export const shownDimensions = (
  all: ReadonlyMap<number, number>,
  wanted: number,
): { readonly [degree: string]: number } =>
  Object.fromEntries(
    [...all]
      .filter(([d, count]) => d % 2 === 0 || d === wanted || count > (all.get(d - 1) ?? 0))
      .map(([d, count]) => [String(d), count]),
  )
