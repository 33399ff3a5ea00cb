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

/** A playhead that moves by itself while it plays. */
const usePlayback = (frames: number, first: number): Playback => {
  const [frame, setFrame] = useState(first)
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

/** A playhead that rests this long has come to rest: it goes into the link. */
const RESTED_MS = 250

/**
 * A playhead over kept steps that stands where the state says, and tells the state where it comes to rest; null stands
 * for the last step.
 */
export const useSavedPlayback = (
  kept: readonly number[],
  shown: number | null,
  onShown: (shown: number | null) => void,
): Playback => {
  const frameOf = (step: number | null): number =>
    step === null
      ? kept.length - 1
      : Math.max(
          0,
          kept.findLastIndex((own) => own <= step),
        )
  const playback = usePlayback(kept.length, frameOf(shown))
  const told = useRef(shown)
  useEffect(() => {
    if (told.current === shown) return
    told.current = shown
    playback.seek(frameOf(shown))
  }, [shown])
  const { frame, isPlaying } = playback
  useEffect(() => {
    if (isPlaying) return
    const step = frame >= kept.length - 1 ? null : (kept[frame] ?? null)
    // A step that is not kept is shown by the one before it.
    if (step === told.current || frame === frameOf(told.current)) return
    const timer = setTimeout(() => {
      told.current = step
      onShown(step)
    }, RESTED_MS)
    return () => clearTimeout(timer)
  }, [frame, isPlaying, kept])
  return playback
}
