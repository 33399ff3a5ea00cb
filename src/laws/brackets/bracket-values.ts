import { nestedDuals, type Tape } from './nested-duals.ts'

/** A vector field, by its place in a list, or the bracket of two. */
export type BracketTree = number | readonly [BracketTree, BracketTree]

/** A point modulo a prime: coordinates of the state, in order, and values of parameters. */
export interface ModularPoint {
  readonly prime: number
  readonly coordinates: readonly number[]
  readonly parameters: ReadonlyMap<string, number>
}

/**
 * Brackets of vector fields, [X, Y] = DX·Y − DY·X, at a point modulo a prime.
 *
 * Nothing is expanded: DX·Y is the coefficient of ε in X(x + εY(x)), and a bracket inside a bracket takes one more ε.
 * A bracket of depth k that is nested to the right costs about 3^k evaluations of the fields.
 *
 * @param fields the tape of every field, with one result for each variable
 */
export const bracketValues = (
  fields: readonly Tape[],
  variables: readonly string[],
  { prime, coordinates, parameters }: ModularPoint,
): ((tree: BracketTree) => Float64Array) => {
  const { run } = nestedDuals(prime)
  const n = variables.length
  const place = new Map(variables.map((name, i) => [name, i]))
  const constants = new Map([...parameters].map(([name, value]) => [name, Float64Array.of(value)]))

  const field = (index: number, x: Float64Array, size: number): Float64Array =>
    run(fields[index] as Tape, size, (name) => {
      const i = place.get(name)
      if (i !== undefined) return { array: x, at: i * size, size }
      return { array: constants.get(name) as Float64Array, at: 0, size: 1 }
    })

  /** x + εy. */
  const moved = (x: Float64Array, y: Float64Array, size: number): Float64Array => {
    const out = new Float64Array(2 * n * size)
    for (let i = 0; i < n; i++) {
      out.set(x.subarray(i * size, (i + 1) * size), 2 * i * size)
      out.set(y.subarray(i * size, (i + 1) * size), (2 * i + 1) * size)
    }
    return out
  }

  /** The coefficients of 1 (part 0) or of the last ε (part 1). */
  const partOf = (values: Float64Array, part: 0 | 1, size: number): Float64Array => {
    const out = new Float64Array(n * size)
    for (let i = 0; i < n; i++) out.set(values.subarray((2 * i + part) * size, (2 * i + part + 1) * size), i * size)
    return out
  }

  const at = (tree: BracketTree, x: Float64Array, size: number): Float64Array => {
    if (typeof tree === 'number') return field(tree, x, size)
    const [left, right] = tree
    const first = at(left, x, size)
    const along = at(right, moved(x, first, size), 2 * size)
    const back = partOf(at(left, moved(x, partOf(along, 0, size), size), 2 * size), 1, size)
    const forth = partOf(along, 1, size)
    return back.map((value, i) => {
      const difference = value - (forth[i] as number)
      return difference < 0 ? difference + prime : difference
    })
  }
  return (tree) => at(tree, Float64Array.from(coordinates), 1)
}
