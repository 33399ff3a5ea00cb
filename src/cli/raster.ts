import { existsSync, readFileSync } from 'node:fs'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { RASTER_FONT } from '../report/figures/svg.ts'

/** The files beside the bundle, and where packages have them. */
const FILES = {
  'resvg.wasm': '@resvg/resvg-wasm/index_bg.wasm',
  'KaTeX_Main-Regular.ttf': 'katex/dist/fonts/KaTeX_Main-Regular.ttf',
  'KaTeX_Math-Italic.ttf': 'katex/dist/fonts/KaTeX_Math-Italic.ttf',
} as const

/** Beside the bundle in an installed gradlaw; for sources, and a bundle in a cache, among the packages. */
const fileOf = (name: keyof typeof FILES): Uint8Array => {
  const places = [`./${name}`, `../../node_modules/${FILES[name]}`, `../../${FILES[name]}`]
  const found = places.map((place) => new URL(place, import.meta.url)).find((place) => existsSync(place))
  if (found === undefined) throw new Error(`expected ${name} beside the program: PNG figures are drawn with it`)
  return new Uint8Array(readFileSync(found))
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
