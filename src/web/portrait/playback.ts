/** Frames a second: slow for the first iterates, which are the ones to watch, then up to those of the screen. */
const SLOWEST = 10
const FASTEST = 60
const GETTING_FASTER = 40

/** Where the playhead is after so many milliseconds more; frames are counted from 0, parts of them included. */
export const advanced = (frame: number, elapsedMs: number, frames: number): number => {
  const rate = Math.min(FASTEST, SLOWEST + ((FASTEST - SLOWEST) * frame) / GETTING_FASTER)
  // A page that was hidden does not leap.
  return Math.min(frames - 1, frame + (rate * Math.min(elapsedMs, 100)) / 1000)
}
