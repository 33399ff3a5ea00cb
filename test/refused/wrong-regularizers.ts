/** A regularizer of an example with one thing wrong in it, and what becomes of it. */
export interface WrongRegularizer {
  readonly example: string
  readonly wrong: 'centre' | 'power' | 'reciprocal' | 'sign'
  readonly regularizer: string
  /** The objective with numbers for the parameters of the example. */
  readonly objective?: string
}

const ELLIPSE = { objective: '(2*x^2 + y^2 - 1)^2' } as const
const HYPERBOLA = { objective: '(y^2 - 2*x^2 - 1)^2' } as const

/** For each example of the paper: g moved, g with another power, its reciprocal, and g with a sign changed. */
export const WRONG_REGULARIZERS: readonly WrongRegularizer[] = [
  { example: 'example-1-1', wrong: 'centre', regularizer: '(x^2 - y^2 - 1)^2' },
  { example: 'example-1-1', wrong: 'power', regularizer: '(x^2 - y^4)^2' },
  { example: 'example-1-1', wrong: 'reciprocal', regularizer: '1/(x^2 - y^2)^2' },
  { example: 'example-1-1', wrong: 'sign', regularizer: '(x^2 + y^2)^2' },
  { example: 'example-4-1', wrong: 'centre', regularizer: '(y - 1)^2' },
  { example: 'example-4-1', wrong: 'power', regularizer: '(1 + x^2)*y^2' },
  { example: 'example-4-1', wrong: 'reciprocal', regularizer: '1/y^2' },
  { example: 'example-4-1', wrong: 'sign', regularizer: '(1 - y^2)^2' },
  { example: 'example-4-2', wrong: 'centre', regularizer: '(x*exp(2*y) - 1)^2' },
  { example: 'example-4-2', wrong: 'power', regularizer: 'x^2*exp(2*y)' },
  { example: 'example-4-2', wrong: 'reciprocal', regularizer: 'x^(-2)*exp(-4*y)' },
  { example: 'example-4-2', wrong: 'sign', regularizer: 'x^2*exp(-4*y)' },
  { example: 'example-4-3', wrong: 'centre', regularizer: '(1/x - 1/y - 1)^2' },
  { example: 'example-4-3', wrong: 'power', regularizer: '(1/x^2 - 1/y^2)^2' },
  { example: 'example-4-3', wrong: 'reciprocal', regularizer: '(x*y/(x - y))^2' },
  { example: 'example-4-3', wrong: 'sign', regularizer: '(1/x + 1/y)^2' },
  { example: 'example-4-4-ellipse', ...ELLIPSE, wrong: 'centre', regularizer: '(x/y^2 - 1)^2' },
  { example: 'example-4-4-ellipse', ...ELLIPSE, wrong: 'power', regularizer: 'x^4/y^2' },
  { example: 'example-4-4-ellipse', ...ELLIPSE, wrong: 'reciprocal', regularizer: 'y^4/x^2' },
  { example: 'example-4-4-ellipse', ...ELLIPSE, wrong: 'sign', regularizer: 'x^2*y^4' },
  { example: 'example-4-4-hyperbola', ...HYPERBOLA, wrong: 'centre', regularizer: '(x*y^2 - 1)^2' },
  { example: 'example-4-4-hyperbola', ...HYPERBOLA, wrong: 'power', regularizer: 'x^2*y^2' },
  { example: 'example-4-4-hyperbola', ...HYPERBOLA, wrong: 'reciprocal', regularizer: '1/(x^2*y^4)' },
  { example: 'example-4-4-hyperbola', ...HYPERBOLA, wrong: 'sign', regularizer: 'x^2/y^4' },
  { example: 'example-4-5-diagonal', wrong: 'centre', regularizer: '(x1^2 - y1^2 - 1)^2 + (x2^2 - y2^2)^2' },
  { example: 'example-4-5-diagonal', wrong: 'reciprocal', regularizer: '1/((x1^2 - y1^2)^2 + (x2^2 - y2^2)^2)' },
  { example: 'example-4-5-diagonal', wrong: 'sign', regularizer: '(x1^2 + y1^2)^2 + (x2^2 - y2^2)^2' },
  { example: 'example-4-6-n3', wrong: 'centre', regularizer: '(x^2 - y^2 - 1)^2 + (x^2 - z^2)^2 + (y^2 - z^2)^2' },
  { example: 'example-4-6-n3', wrong: 'power', regularizer: '(x^2 - y^4)^2 + (x^2 - z^2)^2' },
  { example: 'example-4-6-n3', wrong: 'reciprocal', regularizer: '1/((x^2 - y^2)^2 + (x^2 - z^2)^2)' },
  { example: 'example-4-6-n3', wrong: 'sign', regularizer: '(x^2 + y^2)^2 + (x^2 - z^2)^2' },
  { example: 'example-4-7', wrong: 'centre', regularizer: '(x^2 - y^2 - z^2)^2' },
  { example: 'example-4-7', wrong: 'power', regularizer: '(x^4 - y^2 - z^2)^2' },
  { example: 'example-4-7', wrong: 'reciprocal', regularizer: '1/(1 + (x^2 - y^2 - z^2 + 1/2)^2)' },
  { example: 'example-4-7', wrong: 'sign', regularizer: '(x^2 + y^2 - z^2)^2' },
  { example: 'example-4-8', wrong: 'centre', regularizer: '(x1^2 + x2^2 - y1^2 - y2^2 - 1)^2' },
  { example: 'example-4-8', wrong: 'power', regularizer: '(x1^2 + x2^2 - y1^4 - y2^2)^2' },
  { example: 'example-4-8', wrong: 'reciprocal', regularizer: '1/(1 + (x1^2 + x2^2 - y1^2 - y2^2)^2)' },
  { example: 'example-4-8', wrong: 'sign', regularizer: '(x1^2 + x2^2 + y1^2 - y2^2)^2' },
]
