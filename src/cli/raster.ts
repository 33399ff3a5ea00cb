import { existsSync, readFileSync } from 'node:fs'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { RASTER_FONT } from '../report/figures/svg.ts'

/** The files beside the bundle, and where they lie for sources that run unbundled. */
const FILES = {
  'resvg.wasm': '@resvg/resvg-wasm/index_bg.wasm',
  'KaTeX_Main-Regular.ttf': 'katex/dist/fonts/KaTeX_Main-Regular.ttf',
  'KaTeX_Math-Italic.ttf': 'katex/dist/fonts/KaTeX_Math-Italic.ttf',
} as const

const fileOf = (name: keyof typeof FILES): Uint8Array => {
  const beside = new URL(`./${name}`, import.meta.url)
  return new Uint8Array(
    readFileSync(existsSync(beside) ? beside : new URL(`../../node_modules/${FILES[name]}`, import.meta.url)),
  )
}

/** Pixels for each unit of the picture: 200 to 220 to the inch at the size of a column. */
const ZOOM = 3

let started: Promise<void> | undefined

/** A picture for `rasterSvg`'s text as a PNG file; the same bytes on every machine, for the fonts are shipped. */
export const png = async (svg: string): Promise<Uint8Array> => {
  started ??= initWasm(fileOf('resvg.wasm'))
  await started
  const fontBuffers = (['KaTeX_Main-Regular.ttf', 'KaTeX_Math-Italic.ttf'] as const).map(fileOf)
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers, defaultFontFamily: RASTER_FONT },
  })
  return picture.render().asPng()
}
