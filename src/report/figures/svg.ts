import { escapeHtml } from '../html-text.ts'
import {
  type Figure,
  type HeatCell,
  type Layer,
  type LayerRole,
  legendOf,
  type Panel,
  type PlotPoint,
  type Words,
} from './figure.ts'
import { placeOn, type Tick, ticksOf } from './ticks.ts'

const SIDE = 300
const MARGIN = { left: 58, right: 14, top: 26, bottom: 44 }
const LEGEND_ROW = 17

/** The colours of a page: ink, what is faint, the grid, and five that a print in grey tells apart with their dashes. */
const LIGHT = {
  ...{ ink: '#1b1b1b', faint: '#8a8f98', grid: '#e4e6ea', blue: '#0063a6', red: '#c8500a', green: '#00795b' },
  ...{ purple: '#7a3b9a', ochre: '#86660a' },
}
const DARK: typeof LIGHT = {
  ...{ ink: '#e6e6e6', faint: '#8b929c', grid: '#30353b', blue: '#6cb8f0', red: '#ff9a5c', green: '#4fd0a5' },
  ...{ purple: '#cfa3ec', ochre: '#dcbb5c' },
}

const declared = (colours: typeof LIGHT): string =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')

/** The look of each role: lines by width and dashes, marks by form; colours by variables that dark pages change. */
const LOOK = `.figure .frame{fill:none;stroke:var(--faint)}.figure .grid{stroke:var(--grid)}.figure i,.figure .v{font-style:italic}.figure path{fill:none;stroke-linejoin:round}
.figure .level{stroke:var(--faint);stroke-width:.7;opacity:.75}.figure .minima{stroke:var(--ink);stroke-width:1.8}
.figure .normalized-descent{stroke:var(--blue);stroke-width:.9}.figure .gradient-descent{stroke:var(--red);stroke-width:.9;stroke-dasharray:4 2}
.figure .gradient-flow{stroke:var(--purple);stroke-width:1.6;stroke-dasharray:.1 3;stroke-linecap:round}.figure .law{stroke:var(--ochre);stroke-width:.8;stroke-dasharray:7 2 1.5 2}.figure .field{stroke:var(--faint);stroke-width:.8}
.figure .start.point{fill:none;stroke:var(--ink);stroke-width:1.2}.figure .flat.point{fill:var(--green);stroke:none}
.figure .objective{stroke:var(--blue)}.figure .distance{stroke:var(--red)}.figure .regularizer,.figure .decrease{stroke:var(--green)}.figure .slope{stroke:var(--faint);stroke-dasharray:6 3}
.figure .objective.point{fill:var(--blue)}.figure .distance.point{fill:var(--red)}.figure .regularizer.point,.figure .decrease.point{fill:var(--green)}
.figure .series-1{stroke:var(--blue);stroke-width:1.4}.figure .series-2{stroke:var(--red);stroke-width:1.4;stroke-dasharray:6 3}.figure .series-3{stroke:var(--green);stroke-width:1.8;stroke-dasharray:2 2}.figure .series-4{stroke:var(--purple);stroke-width:1.4;stroke-dasharray:7 2 1.5 2}.figure .series-5{stroke:var(--ochre);stroke-width:1.4;stroke-dasharray:12 3}.figure .series-6{stroke:var(--ink);stroke-width:1.8;stroke-dasharray:.1 3;stroke-linecap:round}
.figure .heat{fill:var(--ink)}.figure .none{fill:var(--red);fill-opacity:.35}`

export const FIGURE_STYLE = `.figure{${declared(LIGHT)};max-width:100%;height:auto;font:12px Georgia,'Times New Roman',serif;fill:var(--ink)}
${LOOK}
@media (prefers-color-scheme:dark){.figure{${declared(DARK)}}}`

const px = (value: number): string => String(Number(value.toFixed(2)))

/** Indices and powers in a plain formula raised and lowered; letters are italic. */
const formulaText = (plain: string): string =>
  plain
    .replaceAll('-', '−')
    .split(/([_^](?:\([^)]*\)|[\w−]+)|[A-Za-z]+\d*)/)
    .map((part) => {
      const script = /^([_^])\(?([^)]*)\)?$/.exec(part)
      if (script !== null) {
        const [, mark, inner = ''] = script
        const shift = mark === '_' ? 3 : -4
        return `<tspan class="v" font-size="9" dy="${shift}">${escapeHtml(inner)}</tspan><tspan dy="${-shift}">&#8203;</tspan>`
      }
      const name = /^([A-Za-z]+)(\d*)$/.exec(part)
      if (name === null) return escapeHtml(part)
      const [, letters = '', digits = ''] = name
      const index = digits === '' ? '' : `<tspan font-size="9" dy="3">${digits}</tspan><tspan dy="-3">&#8203;</tspan>`
      return `<tspan class="v">${escapeHtml(letters)}</tspan>${index}`
    })
    .join('')

