const VOLATILE: ReadonlySet<string> = new Set(['checked', 'elapsedMs'])

/** The same data without the kernel's seals and without timings, so that the same check gives the same bytes. */
export const reproducible = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (VOLATILE.has(key) ? undefined : inner))) as T

/** The result as one JSON document, certificates included. */
export const jsonReport = (result: object): string => `${JSON.stringify(reproducible(result), null, 2)}\n`
