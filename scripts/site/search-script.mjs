// What the search page does: it answers while one types, and its address holds the question.
import { excerpt, findSections, indexed } from './find.mjs'

const MOST = 40
const [box, list, told, data] = ['q', 'found', 'told', 'sections'].map((id) => document.getElementById(id))
const index = indexed(JSON.parse(data.textContent))

const element = (tag, attributes, children) => {
  const made = Object.assign(document.createElement(tag), attributes)
  made.append(...children)
  return made
}
const words = (text) =>
  excerpt(text, box.value).map((piece) => (piece.isHit ? element('mark', {}, [piece.text]) : piece.text))

const entry = ({ place, page, heading, text }) =>
  element('li', {}, [
    element('a', { href: place }, words(heading)),
    heading === page ? '' : element('span', { className: 'of' }, [` in ${page}`]),
    element('p', {}, words(text)),
  ])

const answer = () => {
  const found = findSections(index, box.value)
  const isAsked = box.value.trim() !== ''
  const count = `${found.length} ${found.length === 1 ? 'section' : 'sections'}`
  told.textContent = !isAsked
    ? 'Arrow keys go through the answers.'
    : found.length > MOST
      ? `${count}, the first ${MOST} of them:`
      : found.length === 0
        ? 'Nothing has these words. Try fewer, or the beginning of one.'
        : count
  list.replaceChildren(...found.slice(0, MOST).map(entry))
}

const fromAddress = () => {
  box.value = new URLSearchParams(location.search).get('q') ?? ''
  answer()
}

const remember = () => {
  // Some browsers keep pages of a disk from changing their address.
  try {
    history.replaceState(null, '', box.value === '' ? location.pathname : `?q=${encodeURIComponent(box.value)}`)
  } catch {}
}

box.addEventListener('input', () => {
  answer()
  remember()
})
box.form.addEventListener('submit', (event) => {
  event.preventDefault()
  list.querySelector('a')?.focus()
})
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const stops = [box, ...list.querySelectorAll('a')]
  const at = stops.indexOf(document.activeElement)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step !== undefined && at >= 0) {
    event.preventDefault()
    stops[Math.min(stops.length - 1, Math.max(0, at + step))].focus()
  } else if ((event.key === '/' && at !== 0) || (event.key === 'Escape' && at > 0)) {
    event.preventDefault()
    box.focus()
    box.select()
  }
})
fromAddress()
box.focus()
