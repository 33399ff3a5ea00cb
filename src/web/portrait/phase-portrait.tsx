import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { filmSteps } from '../../numerics/film.ts'
import { svgFile } from '../../report/figures/svg.ts'
import { FIGURE_PACKAGES, tikzFigure } from '../../report/figures/tikz.ts'
import type { Analysis } from '../analysis.ts'
import { type ExplorerState, INITIAL_STATE } from '../state.ts'
import './portrait.css'
import { Legend, StepControls } from './controls.tsx'
import type { RunsRequest, SceneRequest, Starts } from './messages.ts'
import { PlaneCanvas } from './plane-canvas.tsx'
import { PlaneChoice } from './plane-choice.tsx'
import { plotPlane, plotProblem } from './plot-problem.ts'
import { portraitFigure } from './portrait-figure.ts'
import { cloudSentence, runSentence } from './run-sentence.ts'
import { copyText, savePicture } from './save.ts'
import { usePalette, useReducedMotion } from './use-page.ts'
import { useSavedPlayback } from './use-playback.ts'
import { useFilms, useScene } from './use-plots.ts'
import { roundedWindow, type Window, zoomed } from './viewport.ts'

export interface PhasePortraitProps {
  readonly state: ExplorerState
  readonly analysis: Analysis
  /** Gets what changes; a drawing may answer later than a letter is typed, so nothing else is given back. */
  readonly onState: (change: Partial<ExplorerState>) => void
}

const STEPS = [200, 2000, 20_000] as const
const FRAMES = 360
/** A cloud is followed for fewer steps: it is there to be seen moving. */
const CLOUD = { count: 10_000, steps: 2000 }
const GRID = { quick: 121, fine: 241 }
const ARROWS = 22
/** A window that has not moved for so long is final: it is computed finely and goes into the link. */
const SETTLED_MS = 220

