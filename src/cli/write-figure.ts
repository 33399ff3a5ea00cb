import { writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { Figure } from '../report/figures/figure.ts'
import { rasterSvg, svgFile } from '../report/figures/svg.ts'
import { tikzFigure } from '../report/figures/tikz.ts'
import { CommandError, prepareFile } from './output.ts'

const ENDINGS = ['.svg', '.png', '.tex']

/** Makes sure, before any work is done, that a figure can be written to the file. */
export const prepareFigure = (file: string | undefined): void => {
  if (file !== undefined && !ENDINGS.includes(extname(file).toLowerCase())) {
    throw new CommandError(`--figure is a file that ends with ${ENDINGS.join(', ')}, not "${file}"`)
  }
  prepareFile(file)
}

/** Writes a figure: SVG, PNG, or TikZ pictures for PGFPlots, by the ending of the file. */
export const writeFigure = async (figure: Figure, file: string): Promise<void> => {
  if (figure.panels.length === 0) throw new CommandError('there is nothing to draw: no value is finite')
  const ending = extname(file).toLowerCase()
  const content =
    ending === '.png'
      ? await (await import('./raster.ts')).png(rasterSvg(figure))
      : ending === '.tex'
        ? tikzFigure(figure)
        : svgFile(figure)
  try {
    writeFileSync(file, content)
  } catch (cause) {
    throw new CommandError(`cannot write ${file} (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
  }
}
