import type { Search } from '../engine/use-search.ts'

/** What has come out, in a sentence for those who listen. */
const summary = ({ running, laws, check, isCut }: Search): string => {
  if (running !== undefined) return ''
  if (check !== undefined) return `The check is done: ${check.conclusion.verdict}.`
  if (laws === undefined) return ''
  const proved = laws.laws.filter(({ verdict }) => verdict.status === 'proved').length
  return `${laws.laws.length} conserved quantities, ${proved} of them proved${isCut ? '; the search was cut' : ''}.`
}

interface ProgressProps {
  readonly search: Search
  /** Whether the problem could be read; where not, it was said beside the input. */
  readonly isRead: boolean
}

/** What is being computed, and the way to end it. */
export const Progress = ({ search, isRead }: ProgressProps) => {
  const { running, phase, isCut, failure, refusal } = search
  return (
    <div class="progress">
      {running === undefined ? null : (
        <p class="running">
          <span class="spinner" aria-hidden="true" />
          <span class="phase">{phase ?? 'starting'} …</span>
          <button type="button" onClick={search.cancel}>
            Cancel
          </button>
        </p>
      )}
      {running === undefined && isCut ? (
        <p class="cut">
          The search was cut before its end.
          <button type="button" onClick={search.searchLonger}>
            Search longer
          </button>
        </p>
      ) : null}
      {refusal === undefined || !isRead ? null : (
        <p class="complaint" role="alert">
          {refusal}
        </p>
      )}
      {failure === undefined ? null : (
        <p class="complaint" role="alert">
          {failure}
          <button type="button" onClick={search.searchLonger}>
            Try again
          </button>
        </p>
      )}
      <p class="hidden" role="status">
        {summary(search)}
      </p>
    </div>
  )
}
