import { useEffect, useState } from 'preact/hooks'
import type { Compared, Search } from '../engine/use-search.ts'
import { Opening } from '../page/opening.tsx'
import type { ExplorerState } from '../state.ts'
import { Formula } from './formula.tsx'
import { Scroller } from './scroller.tsx'

const MOST_CANDIDATES = 12

/** One candidate a line; empty lines do not count. */
const candidatesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, MOST_CANDIDATES)

const failing = ({ check }: Compared): string => {
  const open = check?.claims.filter(({ needed, verdict }) => needed && verdict.status !== 'proved') ?? []
  return open.map(({ title, verdict }) => `${title}: ${verdict.status}`).join('; ')
}

const Row = ({ one, onUse }: { readonly one: Compared; readonly onUse: ComparisonProps['onUse'] }) => {
  const { candidate, check, why } = one
  return (
    <tr>
      <th scope="row">
        {check === undefined ? <code>{candidate}</code> : <Formula latex={check.regularizerLatex} plain={candidate} />}
      </th>
      <td>
        {check === undefined ? why : check.conclusion.verdict}
        {check?.conclusion.trust === undefined ? '' : ` (${check.conclusion.trust})`}
      </td>
      <td class="faint">{failing(one)}</td>
      <td>
        <button type="button" class="quiet" onClick={() => onUse([{ when: '', value: candidate }])}>
          Use<span class="hidden"> {candidate}</span>
        </button>
      </td>
    </tr>
  )
}

interface ComparisonProps {
  readonly candidates: readonly string[]
  readonly search: Search
  readonly canCheck: boolean
  readonly onCandidates: (candidates: readonly string[]) => void
  readonly onUse: (regularizer: ExplorerState['regularizer']) => void
}

/** Regularizers of one's own, each with what the checklist says of it. */
export const Comparison = ({ candidates, search, canCheck, onCandidates, onUse }: ComparisonProps) => {
  const { compared, running, compareNow } = search
  const [text, setText] = useState(candidates.join('\n'))
  useEffect(() => {
    // Another link was opened: what is typed here gives the same list.
    if (candidatesIn(text).join('\n') !== candidates.join('\n')) setText(candidates.join('\n'))
  }, [candidates])
  return (
    <Opening
      class="more comparison"
      summary="Compare regularizers"
      isOpen={candidates.length > 0 || compared.length > 0}
    >
      <label>
        One expression a line, at most {MOST_CANDIDATES}
        <textarea
          rows={Math.max(3, candidates.length + 1)}
          spellcheck={false}
          value={text}
          placeholder={'x^2*exp(4*y)\nx^2'}
          onInput={({ currentTarget: { value } }) => {
            setText(value)
            onCandidates(candidatesIn(value))
          }}
        />
      </label>
      <p class="actions">
        <button
          type="button"
          disabled={!canCheck || running !== undefined || candidates.length === 0}
          onClick={() => compareNow(candidates)}
        >
          Check each
        </button>
      </p>
      {compared.length === 0 ? null : (
        <Scroller label="compared regularizers">
          <table class="data">
            <thead>
              <tr>
                <th scope="col">g</th>
                <th scope="col">verdict</th>
                <th scope="col">what is not proved</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {compared.map((one) => (
                <Row key={one.candidate} one={one} onUse={onUse} />
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </Opening>
  )
}
