import type { LawsView, LawView } from '../engine/protocol.ts'
import { Blocks } from './blocks.tsx'
import { Certificate } from './certificate.tsx'
import { Formula } from './formula.tsx'
import { Scroller } from './scroller.tsx'
import { Grounds, Verdict } from './verdict.tsx'

const KINDS: Readonly<Record<string, string>> = {
  polynomial: 'polynomial',
  rational: 'rational',
  darboux: 'product of powers and exponentials',
  symmetry: 'from a symmetry',
  supplied: 'supplied',
}

const Law = ({ law, number }: { readonly law: LawView; readonly number: number }) => (
  <li class="law">
    <Scroller class="statement" label={`conserved quantity ${number}`}>
      <Formula latex={law.latex} plain={law.text} isDisplayed />
    </Scroller>
    <p class="facts">
      <Verdict verdict={law.verdict} isShort />
      <span class="kind">
        {KINDS[law.kind] ?? law.kind}
        {law.domain === '' ? '' : `, where ${law.domain}`}
        {law.independent ? '' : ', depends on the others'}
      </span>
    </p>
    <details class="proof">
      <summary>Proof</summary>
      <Blocks blocks={law.words} />
      {law.verdict.status === 'proved' ? <Grounds verdict={law.verdict} /> : null}
      {law.verdict.certificate === undefined ? null : (
        <Certificate text={law.verdict.certificate} name={`gradlaw-law-${number}`} />
      )}
    </details>
  </li>
)

interface LawsProps {
  readonly laws: LawsView | undefined
  readonly isRunning: boolean
}

/** The conserved quantities as they are found, and how many there are. */
export const Laws = ({ laws, isRunning }: LawsProps) => (
  <section class="laws" aria-labelledby="laws-title" aria-busy={isRunning}>
    <h2 id="laws-title">Conserved quantities</h2>
    {laws === undefined ? (
      <p class="faint">{isRunning ? 'Looking for them …' : 'Nothing was searched yet.'}</p>
    ) : (
      <>
        {laws.laws.length > 0 ? (
          <ol>
            {laws.laws.map((law, i) => (
              <Law key={law.text} law={law} number={i + 1} />
            ))}
          </ol>
        ) : (
          <p>{laws.isFinal ? 'No conserved quantity was found.' : 'None so far …'}</p>
        )}
        {laws.more === 0 ? null : <p>And {laws.more} more, which the LaTeX report lists.</p>}
        {laws.matrices.length === 0 ? null : (
          <details class="proof">
            <summary>As matrices ({laws.matrices.length})</summary>
            {laws.matrices.map(({ latex, text, kind }) => (
              <p key={text}>
                <Formula latex={latex} plain={text} /> <span class="faint">{kind}</span>
              </p>
            ))}
          </details>
        )}
        <p class="count">
          {laws.isFinal ? `Independent laws: ${laws.count}` : <span class="faint">{laws.count}</span>}
        </p>
        {laws.negative.map(({ theorem, text }) => (
          <p key={text} class="negative">
            <strong>{theorem}.</strong> {text}
          </p>
        ))}
        {laws.notSearched.length === 0 ? null : <p class="faint">Not searched: {laws.notSearched.join('; ')}.</p>}
      </>
    )}
  </section>
)
