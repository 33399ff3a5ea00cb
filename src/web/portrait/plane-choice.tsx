import type { ExplorerState } from '../state.ts'
import type { SceneReply } from './messages.ts'

/** Of more than two variables: which lie along the axes, and the values of the others. */
export const PlaneChoice = ({
  state,
  reply,
  onChange: change,
}: {
  readonly state: ExplorerState
  readonly reply: SceneReply
  readonly onChange: (change: Partial<ExplorerState>) => void
}) => (
  <fieldset class="portrait-legend">
    <legend>Plane</legend>
    {(['xVariable', 'yVariable'] as const).map((which, i) => (
      <label key={which}>
        {i === 0 ? 'across' : 'up'}{' '}
        <select
          value={reply.axes[i] ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const [across = '', up = ''] = reply.axes
            const other = i === 0 ? up : across
            const swapped = value === other ? (i === 0 ? across : up) : other
            const names = i === 0 ? { xVariable: value, yVariable: swapped } : { xVariable: swapped, yVariable: value }
            change({ view: { ...state.view, ...names } })
          }}
        >
          {[...reply.axes, ...reply.others.map(([name]) => name)].sort().map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
    ))}
    {reply.others.map(([name, value]) => (
      <label key={name}>
        {name} ={' '}
        <input
          type="number"
          step="any"
          value={value}
          onChange={({ currentTarget: { valueAsNumber: number } }) => {
            if (Number.isFinite(number))
              change({ view: { ...state.view, fixed: { ...state.view.fixed, [name]: number } } })
          }}
        />
      </label>
    ))}
  </fieldset>
)
