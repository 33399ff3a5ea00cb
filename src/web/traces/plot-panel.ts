import { line, plot, ruleX, ruleY, text } from '@observablehq/plot'
import type { Axis, LayerRole, Panel, Words } from '../../report/figures/figure.ts'
import { ticksOf } from '../../report/figures/ticks.ts'
import { methodRoles } from '../portrait/method-roles.ts'
import type { Palette, Stroke } from '../portrait/palette.ts'
import type { DrawnMethod } from '../state.ts'

const plain = (words: Words): string => words.map((part) => (typeof part === 'string' ? part : part.plain)).join('')

const RAISED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'0123456789'].map((digit, i) => [digit, [...'⁰¹²³⁴⁵⁶⁷⁸⁹'][i] ?? digit])),
  ...{ '-': '⁻', '−': '⁻', '/': 'ᐟ' },
}

const raised = (text: string): string => [...text].map((letter) => RAISED[letter] ?? letter).join('')

/** A plain formula with its powers raised and its indices lowered. */
const typeset = (text: string): string =>
  text
    .replaceAll(/\^\(([^)]*)\)/g, (_, power: string) => raised(power))
    .replaceAll('_k', 'ₖ')
    .replaceAll('_0', '₀')

/** Powers of ten, as the figures in print have them. */
const marksOf = (axis: Axis): { readonly ticks: number[]; readonly tickFormat: (value: number) => string } => {
  const ticks = ticksOf(axis)
  return {
    ticks: ticks.map(({ value }) => value),
    tickFormat: (value) => {
      const exponent = ticks.find((tick) => tick.value === value)?.exponent
      return exponent === undefined ? String(value) : exponent === 0 ? '1' : `10${raised(String(exponent))}`
    },
  }
}

/** The look of a method on the page, by its role in the figure; that of a slope for other roles. */
const lookOf = (role: LayerRole, methods: readonly DrawnMethod[], palette: Palette): Stroke => {
  const [method] = [...methodRoles(methods)].find(([, own]) => own === role) ?? []
  return method === undefined ? { color: palette.faint, width: 1.4, dash: [7, 4] } : palette.methods[method]
}

const LABEL = { strokeWidth: 4, textAnchor: 'start', dy: 14, dx: 2 } as const

/** A panel of the neutral figure drawn by Observable Plot, without inline styles, which the page's policy forbids. */
export const plotPanel = (panel: Panel, methods: readonly DrawnMethod[], palette: Palette, width: number): Element => {
  const { x, y, layers } = panel
  const drawn = plot({
    ...{ width, height: Math.round(Math.min(320, Math.max(210, width * 0.62))) },
    ...{ marginLeft: 58, marginBottom: 38, marginTop: 22, marginRight: 14 },
    className: 'traces-plot',
    ariaLabel: panel.title,
    x: { type: x.scale, domain: [x.from, x.to], label: typeset(x.label.plain), ...marksOf(x) },
    y: { type: y.scale, domain: [y.from, y.to], label: typeset(y.label.plain), ...marksOf(y), grid: true },
    marks: [
      ruleX([x.from], { stroke: palette.faint }),
      ruleY([y.from], { stroke: palette.faint }),
      ...layers.flatMap(({ role, paths, legend }) => {
        const { color, width: strokeWidth, dash } = lookOf(role, methods, palette)
        const curves = paths.map((path) =>
          line(path as [number, number][], {
            ...{ stroke: color, strokeWidth, strokeDasharray: dash.join(' '), clip: true },
            strokeLinecap: role === 'gradient-flow' ? 'round' : 'butt',
          }),
        )
        const first = paths[0]?.[0]
        const label =
          role === 'slope' && first !== undefined && legend !== undefined
            ? [
                text([first], {
                  text: () => typeset(plain(legend)),
                  ...LABEL,
                  fill: palette.faint,
                  stroke: palette.paper,
                }),
              ]
            : []
        return [...curves, ...label]
      }),
    ],
  })
  for (const style of drawn.querySelectorAll('style')) style.remove()
  // The whole has a name; groups without a role may have none.
  for (const group of drawn.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label')
  return drawn
}