/** The window as it is moved, and as it was when it last came to rest. */
const useWindow = (given: Window, onSettled: (window: Window) => void) => {
  const [window, setWindow] = useState(given)
  const key = given.join()
  useEffect(() => setWindow(given), [key])
  const isSettled = window.join() === key
  useEffect(() => {
    if (isSettled) return
    const timer = setTimeout(() => onSettled(window), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [window.join(), key])
  return { window, setWindow, isSettled }
}

/**
 * The phase portrait: level sets, minima, laws and the gradient field in a plane, and runs of the methods from starts
 * that are dropped into it. Evidence in doubles, never a verdict.
 */
export const PhasePortrait = ({ state, analysis, onState: change }: PhasePortraitProps) => {
  const palette = usePalette(state.theme)
  const isStill = useReducedMotion()
  const box = useRef<HTMLElement>(null)
  const { steps, cloud: cloudWindow } = state
  const hasCloud = cloudWindow !== null
  const [said, setSaid] = useState('')
  const { window, setWindow, isSettled } = useWindow(state.view.window, (settled) =>
    change({ view: { ...state.view, window: roundedWindow(settled) } }),
  )

  const problem = plotProblem(state, analysis)
  const plane = plotPlane(state, analysis)
  const known = { problem, plane }
  const sceneRequest: SceneRequest = {
    kind: 'scene',
    ...known,
    window,
    size: isSettled ? GRID.fine : GRID.quick,
    arrows: state.layers.field ? ARROWS : 0,
    points: analysis.flatMinima.map(({ exact }) => exact),
    constants: analysis.constants,
  }
  const { reply, failure } = useScene('scene', sceneRequest)

  const starts = state.starts.map(({ x, y }) => [x, y] as const)
  const runs = (given: Starts, count: number): RunsRequest => ({
    kind: 'runs',
    ...known,
    methods: state.methods,
    numbers: { beta: state.beta, rho: state.rho, seed: state.seed },
    starts: given,
    ...{ alpha: state.stepSize, schedule: state.schedule, steps: count, frames: FRAMES },
  })
  const placed = useFilms('runs', starts.length === 0 ? undefined : runs({ kind: 'points', points: starts }, steps))
  const cloud = useFilms(
    'cloud',
    // The cloud is scattered over the window in which it was asked for, not over each that is looked at later.
    cloudWindow !== null
      ? runs({ kind: 'cloud', count: CLOUD.count, seed: state.seed, window: cloudWindow }, Math.min(steps, CLOUD.steps))
      : undefined,
  )

  const kept = useMemo(() => filmSteps(steps, FRAMES), [steps])
  const playback = useSavedPlayback(kept, state.shown, (shown) => change({ shown }))
  const step = kept[playback.frame] ?? steps
  const begin = (): void => {
    if (isStill) playback.seek(kept.length - 1)
    else {
      playback.seek(0)
      playback.play()
    }
  }
  const drop = ([x, y]: readonly [number, number]): void => {
    change({ starts: [...state.starts, { x, y }] })
    begin()
  }

  const figure = () =>
    reply === undefined ? undefined : portraitFigure(reply, window, state.layers, placed.films, starts)
  const copySvg = async (): Promise<void> => {
    const shown = figure()
    if (shown !== undefined) setSaid(await copyText('SVG', 'portrait.svg', svgFile(shown)))
  }
  const copyTikz = async (): Promise<void> => {
    const shown = figure()
    if (shown !== undefined)
      setSaid(
        await copyText('TikZ', 'portrait.tex', `% ${FIGURE_PACKAGES.replaceAll('\n', '\n% ')}\n${tikzFigure(shown)}`),
      )
  }

  const middle = [(window[0] + window[1]) / 2, (window[2] + window[3]) / 2] as const
  const notes = [
    ...new Set([
      ...[failure, placed.failure, cloud.failure].filter((message) => message !== undefined),
      ...(reply?.notes ?? []),
      ...[...placed.films.values(), ...cloud.films.values()].flatMap(({ end }) => end?.notes ?? []),
    ]),
  ]
  const ends = [...placed.films.values()].flatMap(({ method, end }) =>
    (end?.ends ?? []).map((one) => runSentence(method, one)),
  )
  const clouds = [...cloud.films.values()].flatMap(({ end }) => (end === undefined ? [] : [cloudSentence(end)]))
  const isComputing = !placed.isDone || !cloud.isDone

  return (
    <section class="portrait" aria-label="Phase portrait" ref={box}>
      <PlaneCanvas
        {...{ reply, window, palette, starts, step }}
        layers={state.layers}
        films={placed.films}
        cloud={cloud.films}
        label={`Phase portrait in ${reply?.axes.join(' and ') ?? 'the plane'}; ${starts.length} ${starts.length === 1 ? 'start' : 'starts'}. Enter drops a start at the cursor.`}
        onWindow={setWindow}
        onDrop={drop}
        onRemove={() => change({ starts: state.starts.slice(0, -1) })}
        onPlay={() => (playback.isPlaying ? playback.pause() : playback.play())}
        onReset={() => setWindow(INITIAL_STATE.view.window)}
      />
      <div class="portrait-bar">
        <button
          type="button"
          onClick={() => (playback.isPlaying ? playback.pause() : playback.play())}
          disabled={starts.length === 0 && !hasCloud}
        >
          {playback.isPlaying ? 'Pause' : 'Play'}
        </button>
        <label class="portrait-scrub">
          <span class="portrait-unseen">Step shown</span>
          <input
            type="range"
            min="0"
            max={kept.length - 1}
            value={playback.frame}
            aria-valuetext={`step ${step}`}
            onInput={({ currentTarget: { value } }) => playback.seek(Number(value))}
          />
        </label>
        <output class="portrait-step">k = {step}</output>
        <label>
          of{' '}
          <select
            value={steps}
            onChange={({ currentTarget: { value } }) => change({ steps: Number(value) })}
            aria-label="Steps of a run"
          >
            {[...new Set([...STEPS, steps])].map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="portrait-bar">
        <button
          type="button"
          aria-pressed={hasCloud}
          onClick={() => {
            change({ cloud: hasCloud ? null : roundedWindow(window) })
            if (!hasCloud) begin()
          }}
        >
          10⁴ starts
        </button>
        {hasCloud && (
          <button type="button" onClick={() => change({ seed: state.seed + 1 })}>
            Other starts
          </button>
        )}
        <button type="button" onClick={() => change({ starts: [] })} disabled={starts.length === 0}>
          Clear starts
        </button>
        <span class="portrait-group">
          <button type="button" aria-label="Zoom in" onClick={() => setWindow(zoomed(window, middle, 0.7))}>
            +
          </button>
          <button type="button" aria-label="Zoom out" onClick={() => setWindow(zoomed(window, middle, 1 / 0.7))}>
            −
          </button>
          <button type="button" onClick={() => setWindow(INITIAL_STATE.view.window)}>
            Reset window
          </button>
        </span>
        <span class="portrait-group">
          <button type="button" onClick={copySvg} disabled={reply === undefined}>
            Copy SVG
          </button>
          <button type="button" onClick={copyTikz} disabled={reply === undefined}>
            Copy TikZ
          </button>
          <button
            type="button"
            onClick={() =>
              savePicture([...(box.current?.querySelectorAll('canvas') ?? [])], palette.paper, 'portrait.png')
            }
          >
            Save PNG
          </button>
        </span>
      </div>
      <StepControls state={state} onChange={change} />
      <Legend state={state} palette={palette} onChange={change} />
      {reply !== undefined && reply.others.length > 0 && <PlaneChoice {...{ state, reply }} onChange={change} />}
      {notes.length > 0 && (
        <ul class="portrait-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <p class="portrait-said" role="status">
        {said}
      </p>
      <section class="portrait-ends" aria-label="Where the runs ended" aria-busy={isComputing}>
        {starts.length === 0 && !hasCloud ? (
          <p>Click into the picture, or move the cursor with the arrow keys and press Enter, to drop a start.</p>
        ) : (
          <ul>
            {[...ends, ...clouds].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </section>
      <p class="portrait-unseen" id="portrait-keys">
        Arrow keys move the cursor, with Alt by less, with Shift the window; Enter drops a start, Delete removes the
        last; plus and minus zoom; 0 resets the window; the space bar plays.
      </p>
    </section>
  )
}
