import { expect, test } from 'vitest'
import { answer, contextOf, type Entry, IDENTITY, proved } from '../refused/entries.ts'

// The rules of coercivity, one chain for each, and the same chain with one thing changed.

const sign = (form: string) => ({ kind: 'sign', form })
type Step = { readonly [field: string]: unknown }
interface Setting {
  readonly variables: readonly string[]
  readonly f: string
  readonly g?: string
  readonly when?: readonly string[]
  readonly parameters?: readonly string[]
  readonly integers?: readonly string[]
  readonly assume?: readonly string[]
}

const coercive = ({ variables, f, g = '0', when = [], ...more }: Setting, steps: readonly Step[]): Entry => ({
  claim: { claim: 'coercive', context: contextOf(variables, more), f, g: [{ when, value: g }] },
  certificate: proved(
    { nonnegative: sign(f), 'piece.1.nonnegative': g === '0' ? IDENTITY : sign(g) },
    { arguments: [{ kind: 'chain', steps }] },
  ),
})

const growth = (term: string, power: unknown, bound: string, proof: unknown = IDENTITY): Step => ({
  rule: 'growth',
  term,
  power,
  bound,
  proof,
})
const compare = (term: string, is: string, by: string, using: object, proof: unknown): Step => ({
  rule: 'compare',
  term,
  is,
  by,
  using,
  proof,
})
const integral = (term: string, coefficients: readonly string[], using: object): Step => ({
  rule: 'integral',
  term,
  coefficients,
  using,
})
const rule = (name: string, fields: object): Step => ({ rule: name, ...fields })

const SQUARE: Setting = { variables: ['x'], f: 'x^2' }
const ABOVE = compare('x', 'above', '1 + p', { p: 'x^2' }, sign('(x - 1/2)^2 + 3/4'))
const BELOW = compare('x', 'below', '-1 - p', { p: 'x^2' }, sign('(x + 1/2)^2 + 3/4'))

const COSH: Setting = { variables: ['x'], f: 'exp(x) + exp(-x)' }
const UP = compare('exp(x)', 'above', 'p', { p: 'exp(x) + exp(-x)' }, sign('exp(-x)'))
const DOWN = compare('exp(-x)', 'above', 'p', { p: 'exp(x) + exp(-x)' }, sign('exp(x)'))
const TURN = rule('reciprocal', { of: 'exp(-x)', proof: sign('exp(-x)') })
const BACK = (factor: unknown): Step => rule('exp-inverse', { of: 'x', factor })

const LOG: Setting = { variables: ['x'], f: 'log(x)^2', when: ['x > 0'] }
const PRODUCT: Setting = { variables: ['x', 'y'], f: 'x^2', g: 'y^2*(1 + x^2)' }
const AWAY = compare('1 + x^2', 'away', '1', {}, sign('x^2'))
const QUOTIENT = rule('quotient', { term: 'y^2', by: '1 + x^2', proof: sign('y^2') })
const ROOT = integral('y', ['0', '-q'], { q: 'y^2' })
const X = growth('x', 2, 'F')

const POWER: Setting = { variables: ['x'], f: 'abs(x)^(a)', parameters: ['a'], assume: ['a > 0'] }
const EXPONENT = rule('power', { of: 'x', exponent: 'a', proof: sign('a') })
const EVEN: Setting = {
  variables: ['x'],
  f: 'x^(2*n)',
  parameters: ['n'],
  integers: ['n'],
  assume: ['n > 0'],
  when: ['x > 0'],
}

const FLAT: Setting = { variables: ['x', 'y'], f: 'x^2', g: 'exp(-x)*y^2' }
const FORWARD = rule('exp', { of: '-x', factor: '1' })
const WEIGHTED = rule('quotient', { term: 'y^2', by: 'exp(-x)', proof: sign('y^2') })
const MINUS = integral('-x', ['p'], { p: 'x' })

