/** The 2×2 minors u_i·v_j − u_j·v_i, i < j, of two vectors, by the operations of their ring. */
export const minors = <P>(
  u: readonly P[],
  v: readonly P[],
  { multiply, subtract }: { multiply: (a: P, b: P) => P; subtract: (a: P, b: P) => P },
): P[] =>
  u.flatMap((a, i) => u.slice(i + 1).map((b, k) => subtract(multiply(a, v[i + 1 + k] as P), multiply(b, v[i] as P))))
