import { problemOf } from '../problem-of-state.ts'
import type { ExplorerState } from '../state.ts'

// The problem as a problem file and as a command line: texts to paste.

/** A word of a shell, in quotes where it needs them. */
const shellWord = (text: string): string => (/^[\w./:=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

const listed = (value: string | readonly string[]): string => (typeof value === 'string' ? value : value.join(', '))

/** A scalar of YAML: in double quotes, as JSON is. */
const yamlText = (text: string): string => JSON.stringify(text)

/** The problem file that `gradlaw check` reads. */
export const problemFile = (state: ExplorerState): string => {
  const { objective, variables, assume, regularizer } = problemOf(state)
  const { parameters, stepSize, schedule, seed } = state
  const known = parameters.map(({ name, assumption }) => `${yamlText(name)}: ${assumption}`)
  const extra = state.assume.trim() === '' ? [] : [state.assume.trim()]
  const names = variables === undefined ? [] : listed(variables).split(/,(?![^[]*\])/)
  const pieces =
    regularizer === undefined
      ? []
      : typeof regularizer === 'string'
        ? [`regularizer: ${yamlText(regularizer)}`]
        : [
            'regularizer:',
            ...regularizer.map(({ when, value }) => `  - {when: ${yamlText(when)}, value: ${yamlText(value)}}`),
          ]
  const exponent = schedule.kind === 'power' ? `${schedule.q}` : 'infinity'
  const formula = schedule.kind === 'formula' ? [`, schedule: ${yamlText(schedule.text)}`] : []
  return [
    `objective: ${yamlText(objective)}`,
    ...(names.length === 0 ? [] : [`variables: [${names.map((name) => yamlText(name.trim())).join(', ')}]`]),
    ...(known.length === 0 ? [] : [`parameters: {${known.join(', ')}}`]),
    ...(assume === undefined || extra.length === 0 ? [] : [`assume: [${extra.map(yamlText).join(', ')}]`]),
    ...pieces,
    `simulate: {alpha: ${stepSize}, exponent: ${exponent}, seed: ${seed}${formula.join('')}}`,
    '',
  ].join('\n')
}

type Flags = readonly (readonly [string, string | readonly string[] | undefined])[]

const command = (name: string, flags: Flags): string => {
  const words = flags.flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag} ${shellWord(listed(value))}`]))
  return [`gradlaw ${name}`, ...words].join(' ')
}

/**
 * The command that answers the same: `laws` where a map, another flow or quantities are asked about, else `check`. A
 * regularizer in pieces needs a problem file, and is left out with a remark.
 */
export const commandLine = (state: ExplorerState): string => {
  const { objective, variables, parameters, assume, regularizer, laws } = problemOf(state)
  const named: Flags = [
    ['vars', variables],
    ['params', parameters],
    ['assume', assume],
  ]
  if (laws !== undefined) {
    const { subject = 'objective', method, friction, metric, candidates = [] } = laws
    return command('laws', [
      [subject, objective],
      ...(subject === 'network' ? [] : named),
      ['method', method],
      ['friction', friction],
      ['metric', metric],
      ...candidates.map((candidate) => ['candidate', candidate] as const),
    ])
  }
  if (regularizer !== undefined && typeof regularizer !== 'string') return 'gradlaw check problem.yaml'
  return command('check', [['objective', objective], ['regularizer', regularizer], ...named])
}
