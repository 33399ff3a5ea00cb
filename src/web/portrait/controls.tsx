import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Opening } from '../page/opening.tsx'
import { type DrawnMethod, type ExplorerState, LAYERS, type Layer, METHODS, type Schedule } from '../state.ts'
import { METHOD_TITLES, type Palette } from './palette.ts'

type Change = (change: Partial<ExplorerState>) => void

const LAYER_TITLES: Readonly<Record<Layer, string>> = {
  levels: 'level sets of f',
  solutionSet: 'minima of f',
  flatMinima: 'flat minima',
  lawLevels: 'level sets of laws',
  field: 'directions −∇f',
}

const Swatch = ({ children }: { readonly children: ComponentChildren }) => (
  <svg class="portrait-swatch" viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
    {children}
  </svg>
)

const layerSwatch = (layer: Layer, palette: Palette) => {
  const line = (color: string, width: number, dash = '') => (
    <line x1="1" y1="6" x2="27" y2="6" stroke={color} stroke-width={width} stroke-dasharray={dash} />
  )
  if (layer === 'levels') return line(palette.level, 1)
  if (layer === 'solutionSet') return line(palette.ink, 2.6)
  if (layer === 'lawLevels') return line(palette.law, 1.4, '8 3 2 3')
  if (layer === 'field') return <path d="M4 6H22M18 3L22 6L18 9" fill="none" stroke={palette.faint} />
  const points = Array.from({ length: 10 }, (_, i) => {
    const [r, angle] = [i % 2 === 0 ? 6 : 2.6, (Math.PI * (i - 2.5)) / 5]
    return `${(14 + r * Math.cos(angle)).toFixed(2)},${(6 + r * Math.sin(angle)).toFixed(2)}`
  })
  return <polygon points={points.join(' ')} fill={palette.flat} />
}

const methodSwatch = (method: DrawnMethod, palette: Palette) => {
  const { color, width, dash } = palette.methods[method]
  return (
    <line
      x1="1"
      y1="6"
      x2="27"
      y2="6"
      stroke={color}
      stroke-width={width + 0.4}
      stroke-dasharray={dash.join(' ')}
      stroke-linecap={method === 'flow' ? 'round' : 'butt'}
    />
  )
}

interface LegendProps {
  readonly state: ExplorerState
  readonly palette: Palette
  readonly onChange: Change
}

const MethodSwitch = ({ method, state, palette, onChange }: LegendProps & { readonly method: DrawnMethod }) => (
  <label>
    <input
      type="checkbox"
      checked={state.methods.includes(method)}
      onChange={({ currentTarget: { checked } }) =>
        onChange({ methods: METHODS.filter((one) => (one === method ? checked : state.methods.includes(one))) })
      }
    />
    <Swatch>{methodSwatch(method, palette)}</Swatch>
    {METHOD_TITLES[method]}
  </label>
)

/** The methods that are offered at once; the others when they are asked for. */
const USUAL: readonly DrawnMethod[] = ['ngd', 'gd', 'flow']

/** A number that is read when the field is left, and is then one of those that are allowed. */
const NumberField = (props: {
  readonly label: string
  readonly value: number
  readonly isAllowed: (value: number) => boolean
  readonly onValue: (value: number) => void
}) => (
  <label>
    {props.label}{' '}
    <input
      type="number"
      step="any"
      value={props.value}
      onChange={({ currentTarget }) => {
        const { valueAsNumber: value } = currentTarget
        if (props.isAllowed(value)) props.onValue(value)
        else currentTarget.value = String(props.value)
      }}
    />
  </label>
)

