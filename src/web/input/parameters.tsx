import { ASSUMPTIONS, type Assumption, type Parameter } from '../state.ts'

const REACH = 5

/** The numbers that a slider offers: those that the assumption allows, and those that were typed. */
const rangeOf = ({
  value,
  assumption,
}: Parameter): { readonly min: number; readonly max: number; readonly step: number } => {
  const reach = Math.max(REACH, Math.ceil(Math.abs(value)))
  const step = assumption === 'integer' ? 1 : 0.05
  if (assumption === 'positive') return { min: step, max: reach, step }
  if (assumption === 'negative') return { min: -reach, max: -step, step }
  return { min: -reach, max: reach, step }
}

/** The value nearest to `value` that the assumption allows. */
export const allowed = (value: number, assumption: Assumption): number => {
  switch (assumption) {
    case 'real':
      return value
    case 'integer':
      return Math.round(value)
    case 'positive':
      return value > 0 ? value : Math.abs(value) || 1
    case 'negative':
      return value < 0 ? value : -Math.abs(value) || -1
    case 'nonzero':
      return value === 0 ? 1 : value
  }
}

interface RowProps {
  readonly parameter: Parameter
  readonly onParameter: (parameter: Parameter) => void
}

const ParameterRow = ({ parameter, onParameter }: RowProps) => {
  const { name, value, assumption } = parameter
  const put = (text: string): void => {
    const number = Number(text)
    if (text !== '' && Number.isFinite(number)) onParameter({ ...parameter, value: allowed(number, assumption) })
  }
  const assume = (text: string): void => {
    const next = ASSUMPTIONS.find((one) => one === text) ?? 'real'
    onParameter({ ...parameter, assumption: next, value: allowed(value, next) })
  }
  return (
    <li class="parameter">
      <code>{name}</code>
      <select
        aria-label={`${name} is assumed to be`}
        value={assumption}
        onChange={(e) => assume(e.currentTarget.value)}
      >
        {ASSUMPTIONS.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <input
        type="range"
        aria-label={`value of ${name} for the pictures`}
        {...rangeOf(parameter)}
        value={value}
        onInput={(e) => put(e.currentTarget.value)}
      />
      <input
        type="number"
        aria-label={`value of ${name} as a number`}
        step="any"
        value={value}
        onChange={(e) => put(e.currentTarget.value)}
      />
    </li>
  )
}

interface ParametersProps {
  readonly parameters: readonly Parameter[]
  readonly onParameters: (parameters: readonly Parameter[]) => void
}

/** The constants of the objective: what is assumed of them, and their values in the pictures. */
export const Parameters = ({ parameters, onParameters }: ParametersProps) =>
  parameters.length === 0 ? null : (
    <div class="parameters">
      <h3>Parameters</h3>
      <ul>
        {parameters.map((parameter) => (
          <ParameterRow
            key={parameter.name}
            parameter={parameter}
            onParameter={(next) => onParameters(parameters.map((one) => (one.name === next.name ? next : one)))}
          />
        ))}
      </ul>
      <p class="hint">Proofs hold for every value that the assumption allows; the numbers are for the pictures.</p>
    </div>
  )
