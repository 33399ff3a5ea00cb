import { render } from 'preact'
import { App } from './app.tsx'
import type { Engine } from './engine/engine-client.ts'

/** Fills the place with the explorer. */
export const startPage = (place: HTMLElement, engine: Engine): void => render(<App engine={engine} />, place)
