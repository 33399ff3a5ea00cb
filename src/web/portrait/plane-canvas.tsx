import { useEffect, useRef, useState } from 'preact/hooks'
import type { ExplorerState } from '../state.ts'
import { type CloudRaster, cloudRaster } from './cloud-raster.ts'
import type { Films } from './film.ts'
import { keyAction } from './keyboard.ts'
import type { SceneReply } from './messages.ts'
import { paintPlane } from './paint-plane.ts'
import { paintRuns } from './paint-runs.ts'
import type { Palette } from './palette.ts'
import { shortNumber } from './run-sentence.ts'
import { useGestures } from './use-gestures.ts'
import { useWidth } from './use-page.ts'
import { heightOf, rounded, viewportIn, type Window } from './viewport.ts'

type Pair = readonly [number, number]

export interface PlaneCanvasProps {
  readonly reply: SceneReply | undefined
  readonly window: Window
  readonly layers: ExplorerState['layers']
  readonly palette: Palette
  readonly films: Films
  readonly cloud: Films
  readonly starts: readonly Pair[]
  /** The step that is shown. */
  readonly step: number
  readonly label: string
  readonly onWindow: (window: Window) => void
  readonly onDrop: (point: Pair) => void
  readonly onRemove: () => void
  readonly onPlay: () => void
  readonly onReset: () => void
}

const MOST_HIGH = 720

/** Sizes a canvas for the screen and returns its context in CSS pixels. */
const prepared = (
  canvas: HTMLCanvasElement | null,
  width: number,
  height: number,
  ratio: number,
): CanvasRenderingContext2D | undefined => {
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas === null || w === 0) return undefined
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w
    canvas.height = h
  }
  const context = canvas.getContext('2d') ?? undefined
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  context?.clearRect(0, 0, width, height)
  return context
}

/** An application is a widget, with keys of its own. */
const FOCUSABLE = { tabIndex: 0 } as const

/** The picture: what stands still on one canvas, what moves on another above it, and the hands and keys on that. */
export const PlaneCanvas = (props: PlaneCanvasProps) => {
  const { reply, window, layers, palette, films, cloud, starts, step } = props
  const holder = useRef<HTMLDivElement>(null)
  const below = useRef<HTMLCanvasElement>(null)
  const above = useRef<HTMLCanvasElement>(null)
  const raster = useRef<{ readonly key: string; readonly raster: CloudRaster } | undefined>(undefined)
  const [cursor, setCursor] = useState<Pair>()
  const [said, setSaid] = useState('')
  const { width, ratio } = useWidth(holder)
  const viewport = viewportIn(window, width, MOST_HIGH)
  const height = heightOf(viewport)

  const round = ([x, y]: Pair): Pair => [rounded(x, window), rounded(y, window)]
  useGestures(holder, { viewport, onWindow: props.onWindow, onDrop: (point) => props.onDrop(round(point)) })

  useEffect(() => {
    const context = prepared(below.current, width, height, ratio)
    if (context === undefined || holder.current === null) return
    paintPlane(context, viewport, reply, layers, palette, getComputedStyle(holder.current).fontFamily)
  }, [reply, ...window, width, height, ratio, layers, palette])

  useEffect(() => {
    const context = prepared(above.current, width, height, ratio)
    if (context === undefined) return
    const key = JSON.stringify([viewport, ratio, palette.paper])
    if (cloud.size > 0 && raster.current?.key !== key)
      raster.current = { key, raster: cloudRaster(viewport, Math.min(2, ratio)) }
    // On a graph a start lies where its run begins.
    const [begun] = [...films.values()].map(({ positions }) => positions[0])
    const placed = starts.map(([x, y], i): Pair => [x, reply?.graph === undefined ? y : (begun?.[2 * i + 1] ?? y)])
    const flat = layers.flatMinima ? (reply?.points ?? []) : []
    paintRuns(
      context,
      viewport,
      { films, cloud, raster: raster.current?.raster, starts: placed, flat, step, cursor },
      palette,
    )
  })

  const middle: Pair = round([(window[0] + window[1]) / 2, (window[2] + window[3]) / 2])
  const keys = (event: KeyboardEvent): void => {
    const at = cursor ?? middle
    const action = keyAction(event, window, at)
    if (action === undefined) return
    event.preventDefault()
    if (action.kind === 'cursor') {
      const next = round(action.cursor)
      setCursor(next)
      setSaid(`Cursor at ${next.map(shortNumber).join(', ')}`)
    } else if (action.kind === 'window') props.onWindow(action.window)
    else if (action.kind === 'drop') {
      props.onDrop(round(at))
      setSaid(`Start dropped at ${at.map(shortNumber).join(', ')}`)
    } else if (action.kind === 'remove') props.onRemove()
    else if (action.kind === 'play') props.onPlay()
    else props.onReset()
  }

  return (
    <div
      class="portrait-picture"
      ref={holder}
      role="application"
      {...FOCUSABLE}
      aria-roledescription="phase portrait"
      aria-label={props.label}
      aria-describedby="portrait-keys"
      onKeyDown={keys}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) setCursor(cursor ?? middle)
      }}
      onBlur={() => setCursor(undefined)}
    >
      <svg class="portrait-space" viewBox={`0 0 ${Math.max(1, width)} ${Math.round(height)}`} aria-hidden="true" />
      <canvas class="portrait-layer" ref={below} />
      <canvas class="portrait-layer" ref={above} />
      <p class="portrait-unseen" aria-live="polite">
        {said}
      </p>
    </div>
  )
}
