import { useEffect, useRef, useState } from 'preact/hooks'
import { workerOfPage } from '../worker-of-page.ts'
import type { GalleryReply, GalleryRequest } from './gallery-messages.ts'

/** What a worker of its own has answered so far; a new request, or leaving, ends the worker of the one before. */
export const useGalleryWorker = (request: GalleryRequest | undefined) => {
  const [replies, setReplies] = useState<readonly GalleryReply[]>([])
  const worker = useRef<Worker | undefined>(undefined)
  useEffect(() => {
    if (request === undefined) return
    setReplies([])
    const started = workerOfPage('gallery-worker')
    worker.current = started
    const add = (reply: GalleryReply): void => {
      setReplies((before) => [...before, reply])
      if (reply.kind === 'done' || reply.kind === 'failure') started.terminate()
    }
    started.addEventListener('message', ({ data }: MessageEvent<GalleryReply>) => add(data))
    started.addEventListener('error', (event) => {
      event.preventDefault()
      add({ kind: 'failure', message: 'The worker of the gallery has died; change a number to start it again.' })
    })
    started.postMessage(request)
    return () => started.terminate()
  }, [JSON.stringify(request)])
  return replies
}
