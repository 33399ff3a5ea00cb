import { type RecheckEntry, recheck } from '../../toolkit/proof-file.ts'

// The script of a report that checks its own certificates again. It is bundled into one text, which is put into the
// page (src/report/recheck-section.ts), so the file needs nothing beside it.

const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`the page has no element ${id}`)
  return element
}

/** Lets the page show what was done so far. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const milliseconds = (since: number): string => {
  const passed = performance.now() - since
  return passed < 1 ? 'less than 1 ms' : passed < 1000 ? `${Math.round(passed)} ms` : `${(passed / 1000).toFixed(1)} s`
}

/** What the kernel says to one entry; a file that is no proof file is one refused entry. */
const answerTo = (version: unknown, entry: unknown): RecheckEntry => {
  try {
    const { entries } = recheck(JSON.stringify({ format: 'gradlaw-proof', version, entries: [entry] }))
    return entries[0] as RecheckEntry
  } catch (error) {
    return { claim: '?', statement: 'an entry that cannot be read', accepted: false, reason: (error as Error).message }
  }
}

const rowOf = ({ claim, statement, accepted, outcome, reason }: RecheckEntry, time: string): HTMLElement => {
  const row = document.createElement('li')
  const verdict = document.createElement('b')
  verdict.textContent = accepted ? `✓ ${outcome} ` : '✗ refused '
  verdict.className = accepted ? 'ok' : 'bad'
  row.append(verdict, `${claim}: ${statement}${reason === undefined ? '' : ` (${reason})`} — ${time}`)
  return row
}

const checkAgain = async (): Promise<void> => {
  const [list, status] = [byId('recheck-list'), byId('recheck-status')]
  const started = performance.now()
  list.replaceChildren()
  const { version, entries } = JSON.parse(byId('gradlaw-proof').textContent ?? '')
  let refused = 0
  for (const [i, entry] of entries.entries()) {
    status.textContent = `Checking certificate ${i + 1} of ${entries.length} …`
    await breathe()
    const began = performance.now()
    const answer = answerTo(version, entry)
    if (!answer.accepted) refused += 1
    list.append(rowOf(answer, milliseconds(began)))
  }
  const all = `${entries.length} ${entries.length === 1 ? 'certificate' : 'certificates'}`
  status.textContent =
    refused === 0
      ? `The kernel accepted all of ${all} in ${milliseconds(started)}, here in this page.`
      : `The kernel REFUSED ${refused} of ${all}: do not trust this file.`
}

const button = byId('recheck-button') as HTMLButtonElement
button.disabled = false
button.addEventListener('click', () => {
  button.disabled = true
  checkAgain()
    .catch((error: unknown) => {
      byId('recheck-status').textContent = `The certificates in this file cannot be read: ${(error as Error).message}`
    })
    .finally(() => {
      button.disabled = false
    })
})
