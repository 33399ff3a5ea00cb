import type { DrawnMethod } from '../state.ts'
import type { FilmReply, FrameReply } from './messages.ts'

/** The positions of the runs of one method at the steps that were kept, as far as they are computed. */
export interface Film {
  readonly method: DrawnMethod
  readonly steps: number[]
  /** x, y of the first run, of the next, … */
  readonly positions: (Float32Array | Float64Array)[]
  /** How the runs ended, once they have. */
  end: FilmReply | undefined
}

/** The films of several methods; grows with the answers of the worker. */
export type Films = Map<DrawnMethod, Film>

/** Adds an answer of the worker. */
export const addToFilms = (films: Films, reply: FrameReply | FilmReply): void => {
  const film = films.get(reply.method) ?? { method: reply.method, steps: [], positions: [], end: undefined }
  films.set(reply.method, film)
  if (reply.kind === 'film') film.end = reply
  else {
    film.steps.push(reply.step)
    film.positions.push(reply.positions)
  }
}

/** The number of the last kept step that is not after `step`; −1 where there is none. */
export const frameAt = ({ steps }: Film, step: number): number => {
  let [low, high] = [-1, steps.length - 1]
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2)
    if ((steps[middle] as number) <= step) low = middle
    else high = middle - 1
  }
  return low
}

/** How many runs a film has. */
export const countOf = ({ positions }: Film): number => (positions[0]?.length ?? 0) / 2

/** The path of run i up to a frame. */
export const pathOf = ({ positions }: Film, i: number, last: number): readonly (readonly [number, number])[] =>
  positions.slice(0, last + 1).map((at) => [at[2 * i] as number, at[2 * i + 1] as number])