// x² + 1/x² bounds x and 1/x, so x and log x; y is bounded by what it is compared with.
const INVERSE: Setting = { variables: ['x', 'y'], f: 'x^2 + x^-2' }
const NEAR_LOG: Setting = { ...INVERSE, g: '(y - log(x))^2', when: ['x > 0'] }
const LENGTH = growth('x', 2, 'F', sign('1/x^2'))
const SHARP = growth('1/x', 2, 'F', sign('x^2'))
const FLIP = rule('reciprocal', { of: '1/x', proof: sign('1/x') })
const NEAR = growth('y - log(x)', 2, 'G')
const SUM = (other: string): Step => integral('y', ['-p - q'], { p: `y - ${other}`, q: other })
const NEAR_POWER: Setting = {
  variables: ['x', 'y'],
  f: 'x^2',
  g: '(y - abs(x)^(a))^2',
  parameters: ['a'],
  assume: ['a > 0'],
}
const WEIGHTED_POWER: Setting = { ...INVERSE, g: 'y^2*abs(x)^(a)', parameters: ['a'], assume: ['a > 0'] }
const SIZE = growth('1/abs(x)', 2, 'F', sign('x^2'))
const FLIP_SIZE = rule('reciprocal', { of: '1/abs(x)', proof: sign('1/abs(x)') })
const BY_POWER = rule('quotient', { term: 'y^2', by: 'abs(x)^(a)', proof: sign('y^2') })

const SQUARE_AND_A: Setting = { ...SQUARE, parameters: ['a'], assume: ['a > 0'] }
const INTEGER: Setting = { ...SQUARE, parameters: ['n'], integers: ['n'], assume: ['n > 0'] }
const POLE: Setting = { ...SQUARE_AND_A, f: 'x^-2' }
const SIZE_ALONE = growth('1/abs(x)', 2, 'F')
const BY_SIZE = { variables: ['x', 'y'], g: 'y^2*abs(x)' }
const BY_ABS = rule('quotient', { term: 'y^2', by: 'abs(x)', proof: sign('y^2') })
const AWAY_BY_POWER: Setting = { ...SQUARE_AND_A, f: 'x^2 + abs(x)^(-2*a)' }
const FROM_POWER = [
  growth('x', 2, 'F', sign('abs(x)^(-2*a)')),
  growth('abs(x)^(-a)', 2, 'F', sign('x^2')),
  rule('reciprocal', { of: 'abs(x)^(-a)', proof: sign('abs(x)^(-a)') }),
]

