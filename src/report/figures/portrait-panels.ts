import type { PlanePortrait, PortraitSettings } from '../../numerics/plane-portrait.ts'
import type { Formula, Inline } from '../document.ts'
import { text } from '../document.ts'
import { formulaOf, symbolic } from '../formula.ts'
import type { Axis, Layer, Panel, PlotPoint } from './figure.ts'

/** What the portrait of an objective of two variables shows. */
export interface PortraitInput {
  readonly variables: readonly string[]
  readonly portrait: PlanePortrait
  readonly settings: PortraitSettings
  /** The flat minima in doubles, where there are points of them. */
  readonly flat: readonly PlotPoint[]
}

/** A step size as people write it. */
const decimal = (value: number): string => String(Number(value.toPrecision(6)))

/** α_k = α/(k+1)^{1/q}. */
export const scheduleFormula = (alpha: number, exponent: number): Formula => {
  const size = decimal(alpha)
  if (exponent === Number.POSITIVE_INFINITY) return symbolic(`\\alpha_k = ${size}`, `α_k = ${size}`)
  return symbolic(`\\alpha_k = ${size}\\,(k+1)^{-1/${exponent}}`, `α_k = ${size} (k+1)^(-1/${exponent})`)
}

const constantStep = (alpha: number): Formula => symbolic(`\\alpha = ${decimal(alpha)}`, `α = ${decimal(alpha)}`)

const axis = (name: string, [from, to]: readonly [number, number]): Axis => ({
  label: formulaOf(name),
  scale: 'linear',
  from,
  to,
})

/**
 * Two panels with the same level sets of f and the same starts: normalized gradient descent on the left, gradient
 * descent with a constant step on the right.
 */
export const portraitPanels = ({ variables, portrait, settings, flat }: PortraitInput): readonly Panel[] => {
  const [x = 'x', y = 'y'] = variables
  const frame = { x: axis(x, settings.box[0]), y: axis(y, settings.box[1]), isometric: true }
  const starts: Layer = {
    role: 'start',
    shape: 'points',
    paths: [settings.starts.map(([a = 0, b = 0]) => [a, b])],
    legend: ['starts'],
  }
  const minima: Layer = { role: 'minima', shape: 'curves', paths: portrait.minima, legend: text`minima $M$ of $f$` }
  const level: Layer = { role: 'level', shape: 'curves', paths: portrait.levels, legend: text`level sets of $f$` }
  const flatPoints: readonly Layer[] =
    flat.length === 0 ? [] : [{ role: 'flat', shape: 'points', paths: [flat], legend: ['flat minima'] }]
  const runs = (role: Layer['role'], paths: Layer['paths'], legend: readonly Inline[]): readonly Layer[] => [
    level,
    minima,
    { role, shape: 'curves', paths, legend },
    ...flatPoints,
    starts,
  ]
  const schedule = scheduleFormula(settings.alpha, settings.exponent)
  return [
    {
      ...frame,
      title: 'Normalized gradient descent',
      layers: runs('normalized-descent', portrait.normalizedDescent, text`runs with ${schedule}`),
    },
    {
      ...frame,
      title: 'Gradient descent',
      layers: runs(
        'gradient-descent',
        portrait.gradientDescent,
        text`runs with constant ${constantStep(settings.descent)}`,
      ),
    },
  ]
}