const inlineText = (content: Words): string =>
  content.map((part) => (typeof part === 'string' ? escapeHtml(part) : formulaText(part.plain))).join('')

const plainText = (content: Words): string =>
  content.map((part) => (typeof part === 'string' ? part : part.plain)).join('')

const STAR = Array.from({ length: 10 }, (_, i) => {
  const radius = i % 2 === 0 ? 6.5 : 2.8
  const angle = (Math.PI * (i - 2.5)) / 5
  return `${px(radius * Math.cos(angle))} ${px(radius * Math.sin(angle))}`
}).join(' L')

/** One mark at a place of the picture. */
const mark = (role: LayerRole, x: number, y: number): string => {
  const at = `${px(x)} ${px(y)}`
  const drawn = (d: string): string => `<path class="${role} point" transform="translate(${at})" d="M${d}Z"/>`
  if (role === 'flat') return drawn(STAR)
  if (role === 'distance') return drawn('-2.6 -2.6 L2.6 -2.6 L2.6 2.6 L-2.6 2.6')
  if (role === 'regularizer' || role === 'decrease') return drawn('0 -3.4 L3.1 2.4 L-3.1 2.4')
  return `<circle class="${role} point" cx="${px(x)}" cy="${px(y)}" r="${role === 'start' ? 4 : 2.6}"/>`
}

const curve = (role: LayerRole, points: readonly PlotPoint[]): string =>
  `<path class="${role}" d="M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}"/>`

/** Whether a curve of this role shows its points too. */
const isMarked = (role: LayerRole): boolean =>
  role === 'objective' || role === 'distance' || role === 'regularizer' || role === 'decrease'

const layerSvg = ({ role, shape, paths }: Layer, place: (point: PlotPoint) => PlotPoint): string => {
  const placed = paths.map((path) => path.map(place))
  const marks = shape === 'points' || isMarked(role) ? placed.flat().map(([x, y]) => mark(role, x, y)) : []
  const curves = shape === 'curves' ? placed.map((path) => curve(role, path)) : []
  return [...curves, ...marks].join('\n')
}

const heatSvg = ({ x, y, level }: HeatCell, place: (point: PlotPoint) => PlotPoint): string => {
  const [[left, bottom], [right, top]] = [place([x[0], y[0]]), place([x[1], y[1]])]
  const shade = level === null ? 'class="none"' : `class="heat" fill-opacity="${level}"`
  return `<rect ${shade} x="${px(left)}" y="${px(top)}" width="${px(right - left)}" height="${px(bottom - top)}"/>`
}

const tickText = ({ value, exponent, words }: Tick): string =>
  words !== undefined
    ? escapeHtml(words)
    : exponent === undefined
      ? escapeHtml(String(value).replace('-', '−'))
      : `10<tspan font-size="9" dy="-4">${String(exponent).replace('-', '−')}</tspan>`

