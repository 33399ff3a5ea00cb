import { useEffect, useRef, useState } from 'preact/hooks'
import type { Figure, Panel } from '../../report/figures/figure.ts'
import { svgFile } from '../../report/figures/svg.ts'
import { tikzFigure } from '../../report/figures/tikz.ts'
import type { Analysis } from '../analysis.ts'
import type { TracesReply, TracesRequest } from '../portrait/messages.ts'
import { methodRoles } from '../portrait/method-roles.ts'
import { METHOD_TITLES, type Palette } from '../portrait/palette.ts'
import { plotClient } from '../portrait/plot-client.ts'
import { plotPlane, plotProblem } from '../portrait/plot-problem.ts'
import { pointText } from '../portrait/run-sentence.ts'
import { copyText } from '../portrait/save.ts'
import { usePalette, useWidth } from '../portrait/use-page.ts'
import type { DrawnMethod, ExplorerState } from '../state.ts'
import './traces.css'
import { plotPanel } from './plot-panel.ts'
import { tracePanels } from './trace-panels.ts'

const STEPS = 20_000
const NARROW = 560

const useTraces = (request: TracesRequest | undefined) => {
  const [reply, setReply] = useState<TracesReply>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    if (request === undefined) return
    plotClient().ask('traces', request, (answer) => {
      if (answer.kind === 'traces') {
        setReply(answer)
        setFailure(undefined)
      } else if (answer.kind === 'failure') {
        setReply(undefined)
        setFailure(answer.message)
      }
    })
    return () => plotClient().forget('traces')
  }, [JSON.stringify(request)])
  return request === undefined ? {} : { reply, failure }
}

const Drawn = ({
  panel,
  methods,
  palette,
  width,
}: {
  readonly panel: Panel
  readonly methods: readonly DrawnMethod[]
  readonly palette: Palette
  readonly width: number
}) => {
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => {
    holder.current?.replaceChildren(plotPanel(panel, methods, palette, width))
  }, [JSON.stringify([panel, methods]), palette, width])
  return (
    <figure class="traces-panel">
      <figcaption>{panel.title}</figcaption>
      <div ref={holder} />
    </figure>
  )
}

export interface TracesProps {
  readonly state: ExplorerState
  readonly analysis: Analysis
}

/**
 * f, the distance to the attractor and the drift of a law along the runs from one start, on logarithmic axes, with the
 * slopes of the theory where they are known. Evidence in doubles.
 */
export const Traces = ({ state, analysis }: TracesProps) => {
  const palette = usePalette(state.theme)
  const holder = useRef<HTMLElement>(null)
  const { width } = useWidth(holder)
  const [chosen, setChosen] = useState(0)
  const [law, setLaw] = useState(0)
  const [said, setSaid] = useState('')
  const start = state.starts[chosen] ?? state.starts.at(-1)
  const { reply, failure } = useTraces(
    start === undefined
      ? undefined
      : {
          kind: 'traces',
          problem: plotProblem(state, analysis),
          plane: plotPlane(state, analysis),
          methods: state.methods,
          numbers: { beta: state.beta, rho: state.rho, seed: state.seed },
          start: [start.x, start.y],
          ...{ alpha: state.stepSize, schedule: state.schedule, steps: STEPS },
          attractor: analysis.solutionPoints.map(({ exact }) => exact),
          constants: analysis.constants,
        },
  )
  const shownLaw = analysis.laws[law] ?? analysis.laws[0]
  const panels =
    reply === undefined
      ? []
      : tracePanels(
          reply,
          shownLaw === undefined
            ? undefined
            : { index: analysis.laws.indexOf(shownLaw), plain: shownLaw.text, latex: shownLaw.latex },
          { schedule: state.schedule, ...(analysis.order === undefined ? {} : { order: analysis.order }) },
        )
  const drawn = new Set(panels.flatMap(({ layers }) => layers.map(({ role }) => role)))
  const measured = reply?.traces.map(({ method }) => method) ?? []
  const roles = methodRoles(measured)
  const missing = measured.filter((method) => !drawn.has(roles.get(method) ?? 'slope'))
  const columns = width < NARROW ? 1 : 2
  const panelWidth = Math.floor((width - 16 * (columns - 1)) / columns)
  const figure: Figure = {
    name: 'traces',
    caption: ['What falls along the runs from one start. Measured in floating point.'],
    panels,
  }
  return (
    <section class="traces" aria-label="Along the runs" ref={holder}>
      {start === undefined ? (
        <p class="traces-hint">Drop a start into the phase portrait to see what falls along its runs.</p>
      ) : (
        <div class="portrait-bar">
          {state.starts.length > 1 && (
            <label>
              start{' '}
              <select
                value={state.starts.indexOf(start)}
                onChange={({ currentTarget: { value } }) => setChosen(Number(value))}
              >
                {state.starts.map(({ x, y }, i) => (
                  <option key={`${i} ${x} ${y}`} value={i}>
                    {pointText([x, y])}
                  </option>
                ))}
              </select>
            </label>
          )}
          {analysis.laws.length > 1 && (
            <label>
              law{' '}
              <select value={law} onChange={({ currentTarget: { value } }) => setLaw(Number(value))}>
                {analysis.laws.map(({ text }, i) => (
                  <option key={text} value={i}>
                    {text}
                  </option>
                ))}
              </select>
            </label>
          )}
          <span class="traces-methods">
            {state.methods.map((method) => (
              <span key={method}>
                <svg class="portrait-swatch" viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
                  <line
                    x1="1"
                    y1="6"
                    x2="27"
                    y2="6"
                    stroke={palette.methods[method].color}
                    stroke-width={palette.methods[method].width + 0.4}
                    stroke-dasharray={palette.methods[method].dash.join(' ')}
                    stroke-linecap={method === 'flow' ? 'round' : 'butt'}
                  />
                </svg>{' '}
                {METHOD_TITLES[method]}
              </span>
            ))}
          </span>
          <span class="portrait-group">
            <button
              type="button"
              disabled={panels.length === 0}
              onClick={async () => setSaid(await copyText('SVG', 'traces.svg', svgFile(figure)))}
            >
              Copy SVG
            </button>
            <button
              type="button"
              disabled={panels.length === 0}
              onClick={async () => setSaid(await copyText('TikZ', 'traces.tex', tikzFigure(figure)))}
            >
              Copy TikZ
            </button>
          </span>
        </div>
      )}
      <div class="traces-panels">
        {width > 0 &&
          panels.map((panel) => (
            <Drawn key={panel.title} {...{ panel, palette }} methods={measured} width={panelWidth} />
          ))}
      </div>
      {failure !== undefined && <p class="traces-hint">{failure}</p>}
      {reply !== undefined && panels.length === 0 && (
        <p class="traces-hint">Nothing to draw: what is measured is 0, or not finite, from the first steps on.</p>
      )}
      {panels.length > 0 && missing.length > 0 && (
        <p class="traces-hint">
          Not drawn: {missing.map((method) => METHOD_TITLES[method]).join(', ')}. Such a run ends, leaves the picture or
          reaches 0 in its first steps.
        </p>
      )}
      <p class="portrait-said" role="status">
        {said}
      </p>
    </section>
  )
}
