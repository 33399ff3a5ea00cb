import type { ReadingState } from '../engine/use-reading.ts'
import { Opening } from '../page/opening.tsx'
import { Formula } from '../results/formula.tsx'
import { Scroller } from '../results/scroller.tsx'
import type { ExplorerState, RegularizerPiece, Subject } from '../state.ts'
import { ExpressionField, ReadingWords } from './expression-field.tsx'
import { LawsForm } from './laws-form.tsx'
import { Parameters } from './parameters.tsx'
import { TextLine } from './text-line.tsx'

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

const SUBJECT_HINTS: Readonly<Record<Subject, string>> = {
  objective: 'such as (x*y - 1)^2',
  map: 'such as x*y, or U*V with sizes below',
  network: 'such as linear:3,3,3 or relu:2,2,1',
}

/** What is asked: the objective, its constants, a regularizer. */
export const QuestionForm = (props: QuestionProps) => {
  const { state, readingState, onState } = props
  const { reading, error, key } = readingState
  const isElsewhere = error !== undefined && /^(regularizer|assume|variables|parameters|laws)/.test(error.field)
  const own = isElsewhere ? undefined : error
  const more = isElsewhere && !/^(regularizer|laws)/.test(error.field) ? error : undefined
  const isObjective = state.subject === 'objective'
  const latex = reading?.objectiveLatex ?? ''
  return (
    <section class="question" aria-labelledby="question-title">
      <h2 id="question-title">{isObjective ? 'Objective' : state.subject === 'map' ? 'Map' : 'Network'}</h2>
      <ExpressionField
        key={state.subject}
        label={isObjective ? 'objective f' : state.subject}
        value={state.objective}
        placeholder={SUBJECT_HINTS[state.subject]}
        error={own}
        onValue={(objective) => onState({ objective })}
      />
      <ReadingWords error={own} />
      <Scroller class={own === undefined ? 'preview' : 'preview stale'} label="f as it is read">
        {latex === '' ? (
          <span class="faint">{key === '' ? ' ' : 'f as it is read'}</span>
        ) : (
          <Formula
            latex={isObjective ? `f = ${latex}` : latex}
            plain={isObjective ? `f = ${state.objective}` : state.objective}
            isDisplayed
          />
        )}
      </Scroller>
      <Names {...props} />
      <Parameters parameters={state.parameters} onParameters={(parameters) => onState({ parameters })} />
      {isObjective ? (
        <>
          <h3>Regularizer</h3>
          <Regularizer {...props} />
        </>
      ) : null}
      <Opening class="more" summary="Assumptions, sizes of matrices" isOpen={more !== undefined}>
        <TextLine
          title="Assumptions"
          value={state.assume}
          placeholder="a > b, x > 0"
          onValue={(assume) => onState({ assume })}
        />
        <TextLine
          title="Variables"
          value={state.variables}
          placeholder="X:2x3, y (otherwise the free names)"
          onValue={(variables) => onState({ variables })}
        />
        <ReadingWords error={more} />
      </Opening>
      <LawsForm {...props} />
    </section>
  )
}
