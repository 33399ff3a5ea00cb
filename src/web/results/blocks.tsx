import type { Block, Inline, Row } from '../../report/document.ts'
import { Formula } from './formula.tsx'
import { Scroller } from './scroller.tsx'

/** A line of text with formulas. */
export const Words = ({ content }: { readonly content: readonly Inline[] }) => (
  <>{content.map((part, i) => (typeof part === 'string' ? part : <Formula key={i} {...part} />))}</>
)

/** One row of a display: its addends one by one, so that a line may be broken between them. */
const DisplayRow = ({ left, relation, right }: Row) => (
  <tr>
    <td class="left">{left.latex === '' ? null : <Formula {...left} isDisplayed />}</td>
    <td>{relation}</td>
    <td>
      {right.map(({ latex, plain }, i) => {
        const isMinus = i > 0 && latex.startsWith('-') && plain.startsWith('-')
        const shown = isMinus ? { latex: latex.slice(1), plain: plain.slice(1) } : { latex, plain }
        return (
          <span key={i} class="addend">
            {i === 0 ? '' : isMinus ? ' − ' : ' + '}
            <Formula {...shown} isDisplayed />
          </span>
        )
      })}
    </td>
  </tr>
)

const OneBlock = ({ block }: { readonly block: Block }) => {
  switch (block.kind) {
    case 'heading':
      return (
        <h4>
          <Words content={block.content ?? [block.text]} />
        </h4>
      )
    case 'paragraph':
      return (
        <p>
          <Words content={block.content} />
        </p>
      )
    case 'display':
      return (
        <Scroller label="formulas">
          <table class="display" role="presentation">
            {block.rows.map((row, i) => (
              <DisplayRow key={i} {...row} />
            ))}
          </table>
        </Scroller>
      )
    case 'list':
      return (
        <ul>
          {block.items.map((content, i) => (
            <li key={i}>
              <Words content={content} />
            </li>
          ))}
        </ul>
      )
    case 'statement':
      return (
        <blockquote>
          <p class="note">{block.note}</p>
          <Blocks blocks={block.content} />
        </blockquote>
      )
    case 'table':
      return (
        <Scroller label={block.caption}>
          <table class="data">
            <caption>{block.caption}</caption>
            <thead>
              <tr>
                {block.head.map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((cells, i) => (
                <tr key={i}>
                  {cells.map((content, j) => (
                    <td key={j}>
                      <Words content={content} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )
    case 'figure':
      return null
  }
}

/** A part of a report, as elements of the page. */
export const Blocks = ({ blocks }: { readonly blocks: readonly Block[] }) => (
  <>
    {blocks.map((block, i) => (
      <OneBlock key={i} block={block} />
    ))}
  </>
)
