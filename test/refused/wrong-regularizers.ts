/** A regularizer of an example with one thing wrong in it, and what becomes of it. */
export interface WrongRegularizer {
  readonly example: string
  readonly wrong: 'centre' | 'power' | 'reciprocal' | 'sign'
  readonly regularizer: string
}

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
  { example: 'example-4-4-ellipse', wrong: 'centre', regularizer: '(abs(x)^b*abs(y)^(-a) - 1)^2' },
  { example: 'example-4-4-ellipse', wrong: 'power', regularizer: 'abs(x)^a*abs(y)^(-b)' },
  { example: 'example-4-4-ellipse', wrong: 'reciprocal', regularizer: 'abs(x)^(-2*b)*abs(y)^(2*a)' },
  { example: 'example-4-4-ellipse', wrong: 'sign', regularizer: 'abs(x)^b*abs(y)^a' },
  { example: 'example-4-4-hyperbola', wrong: 'centre', regularizer: '(abs(x)^b*abs(y)^(-a) - 1)^2' },
  { example: 'example-4-4-hyperbola', wrong: 'power', regularizer: 'abs(x)^(2*b)*abs(y)^(-a)' },
  { example: 'example-4-4-hyperbola', wrong: 'reciprocal', regularizer: 'abs(x)^(-b)*abs(y)^a' },
  { example: 'example-4-4-hyperbola', wrong: 'sign', regularizer: 'abs(x)^b*abs(y)^a' },
  { example: 'example-4-6-n3', wrong: 'centre', regularizer: '(x^2 - y^2 - 1)^2 + (x^2 - z^2)^2 + (y^2 - z^2)^2' },
  { example: 'example-4-6-n3', wrong: 'power', regularizer: '(x^2 - y^4)^2 + (x^2 - z^2)^2' },
  { example: 'example-4-6-n3', wrong: 'reciprocal', regularizer: '1/((x^2 - y^2)^2 + (x^2 - z^2)^2)' },
  { example: 'example-4-6-n3', wrong: 'sign', regularizer: '(x^2 + y^2)^2 + (x^2 - z^2)^2' },
]
