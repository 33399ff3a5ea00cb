import { newEngine } from './engine/engine-client.ts'
import { INITIAL_STATE } from './state.ts'

const started = performance.now()
newEngine().ask({ kind: 'check', problem: { objective: INITIAL_STATE.objective }, timeout: 30, seed: 1 }, (part) =>
  console.log(Math.round(performance.now() - started), JSON.stringify(part).slice(0, 300)),
)
