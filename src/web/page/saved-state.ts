import { type ExplorerState, INITIAL_STATE } from '../state.ts'
import { type DecodedState, decodeState, encodeState } from '../state-link.ts'

// The state is kept in the address, so that a link is a copy of it, and in the storage of the browser.

const KEY = 'gradlaw-explorer'

const stored = (): string => {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    // Disabled: nothing was saved.
    return ''
  }
}

/** Saves the state for the next visit; false where the browser does not let us. */
const store = (fragment: string): boolean => {
  try {
    localStorage.setItem(KEY, fragment)
    return true
  } catch {
    return false
  }
}

/** The state that the page is opened with: of its address, else of the last visit, else the first sight. */
export const openedState = (): DecodedState => {
  if (location.hash.length > 1) return decodeState(location.hash)
  const { state } = decodeState(stored())
  return { state, complaints: [] }
}

/** Puts the state into the address and the storage; says whether it could be stored. */
export const saveState = (state: ExplorerState): boolean => {
  const fragment = encodeState(state)
  const hash = fragment === encodeState(INITIAL_STATE) && location.hash === '' ? '' : `#${fragment}`
  if (hash !== location.hash) history.replaceState(null, '', hash === '' ? location.pathname : hash)
  return store(fragment)
}

/** A link that shows the same anywhere. */
export const linkOf = (state: ExplorerState): string => `${location.href.replace(/#.*$/s, '')}#${encodeState(state)}`
