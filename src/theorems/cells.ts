import { readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { specialize } from '../kernel/specialize.ts'
import { difference, printRelation, printTerm, substitute } from '../kernel/term.ts'
import type { ExactPoint } from './exact-points.ts'
import type { Subject } from './hypothesis.ts'

/** A piece of g on the part of its closed cell where it is finite: `when` has ≥ at walls. */
export interface ClosedPiece {
  readonly when: readonly string[]
  readonly value: string
  /** The conditions of the open cell, as they were given. */
  readonly cell: readonly string[]
}

const weakened = (relation: string): string => {
  const { left, right } = parseRelation(relation)
  return printRelation({ left, op: '>=', right })
}

/** The pieces of g with the invariant walls of their cells added: where Theorem S on invariant cells looks for limits. */
export const closedPieces = ({ g, walls = [] }: Subject): readonly ClosedPiece[] =>
  g.map(({ when, value }, i) => ({
    when: when.map((relation, k) =>
      walls.some(({ piece, condition }) => piece === i + 1 && condition === k + 1) ? weakened(relation) : relation,
    ),
    value,
    cell: when,
  }))

/** The signs of left − right of these relations at an exact point; undefined where one could not be told. */
const signsAt = (relations: readonly string[], { texts, constants }: ExactPoint, { context }: Subject) => {
  const { scope } = readContext({ ...context, constants: { ...context.constants, ...constants } })
  const values = new Map(context.variables.map((name, k) => [name, parseTerm(texts[k] as string)]))
  return relations.map((relation) => {
    const { left, right } = parseRelation(relation)
    return closedSign(lower(substitute(difference(left, right), values), scope))
  })
}

/**
 * Whether each cell that has the point in its closed cell has it in its closure: at most one of the conditions is 0
 * there, and that one changes its sign, for its gradient is not 0 (x²y > 0 has no points near x = 0, y = −1).
 */
const isInClosures = ({ context, g }: Subject, { texts, constants }: ExactPoint): boolean => {
  const { scope } = readContext({ ...context, constants: { ...context.constants, ...constants } })
  const values = new Map(context.variables.map((name, k) => [name, lower(parseTerm(texts[k] as string), scope)]))
  return g.every(({ when }) => {
    const conditions = when.map((relation) => {
      const { left, right } = parseRelation(relation)
      return lower(difference(left, right), scope)
    })
    const signs = conditions.map((w) => closedSign(specialize(w, values)))
    const zeros = conditions.filter((_, k) => signs[k] === 0)
    const isTransversal = zeros.every((w) =>
      gradient(w, scope.variables).some((slope) => (closedSign(specialize(slope, values)) ?? 0) !== 0),
    )
    return signs.includes(-1) || (zeros.length <= 1 && isTransversal)
  })
}

/** A limit of runs from some cells and of none that start in certain others, on whose boundary it lies as well. */
export interface SemistablePoint {
  readonly point: readonly string[]
  readonly attracts: readonly string[]
  readonly repels: readonly string[]
}

const cellText = (cell: readonly string[]): string => cell.join(', ')

/**
 * The points of the limit sets A_1, A_2, … of the cells that lie on walls and attract from one side only: every cell
 * whose closure contains such a point either has it among its limits or, by the theorem for that cell, has no run that
 * stays near it. Points where a sign cannot be told are left out.
 */
export const semistablePoints = (
  subject: Subject,
  limits: readonly (readonly ExactPoint[])[],
): readonly SemistablePoint[] => {
  const pieces = closedPieces(subject)
  const key = ({ texts }: ExactPoint): string => texts.join('; ')
  const all = new Map(limits.flat().map((point) => [key(point), point]))
  return [...all].flatMap(([name, point]): SemistablePoint[] => {
    const signs = pieces.map(({ cell }) => signsAt(cell, point, subject))
    if (signs.some((list) => list.includes(undefined))) return []
    if (!isInClosures(subject, point)) return []
    const touching = pieces.map((_, i) => signs[i]?.every((sign) => sign !== undefined && sign >= 0) === true)
    const isInside = pieces.some((_, i) => signs[i]?.every((sign) => sign !== undefined && sign > 0) === true)
    const isLimit = pieces.map((_, i) => limits[i]?.some((other) => key(other) === name) === true)
    const named = (wanted: (i: number) => boolean): string[] =>
      pieces.flatMap(({ cell }, i) => (touching[i] && wanted(i) ? [cellText(cell)] : []))
    const attracts = named((i) => isLimit[i] === true)
    const repels = named((i) => isLimit[i] !== true)
    return isInside || attracts.length === 0 || repels.length === 0 ? [] : [{ point: point.texts, attracts, repels }]
  })
}

const pointWords = (points: readonly (readonly string[])[]): string => {
  const shown = points.map((point) => `(${point.join(', ')})`)
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** A wall ℓ = 0 is that of −ℓ as well. */
const unsigned = (text: string): string => {
  const line = parseTerm(text)
  return printTerm(line.op === 'negate' ? line.arg : line)
}

/** What the theorem says cell by cell, and which points are semistable, in sentences. */
export const cellRemarks = (
  subject: Subject,
  limits: readonly (readonly ExactPoint[])[] | undefined,
  semistable: readonly SemistablePoint[],
): readonly string[] => {
  const walls = [...new Set((subject.walls ?? []).flatMap(({ factors }) => factors.map(unsigned)))]
  const perCell = (limits ?? []).map((points, i) => {
    const set = points.length === 0 ? 'the empty set' : `{${points.map((p) => `(${p.texts.join(', ')})`).join(', ')}}`
    return `the runs from ${cellText(subject.g[i]?.when ?? [])} approach ${set}`
  })
  const groups = new Map<string, SemistablePoint[]>()
  for (const point of semistable) {
    const side = JSON.stringify([point.attracts, point.repels])
    groups.set(side, [...(groups.get(side) ?? []), point])
  }
  const halves = [...groups.values()].map((points) => {
    const [first] = points as [SemistablePoint]
    const [is, lies, attracts] =
      points.length === 1 ? ['is', 'it lies on a wall', 'attracts'] : ['are', 'they lie on a wall', 'attract']
    const named = pointWords(points.map(({ point }) => point))
    return `${named} ${is} semistable: ${lies} and ${attracts} runs from ${first.attracts.join('; or ')}, while runs from ${first.repels.join('; or ')} end elsewhere.`
  })
  return [
    `No run crosses the walls ${walls.map((l) => `${l} = 0`).join(', ')}: it stays in the cell where it starts.`,
    ...(perCell.length > 1 ? [`More precisely, ${perCell.join('; ')}.`] : []),
    ...halves,
    'Nothing is said of runs that start on a wall.',
  ]
}
