import { inlineLatex } from '../latex-inline.ts'
import { escapeLatex } from '../latex-text.ts'
import { type Axis, type Figure, type HeatCell, type Layer, type LayerRole, legendOf, type Panel } from './figure.ts'
import { ticksOf } from './ticks.ts'

/** The look of each role, in the words of PGFPlots; the same that the SVG has. */
const LOOK: Readonly<Record<LayerRole, string>> = {
  level: 'black!35, line width=.3pt',
  minima: 'black, line width=1pt',
  'normalized-descent': 'blue!65!cyan!80!black, line width=.4pt',
  'gradient-descent': 'orange!85!red, line width=.4pt, densely dashed',
  'gradient-flow': 'violet!80!black, line width=.7pt, densely dotted',
  law: 'brown!70!black, line width=.3pt, dash dot',
  field: 'black!45, line width=.3pt',
  start: 'only marks, mark=o, mark size=2.2pt, black',
  flat: 'only marks, mark=star, mark size=3.2pt, line width=1.1pt, green!45!black',
  objective: 'blue!65!cyan!80!black, mark=*, mark size=1pt',
  distance: 'orange!85!red, mark=square*, mark size=1pt',
  regularizer: 'green!45!black, mark=triangle*, mark size=1.4pt',
  decrease: 'green!45!black, mark=triangle*, mark size=1.6pt',
  slope: 'black!50, dashed',
  'series-1': 'blue!65!cyan!80!black, line width=.7pt',
  'series-2': 'orange!85!red, line width=.7pt, dashed',
  'series-3': 'green!45!black, line width=.7pt, densely dotted',
  'series-4': 'violet!80!black, line width=.7pt, dash dot',
  'series-5': 'yellow!40!black, line width=.7pt, loosely dashed',
  'series-6': 'black, line width=.7pt, dotted',
}

const DIGITS = 5

const printed = (value: number): string => String(Number(value.toPrecision(DIGITS)))

/** Runs are drawn thin, for there is much of them; in the legend their colour should be seen. */
const isThin = (role: LayerRole): boolean => role === 'normalized-descent' || role === 'gradient-descent'

const plots = ({ role, paths, legend }: Layer): readonly string[] => [
  ...paths
    .filter((path) => path.length > 0)
    .map(
      (path) =>
        `\\addplot[${LOOK[role]}, forget plot] coordinates {${path.map(([x, y]) => `(${printed(x)},${printed(y)})`).join(' ')}};`,
    ),
  ...(legend === undefined
    ? []
    : [
        `\\addlegendimage{${LOOK[role]}${isThin(role) ? ', line width=.9pt' : ''}}`,
        `\\addlegendentry{${inlineLatex(legend)}}`,
      ]),
]

const heatTikz = ({ x, y, level }: HeatCell): string =>
  `\\fill[${level === null ? 'orange!35' : `black!${Math.round(100 * level)}`}] (axis cs:${printed(x[0])},${printed(y[0])}) rectangle (axis cs:${printed(x[1])},${printed(y[1])});`

/** What the shades stand for, as two entries of the legend. */
const keyTikz = ({ key, cells }: Panel): readonly string[] => {
  if (key === undefined) return []
  const entry = (fill: string, words: string): string =>
    `\\addlegendimage{area legend, draw=black!50, fill=${fill}}\n\\addlegendentry{${words}}`
  return [
    entry('white', `${inlineLatex(key.label)}: ${escapeLatex(key.from)}`),
    entry('black', escapeLatex(key.to)),
    ...(cells?.some(({ level }) => level === null) === true ? [entry('orange!35', 'no value')] : []),
  ]
}

const axisOptions = (name: 'x' | 'y', axis: Axis): readonly string[] => [
  `${name}label={$${axis.label.latex}$}`,
  `${name}min=${printed(axis.from)}, ${name}max=${printed(axis.to)}`,
  ...(axis.scale === 'log' ? [`${name}mode=log`] : []),
  `${name}tick={${ticksOf(axis)
    .map(({ value }) => printed(value))
    .join(',')}}`,
  ...(axis.marks === undefined
    ? []
    : [`${name}ticklabels={${axis.marks.map(({ words }) => `{${escapeLatex(words)}}`).join(',')}}`]),
]

const panelTikz = (panel: Panel): string => {
  const hasLegend = legendOf(panel).length > 0 || panel.key !== undefined
  const options = [
    'scale only axis, width=.385\\linewidth, height=.385\\linewidth',
    `title={\\strut ${escapeLatex(panel.title)}}, title style={font=\\small, yshift=-1ex}`,
    'label style={font=\\small}, tick label style={font=\\footnotesize}, ylabel style={yshift=-.6ex}',
    ...axisOptions('x', panel.x),
    ...axisOptions('y', panel.y),
    ...(panel.isometric ? ['axis equal image'] : []),
    ...(hasLegend
      ? [
          'legend style={draw=none, font=\\footnotesize, at={(.5,-.24)}, anchor=north, legend columns=1}, legend cell align=left',
        ]
      : []),
  ]
  return [
    `\\begin{tikzpicture}[baseline=(current axis.north)]`,
    `\\begin{axis}[${options.join(',\n  ')}]`,
    ...(panel.cells ?? []).map(heatTikz),
    ...keyTikz(panel),
    ...panel.layers.flatMap(plots),
    '\\end{axis}',
    '\\end{tikzpicture}',
  ].join('\n')
}

/** The packages a figure needs. */
export const FIGURE_PACKAGES = '\\usepackage{pgfplots}\n\\pgfplotsset{compat=1.16}'

/** A figure as TikZ pictures side by side, drawn by PGFPlots; without its caption. */
export const tikzFigure = ({ panels }: Figure): string => `${panels.map(panelTikz).join('\\hfill\n')}\n`
