import type { Claim } from '../../../src/kernel/claim.ts'
import type { FlowJson } from '../../../src/kernel/laws/flow.ts'
import type { Random } from './random.ts'

// A false claim stays false in other coordinates and in other words: translated, mirrored, with its variables in another
// order, with a variable or a parameter more. So a few hundred constructions make a hundred thousand different claims.

/** New coordinates: x = sign·(x' − shift) for every variable. */
interface Move {
  readonly sign: 1 | -1
  readonly shift: number
}

type Moves = ReadonlyMap<string, Move>
type Fields = { readonly [field: string]: unknown }

const NAME = /[\p{L}_][\p{L}\p{N}_]*(?:\[\d+\])?/gu

const moveText = (text: string, moves: Moves): string =>
  text.replace(NAME, (name) => {
    const move = moves.get(name)
    if (move === undefined || (move.sign === 1 && move.shift === 0)) return name
    const moved = move.shift === 0 ? name : `${name} - (${move.shift})`
    return move.sign === 1 ? `(${moved})` : `(-(${moved}))`
  })

/** The coordinate of a point that was `value`. */
const movePoint = (point: Fields, moves: Moves): Fields =>
  Object.fromEntries(
    Object.entries(point).map(([name, value]) => {
      const { sign, shift } = moves.get(name) ?? { sign: 1, shift: 0 }
      const mirrored = sign === 1 ? `${value}` : `-(${value})`
      return [name, shift === 0 ? mirrored : `${mirrored} + (${shift})`]
    }),
  )

const TEXTS = new Set([
  'f',
  'residual',
  'residuals',
  'goal',
  'assume',
  'equations',
  'description',
  'quantities',
  'quantity',
])

/** The point of a witness, or its path, changed. */
const atWitness = (witness: Fields, change: (point: Fields) => Fields): Fields =>
  Object.fromEntries(
    Object.entries(witness).map(([name, value]) => [
      name,
      name === 'point' || name === 'path' ? change(value as Fields) : value,
    ]),
  )

const moved = (claim: Claim, moves: Moves): Claim => {
  const text = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(text) : typeof value === 'string' ? moveText(value, moves) : value
  const piece = ({ when, value }: { when: readonly string[]; value: string }) => ({
    when: text(when),
    value: text(value),
  })
  const field = (name: string, value: unknown): unknown => {
    if (TEXTS.has(name)) return text(value)
    if (name === 'flow') return { ...(value as FlowJson), potentials: text((value as FlowJson).potentials) }
    if (name === 'g') return (value as { when: readonly string[]; value: string }[]).map(piece)
    if (name === 'points') return (value as Fields[]).map((point) => movePoint(point, moves))
    if (name === 'witness') return atWitness(value as Fields, (point) => movePoint(point, moves))
    return name === 'point' ? movePoint(value as Fields, moves) : value
  }
  return Object.fromEntries(
    Object.entries(claim).map(([name, value]) => [name, field(name, value)]),
  ) as unknown as Claim
}

/** Translated by whole numbers and mirrored; the variables of `normal`, which must vanish at the point, stay at 0. */
const elsewhere = (claim: Claim, random: Random): Claim => {
  const fixed = 'normal' in claim ? claim.normal : []
  const moves = new Map(
    claim.context.variables.map((name): [string, Move] => [
      name,
      { sign: random.pick([1, 1, -1]), shift: fixed.includes(name) ? 0 : random.pick([0, 0, random.integer(-5, 5)]) },
    ]),
  )
  return moved(claim, moves)
}

/** One variable more, in none of the terms: where the claim failed, it fails for every value of that variable. */
const oneMore = (claim: Claim): Claim => {
  const name = 'more'
  const at = (point: Fields): Fields => ({ ...point, [name]: '0' })
  return {
    ...claim,
    context: { ...claim.context, variables: [...claim.context.variables, name] },
    ...('points' in claim ? { points: claim.points.map(at) } : {}),
    ...('witness' in claim ? { witness: atWitness(claim.witness as Fields, at) } : {}),
    ...('point' in claim ? { point: at(claim.point) } : {}),
  } as Claim
}

/** A positive parameter that cancels. */
const withParameter = (claim: Claim, random: Random): Claim => {
  const name = 'scale'
  const write = random.pick([
    (text: string) => `(${text}) + ${name} - ${name}`,
    (text: string) => `(${text})*(${name} + 1 - ${name})`,
    (text: string) => `1/2*(2*(${text}) - ${name}) + 1/2*${name}`,
  ])
  const context = {
    ...claim.context,
    parameters: [...claim.context.parameters, name],
    assume: [...claim.context.assume, `${name} > 0`],
  }
  const written =
    'f' in claim
      ? { f: write(claim.f) }
      : 'g' in claim
        ? { g: claim.g.map(({ when, value }) => ({ when, value: write(value) })) }
        : 'residuals' in claim
          ? { residuals: claim.residuals.map((h) => write(h)) }
          : 'flow' in claim
            ? { flow: { ...claim.flow, potentials: claim.flow.potentials.map((phi) => write(phi)) } }
            : {}
  return { ...claim, context, ...written } as Claim
}

const reordered = (claim: Claim): Claim =>
  ({ ...claim, context: { ...claim.context, variables: claim.context.variables.toReversed() } }) as Claim

/** The claim in other words, or as it is. */
export const disguised = (claim: Claim, random: Random): Claim => {
  // What a velocity or a metric belongs to does not move along.
  if ('flow' in claim && (claim.flow.kind === 'heavy-ball' || claim.flow.metric !== null)) return claim
  let result = claim
  if (random.integer(0, 3) > 0) result = elsewhere(result, random)
  if (random.integer(0, 2) === 0) result = reordered(result)
  // A variable more is a law more.
  if (random.integer(0, 7) === 0 && claim.claim !== 'local-laws') result = oneMore(result)
  if (random.integer(0, 5) === 0) result = withParameter(result, random)
  return result
}
