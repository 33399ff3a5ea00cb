import katex from 'katex'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** Longer ones are shown as plain text: setting them would take longer than reading them. */
const LONGEST = 6000

interface FormulaProps {
  readonly latex: string
  /** What is shown where the formula cannot be set. */
  readonly plain: string
  readonly isDisplayed?: boolean
}

/** A formula set by KaTeX, with MathML beside it for those who listen. */
export const Formula = ({ latex, plain, isDisplayed = false }: FormulaProps) => {
  const place = useRef<HTMLSpanElement>(null)
  const isShort = latex.length <= LONGEST
  useLayoutEffect(() => {
    const element = place.current
    if (element === null || !isShort) return
    try {
      katex.render(isDisplayed ? `\\displaystyle ${latex}` : latex, element, { strict: false, throwOnError: true })
    } catch {
      element.textContent = plain
    }
  }, [latex, plain, isDisplayed, isShort])
  return isShort ? <span class="formula" ref={place} /> : <code class="long">{plain}</code>
}
