import { useEffect, useRef, useState } from 'preact/hooks'
import { advanced } from './playback.ts'

/** A playhead over numbered frames. */
export interface Playback {
  readonly frame: number
  readonly isPlaying: boolean
  readonly play: () => void
  readonly pause: () => void
  readonly seek: (frame: number) => void
}

/** A playhead that moves by itself while it plays; at first it stands at the end. */
export const usePlayback = (frames: number): Playback => {
  const [frame, setFrame] = useState(frames - 1)
  const [isPlaying, setPlaying] = useState(false)
  const head = useRef(frame)
  const place = (next: number): void => {
    head.current = next
    setFrame(Math.floor(next))
  }
  useEffect(() => {
    if (!isPlaying) return
    let before = performance.now()
    let request = requestAnimationFrame(function tick(now) {
      place(advanced(head.current, now - before, frames))
      before = now
      if (head.current >= frames - 1) setPlaying(false)
      else request = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(request)
  }, [isPlaying, frames])
  return {
    frame: Math.min(frame, frames - 1),
    isPlaying,
    play: () => {
      if (head.current >= frames - 1) place(0)
      setPlaying(true)
    },
    pause: () => setPlaying(false),
    seek: (next) => {
      setPlaying(false)
      place(next)
    },
  }
}
