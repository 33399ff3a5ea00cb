import type { ReadingState } from '../engine/use-reading.ts'
import { Opening } from '../page/opening.tsx'
import { type ExplorerState, FLOWS, type LawFlow, SUBJECTS, type Subject } from '../state.ts'
import { ReadingWords } from './expression-field.tsx'
import { TextLine } from './text-line.tsx'

const SUBJECT_TITLES: Readonly<Record<Subject, string>> = {
  objective: 'an objective f',
  map: 'every loss of a map',
  network: 'every loss of a network',
}

interface LawsFormProps {
  readonly state: ExplorerState
  readonly readingState: ReadingState
  readonly onState: (change: Partial<ExplorerState>) => void
}

/** Of what, and under which flow, laws are looked for, and what is checked beside those that are found. */
export const LawsForm = ({ state, readingState: { error }, onState }: LawsFormProps) => {
  const { subject, flow, quantities } = state
  const own = error?.field === 'laws' ? error : undefined
  const put = (part: Partial<LawFlow>): void => onState({ flow: { ...flow, ...part } })
  const isUsual = subject === 'objective' && flow.method === 'gradient-flow' && flow.metric === '' && quantities === ''
  return (
    <Opening
      class="more"
      summary="Laws of maps and networks, of other flows, given quantities"
      isOpen={own !== undefined || !isUsual}
    >
      <label>
        Laws of
        <select
          value={subject}
          onChange={(e) => onState({ subject: SUBJECTS.find((one) => one === e.currentTarget.value) ?? 'objective' })}
        >
          {SUBJECTS.map((one) => (
            <option key={one} value={one}>
              {SUBJECT_TITLES[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Flow
        <select
          value={flow.method}
          onChange={(e) => put({ method: FLOWS.find((one) => one === e.currentTarget.value) ?? 'gradient-flow' })}
        >
          <option value="gradient-flow">gradient flow</option>
          <option value="heavy-ball">heavy ball</option>
        </select>
      </label>
      {flow.method === 'heavy-ball' ? (
        <TextLine
          title="Friction"
          value={flow.friction}
          placeholder="a positive constant; such as 3/t"
          onValue={(friction) => put({ friction })}
        />
      ) : (
        <TextLine
          title="Metric"
          value={flow.metric}
          placeholder="none; such as entropy, or x^2, y"
          onValue={(metric) => put({ metric })}
        />
      )}
      <TextLine
        title="Quantities to check, with ; between them"
        value={quantities}
        placeholder="such as x^2 - y^2; x*y"
        onValue={(next) => onState({ quantities: next })}
      />
      <ReadingWords error={own} />
    </Opening>
  )
}
