import type { CheckView, ClaimView, ProposalView } from '../engine/protocol.ts'
import { Blocks, Words } from './blocks.tsx'
import { Certificate } from './certificate.tsx'
import { Formula } from './formula.tsx'
import { Scroller } from './scroller.tsx'
import { Grounds, Verdict } from './verdict.tsx'

const Claim = ({ claim }: { readonly claim: ClaimView }) => (
  <li class="claim" data-claim={claim.id}>
    <details class="proof">
      <summary>
        <span class="title">
          {claim.title}
          {claim.needed ? '' : <span class="faint"> (not needed)</span>}
        </span>
        <Verdict verdict={claim.verdict} isShort />
      </summary>
      <Scroller label="the claim">
        <Words content={[claim.statement]} />
      </Scroller>
      <Blocks blocks={claim.words} />
      {claim.verdict.status === 'proved' ? <Grounds verdict={claim.verdict} /> : null}
      {claim.source === '' ? null : <p class="faint">Source: {claim.source}.</p>}
      {claim.verdict.certificate === undefined ? null : (
        <Certificate text={claim.verdict.certificate} name={`gradlaw-${claim.id}`} />
      )}
    </details>
  </li>
)

const GOOD = ['certified', 'locally-certified', 'band-certified']

const Conclusion = ({ check }: { readonly check: CheckView }) => {
  const { conclusion, regularizerLatex, regularizer, isProposed } = check
  const tone = GOOD.includes(conclusion.verdict) ? 'good' : conclusion.verdict === 'undecided' ? 'open' : 'bad'
  return (
    <div class={`conclusion ${tone}`} data-verdict={conclusion.verdict}>
      <p class="headline">
        <strong>{conclusion.verdict}</strong>
        {conclusion.trust === undefined ? null : <span class="trust">trust: {conclusion.trust}</span>}
      </p>
      {isProposed && regularizerLatex !== '' ? (
        <p>
          With the proposed{' '}
          <Formula latex={`g = ${regularizerLatex}`} plain={regularizer.map(({ value }) => value).join('; ')} />
        </p>
      ) : null}
      <Blocks blocks={conclusion.words} />
    </div>
  )
}

interface ProposalsProps {
  readonly proposals: readonly ProposalView[]
  readonly onUse: (regularizer: ProposalView['regularizer']) => void
}

const Proposals = ({ proposals, onUse }: ProposalsProps) =>
  proposals.length === 0 ? null : (
    <div class="proposals">
      <h3>Proposed regularizers</h3>
      <ul>
        {proposals.map((proposal) => (
          <li key={proposal.latex}>
            <Formula latex={proposal.latex} plain={proposal.regularizer.map(({ value }) => value).join('; ')} />
            <span class="faint">
              {proposal.from}; {proposal.verdict}
            </span>
            <button type="button" class="quiet" onClick={() => onUse(proposal.regularizer)}>
              Use
            </button>
          </li>
        ))}
      </ul>
    </div>
  )

const Theorems = ({ theorems }: Pick<CheckView, 'theorems'>) => {
  const applying = theorems.filter(({ status }) => status === 'applies')
  const open = theorems.filter(({ status }) => status === 'open').length
  return theorems.length === 0 ? null : (
    <details class="proof">
      <summary>
        Theorems ({applying.length} apply{open === 0 ? '' : `, ${open} left open`})
      </summary>
      <ul>
        {applying.map(({ title, citation }) => (
          <li key={title}>
            {title} <span class="faint">{citation}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

interface ChecklistProps {
  readonly claims: readonly ClaimView[]
  readonly check: CheckView | undefined
  readonly isRunning: boolean
  readonly hasRegularizer: boolean
  readonly canCheck: boolean
  readonly onCheck: () => void
  readonly onUse: (regularizer: ProposalView['regularizer']) => void
}

/** The checklist of a regularizer as it fills, and what follows. */
export const Checklist = (props: ChecklistProps) => {
  const { claims, check, isRunning, hasRegularizer, canCheck, onCheck, onUse } = props
  return (
    <section class="checklist" aria-labelledby="checklist-title" aria-busy={isRunning}>
      <h2 id="checklist-title">Checklist</h2>
      {hasRegularizer ? null : (
        <p class="actions">
          <button type="button" class="primary" disabled={!canCheck || isRunning} onClick={onCheck}>
            Propose a regularizer
          </button>
          <span class="hint">made of the conserved quantities, then checked</span>
        </p>
      )}
      {check === undefined ? null : <Conclusion check={check} />}
      {claims.length === 0 ? (
        isRunning ? (
          <p class="faint">Checking …</p>
        ) : null
      ) : (
        <ul class="claims">
          {claims.map((claim, i) => (
            <Claim key={`${claim.id} ${i}`} claim={claim} />
          ))}
        </ul>
      )}
      {check === undefined ? null : (
        <>
          <Proposals proposals={check.proposals} onUse={onUse} />
          <Theorems theorems={check.theorems} />
          <Blocks blocks={check.cases} />
          {check.evidence.length === 0 ? null : (
            <details class="proof">
              <summary>Numbers (evidence, never a verdict)</summary>
              <Blocks blocks={check.evidence} />
            </details>
          )}
          <Certificate text={check.proofFile} name="gradlaw-proof" />
        </>
      )}
    </section>
  )
}
