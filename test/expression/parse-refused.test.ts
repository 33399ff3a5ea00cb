import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { parseRelationText } from '../../src/expression/parse-relation.ts'
import { declareNames } from '../../src/expression/shapes.ts'

const refusal = (read: () => unknown): InputError => {
  try {
    read()
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('expected a refusal')
}

/** text, column, what is said, advice */
const REFUSED: readonly (readonly [string, number, RegExp, RegExp])[] = [
  ['2x', 2, /missing between "2" and "x"/, /write 2\*x/],
  ['2 x', 3, /missing between "2" and "x"/, /write 2\*x/],
  ['a b', 3, /missing between "a" and "b"/, /write a\*b/],
  ['1/2x', 4, /missing between "2" and "x"/, /\/\(2\*x\) or/],
  ['x(y+1)', 1, /implicit multiplication/, /write x\*\(\.\.\.\)/],
  ['2x(y+1)', 2, /missing between "2" and "x"/, /2\*x/],
  ['2(y+1)', 2, /missing between "2" and "\("/, /write 2\*\(\.\.\.\)/],
  ['(x+1)(y+1)', 6, /missing between "\)" and "\("/, /\(\.\.\.\)\*\(\.\.\.\)/],
  ['(x+1)y', 6, /missing between "\)" and "y"/, /\(\.\.\.\)\*y/],
  ['width + width(y)', 9, /implicit multiplication/, /width\*/],
  ['sin(x)cos(x)', 7, /missing between "\)" and "cos"/, /\*cos/],
  ['1.2.3', 4, /missing between "1.2" and ".3"/, /\*/],
  ['0x10', 2, /missing between "0" and "x10"/, /\*/],
  ['1e', 2, /missing between "1" and "e"/, /\*/],
  ['|x|', 1, /unexpected character "\|"/, /abs\(u\)/],
  ['f(x, y) = (x*y-1)^2', 1, /defines a function/, /the expression alone/],
  ['f = (x*y-1)^2', 3, /equation or assignment/, /the expression alone/],
  ['\\frac{1}{2}x', 1, /unexpected character "\\"/, /LaTeX is not read/],
  ['0 and y', 3, /missing between "0" and "and"/, /a comma between relations/],
  ['foo(x)', 1, /unknown function "foo"/, /known are abs/],
  ['ln(x)', 1, /unknown function "ln"/, /log\(u\)/],
  ['sign(x)', 1, /unknown function "sign"/, /pieces/],
  ['log(x, 2)', 1, /"log" has 2 arguments/, /log\(u\)\/log\(b\)/],
  ['sin x', 1, /"sin" has no argument/, /sin\(u\)/],
  ['sin()', 5, /"sin" has no argument/, /sin\(u\)/],
  ['max()', 5, /"max" has no argument/, /max\(u\)/],
  ['()', 2, /nothing stands/, /write an expression/],
  ['x +', 4, /ends too early/, /write what/],
  ['* x', 1, /operand is missing at the beginning/, /remove/],
  ['x + * y', 5, /operand is missing after "\+"/, /remove/],
  ['', 1, /empty/, /write an expression/],
  ['((x)', 1, /never closed/, /close it/],
  ['x)', 2, /never opened/, /remove it/],
  ['x, y', 2, /comma outside a call/, /point in decimal/],
  ['x % 2', 3, /unexpected character "%"/, /remainder/],
  ['x!', 2, /unexpected character "!"/, /factorials/],
  ["'x'", 1, /operand is missing/, /transposes/],
  ["x'x", 3, /missing between "'" and "x"/, /'\*x/],
  ['x ** 2', 3, /unknown operator "\*\*"/, /\^/],
  ['[1, 2]', 1, /this is a 2x1 matrix, not a number/, /normF2/],
  ['x[1,:]', 1, /size of "x" is not declared/, /x:3/],
  ['{x}', 1, /unexpected character "\{"/, /\( \)/],
  ['"x"', 1, /unexpected character/, /strings/],
  ['1:3', 2, /ranges/, /X\[1,:\]/],
  ['x > 0 ? x : 0', 7, /unexpected character "\?"/, /max, min or abs/],
  ['x > 0', 3, /comparison/, /assumptions or claims/],
  ['x = 1', 3, /assignment/, /assumptions or claims/],
  ['x; y', 2, /unexpected character ";"/, /one expression/],
  ['x # note', 3, /unexpected character "#"/, /comments/],
  ['x − y', 3, /unexpected character "−"/, /write -/],
  ['x²', 2, /unexpected character "²"/, /\^2/],
  ['x₁', 2, /unexpected character "₁"/, /letters/],
  ['$x', 1, /unexpected character/, /letters/],
  ['x + 😀', 5, /unexpected character "😀"/, /letters/],
  ['pi*x', 1, /"pi" is not a constant here/, /declare it/],
  ['e^x', 1, /"e" is not a constant here/, /exp\(u\)/],
  ['2*i', 3, /"i" is not a constant here/, /real/],
  ['tau', 1, /"tau" is not a constant here/, /declare it/],
  ['Infinity', 1, /reserved word/, /another name/],
  ['x + NaN', 5, /reserved word/, /another name/],
  ['true', 1, /reserved word/, /another name/],
  ['__proto__', 1, /reserved word/, /another name/],
  ['5 mod 3', 3, /missing between "5" and "mod"/, /\*/],
  ['1/(x - x)', 1, /identically zero/, /denominator/],
  ['2 + 1/((x+y)^2 - x^2 - 2*x*y - y^2)', 5, /identically zero/, /denominator/],
  ['1/(exp(x+y) - exp(y+x))', 1, /identically zero/, /denominator/],
  ['x/0', 1, /identically zero/, /denominator/],
  ['0^(-1)', 1, /zero to a negative power/, /base/],
  ['(x - x)^(-2)', 1, /zero to a negative power/, /base/],
  ['x^y', 1, /exponent contains "y"/, /exp\(\(y\)\*log\(x\)\)/],
  ['x^sqrt(2)', 1, /exponent is not a rational number/, /exp/],
  ['(-8)^(1/3)', 1, /fractional power/, /cbrt/],
  ['sqrt(-1)', 1, /even root/, /argument/],
  ['log(0)', 1, /logarithm/, /argument/],
  ['1e99999', 1, /too large/, /4000/],
  ['x^100000', 1, /exponent is larger than 10000/, /smaller/],
  ['x^0.00001', 1, /denominator of the exponent/, /simpler/],
  ['((x^9000)^9000)', 2, /degree above the limit/, /smaller problem/],
  ['(x+y+z+w)^200', 1, /1373701 monomials/, /smaller problem/],
  ['((x+1)^50+y)^50', 1, /monomials/, /smaller problem/],
  ['1 + exp((x+y+z+w)^200)', 9, /monomials/, /smaller problem/],
  ['abs(x+y+z+w)^200', 1, /monomials/, /smaller problem/],
  ['(x+1)^9000', 1, /numbers that are too long/, /smaller problem/],
  ['(x+1/3)^10000', 1, /numbers that are too long/, /smaller problem/],
]

describe('refused input', () => {
  test.each(REFUSED)('%s', (text, column, what, advice) => {
    const error = refusal(() => parseExpression(text))
    expect(error.what).toMatch(what)
    expect(error.advice).toMatch(advice)
    expect(error.position).toMatchObject({ line: 1, column, offset: column - 1 })
    expect(error.message).toContain(`${error.what} at line 1, column ${column}`)
  })

  test('the message shows the line with a caret, the expectation and the advice', () => {
    const error = refusal(() => parseExpression('x +\n  2y'))
    expect(error.message).toBe(
      [
        'an operator is missing between "2" and "y"; nothing is implied at line 2, column 4',
        '    2y',
        '     ^',
        'expected: an operator such as *',
        'advice: write 2*y for a product',
      ].join('\n'),
    )
    expect(error).toMatchObject({ found: 'y', position: { line: 2, column: 4, offset: 7 } })
  })

  test('undeclared names on request, and bad declarations', () => {
    const options = { variables: ['x'], undeclared: 'refuse' } as const
    expect(parseExpression('x^2', options).variables).toEqual(['x'])
    const error = refusal(() => parseExpression('x + yy', options))
    expect(error).toMatchObject({ what: '"yy" is not declared', expected: 'one of x', position: { column: 5 } })
    expect(refusal(() => parseExpression('x', { variables: ['x'], parameters: ['x'] })).what).toMatch(/declared twice/)
    expect(refusal(() => parseExpression('x', { variables: ['max'] })).what).toMatch(/is a function/)
  })

  const nested = (open: string, close: string, times: number): string => `${open.repeat(times)}x${close.repeat(times)}`
  test.each([
    ['a long text', 'x+'.repeat(10_001), /20002 characters/],
    ['parentheses', nested('(', ')', 9_000), /nested deeper than 200/],
    ['calls', nested('abs(', ')', 3_000), /nested deeper than 200/],
    ['signs', `${'-'.repeat(19_000)}x`, /nested deeper than 200/],
    ['powers', `x${'^1'.repeat(9_000)}`, /nested deeper than 200/],
    ['quotients', `x${'/x'.repeat(9_000)}`, /nested too deeply/],
    ['tower', '9^9^9^9^9', /exponent/],
    ['squares', `${'('.repeat(60)}x+1${')^2'.repeat(60)}`, /limit|too long/],
    ['sums of powers', Array.from({ length: 300 }, (_, i) => `(a${i}+b${i}+c${i})^60`).join('+'), /monomials/],
  ])('nasty: %s is refused within a second', (_, text, what) => {
    const start = performance.now()
    expect(refusal(() => parseExpression(text)).what).toMatch(what)
    expect(performance.now() - start).toBeLessThan(1_000)
  })

  test.each([
    ['a long sum', `x${'+x'.repeat(9_900)}`],
    ['a long alternating sum', `x${'-x*2'.repeat(4_900)}`],
    ['a long product', `x${'*y'.repeat(4_900)}`],
    ['a long integer', '7'.repeat(20_000)],
    ['200 levels', nested('(', ')', 198)],
    ['many variables', Array.from({ length: 1_500 }, (_, i) => `x${i}*y${i}`).join('+')],
  ])('large but fine: %s is read within two seconds', (_, text) => {
    const start = performance.now()
    parseExpression(text)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('any text at all', () => {
  const piece = fc.constantFrom(
    ...['x', 'y1', 'λ', 'sin', 'max', 'abs', 'relu', 'log', 'sqrt', 'root', 'integer', 'mod', 'in', 'e', 'true'],
    ...['0', '1', '2', '0.5', '1e3', '.', '1e', '(', ')', ',', '+', '-', '*', '/', '^', '=', '>', '<', '!', ' ', '\n'],
    ...[
      '[',
      ']',
      '{',
      '}',
      ':',
      ';',
      '?',
      '#',
      '"',
      "'",
      '%',
      '&',
      '|',
      '\\',
      '\t',
      '\u0000',
      '\ud835',
      '😀',
      '_',
      '$',
    ],
  )
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.string(),
  )
  const isReadOrRefused = (read: () => unknown): boolean => {
    try {
      read()
      return true
    } catch (error) {
      return error instanceof InputError && error.advice !== undefined
    }
  }

  test('is read, or refused with advice', () => {
    fc.assert(
      fc.property(text, (t) => isReadOrRefused(() => parseExpression(t, { parameters: ['y1'] }))),
      { seed: 20, numRuns: 5_000 },
    )
    fc.assert(
      fc.property(text, (t) => isReadOrRefused(() => parseRelationText(t, { parameters: ['y1'] }))),
      { seed: 21, numRuns: 5_000 },
    )
    fc.assert(
      fc.property(text, (t) => isReadOrRefused(() => declareNames(t))),
      { seed: 22, numRuns: 1_000 },
    )
  })
})

describe('declareNames', () => {
  test('reads names in order', () => expect(declareNames(' x, y1 ,λ')).toEqual(['x', 'y1', 'λ']))
  test.each([
    ['X:2y3', 1, /shape/],
    ['x, y[1]', 4, /entry/],
    ['x,,y', 3, /missing/],
    ['x, x', 4, /twice/],
    ['x, 2y', 4, /not a name/],
    ['exp', 1, /function/],
    ['x y', 1, /not a name/],
  ])('%s is refused', (text, column, what) => {
    const error = refusal(() => declareNames(text))
    expect(error.what).toMatch(what)
    expect(error.position?.column).toBe(column)
  })
})
