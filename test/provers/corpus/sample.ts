import type { CorpusClaim } from './corpus.ts'
import { assumptionsOf, doubleOf, looselyHolds, namesOf } from './values.ts'

const SMALL = [-3, -2, -1, -1 / 2, 0, 1 / 3, 1 / 2, 1, 2, 3]

/** Numbers in [0, 1) from a fixed seed. */
const uniform = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Sampled {
  /** Points of doubles where the assumptions hold. */
  readonly points: number
  /** The first of them where the claim does not. */
  readonly counterexample?: { readonly [name: string]: number }
}

/** A search for a counterexample among points of doubles, from a fixed seed. */
export const sampled = (given: CorpusClaim, tries = 3000, wanted = 150): Sampled => {
  const { relations, integers } = assumptionsOf(given.assume)
  const on = Object.entries(given.on ?? {})
  const bound = new Set(on.map(([name]) => name))
  const names = namesOf([given.claim, ...relations, ...on.map(([, text]) => text)]).filter((name) => !bound.has(name))
  const assumed = relations.map((text) => ({ isEquation: text.includes('=='), test: looselyHolds(text) }))
  const claim = looselyHolds(given.claim)
  const random = uniform(20)
  const draw = (): number => {
    const kind = random()
    if (kind < 0.3) return SMALL[Math.floor(random() * SMALL.length)] ?? 0
    return (2 * random() - 1) * (kind < 0.8 ? 2 : 8)
  }
  let points = 0
  for (let i = 0; i < tries && points < wanted; i++) {
    const point = new Map(names.map((name) => [name, integers.includes(name) ? Math.round(draw()) : draw()]))
    for (const [name, text] of on) point.set(name, doubleOf(text, point))
    if (!assumed.every(({ isEquation, test }) => test(point) === (isEquation ? 'slack' : true))) continue
    const answer = claim(point)
    if (answer === undefined) continue
    points++
    if (answer === false) return { points, counterexample: Object.fromEntries(point) }
  }
  return { points }
}
