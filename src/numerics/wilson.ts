/** The 97.5 % point of the normal law. */
const Z = 1.959963984540054

/**
 * Wilson's 95 % confidence interval for a probability, from `successes` in `trials`.
 *
 * (p + z²/2n ± z·sqrt(p(1 − p)/n + z²/4n²)) / (1 + z²/n). Precondition: 0 <= successes <= trials; [0, 1] without trials.
 * Source: E. B. Wilson, J. Amer. Statist. Assoc. 22 (1927).
 */
export const wilsonInterval = (successes: number, trials: number): readonly [number, number] => {
  if (trials === 0) return [0, 1]
  const p = successes / trials
  const z2 = (Z * Z) / trials
  const half = Z * Math.sqrt((p * (1 - p)) / trials + z2 / (4 * trials))
  // At the ends the interval reaches 0 and 1 exactly; rounding must not move it.
  const low = successes === 0 ? 0 : (p + z2 / 2 - half) / (1 + z2)
  const high = successes === trials ? 1 : (p + z2 / 2 + half) / (1 + z2)
  return [low, high]
}
