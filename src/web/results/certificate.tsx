import { useState } from 'preact/hooks'
import { CopyButton } from '../page/copy-button.tsx'
import { saveText } from '../page/save-text.ts'

const MOST_SHOWN = 20_000

const size = (text: string): string =>
  text.length < 10_000 ? `${text.length} characters` : `${Math.round(text.length / 1024)} KiB`

/** A certificate, as the file that `gradlaw recheck` reads; laid out only when it is opened. */
export const Certificate = ({ text, name }: { readonly text: string; readonly name: string }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <details class="certificate" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Certificate ({size(text)})</summary>
      {isOpen ? (
        <>
          <p class="actions">
            <CopyButton text={text} label="Copy" />
            <button type="button" onClick={() => saveText(`${name}.json`, text)}>
              Save for gradlaw recheck
            </button>
          </p>
          <textarea readOnly rows={14} aria-label="certificate" spellcheck={false}>
            {text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}\n…` : text}
          </textarea>
        </>
      ) : null}
    </details>
  )
}
