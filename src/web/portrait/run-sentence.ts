import { CRITICAL, DIVERGED, OUTSIDE, UNDEFINED } from '../../numerics/trajectories.ts'
import type { DrawnMethod } from '../state.ts'
import type { FilmReply, RunEnd } from './messages.ts'
import { METHOD_TITLES } from './palette.ts'

/** A number as people read it: four digits, powers of ten only where it is very large or small. */
export const shortNumber = (value: number): string => {
  if (value === 0) return '0'
  const size = Math.abs(value)
  const text =
    size >= 1e5 || size < 1e-4 ? value.toExponential(2).replace(/\.?0+e/, 'e') : String(Number(value.toPrecision(4)))
  return text.replaceAll('-', '−').replace('e+', 'e')
}

export const pointText = (point: readonly number[]): string => `(${point.map(shortNumber).join(', ')})`

const ENDINGS: Readonly<Record<number, string>> = {
  [CRITICAL]: 'stopped, for there is no direction of descent,',
  [DIVERGED]: 'left the finite numbers',
  [UNDEFINED]: 'left the domain of f',
  [OUTSIDE]: 'did not begin, for f is not defined there',
}

const TOO_STIFF = 'could not be followed further, for it meets a kink or the edge of the domain of f,'

const steps = (count: number): string =>
  `${count.toLocaleString('en').replaceAll(',', ' ')} ${count === 1 ? 'step' : 'steps'}`

/** Where a run ended, in a sentence for everybody who does not see the picture. */
export const runSentence = (method: DrawnMethod, { start, end, objective, status, steps: count }: RunEnd): string => {
  const ended =
    method === 'flow' && status === UNDEFINED
      ? TOO_STIFF
      : status === DIVERGED && Number.isFinite(objective)
        ? 'stopped, for the gradient is not finite,'
        : ENDINGS[status]
  const subject = `From ${pointText(start)}, ${METHOD_TITLES[method]}`
  if (status === OUTSIDE) return `${subject} ${ended}.`
  const place = `at ${pointText(end)}, where f is ${Number.isFinite(objective) ? shortNumber(objective) : Number.isNaN(objective) ? 'not defined' : 'infinite'}`
  return ended === undefined
    ? `${subject} is ${place}, after ${steps(count)}.`
    : `${subject} ${ended} ${place}, after ${steps(count)}.`
}

/** What became of a cloud of runs, in a sentence. */
export const cloudSentence = ({ method, count, statuses }: FilmReply): string => {
  const parts = Object.entries(ENDINGS).flatMap(([status, words]) => {
    const many = statuses[Number(status)] ?? 0
    return many === 0 ? [] : [`${many} ${words.replace(/, for.*$/, '')}`]
  })
  const title = METHOD_TITLES[method]
  const head = `${title[0]?.toUpperCase()}${title.slice(1)}, ${count.toLocaleString('en').replaceAll(',', ' ')} runs`
  return parts.length === 0 ? `${head}: none stopped early.` : `${head}: ${parts.join(', ')}.`
}
