/** The same data without the kernel's seals, which cannot leave the process: plain JSON to print, send or save. */
export const plain = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'checked' ? undefined : inner))) as T
