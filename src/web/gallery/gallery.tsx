import type { ExplorerState, Theme } from '../state.ts'
import { stateOfProblem } from '../state-of-problem.ts'
import { type GalleryExample, galleryExamples } from './examples.ts'
import { Filters } from './filters.tsx'
import './gallery.css'
import { HeatMap } from './heat-map.tsx'
import { Thumbnail } from './thumbnail.tsx'

export interface GalleryProps {
  readonly theme: Theme
  /** Opens the page with an example. */
  readonly onOpen: (state: ExplorerState) => void
}

const Card = ({ example, theme, onOpen }: GalleryProps & { readonly example: GalleryExample }) => (
  <li class="gallery-card">
    <Thumbnail {...{ example, theme }} />
    <h3>{example.title}</h3>
    <p class="gallery-source">{example.source}</p>
    <p>
      <code>f = {example.objective}</code>
    </p>
    {example.regularizer.length > 0 && (
      <p>
        <code>
          g ={' '}
          {example.regularizer.map(({ when, value }) => (when === '' ? value : `${value} where ${when}`)).join('; ')}
        </code>
      </p>
    )}
    {example.stated !== undefined && <p>Stated: {example.stated}.</p>}
    <button type="button" onClick={() => onOpen({ ...stateOfProblem(example), theme })}>
      Open<span class="portrait-unseen"> {example.title}</span>
    </button>
  </li>
)

/** The papers' examples with small pictures, the filters of optimizers and the heat map. */
export const Gallery = ({ theme, onOpen }: GalleryProps) => (
  <section class="gallery" aria-label="Gallery">
    <h2>Examples of the papers</h2>
    <ul class="gallery-cards">
      {galleryExamples().map((example) => (
        <Card key={example.name} {...{ example, theme, onOpen }} />
      ))}
    </ul>
    <Filters />
    <HeatMap />
  </section>
)
