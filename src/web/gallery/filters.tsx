import { useState } from 'preact/hooks'
import type { FilterRow } from './gallery-messages.ts'
import { useGalleryWorker } from './use-gallery.ts'

const METHODS = [
  ...(['gd', 'heavy-ball', 'nesterov', 'usam', 'usam2', 'usam2-chained', 'husam', 'gradient-penalty'] as const),
] as const

const TITLES: Readonly<Record<string, string>> = {
  gd: 'gradient descent',
  'heavy-ball': 'heavy ball',
  nesterov: 'Nesterov',
  usam: 'USAM',
  usam2: 'two-step USAM',
  'usam2-chained': 'chained two-step USAM',
  husam: 'Hessian USAM',
  'gradient-penalty': 'gradient penalty',
}

const BAR = { width: 640, row: 22, left: 4 }

/** Bars over one axis of eigenvalues, symmetric logarithmic so that −30 and 0.5 are both seen. */
const place = (value: number, most: number): number => {
  const scale = (v: number): number => Math.sign(v) * Math.log1p(Math.abs(v))
  return BAR.left + ((BAR.width - 2 * BAR.left) * (scale(value) + scale(most))) / (2 * scale(most))
}

const Bars = ({ row, most }: { readonly row: FilterRow; readonly most: number }) => (
  <svg class="gallery-bar" viewBox={`0 0 ${BAR.width} ${BAR.row}`} aria-hidden="true">
    <line class="gallery-axis" x1={place(-most, most)} x2={place(most, most)} y1={BAR.row / 2} y2={BAR.row / 2} />
    <line class="gallery-axis" x1={place(0, most)} x2={place(0, most)} y1="2" y2={BAR.row - 2} />
    {row.intervals.map(([low, high]) => (
      <rect
        key={`${low} ${high}`}
        class="gallery-interval"
        x={place(low, most)}
        y="5"
        width={Math.max(2, place(high, most) - place(low, most))}
        height={BAR.row - 10}
        rx="3"
      />
    ))}
    {row.isolated.map((value) => (
      <circle key={value} class="gallery-interval" cx={place(value, most)} cy={BAR.row / 2} r="4" />
    ))}
  </svg>
)

/** Which eigenvalues of the Hessian each method lets survive, proved for the numbers given. */
export const Filters = () => {
  const [numbers, setNumbers] = useState({ alpha: '0.05', beta: '0.5', rho: '0.1' })
  const [methods, setMethods] = useState<readonly string[]>(METHODS)
  const [isAsked, setAsked] = useState(false)
  const replies = useGalleryWorker(isAsked ? { kind: 'filter', methods, ...numbers } : undefined)
  const rows = replies.flatMap((reply) => (reply.kind === 'filter' ? [reply.row] : []))
  const failure = replies.find((reply) => reply.kind === 'failure')
  const isDone = replies.some(({ kind }) => kind === 'done' || kind === 'failure')
  const most = Math.max(1, ...rows.flatMap(({ intervals }) => intervals.flat().map(Math.abs)).filter(Number.isFinite))
  return (
    <section aria-label="Eigenvalue filters">
      <h3>Eigenvalue filters</h3>
      <p>
        Where a method converges to a critical point from almost every start, the eigenvalues of the Hessian there lie
        in these intervals ([BLP]); the ends are not excluded. The intervals are exact and proved by the kernel.
      </p>
      <form
        class="portrait-bar"
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const [alpha, beta, rho] = ['alpha', 'beta', 'rho'].map((name) => String(data.get(name)))
          setNumbers({ alpha: alpha ?? '', beta: beta ?? '', rho: rho ?? '' })
          setAsked(true)
        }}
      >
        {(['alpha', 'beta', 'rho'] as const).map((name) => (
          <label key={name}>
            {{ alpha: 'step size α', beta: 'momentum β', rho: 'length ρ' }[name]}{' '}
            <input name={name} type="text" inputMode="decimal" size={6} defaultValue={numbers[name]} />
          </label>
        ))}
        <button type="submit" disabled={methods.length === 0}>
          Prove
        </button>
      </form>
      <fieldset class="portrait-legend">
        <legend>Methods</legend>
        {METHODS.map((method) => (
          <label key={method}>
            <input
              type="checkbox"
              checked={methods.includes(method)}
              onChange={({ currentTarget: { checked } }) =>
                setMethods(METHODS.filter((one) => (one === method ? checked : methods.includes(one))))
              }
            />
            {TITLES[method]}
          </label>
        ))}
      </fieldset>
      <table class="gallery-filters" aria-busy={isAsked && !isDone}>
        <thead>
          <tr>
            <th scope="col">method</th>
            <th scope="col">eigenvalues λ that are not excluded</th>
            <th scope="col">exactly</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.method}>
              <th scope="row">{TITLES[row.method] ?? row.method}</th>
              <td>
                <Bars {...{ row, most }} />
              </td>
              <td title={row.condition}>
                {row.exact.join(', ')} ({row.status})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status">
        {failure !== undefined
          ? failure.message
          : isAsked && !isDone
            ? `Proving: ${TITLES[methods[rows.length] ?? ''] ?? ''} …`
            : ''}
      </p>
    </section>
  )
}
