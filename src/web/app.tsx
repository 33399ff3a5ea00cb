import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Engine } from './engine/engine-client.ts'
import { firstAnswer } from './engine/first-answer.ts'
import { useReading } from './engine/use-reading.ts'
import { useSearch } from './engine/use-search.ts'
import { QuestionForm } from './input/question.tsx'
import { Header } from './page/header.tsx'
import { later } from './page/later.tsx'
import { Notices } from './page/notices.tsx'
import { Progress } from './page/progress.tsx'
import { saveState } from './page/saved-state.ts'
import { PhasePortrait } from './portrait/phase-portrait.tsx'
import { problemOf } from './problem-of-state.ts'
import { Checklist } from './results/checklist.tsx'
import { Comparison } from './results/comparison.tsx'
import { Laws } from './results/laws.tsx'
import type { ExplorerState } from './state.ts'
import { type DecodedState, decodeState } from './state-link.ts'

const Gallery = later(async () => (await import('./gallery/gallery.tsx')).Gallery)
const Traces = later(async () => {
  await firstAnswer
  return (await import('./traces/traces.tsx')).Traces
})

const NOT_SAVED =
  'What you type cannot be kept in this browser (its storage is full or switched off). Everything else works; a link keeps it.'

/** Writing the address at every letter would be too much for a browser. */
const SAVE_PAUSE_MS = 250

/** The state in the address and the storage; what could not be read or saved is said once. */
const useSavedState = (opened: DecodedState) => {
  const [state, setState] = useState<ExplorerState>(opened.state)
  const [notices, setNotices] = useState<readonly string[]>(opened.complaints)
  const isToldOfStorage = useRef(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      if (saveState(state) || isToldOfStorage.current) return
      isToldOfStorage.current = true
      setNotices((before) => [...before, NOT_SAVED])
    }, SAVE_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [state])
  useEffect(() => {
    const onHash = (): void => {
      const { state: next, complaints } = decodeState(location.hash)
      setState(next)
      setNotices(complaints)
    }
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [])
  return { state, setState, notices, dismiss: () => setNotices([]) }
}

/** The explorer: what is asked, what is found, and pictures of it. */
export const App = ({ engine, opened }: { readonly engine: Engine; readonly opened: DecodedState }) => {
  const { state, setState, notices, dismiss } = useSavedState(opened)
  const change = useCallback(
    (part: Partial<ExplorerState>) => setState((before) => ({ ...before, ...part })),
    [setState],
  )
  const problem = useMemo(() => problemOf(state), [state])
  const readingState = useReading(problem)
  const search = useSearch(engine, problem, readingState)
  const { running, laws, check, claims } = search
  useEffect(() => {
    const { dataset } = document.documentElement
    if (state.theme === 'system') delete dataset.theme
    else dataset.theme = state.theme
  }, [state.theme])
  const [isGallery, setGallery] = useState(false)
  const open = (example: ExplorerState): void => {
    setState(example)
    setGallery(false)
    scrollTo({ top: 0 })
  }
  const isRead = readingState.error === undefined
  const isObjective = state.subject === 'objective'
  return (
    <>
      <Header
        state={state}
        laws={laws}
        check={check}
        onState={change}
        isGallery={isGallery}
        onGallery={() => setGallery(!isGallery)}
      />
      <Notices notices={notices} onDismiss={dismiss} />
      <main>
        {isGallery && <Gallery theme={state.theme} onOpen={open} />}
        <div class="columns" hidden={isGallery}>
          <QuestionForm state={state} readingState={readingState} onState={change} />
          <div class="pictures">
            {isObjective ? (
              <>
                <PhasePortrait state={state} analysis={search.analysis} onState={change} />
                <Traces state={state} analysis={search.analysis} />
              </>
            ) : (
              <p class="faint">
                Pictures are of objectives: what is asked here is what every loss of the {state.subject} conserves.
              </p>
            )}
          </div>
          <div class={`results${isRead ? '' : ' stale'}`}>
            <Progress search={search} isRead={isRead} />
            <Laws laws={laws} isRunning={running === 'laws'} />
            {isObjective && (
              <>
                <Checklist
                  claims={claims}
                  check={check}
                  isRunning={running === 'check'}
                  hasRegularizer={problem.regularizer !== undefined}
                  canCheck={isRead}
                  onCheck={search.checkNow}
                  onUse={(regularizer) => change({ regularizer })}
                />
                <Comparison
                  candidates={state.candidates}
                  search={search}
                  canCheck={isRead}
                  onCandidates={(candidates) => change({ candidates })}
                  onUse={(regularizer) => change({ regularizer })}
                />
              </>
            )}
          </div>
        </div>
      </main>
      <footer>
        <p>
          “Proved” and “refuted” mean that a small kernel re-checked a certificate or an exact witness in exact
          arithmetic, here in your browser. Nothing you type leaves this page.
        </p>
      </footer>
    </>
  )
}
