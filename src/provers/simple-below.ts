import * as Q from '../kernel/rational.ts'

/** A simple rational number in (0, x], close to x; undefined for x ≤ 0. */
export const simpleBelow = (x: Q.Rational): Q.Rational | undefined => {
  if (Q.sign(x) <= 0) return undefined
  for (let d = 1n; ; d *= 10n) {
    const n = (x.n * d) / x.d
    if (n >= 100n) return Q.rational(n, d)
  }
}