const panelSvg = (panel: Panel, id: string, left: number, height: number): string => {
  const { x, y, title } = panel
  const place = ([a, b]: PlotPoint): PlotPoint => [SIDE * placeOn(x, a), height * (1 - placeOn(y, b))]
  const across = ticksOf(x).map((tick) => ({ tick, at: px(SIDE * placeOn(x, tick.value)) }))
  const up = ticksOf(y).map((tick) => ({ tick, at: px(height * (1 - placeOn(y, tick.value))) }))
  const legend = legendOf(panel).map(({ layer, legend: words }, i) => {
    const top = height + MARGIN.bottom + i * LEGEND_ROW
    const sample: Layer = {
      ...layer,
      paths: [
        layer.shape === 'points'
          ? [[13, top]]
          : [
              [0, top],
              [26, top],
            ],
      ],
    }
    const middle = isMarked(layer.role) ? mark(layer.role, 13, top) : ''
    const shown =
      layer.shape === 'points' ? mark(layer.role, 13, top) : curve(layer.role, sample.paths[0] ?? []) + middle
    return `${shown}<text x="34" y="${top + 4}">${inlineText(words)}</text>`
  })
  return `<g transform="translate(${left + MARGIN.left} ${MARGIN.top})">
<text x="${SIDE / 2}" y="-10" text-anchor="middle">${escapeHtml(title)}</text>
${across.map(({ at }) => `<path class="grid" d="M${at} 0V${height}"/>`).join('')}${up.map(({ at }) => `<path class="grid" d="M0 ${at}H${SIDE}"/>`).join('')}
<clipPath id="${id}"><rect width="${SIDE}" height="${height}"/></clipPath>
<g clip-path="url(#${id})">
${(panel.cells ?? []).map((cell) => `${heatSvg(cell, place)}\n`).join('')}${panel.layers.map((layer) => layerSvg(layer, place)).join('\n')}
</g>
<rect class="frame" width="${SIDE}" height="${height}"/>
${across.map(({ tick, at }) => `<text x="${at}" y="${height + 15}" text-anchor="middle">${tickText(tick)}</text>`).join('')}
${up.map(({ tick, at }) => `<text x="-6" y="${at}" dy="4" text-anchor="end">${tickText(tick)}</text>`).join('')}
<text x="${SIDE / 2}" y="${height + 31}" text-anchor="middle">${formulaText(x.label.plain)}</text>
<text transform="translate(-44 ${height / 2}) rotate(-90)" text-anchor="middle">${formulaText(y.label.plain)}</text>
${legend.join('\n')}${keySvg(panel, height + MARGIN.bottom)}
</g>`
}

const KEY = { width: 120, height: 10, shades: 12 }

/** A strip of the shades of a heat map between the values of its ends. */
const keySvg = ({ key, cells }: Panel, top: number): string => {
  if (key === undefined) return ''
  const { width, height, shades } = KEY
  const step = width / shades
  const strip = Array.from(
    { length: shades },
    (_, i) =>
      `<rect class="heat" fill-opacity="${px(i / (shades - 1))}" x="${px(i * step)}" width="${px(step)}" height="${height}"/>`,
  )
  const hasNone = cells?.some(({ level }) => level === null) === true
  return `<g transform="translate(0 ${top})"><text y="9">${inlineText(key.label)}</text>
<g transform="translate(0 20)"><text y="9">${escapeHtml(key.from)}</text><g transform="translate(52 0)">${strip.join('')}<rect class="frame" width="${width}" height="${height}"/></g><text x="${58 + width}" y="9">${escapeHtml(key.to)}</text>${
    hasNone
      ? `<rect class="none" x="${SIDE - 62}" width="10" height="10"/><text x="${SIDE - 48}" y="9">no value</text>`
      : ''
  }</g></g>`
}

/** The height of a panel's frame: a unit is as long on both axes where that is asked for. */
const heightOf = ({ isometric, x, y }: Panel): number =>
  isometric ? Math.round((SIDE * (y.to - y.from)) / (x.to - x.from)) : SIDE

const legendRows = (panel: Panel): number => legendOf(panel).length + (panel.key === undefined ? 0 : 3)

/** A figure as one `<svg>` element for a page that has {@link FIGURE_STYLE}. */
export const figureSvg = ({ name, caption, panels }: Figure, style = ''): string => {
  const width = panels.length * (MARGIN.left + SIDE + MARGIN.right)
  const height = Math.max(
    ...panels.map((panel) => heightOf(panel) + MARGIN.top + MARGIN.bottom + legendRows(panel) * LEGEND_ROW),
  )
  const drawn = panels.map((panel, i) =>
    panelSvg(panel, `${name}-${i + 1}`, (i * width) / panels.length, heightOf(panel)),
  )
  const label = escapeHtml(plainText(caption))
  return `<svg xmlns="http://www.w3.org/2000/svg" class="figure" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${style}${drawn.join('\n')}
</svg>`
}

/** A figure as an SVG file of its own, legible on light and on dark pages. */
export const svgFile = (figure: Figure): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${figureSvg(figure, `<style>${FIGURE_STYLE}</style>\n`)}\n`

/** The family that {@link rasterSvg} asks for. */
export const RASTER_FONT = 'KaTeX_Main'

/** A figure for a program that draws pixels: on paper of its own, in colours without variables and in one font. */
export const rasterSvg = (figure: Figure): string => {
  const style = LOOK.replaceAll(/var\(--(\w+)\)/g, (_, name: keyof typeof LIGHT) => LIGHT[name])
  const own = `<style>.figure{font-size:12px;font-family:${RASTER_FONT};fill:${LIGHT.ink}}\n${style}</style>\n`
  return figureSvg(figure, `${own}<rect width="100%" height="100%" fill="#fff"/>\n`)
}
