/** Values by key, made when they are first asked for; only the latest used are kept. */
export const latest = <T>(most: number, make: (key: string) => T): ((key: string) => T) => {
  const kept = new Map<string, T>()
  return (key) => {
    const old = kept.get(key)
    if (old !== undefined) {
      kept.delete(key)
      kept.set(key, old)
      return old
    }
    const value = make(key)
    kept.set(key, value)
    if (kept.size > most) kept.delete(kept.keys().next().value as string)
    return value
  }
}
