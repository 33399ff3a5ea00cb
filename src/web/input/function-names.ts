import { autocompletion, type Completion } from '@codemirror/autocomplete'

const NAMES: readonly (readonly [name: string, meaning: string])[] = [
  ['abs', 'absolute value'],
  ['max', 'the largest'],
  ['min', 'the smallest'],
  ['relu', 'max(x, 0)'],
  ['sqrt', 'square root'],
  ['cbrt', 'cube root, of negative numbers too'],
  ['exp', 'exponential'],
  ['log', 'natural logarithm'],
  ['sin', 'sine'],
  ['cos', 'cosine'],
  ['tanh', 'hyperbolic tangent'],
  ['transpose', 'of a matrix'],
  ['dot', 'scalar product'],
  ['trace', 'of a square matrix'],
  ['norm1', 'sum of absolute values'],
  ['normF2', 'squared Frobenius norm'],
  ['sum', 'of all entries'],
  ['prod', 'of all entries'],
]

const OPTIONS: readonly Completion[] = NAMES.map(([label, detail]) => ({ label, detail, apply: `${label}(` }))

/** Offers the functions of the language when two letters of a name are typed. */
export const functionNames = autocompletion({
  icons: false,
  override: [
    (context) => {
      const word = context.matchBefore(/[A-Za-z]\w*/)
      return word === null || word.text.length < 2 ? null : { from: word.from, options: OPTIONS, validFor: /^\w*$/ }
    },
  ],
})
