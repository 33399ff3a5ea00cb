import 'katex/dist/katex.min.css'
import './page/style.css'
import './portrait/portrait.css'
import { newEngine } from './engine/engine-client.ts'
import { lawsQuestion } from './engine/laws-question.ts'
import { openedState } from './page/saved-state.ts'
import { problemOf } from './problem-of-state.ts'

// The worker that searches takes longest to load: it starts, and is asked, before the rest of the page is read.
const engine = newEngine()
const opened = openedState()
engine.askAhead(lawsQuestion(problemOf(opened.state)))
const place = document.getElementById('app')
const objective = document.getElementById('opened-objective')
if (objective !== null) objective.textContent = opened.state.objective
if (place !== null) void import('./start-page.tsx').then(({ startPage }) => startPage(place, engine, opened))
