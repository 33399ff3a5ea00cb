import { useEffect, useRef, useState } from 'preact/hooks'
import { FIGURE_STYLE, figureSvg, svgFile } from '../../report/figures/svg.ts'
import { tikzFigure } from '../../report/figures/tikz.ts'
import { copyText } from '../portrait/save.ts'
import { trustedDrawing } from '../trusted.ts'
import { useGalleryWorker } from './use-gallery.ts'

let isStyled = false

/** The rules of printed figures, as a sheet of the page: its policy forbids them inline. */
const styleFigures = (): void => {
  if (isStyled) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(FIGURE_STYLE)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  isStyled = true
}

/** What gradient descent on a shallow linear network keeps of the laws, over step size and scale: Figure 3 of [BW]. */
export const HeatMap = () => {
  const [isAsked, setAsked] = useState(false)
  const [said, setSaid] = useState('')
  const holder = useRef<HTMLDivElement>(null)
  const replies = useGalleryWorker(isAsked ? { kind: 'heat-map' } : undefined)
  const figure = replies.flatMap((reply) => (reply.kind === 'heat-map' ? [reply.figure] : []))[0]
  const failure = replies.find((reply) => reply.kind === 'failure')
  useEffect(() => {
    if (figure === undefined) return
    styleFigures()
    const drawn = new DOMParser().parseFromString(trustedDrawing(figureSvg(figure)), 'image/svg+xml').documentElement
    holder.current?.replaceChildren(document.importNode(drawn, true))
  }, [figure])
  return (
    <section aria-label="Heat map">
      <h3>One step size and scale after another: Figure 3 of [BW]</h3>
      <div class="portrait-bar">
        <button type="button" onClick={() => setAsked(true)} disabled={isAsked}>
          {isAsked && figure === undefined && failure === undefined ? 'Running …' : 'Run 1,600 descents'}
        </button>
        {figure !== undefined && (
          <span class="portrait-group">
            <button
              type="button"
              onClick={async () => setSaid(await copyText('SVG', 'bw-figure-3.svg', svgFile(figure)))}
            >
              Copy SVG
            </button>
            <button
              type="button"
              onClick={async () => setSaid(await copyText('TikZ', 'bw-figure-3.tex', tikzFigure(figure)))}
            >
              Copy TikZ
            </button>
          </span>
        )}
      </div>
      <div class="gallery-figure" ref={holder} />
      {figure !== undefined && (
        <p>{figure.caption.map((part) => (typeof part === 'string' ? part : part.plain)).join('')}</p>
      )}
      <p role="status">{failure?.message ?? said}</p>
    </section>
  )
}
