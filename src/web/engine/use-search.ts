import { useEffect, useRef, useState } from 'preact/hooks'
import { type Analysis, NO_ANALYSIS } from '../analysis.ts'
import { withoutRegularizer } from '../problem-of-state.ts'
import type { Asking, Engine } from './engine-client.ts'
import { lawsQuestion, SECONDS } from './laws-question.ts'
import type { AskedProblem, CheckView, ClaimView, LawsView, Part, Question } from './protocol.ts'
import type { ReadingState } from './use-reading.ts'

const MORE_SECONDS = { laws: 120, check: 300 }
/** A search starts when nothing was typed for so long. */
const PAUSE_MS = 300

/** A regularizer of a comparison with what became of it. */
export interface Compared {
  readonly candidate: string
  /** Absent where it could not be checked: `why` says so. */
  readonly check?: CheckView
  readonly why?: string
}

/** What has been found, and what is being searched. */
export interface SearchState {
  readonly running?: Question['kind']
  readonly phase?: string
  readonly laws?: LawsView
  /** The claims settled so far. */
  readonly claims: readonly ClaimView[]
  readonly check?: CheckView
  /** The candidates that have been compared so far. */
  readonly compared: readonly Compared[]
  /** Whether the last search was cut: by its time, or by the user. */
  readonly isCut: boolean
  /** Why the problem is not searched, such as assumptions that contradict each other. */
  readonly refusal?: string
  /** A defect, or a worker that died. */
  readonly failure?: string
  readonly analysis: Analysis
}

export interface Search extends SearchState {
  /** The problem that this is about, as JSON. */
  readonly key: string
  /** Checks the problem; without a regularizer, one is proposed. */
  readonly checkNow: () => void
  /** Checks each of these regularizers, one after another. */
  readonly compareNow: (candidates: readonly string[]) => void
  /** Everything again, with more time. */
  readonly searchLonger: () => void
  readonly cancel: () => void
}

const NOTHING: SearchState = { claims: [], compared: [], isCut: false, analysis: NO_ANALYSIS }

const afterPart = (state: SearchState, part: Part): SearchState => {
  switch (part.kind) {
    case 'phase':
      return { ...state, phase: part.phase }
    case 'laws':
      return { ...state, laws: part.laws, analysis: { ...state.analysis, ...part.analysis } }
    case 'claim':
      return { ...state, claims: [...state.claims, part.claim] }
    case 'check':
      return {
        ...state,
        check: part.check,
        claims: part.check.claims,
        analysis: { ...state.analysis, ...part.analysis },
      }
    case 'started':
      return state
    case 'done':
    case 'refused':
    case 'failed': {
      const { running: _, phase: __, ...rest } = state
      if (part.kind === 'failed') return { ...rest, isCut: false, failure: part.message }
      if (part.kind === 'refused') return { ...rest, isCut: false, refusal: part.error.what }
      return { ...rest, isCut: part.isInterrupted }
    }
  }
}

/**
 * Searches laws when a problem has been read, and checks it where it has a regularizer; each change of the problem ends
 * the search before.
 */
export const useSearch = (engine: Engine, problem: AskedProblem, reading: ReadingState): Search => {
  const key = JSON.stringify(problem)
  const lawsKey = JSON.stringify(withoutRegularizer(problem))
  const asking = useRef<Asking>(undefined)
  const askedKey = useRef('')
  const doneLaws = useRef('')
  const [state, setState] = useState<SearchState>(NOTHING)

  const ask = (question: Question, then?: () => void): void => {
    setState((before) => {
      const { failure: _, refusal: __, check: ___, ...rest } = before
      const kept = question.kind === 'laws' ? NOTHING : { ...rest, claims: [] }
      return { ...kept, running: question.kind, isCut: false }
    })
    asking.current = engine.ask(question, (part) => {
      setState((before) => afterPart(before, part))
      if (part.kind === 'done' && !part.isInterrupted) then?.()
    })
  }
  const checkWithin = (timeout: number): void => {
    askedKey.current = key
    ask({ kind: 'check', problem: JSON.parse(key) as AskedProblem, timeout, seed: 1 })
  }
  const searchWithin = ({ laws, check }: typeof MORE_SECONDS, isChecked = key !== lawsKey): void => {
    askedKey.current = key
    ask(lawsQuestion(JSON.parse(lawsKey) as AskedProblem, laws), () => {
      doneLaws.current = lawsKey
      if (isChecked) checkWithin(check)
    })
  }

  const compareNow = ([candidate, ...rest]: readonly string[], before: readonly Compared[] = []): void => {
    if (candidate === undefined) return
    const { regularizer: _, ...asked } = JSON.parse(key) as AskedProblem
    let found: CheckView | undefined
    setState((known) => {
      const { failure: _f, refusal: _r, ...kept } = known
      return { ...kept, running: 'check', phase: `checking ${candidate}`, compared: before, isCut: false }
    })
    const problem = { ...asked, regularizer: candidate }
    asking.current = engine.ask({ kind: 'check', problem, timeout: SECONDS.compare, seed: 1 }, (part) => {
      if (part.kind === 'check') found = part.check
      if (part.kind !== 'done' && part.kind !== 'refused' && part.kind !== 'failed') return
      const why = part.kind === 'done' ? 'cut before its end' : part.kind === 'refused' ? part.error.what : part.message
      const compared = [...before, found === undefined ? { candidate, why } : { candidate, check: found }]
      const isCut = part.kind === 'done' && part.isInterrupted
      setState(({ running: _run, phase: _phase, ...kept }) => ({ ...kept, compared, isCut }))
      if (!isCut) compareNow(rest, compared)
    })
  }

  const isReadable = reading.key === key && reading.error === undefined
  useEffect(() => {
    const isFirst = askedKey.current === ''
    // At first the engine is asked at once: it reads the problem itself.
    if (askedKey.current === key || !(isReadable || isFirst)) return
    const start = (): void => {
      if (doneLaws.current !== lawsKey) return searchWithin(SECONDS)
      if (key !== lawsKey) return checkWithin(SECONDS.check)
      askedKey.current = key
      asking.current?.cancel()
      setState(({ check: _, ...before }) => ({ ...before, claims: [] }))
    }
    const timer = setTimeout(start, isFirst ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key, lawsKey, isReadable])

  return {
    ...state,
    key: askedKey.current,
    checkNow: () => checkWithin(SECONDS.check),
    compareNow: (candidates) => compareNow(candidates),
    searchLonger: () => searchWithin(MORE_SECONDS, key !== lawsKey || state.check !== undefined),
    cancel: () => asking.current?.cancel(),
  }
}
