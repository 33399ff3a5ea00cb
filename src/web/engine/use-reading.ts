import { useEffect, useRef, useState } from 'preact/hooks'
import { workerOfPage } from '../worker-of-page.ts'
import { firstAnswer } from './first-answer.ts'
import type { AskedProblem, Reading, ReadingError, ReadReply, ReadRequest } from './protocol.ts'

/** Typing is not read letter by letter. */
const PAUSE_MS = 120
/** Reading takes milliseconds; a text that takes longer than this is given up. */
const LONGEST_MS = 6000

/** What is known of the text that was typed. */
export interface ReadingState {
  /** The problem that this is about, as JSON. */
  readonly key: string
  /** What was read last without an error. */
  readonly reading?: Reading
  readonly error?: ReadingError
}

interface Reader {
  readonly read: (problem: AskedProblem, hear: (result: ReadReply['result']) => void) => void
}

const newReader = (): Reader => {
  let worker: Worker | undefined
  let asked: { readonly id: number; readonly hear: (result: ReadReply['result']) => void; timer: number } | undefined
  let lastId = 0
  const finish = (result: ReadReply['result']): void => {
    const { hear, timer } = asked ?? {}
    asked = undefined
    clearTimeout(timer)
    hear?.(result)
  }
  const giveUp = (what: string): void => {
    worker?.terminate()
    worker = undefined
    finish({ error: { field: '', what } })
  }
  const start = (): Worker => {
    const own = workerOfPage('reader-worker')
    own.onmessage = ({ data }: MessageEvent<ReadReply>) => {
      if (data.id === asked?.id) finish(data.result)
    }
    own.onerror = (event) => {
      event.preventDefault()
      if (own === worker) giveUp(`the worker that reads has died: ${event.message || 'it could not be loaded'}`)
    }
    return own
  }
  return {
    read: (problem, hear) => {
      if (asked !== undefined) clearTimeout(asked.timer)
      worker ??= start()
      const id = ++lastId
      const timer = window.setTimeout(() => giveUp('this takes too long to read'), LONGEST_MS)
      asked = { id, hear, timer }
      const request: ReadRequest = { id, problem }
      worker.postMessage(request)
    },
  }
}

/** Reads the problem as it is typed, in a worker of its own. */
export const useReading = (problem: AskedProblem): ReadingState => {
  const key = JSON.stringify(problem)
  const reader = useRef<Reader>(undefined)
  const isFirst = useRef(true)
  const [state, setState] = useState<ReadingState>({ key: '' })
  useEffect(() => {
    reader.current ??= newReader()
    const { read } = reader.current
    const readNow = (): void =>
      read(JSON.parse(key) as AskedProblem, (result) =>
        setState((before) => {
          if ('error' in result) {
            const { reading } = before
            return { key, error: result.error, ...(reading === undefined ? {} : { reading }) }
          }
          return { key, reading: result }
        }),
      )
    if (isFirst.current) {
      isFirst.current = false
      let isWanted = true
      void firstAnswer.then(() => isWanted && readNow())
      return () => {
        isWanted = false
      }
    }
    const timer = setTimeout(readNow, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key])
  return state
}
