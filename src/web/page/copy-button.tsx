import { useEffect, useState } from 'preact/hooks'
import { saveText } from './save-text.ts'

type Outcome = 'idle' | 'copied' | 'saved'

interface CopyButtonProps {
  readonly text: string | (() => string)
  readonly label: string
  /** The file in which the text is saved where the browser has no clipboard for the page. */
  readonly name?: string
}

/** Copies a text; where the page may not write to the clipboard, it is saved as a file instead. */
export const CopyButton = ({ text, label, name = 'gradlaw.txt' }: CopyButtonProps) => {
  const [outcome, setOutcome] = useState<Outcome>('idle')
  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async (): Promise<void> => {
    const content = typeof text === 'string' ? text : text()
    try {
      await navigator.clipboard.writeText(content)
      setOutcome('copied')
    } catch {
      saveText(name, content)
      setOutcome('saved')
    }
  }
  return (
    <button type="button" onClick={copy}>
      {label}
      <span class="outcome" role="status">
        {outcome === 'idle' ? '' : outcome === 'copied' ? ' ✓ copied' : ' saved as a file'}
      </span>
    </button>
  )
}