test.for<readonly [why: string, answer: string, setting: Setting, ...steps: Step[]]>([
  ['nothing is said', 'chain', SQUARE],
  ['growth', 'accepted', SQUARE, growth('x', 2, 'F')],
  ['growth with room', 'accepted', SQUARE, growth('x', 2, 'F + 3', sign('3'))],
  ['growth with a factor', 'accepted', SQUARE, growth('x', 2, '3*F/2', sign('x^2/2'))],
  ['growth with both', 'accepted', SQUARE, growth('x', 2, 'F + G*F + G')],
  ['growth with a square', 'accepted', SQUARE, growth('x', 4, 'F^2')],
  ['growth of x - 1', 'chain', SQUARE, growth('x - 1', 2, '2*F + 2', sign('(x + 1)^2'))],
  ['growth in another bound', 'identity', SQUARE, growth('x', 2, 'G')],
  ['growth with an odd power', 'chain', SQUARE, growth('x', 3, 'F')],
  ['growth with power 0', 'format', SQUARE, growth('x', 0, 'F')],
  ['growth with a text as power', 'format', SQUARE, growth('x', '2', 'F')],
  ['growth with a negative coefficient', 'chain', SQUARE, growth('x', 2, '2*F - F - G')],
  ['growth with a negative number', 'chain', SQUARE, growth('x', 2, 'F - 1')],
  ['growth with a quotient', 'chain', SQUARE, growth('x', 2, 'F/(1 + G)')],
  ['growth with a root', 'chain', SQUARE, growth('x', 2, 'F^(1/2)')],
  ['growth with 1/F', 'chain', SQUARE, growth('x', 2, 'F^-1')],
  ['growth with exp', 'chain', SQUARE, growth('x', 2, 'exp(F)')],
  ['growth with x in the bound', 'chain', SQUARE, growth('x', 2, 'F + x')],
  ['growth divided by 0', 'chain', SQUARE, growth('x', 2, 'F/0')],
  ['growth with a parameter', 'chain', { ...SQUARE, parameters: ['a'], assume: ['a > 1'] }, growth('x', 2, 'a*F')],
  ['two comparisons', 'accepted', SQUARE, ABOVE, BELOW],
  ['above alone', 'chain', SQUARE, ABOVE],
  ['below alone', 'chain', SQUARE, BELOW],
  ['a comparison with x itself', 'chain', SQUARE, compare('x', 'above', 'p', { p: 'x' }, IDENTITY), BELOW],
  [
    'a comparison with what is bounded above',
    'chain',
    SQUARE,
    ABOVE,
    compare('-x', 'below', '-p', { p: 'x' }, IDENTITY),
  ],
  ['a placeholder too many', 'chain', SQUARE, compare('x', 'above', '1 + p + q', { p: 'x^2' }, IDENTITY), BELOW],
  ['a placeholder called exp', 'chain', SQUARE, compare('x', 'above', '1', { exp: 'x^2' }, IDENTITY), BELOW],
  [
    'a placeholder called a',
    'chain',
    { ...SQUARE, parameters: ['a'] },
    compare('x', 'above', 'a', { a: 'x^2' }, IDENTITY),
  ],
  ['another proof', 'identity', SQUARE, { ...ABOVE, by: '2 + p' }, BELOW],
  ['the other direction', 'identity', SQUARE, { ...ABOVE, is: 'below' }, BELOW],
  ['neither direction', 'chain', SQUARE, { ...ABOVE, is: 'beside' }, BELOW],
  ['an integral equation', 'accepted', SQUARE, integral('x', ['0', '-p'], { p: 'x^2' })],
  [
    'an integral equation with parameters',
    'accepted',
    { ...SQUARE, parameters: ['a'] },
    integral('x + a', ['-2*a', 'a^2 - p'], { p: 'x^2' }),
    integral('x', ['a - p'], { p: 'x + a' }),
  ],
  ['an equation that does not hold', 'chain', SQUARE, integral('x', ['0', 'p'], { p: 'x^2' })],
  ['an equation without coefficients', 'chain', SQUARE, integral('x', [], {})],
  ['an equation with x as a coefficient', 'chain', SQUARE, integral('x', ['-p'], { p: 'x' })],
  ['exponentials', 'accepted', COSH, UP, DOWN, TURN, BACK('1')],
  ['no reciprocal', 'chain', COSH, UP, DOWN, BACK('1')],
  ['only one exponential', 'chain', COSH, DOWN, TURN, BACK('1')],
  ['no way back', 'chain', COSH, UP, DOWN, TURN],
  ['another factor', 'chain', COSH, UP, DOWN, TURN, BACK('2')],
  ['factor 0', 'chain', COSH, UP, DOWN, TURN, BACK('0')],
  ['a negative factor', 'chain', COSH, UP, DOWN, TURN, BACK('-1')],
  ['a factor that is a number', 'format', COSH, UP, DOWN, TURN, BACK(1)],
  ['a reciprocal without a sign', 'sign', COSH, UP, DOWN, { ...TURN, proof: sign('0*x + exp(-x) - x + x') }],
  ['a reciprocal of what is not known', 'chain', COSH, UP, TURN],
  ['a logarithm', 'accepted', LOG, growth('log(x)', 2, 'F'), rule('log-inverse', { of: 'x' })],
  ['a logarithm of nothing known', 'chain', LOG, rule('log-inverse', { of: 'x' })],
  ['a logarithm and no way back', 'chain', LOG, growth('log(x)', 2, 'F')],
  [
    'a logarithm of what may be negative',
    'admissible',
    { ...LOG, when: [], f: 'x^2' },
    rule('log-inverse', { of: 'log(x)' }),
  ],
  ['a logarithm of any sign', 'chain', SQUARE, rule('log-inverse', { of: 'x' })],
  ['from x to its logarithm', 'chain', { ...SQUARE, when: ['x > 0'] }, ABOVE, rule('log', { of: 'x' })],
  ['the logarithm of nothing known', 'chain', { ...SQUARE, when: ['x > 0'] }, rule('log', { of: 'x' })],
  ['the logarithm of any sign', 'chain', SQUARE, X, rule('log', { of: 'x' })],
  ['a quotient', 'accepted', PRODUCT, X, AWAY, QUOTIENT, ROOT],
  ['a quotient by what may vanish', 'chain', PRODUCT, X, QUOTIENT, ROOT],
  [
    'a quotient of another product',
    'chain',
    PRODUCT,
    X,
    AWAY,
    { ...QUOTIENT, term: '2*y^2', proof: sign('2*y^2') },
    ROOT,
  ],
  ['a quotient of any sign', 'sign', PRODUCT, X, AWAY, { ...QUOTIENT, proof: sign('y^2 + x - x') }, ROOT],
  ['a quotient alone', 'chain', PRODUCT, X, AWAY, QUOTIENT],
  ['away by 0', 'chain', PRODUCT, X, { ...AWAY, by: '0' }, QUOTIENT, ROOT],
  ['away by a negative number', 'chain', PRODUCT, X, { ...AWAY, by: '-1' }, QUOTIENT, ROOT],
  [
    'away by what is away',
    'accepted',
    PRODUCT,
    X,
    AWAY,
    compare('2 + 2*x^2', 'away', 'p + 1', { p: '1 + x^2' }, sign('x^2')),
    QUOTIENT,
    ROOT,
  ],
  [
    'away by what is only bounded',
    'chain',
    PRODUCT,
    X,
    compare('1 + x^2', 'away', '1 + p', { p: 'x^2' }, IDENTITY),
    QUOTIENT,
    ROOT,
  ],
  ['a product', 'accepted', PRODUCT, X, AWAY, rule('product', { term: '1 + x^2', by: '1 + x^2' }), QUOTIENT, ROOT],
  ['a product of what may vanish', 'chain', PRODUCT, X, AWAY, rule('product', { term: '1 + x^2', by: 'x^2' })],
  ['a power', 'accepted', POWER, EXPONENT],
  ['a power with an unknown exponent', 'sign', { ...POWER, assume: ['a != 0'], when: ['x > 0'] }, EXPONENT],
  ['a power of another term', 'chain', POWER, { ...EXPONENT, of: 'x^2' }],
  ['a power with another exponent', 'chain', POWER, { ...EXPONENT, exponent: '2*a', proof: sign('2*a') }],
  ['an even integer power', 'accepted', EVEN, rule('power', { of: 'x', exponent: '2*n', proof: sign('2*n') })],
  [
    'an integer power of any number',
    'chain',
    { ...EVEN, when: [], f: 'abs(x^(n))' },
    rule('power', { of: 'x', exponent: 'n', proof: sign('n') }),
  ],
  ['an exponential weight', 'accepted', FLAT, X, MINUS, FORWARD, WEIGHTED, ROOT],
  ['an exponential weight of nothing known', 'chain', FLAT, FORWARD, WEIGHTED, ROOT],
  ['a constant', 'chain', SQUARE, rule('constant', { term: '3' })],
  ['a constant that is x', 'chain', SQUARE, rule('constant', { term: 'x' })],
  [
    'a constant away from 0',
    'accepted',
    { ...PRODUCT, g: '3*y^2' },
    X,
    rule('constant', { term: '3' }),
    rule('quotient', { term: 'y^2', by: '3', proof: sign('y^2') }),
    ROOT,
  ],
  [
    'a constant that may be 0',
    'chain',
    { ...PRODUCT, g: '(1 + 0*x)*y^2' },
    X,
    rule('constant', { term: '0' }),
    rule('quotient', { term: 'y^2', by: '0', proof: sign('y^2') }),
    ROOT,
  ],
  [
    'both bounds of a logarithm',
    'accepted',
    NEAR_LOG,
    LENGTH,
    SHARP,
    FLIP,
    rule('log', { of: 'x' }),
    NEAR,
    SUM('log(x)'),
  ],
  [
    'a logarithm without its upper bound',
    'chain',
    NEAR_LOG,
    SHARP,
    FLIP,
    rule('log', { of: 'x' }),
    NEAR,
    SUM('log(x)'),
    LENGTH,
  ],
  ['a logarithm without its lower bound', 'chain', NEAR_LOG, LENGTH, rule('log', { of: 'x' }), NEAR, SUM('log(x)')],
  ['no logarithm', 'chain', NEAR_LOG, LENGTH, SHARP, FLIP, NEAR, SUM('log(x)')],
  [
    'a power of what is bounded',
    'accepted',
    NEAR_POWER,
    X,
    EXPONENT,
    growth('y - abs(x)^(a)', 2, 'G'),
    SUM('abs(x)^(a)'),
  ],
  ['a power that is not mentioned', 'chain', NEAR_POWER, X, growth('y - abs(x)^(a)', 2, 'G'), SUM('abs(x)^(a)')],
  ['a power of what is not known', 'chain', NEAR_POWER, EXPONENT],
  ['a power away from 0', 'accepted', WEIGHTED_POWER, LENGTH, SIZE, FLIP_SIZE, EXPONENT, BY_POWER, ROOT],
  ['a power that is only bounded', 'chain', WEIGHTED_POWER, LENGTH, EXPONENT, BY_POWER, ROOT],
  ['a size that is not turned round', 'chain', WEIGHTED_POWER, LENGTH, SIZE, EXPONENT, BY_POWER, ROOT],
  ['a product of one that may vanish', 'chain', PRODUCT, X, AWAY, rule('product', { term: 'x^2', by: '1 + x^2' })],
  ['a factor of 0', 'chain', FLAT, X, MINUS, rule('exp', { of: '-x', factor: '0' })],
  ['a negative factor forward', 'chain', FLAT, X, MINUS, rule('exp', { of: '-x', factor: '-1' })],
  ['no rule', 'chain', SQUARE, X, rule('limit', {})],
  ['a useless step back', 'chain', SQUARE, X, BACK('1')],
  ['a useless step with factor 0', 'chain', SQUARE, X, rule('exp', { of: 'x', factor: '0' })],
  ['a useless step with a negative factor', 'chain', SQUARE, X, rule('exp', { of: 'x', factor: '-1' })],
  ['a useless product', 'chain', SQUARE, X, rule('product', { term: 'x^2', by: 'x^2' })],
  ['a useless product by what stays away', 'chain', SQUARE, X, AWAY, rule('product', { term: 'x^2', by: '1 + x^2' })],
  ['a useless power', 'chain', SQUARE_AND_A, X, rule('power', { of: 'x + 1', exponent: 'a', proof: sign('a') })],
  ['a power that is only away', 'chain', POLE, SIZE_ALONE, FLIP_SIZE, EXPONENT],
  ['a power that is only away, twice', 'chain', POLE, SIZE_ALONE, FLIP_SIZE, EXPONENT, EXPONENT],
  ['a size that may vanish', 'chain', { ...SQUARE_AND_A, ...BY_SIZE }, X, EXPONENT, BY_ABS, ROOT],
  [
    'a size away from 0 by its power',
    'accepted',
    { ...AWAY_BY_POWER, ...BY_SIZE },
    ...FROM_POWER,
    EXPONENT,
    BY_ABS,
    ROOT,
  ],
  ['an odd power of any sign', 'chain', INTEGER, X, rule('power', { of: 'x', exponent: 'n', proof: sign('n') })],
  [
    'an even power of any sign',
    'accepted',
    INTEGER,
    X,
    rule('power', { of: 'x', exponent: '2*n', proof: sign('2*n') }),
  ],
  [
    'a power with an odd part',
    'chain',
    INTEGER,
    X,
    rule('power', { of: 'x', exponent: '2*n + 1', proof: sign('2*n + 1') }),
  ],
])('%s: %s', ([, expected, setting, ...steps]) => {
  expect(answer(coercive(setting, steps))).toBe(expected)
})

test('cells of an argument', () => {
  const cell = (text: string, ...steps: readonly Step[]) => ({ sign: text, argument: { kind: 'chain', steps } })
  const split = (on: string, ...cells: readonly object[]): string => {
    const { claim, certificate } = coercive(SQUARE, [])
    return answer({ claim, certificate: { ...(certificate as object), arguments: [{ kind: 'split', on, cells }] } })
  }
  expect(split('x', cell('>=', X), cell('<', X))).toBe('accepted')
  expect(split('x', cell('>=', X))).toBe('cover')
  expect(split('x', cell('>=', X), cell('<'))).toBe('chain')
  expect(split('1/x', cell('>=', X), cell('<', X))).toBe('admissible')
  const positive = compare('x', 'below', '0', {}, sign('x'))
  expect(split('x', cell('>=', ABOVE, positive), cell('<', X))).toBe('accepted')
  expect(split('x', cell('>=', X), cell('<', ABOVE, positive))).toBe('sign')
})
