import type * as z from 'zod/mini'

/** What is wrong with a field, and what would be right. */
export interface Complaint {
  readonly what: string
  readonly expected?: string
  readonly advice?: string
}

/** Tells the user; `key` where the name of the field is wrong rather than its value. */
export type Refuse = (path: readonly PropertyKey[], complaint: Complaint, key: boolean) => never

/** The words about a shape: what each field takes (`*` stands for an index or a name), and which fields a map has. */
export interface ShapeWords {
  readonly expected: { readonly [path: string]: string }
  /** By the path of the map, without indices; the root is ''. */
  readonly fields: { readonly [path: string]: readonly string[] }
}

/** The words for a field, or for the nearest field around it. */
const expectedAt = (words: ShapeWords, path: readonly PropertyKey[]): string | undefined => {
  for (let length = path.length; length > 0; length--) {
    const own = path.slice(0, length).map((key) => (typeof key === 'number' ? '*' : String(key)))
    const found = words.expected[own.join('.')] ?? words.expected[[...own.slice(0, -1), '*'].join('.')]
    if (found !== undefined) return found
  }
  return undefined
}

const described = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map'
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown
}

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    data,
  )

/** Whether two names differ by one letter left out, put in or changed, or by two neighbours exchanged. */
const isNear = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  const start = [...short].findIndex((letter, i) => letter !== long[i])
  if (start < 0) return true
  const after = (text: string, from: number): string => text.slice(from)
  if (short.length < long.length) return after(short, start) === after(long, start + 1)
  if (after(short, start + 1) === after(long, start + 1)) return true
  const exchanged = `${short[start + 1] ?? ''}${short[start]}`
  return long.slice(start, start + 2) === exchanged && after(short, start + 2) === after(long, start + 2)
}

/** The complaint inside a union that goes deepest: it is about the form the user had in mind. */
const deepest = (
  issue: z.core.$ZodIssue,
  above: readonly PropertyKey[],
): { readonly issue: z.core.$ZodIssue; readonly path: readonly PropertyKey[] } => {
  const path = [...above, ...issue.path]
  if (issue.code !== 'invalid_union') return { issue, path }
  const inner = issue.errors.flat().find((candidate) => candidate.path.length > 0)
  return inner === undefined ? { issue, path } : deepest(inner, path)
}

/** The maps of a list are known by the path of the list. */
const fieldsAt = ({ fields }: ShapeWords, path: readonly PropertyKey[]): readonly string[] =>
  fields[path.filter((key) => typeof key !== 'number').join('.')] ?? []

const UNKNOWN = 'unrecognized_keys'

/** Data of the given shape; calls `refuse` with the first field that is wrong. */
export const readShaped = <Shape extends z.ZodMiniType>(
  shape: Shape,
  words: ShapeWords,
  data: unknown,
  refuse: Refuse,
): z.output<Shape> => {
  const shaped = shape.safeParse(data)
  if (shaped.success) return shaped.data
  const { issues } = shaped.error
  // A field that is missing may be there under another name: that is the mistake.
  const [first] = issues.toSorted((a, b) => Number(b.code === UNKNOWN) - Number(a.code === UNKNOWN))
  const { issue, path } = deepest(first as z.core.$ZodIssue, [])
  if (issue.code === UNKNOWN) {
    const [key = ''] = issue.keys
    const fields = fieldsAt(words, path)
    const near = fields.find((name) => isNear(name, key))
    const advice = near === undefined ? {} : { advice: `did you mean "${near}"?` }
    const complaint = { what: `there is no field "${key}" here`, expected: `one of ${fields.join(', ')}`, ...advice }
    return refuse([...path, key], complaint, true)
  }
  const value = valueAt(data, path)
  const expected = expectedAt(words, path)
  const what = value === undefined ? `${path.join('.')} is missing` : `${path.join('.')} is ${described(value)}`
  return refuse(path, { what, ...(expected === undefined ? {} : { expected }) }, false)
}
