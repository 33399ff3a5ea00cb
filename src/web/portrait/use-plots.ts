import { useEffect, useRef, useState } from 'preact/hooks'
import { addToFilms, type Films } from './film.ts'
import type { PlotReply, PlotRequest, SceneReply, SceneRequest } from './messages.ts'
import { plotClient } from './plot-client.ts'

/** The answer to a scene request, the last one until the next is there; and what went wrong. */
export const useScene = (
  channel: string,
  request: SceneRequest | undefined,
): { readonly reply: SceneReply | undefined; readonly failure: string | undefined } => {
  const [reply, setReply] = useState<SceneReply>()
  const [failure, setFailure] = useState<string>()
  const key = JSON.stringify(request)
  useEffect(() => {
    if (request === undefined) return
    plotClient().ask(channel, request, (answer: PlotReply) => {
      if (answer.kind === 'scene') {
        setReply(answer)
        setFailure(undefined)
      } else if (answer.kind === 'failure') {
        setReply(undefined)
        setFailure(answer.message)
      }
    })
  }, [channel, key])
  useEffect(() => () => plotClient().forget(channel), [channel])
  return { reply, failure }
}

/** Films as they come in: those before are kept until there is something new to see. */
export interface FilmsInProgress {
  readonly films: Films
  readonly isDone: boolean
  readonly failure: string | undefined
}

const NOTHING: FilmsInProgress = { films: new Map(), isDone: true, failure: undefined }

/** How often the page is told of new frames; the picture itself looks at them whenever it is painted. */
const TELL_EVERY_MS = 60

/** The films of a request for runs. */
export const useFilms = (channel: string, request: PlotRequest | undefined): FilmsInProgress => {
  const [progress, setProgress] = useState(NOTHING)
  const told = useRef(0)
  const key = JSON.stringify(request)
  useEffect(() => {
    if (request === undefined) {
      plotClient().forget(channel)
      setProgress(NOTHING)
      return
    }
    const films: Films = new Map()
    plotClient().ask(channel, request, (answer) => {
      if (answer.kind === 'frame' || answer.kind === 'film') addToFilms(films, answer)
      const isDone = answer.kind === 'done' || answer.kind === 'failure'
      const now = performance.now()
      if (!isDone && answer.kind !== 'film' && now - told.current < TELL_EVERY_MS) return
      told.current = now
      setProgress({ films, isDone, failure: answer.kind === 'failure' ? answer.message : undefined })
    })
  }, [channel, key])
  useEffect(() => () => plotClient().forget(channel), [channel])
  return progress
}
