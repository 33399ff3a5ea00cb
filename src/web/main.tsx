import 'katex/dist/katex.min.css'
import './page/style.css'
import './portrait/portrait.css'
import { newEngine } from './engine/engine-client.ts'

// The worker that searches takes longest to load: it starts before the rest of the page is read.
const engine = newEngine()
const place = document.getElementById('app')
if (place !== null) void import('./start-page.tsx').then(({ startPage }) => startPage(place, engine))