/** The other methods with their numbers; open where one of them is drawn. */
const MoreMethods = (props: LegendProps) => {
  const { state, onChange } = props
  const others = METHODS.filter((method) => !USUAL.includes(method))
  const drawn = others.filter((method) => state.methods.includes(method)).length
  return (
    <Opening class="portrait-more" summary={`More methods${drawn === 0 ? '' : ` (${drawn} shown)`}`} isOpen={drawn > 0}>
      <div class="portrait-legend">
        {others.map((method) => (
          <MethodSwitch key={method} method={method} {...props} />
        ))}
        <NumberField
          label="momentum β of heavy ball and Nesterov"
          value={state.beta}
          isAllowed={(beta) => beta >= 0 && beta < 1}
          onValue={(beta) => onChange({ beta })}
        />
        <NumberField
          label="length ρ of the SAM family and the penalty"
          value={state.rho}
          isAllowed={(rho) => rho > 0 && Number.isFinite(rho)}
          onValue={(rho) => onChange({ rho })}
        />
      </div>
    </Opening>
  )
}

/** What is drawn, each with its look: the legend and the switches in one. */
export const Legend = (props: LegendProps) => (
  <>
    <LegendOfPicture {...props} />
    <MoreMethods {...props} />
  </>
)

const LegendOfPicture = ({ state, palette, onChange }: LegendProps) => (
  <fieldset class="portrait-legend">
    <legend>Shown</legend>
    {USUAL.map((method) => (
      <MethodSwitch key={method} {...{ method, state, palette, onChange }} />
    ))}
    {LAYERS.map((layer) => (
      <label key={layer}>
        <input
          type="checkbox"
          checked={state.layers[layer]}
          onChange={({ currentTarget: { checked } }) => onChange({ layers: { ...state.layers, [layer]: checked } })}
        />
        <Swatch>{layerSwatch(layer, palette)}</Swatch>
        {LAYER_TITLES[layer]}
      </label>
    ))}
  </fieldset>
)

/** Step sizes on a logarithmic slider from 10⁻³ to 10. */
const SLIDER = { low: -3, high: 1 }

const decimal = (value: number): number => Number(value.toPrecision(3))

const scheduleOf = (kind: string, before: Schedule): Schedule => {
  if (kind === 'constant') return { kind }
  if (kind === 'formula') return before.kind === 'formula' ? before : { kind, text: '1/(k + 2)' }
  return before.kind === 'power' ? before : { kind: 'power', q: 4 }
}

/** Step size and schedule; both act at once. */
export const StepControls = ({ state, onChange }: { readonly state: ExplorerState; readonly onChange: Change }) => {
  const { schedule, stepSize } = state
  const [formula, setFormula] = useState<string>()
  return (
    <div class="portrait-steps">
      <label>
        step size α = <output>{decimal(stepSize)}</output>
        <input
          type="range"
          min={SLIDER.low}
          max={SLIDER.high}
          step="0.02"
          value={Math.log10(stepSize)}
          disabled={schedule.kind === 'formula'}
          aria-valuetext={String(decimal(stepSize))}
          onInput={({ currentTarget: { value } }) => onChange({ stepSize: decimal(10 ** Number(value)) })}
        />
      </label>
      <label>
        schedule{' '}
        <select
          value={schedule.kind}
          onChange={({ currentTarget: { value } }) => onChange({ schedule: scheduleOf(value, schedule) })}
        >
          <option value="constant">constant α</option>
          <option value="power">α / (k+1)^(1/q)</option>
          <option value="formula">formula in k</option>
        </select>
      </label>
      {schedule.kind === 'power' && (
        <label>
          q = <output>{schedule.q}</output>
          <input
            type="range"
            min="1"
            max="8"
            step="0.5"
            value={schedule.q}
            onInput={({ currentTarget: { value } }) => onChange({ schedule: { kind: 'power', q: Number(value) } })}
          />
        </label>
      )}
      {schedule.kind === 'formula' && (
        <label>
          α_k ={' '}
          <input
            type="text"
            value={formula ?? schedule.text}
            onInput={({ currentTarget: { value } }) => setFormula(value)}
            onChange={({ currentTarget: { value } }) => {
              setFormula(undefined)
              onChange({ schedule: { kind: 'formula', text: value } })
            }}
          />
        </label>
      )}
    </div>
  )
}
