import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { Annotation, EditorState } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { useEffect, useRef } from 'preact/hooks'
import type { ReadingError } from '../engine/protocol.ts'
import { functionNames } from './function-names.ts'

// The editor lives in a shadow tree: there its styles are adopted sheets, which a strict security policy allows.

const THEME = EditorView.theme({
  '&': { font: 'var(--code)', color: 'var(--ink)', background: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { padding: '.5rem .6rem', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-placeholder': { color: 'var(--faint)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': { background: 'var(--selection)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--refuted) 1.5px',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    font: 'var(--text)',
    color: 'var(--ink)',
    background: 'var(--paper)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--selection)', color: 'var(--ink)' },
  '.cm-completionDetail': { color: 'var(--faint)', fontStyle: 'normal' },
  '.cm-diagnostic': { borderLeft: '3px solid var(--refuted)', padding: '.3rem .6rem' },
})

/** Marks a text that the page puts in, as opposed to one that is typed. */
const FROM_PAGE = Annotation.define<boolean>()

/** One expression has one line; a pasted one may come in several. */
const inOneLine = (text: string): string => text.replaceAll(/\s*[\r\n]+\s*/g, ' ')

const diagnosticsOf = (error: ReadingError | undefined, length: number): readonly Diagnostic[] => {
  if (error === undefined) return []
  const from = Math.min(error.offset ?? 0, length)
  const to = Math.min(length, from + Math.max(1, error.length ?? (error.offset === undefined ? length : 1)))
  // At the end of the text there is nothing to underline but the last character.
  return [{ from: from === to ? Math.max(0, from - 1) : from, to, severity: 'error', message: error.what }]
}

interface ExpressionFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly error?: ReadingError | undefined
  readonly onValue: (value: string) => void
  /** Called for Enter. */
  readonly onEnter?: () => void
}

/** An expression as it is typed, with the place of an error underlined and the error said below. */
export const ExpressionField = (props: ExpressionFieldProps) => {
  const { label, value, error, placeholder: hint = '' } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const latest = useRef(props)
  /** What was typed and has not come back yet as `value`: the page may be several letters behind. */
  const onTheWay = useRef<string[]>([])
  latest.current = props
  useEffect(() => {
    if (host.current === null) return
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const enter = {
      key: 'Enter',
      run: () => {
        latest.current.onEnter?.()
        return true
      },
    }
    const own = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: inOneLine(value),
        extensions: [
          keymap.of([enter, ...historyKeymap, ...defaultKeymap]),
          history(),
          functionNames,
          EditorView.lineWrapping,
          EditorView.clipboardInputFilter.of(inOneLine),
          EditorView.contentAttributes.of({
            'aria-label': label,
            spellcheck: 'false',
            autocapitalize: 'off',
            autocorrect: 'off',
          }),
          placeholder(hint),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(FROM_PAGE) === true)) return
            const text = update.state.doc.toString()
            onTheWay.current.push(text)
            latest.current.onValue(text)
          }),
          THEME,
        ],
      }),
    })
    view.current = own
    return () => own.destroy()
  }, [])
  useEffect(() => {
    const own = view.current
    const next = inOneLine(value)
    const typed = onTheWay.current.indexOf(next)
    if (typed >= 0) onTheWay.current.splice(0, typed + 1)
    else if (own !== undefined && own.state.doc.toString() !== next) {
      onTheWay.current = []
      const changes = { from: 0, to: own.state.doc.length, insert: next }
      own.dispatch({ changes, annotations: FROM_PAGE.of(true) })
    }
  }, [value])
  useEffect(() => {
    const own = view.current
    if (own === undefined) return
    own.dispatch(setDiagnostics(own.state, diagnosticsOf(error, own.state.doc.length)))
    own.contentDOM.setAttribute('aria-invalid', error === undefined ? 'false' : 'true')
  }, [error])
  return <div class={`field${error === undefined ? '' : ' wrong'}`} ref={host} />
}

/** What is wrong with a text, where, and what to write instead. */
export const ReadingWords = ({ error }: { readonly error: ReadingError | undefined }) => (
  <p class="complaint" role="status">
    {error === undefined ? null : (
      <>
        <strong>{error.what}</strong>
        {error.offset === undefined ? '' : `, at character ${error.offset + 1}`}
        {error.expected === undefined ? '' : `; expected ${error.expected}`}
        {error.advice === undefined ? '' : `. ${error.advice}`}
      </>
    )}
  </p>
)
