import type { ReadingState } from '../engine/use-reading.ts'
import { Formula } from '../results/formula.tsx'
import { Scroller } from '../results/scroller.tsx'
import type { ExplorerState, RegularizerPiece } from '../state.ts'
import { ExpressionField, ReadingWords } from './expression-field.tsx'
import { Parameters } from './parameters.tsx'

interface QuestionProps {
  readonly state: ExplorerState
  readonly readingState: ReadingState
  readonly onState: (change: Partial<ExplorerState>) => void
}

const NOWHERE: RegularizerPiece = { when: '', value: '' }

/** The names of the objective; a click makes a variable a parameter, or the other way round. */
const Names = ({ state, readingState, onState }: QuestionProps) => {
  const { reading } = readingState
  const { parameters } = state
  const variables = (reading?.variables ?? []).filter((name) => !name.includes('['))
  const names = [...variables, ...parameters.map(({ name }) => name)]
  if (names.length < 2) return null
  const flip = (name: string): void => {
    const isParameter = parameters.some((parameter) => parameter.name === name)
    onState({
      parameters: isParameter
        ? parameters.filter((parameter) => parameter.name !== name)
        : [...parameters, { name, value: 1, assumption: 'real' }],
    })
  }
  return (
    <fieldset class="names">
      <legend>Parameters among the names</legend>
      {[...new Set(names)].map((name) => (
        <label key={name} class="chip">
          <input
            type="checkbox"
            checked={parameters.some((parameter) => parameter.name === name)}
            onChange={() => flip(name)}
          />
          <code>{name}</code>
        </label>
      ))}
    </fieldset>
  )
}

/** The regularizer: one expression, or pieces with their conditions. */
const Regularizer = ({ state, readingState: { error }, onState }: QuestionProps) => {
  const pieces = state.regularizer.length === 0 ? [NOWHERE] : state.regularizer
  const isOne = pieces.length === 1 && pieces[0]?.when === ''
  const put = (at: number, piece: RegularizerPiece): void => {
    const next = pieces.map((one, i) => (i === at ? piece : one))
    onState({ regularizer: next.length === 1 && next[0]?.value === '' && next[0].when === '' ? [] : next })
  }
  return (
    <div class="regularizer">
      {pieces.map((piece, i) => {
        const path = isOne ? 'regularizer' : `regularizer.${i}.value`
        const own = error?.field === path || error?.field === `regularizer.${i}.when` ? error : undefined
        return (
          <div class="piece" key={i}>
            <ExpressionField
              label={isOne ? 'regularizer g' : `piece ${i + 1} of the regularizer`}
              value={piece.value}
              placeholder="none: one can be proposed"
              error={own?.field === path ? own : undefined}
              onValue={(value) => put(i, { ...piece, value })}
            />
            {isOne ? null : (
              <ExpressionField
                label={`where piece ${i + 1} holds`}
                value={piece.when}
                placeholder="where, such as x*y > 0"
                error={own?.field === path ? undefined : own}
                onValue={(when) => put(i, { ...piece, when })}
              />
            )}
            <ReadingWords error={own} />
          </div>
        )
      })}
      <p class="actions">
        <button
          type="button"
          class="quiet"
          onClick={() => onState({ regularizer: [...pieces, { when: 'x > 0', value: '' }] })}
        >
          Add a piece
        </button>
        {state.regularizer.length === 0 ? null : (
          <button type="button" class="quiet" onClick={() => onState({ regularizer: pieces.slice(0, -1) })}>
            {pieces.length > 1 ? 'Remove the last piece' : 'Clear'}
          </button>
        )}
      </p>
    </div>
  )
}

/** What is asked: the objective, its constants, a regularizer. */
export const QuestionForm = (props: QuestionProps) => {
  const { state, readingState, onState } = props
  const { reading, error, key } = readingState
  const isElsewhere = error !== undefined && /^(regularizer|assume|variables|parameters)/.test(error.field)
  const own = isElsewhere ? undefined : error
  const more = isElsewhere && !error.field.startsWith('regularizer') ? error : undefined
  const latex = reading?.objectiveLatex ?? ''
  return (
    <section class="question" aria-labelledby="question-title">
      <h2 id="question-title">Objective</h2>
      <ExpressionField
        label="objective f"
        value={state.objective}
        placeholder="such as (x*y - 1)^2"
        error={own}
        onValue={(objective) => onState({ objective })}
      />
      <ReadingWords error={own} />
      <Scroller class={own === undefined ? 'preview' : 'preview stale'} label="f as it is read">
        {latex === '' ? (
          <span class="faint">{key === '' ? ' ' : 'f as it is read'}</span>
        ) : (
          <Formula latex={`f = ${latex}`} plain={`f = ${state.objective}`} isDisplayed />
        )}
      </Scroller>
      <Names {...props} />
      <Parameters parameters={state.parameters} onParameters={(parameters) => onState({ parameters })} />
      <h3>Regularizer</h3>
      <Regularizer {...props} />
      <details class="more" open={more !== undefined}>
        <summary>Assumptions, sizes of matrices</summary>
        <label>
          Assumptions
          <input
            type="text"
            value={state.assume}
            placeholder="a > b, x > 0"
            spellcheck={false}
            onInput={(e) => onState({ assume: e.currentTarget.value })}
          />
        </label>
        <label>
          Variables
          <input
            type="text"
            value={state.variables}
            placeholder="X:2x3, y (otherwise the free names)"
            spellcheck={false}
            onInput={(e) => onState({ variables: e.currentTarget.value })}
          />
        </label>
        <ReadingWords error={more} />
      </details>
    </section>
  )
}
