import { render } from 'preact'
import { App } from './app.tsx'
import type { Engine } from './engine/engine-client.ts'
import type { DecodedState } from './state-link.ts'

/** Fills the place with the explorer, in the state that it is opened with. */
export const startPage = (place: HTMLElement, engine: Engine, opened: DecodedState): void => {
  place.replaceChildren()
  render(<App engine={engine} opened={opened} />, place)
}
