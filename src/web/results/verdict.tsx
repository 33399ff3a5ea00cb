import type { VerdictView } from '../engine/protocol.ts'
import { Words } from './blocks.tsx'

const SIGNS = { proved: '✓', refuted: '✗', unknown: '?' } as const

interface VerdictProps {
  readonly verdict: VerdictView
  /** Whether what a proof consists of is left out; where something fails, and why it is open, is always said. */
  readonly isShort?: boolean
}

/** A verdict in the words of the contract: what is said on whose word; solver's words look unlike the kernel's. */
export const Verdict = ({ verdict, isShort = false }: VerdictProps) => {
  const { status, trust, ground } = verdict
  const isReported = status === 'proved' && trust === 'solver'
  return (
    <span class={`verdict ${isReported ? 'reported' : status}`}>
      <span class="badge">
        <span aria-hidden="true">{isReported ? '~' : SIGNS[status]}</span>
        {isReported ? 'reported by a solver' : status}
        {trust === 'kernel' ? <span class="trust">kernel</span> : null}
      </span>
      {isShort && status === 'proved' && !isReported ? null : (
        <span class="ground">
          {isReported ? 'not re-checked; ' : ''}
          <Words content={ground} />
        </span>
      )}
    </span>
  )
}

/** What a proof consists of, in a line. */
export const Grounds = ({ verdict }: { readonly verdict: VerdictView }) => (
  <p class="faint">
    The certificate: <Words content={verdict.ground} />.
  </p>
)
