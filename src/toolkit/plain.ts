/** The same data without the kernel's seals, which cannot leave the process: to print, send to a thread or save. */
export const plain = <T>(value: T): T => {
  const copy = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(copy)
    if (typeof inner !== 'object' || inner === null) return inner
    return Object.fromEntries(
      Object.entries(inner)
        .filter(([key, field]) => key !== 'checked' && field !== undefined)
        .map(([key, field]) => [key, copy(field)]),
    )
  }
  return copy(value) as T
}
