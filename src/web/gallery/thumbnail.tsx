import { useEffect, useRef, useState } from 'preact/hooks'
import { type Analysis, NO_ANALYSIS } from '../analysis.ts'
import type { Films } from '../portrait/film.ts'
import { addToFilms } from '../portrait/film.ts'
import type { SceneReply } from '../portrait/messages.ts'
import { paintPlane } from '../portrait/paint-plane.ts'
import { paintRuns } from '../portrait/paint-runs.ts'
import { plotClient } from '../portrait/plot-client.ts'
import { plotPlane, plotProblem } from '../portrait/plot-problem.ts'
import { usePalette } from '../portrait/use-page.ts'
import type { Viewport } from '../portrait/viewport.ts'
import type { Theme } from '../state.ts'
import { stateOfProblem } from '../state-of-problem.ts'
import type { GalleryExample } from './examples.ts'

const SIZE = { width: 208, height: 156, grid: 97, steps: 400, frames: 120 }

/** A small picture of an example: its levels, its minima and a run, computed when it comes into sight. */
export const Thumbnail = ({ example, theme }: { readonly example: GalleryExample; readonly theme: Theme }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [reply, setReply] = useState<SceneReply>()
  const [films, setFilms] = useState<Films>(new Map())
  const [isSeen, setSeen] = useState(false)
  const palette = usePalette(theme)
  const state = stateOfProblem(example)
  useEffect(() => {
    if (canvas.current === null) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    observer.observe(canvas.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (!isSeen) return
    const client = plotClient()
    const analysis: Analysis = { ...NO_ANALYSIS, variables: example.variables }
    const known = { problem: plotProblem(state, analysis), plane: plotPlane(state, analysis) }
    const [scene, runs] = [`thumbnail ${example.name}`, `thumbnail runs ${example.name}`]
    const { window } = state.view
    client.ask(
      scene,
      { kind: 'scene', ...known, window, size: SIZE.grid, arrows: 0, points: example.points, constants: {} },
      (answer) => {
        if (answer.kind === 'scene') setReply(answer)
      },
    )
    const points = state.starts.slice(0, 2).map(({ x, y }) => [x, y] as const)
    if (points.length > 0) {
      const gathered: Films = new Map()
      const { stepSize: alpha, schedule } = state
      client.ask(
        runs,
        {
          kind: 'runs',
          ...known,
          methods: ['ngd'],
          starts: { kind: 'points', points },
          ...{ alpha, schedule, steps: SIZE.steps, frames: SIZE.frames },
        },
        (answer) => {
          if (answer.kind === 'frame' || answer.kind === 'film') addToFilms(gathered, answer)
          if (answer.kind === 'done') setFilms(gathered)
        },
      )
    }
    return () => {
      client.forget(scene)
      client.forget(runs)
    }
  }, [isSeen])
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined || canvas.current === null) return
    const ratio = Math.min(2, devicePixelRatio || 1)
    canvas.current.width = SIZE.width * ratio
    canvas.current.height = SIZE.height * ratio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    const frame = { left: 0, top: 0, width: SIZE.width, height: SIZE.height }
    const viewport: Viewport = { window: state.view.window, frame }
    paintPlane(context, viewport, reply, state.layers, palette, undefined)
    const starts = state.starts.slice(0, 2).map(({ x, y }) => [x, y] as const)
    const flat = reply?.points ?? []
    const shown = { films, cloud: new Map(), raster: undefined, starts, flat, step: SIZE.steps, cursor: undefined }
    if (reply !== undefined) paintRuns(context, viewport, shown, palette)
  }, [reply, films, palette])
  return <canvas class="gallery-thumbnail" ref={canvas} width={SIZE.width} height={SIZE.height} />
}
