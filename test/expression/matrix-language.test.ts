import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import { addForm, multiplyForm, nameForm, negateForm, transposeForm } from '../../src/expression/matrix-form.ts'
import { parseExpression, parseMap } from '../../src/expression/parse.ts'
import { parseRelationText } from '../../src/expression/parse-relation.ts'
import { printMatrix } from '../../src/expression/print-matrix.ts'
import { printPlain, printPlainRelation } from '../../src/expression/print-plain.ts'
import { declareNames, declareShapes, shapesOf, shapeText } from '../../src/expression/shapes.ts'

const OPTIONS = {
  variables: declareNames('X:2x3, Y:3x2, S:2x2, x:3, y:3, W1:2x2, z'),
  parameters: declareNames('A:2x2, a'),
  undeclared: 'refuse',
} as const

const entries = (text: string): string => parseMap(text, OPTIONS).components.map(printPlain).join('; ')

const refusal = (read: () => unknown): InputError => {
  try {
    read()
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('expected a refusal')
}

describe('entries', () => {
  test.each([
    ['S*[1, 2]', 'S[1,1] + 2*S[1,2]; S[2,1] + 2*S[2,2]'],
    ["S'", 'S[1,1]; S[2,1]; S[1,2]; S[2,2]'],
    ["x'*y", 'x[1]*y[1] + x[2]*y[2] + x[3]*y[3]'],
    ["-x'*y", '-x[1]*y[1] - x[2]*y[2] - x[3]*y[3]'],
    ['-x', '-x[1]; -x[2]; -x[3]'],
    ['S^0 + 2*S', '1 + 2*S[1,1]; 2*S[1,2]; 2*S[2,1]; 1 + 2*S[2,2]'],
    ['trace(S)*eye(2)', 'S[1,1] + S[2,2]; 0; 0; S[1,1] + S[2,2]'],
    ['(x - [1, a, 0])/2', '(x[1] - 1)/2; (x[2] - a)/2; x[3]/2'],
    ['relu(S*[z, 1])', 'max(S[1,1]*z + S[1,2], 0); max(S[2,1]*z + S[2,2], 0)'],
    ['tanh(x) .* exp(y)', 'tanh(x[1])*exp(y[1]); tanh(x[2])*exp(y[2]); tanh(x[3])*exp(y[3])'],
    ['max(S)', 'max(S[1,1], S[1,2], S[2,1], S[2,2])'],
    ['max(x, 0, y)', 'max(x[1], 0, y[1]); max(x[2], 0, y[2]); max(x[3], 0, y[3])'],
    ['normF2(x - ones(3))', '(x[1] - 1)^2 + (x[2] - 1)^2 + (x[3] - 1)^2'],
    ['norm1(x)', 'abs(x[1]) + abs(x[2]) + abs(x[3])'],
    ['det(S)', 'S[1,1]*S[2,2] - S[1,2]*S[2,1]'],
    ['diag(S)', 'S[1,1]; S[2,2]'],
    ['sum(diag([1, 2])*S)', 'S[1,1] + S[1,2] + 2*S[2,1] + 2*S[2,2]'],
    ['prod(x)', 'x[1]*x[2]*x[3]'],
    ['sum(x, z, 2)', 'x[1] + x[2] + x[3] + z + 2'],
    ['X[2,:]', 'X[2,1]; X[2,2]; X[2,3]'],
    ['X[:,2:3][1,2]', 'X[1,3]'],
    ['(X*Y)[1,2]', 'X[1,1]*Y[1,2] + X[1,2]*Y[2,2] + X[1,3]*Y[3,2]'],
    ['S .^ a', 'S[1,1]^(a); S[1,2]^(a); S[2,1]^(a); S[2,2]^(a)'],
    ['S[1,2]^2 - S[2,1]^2', 'S[1,2]^2 - S[2,1]^2'],
    ['zeros(2,3) + X', 'X[1,1]; X[1,2]; X[1,3]; X[2,1]; X[2,2]; X[2,3]'],
    ['A*S - S*A .* 2', entries('(A*S) - ((S*A) .* 2)')],
    ['1/x[1]*eye(2)', '1/x[1]; 0*(1/x[1]); 0*(1/x[1]); 1/x[1]'],
  ])('%s', (text, expected) => expect(entries(text)).toBe(expected))

  test('the order of a map is row by row, with its shapes', () => {
    const map = parseMap('U*V', { variables: declareNames('U:2x2, V:2x3') })
    expect([map.rows, map.columns]).toEqual([2, 3])
    expect(printPlain(map.components[1] as never)).toBe('U[1,1]*V[1,2] + U[1,2]*V[2,2]')
    expect(map.shapes.map(shapeText)).toEqual(['U:2x2', 'V:2x3'])
    expect(map.display).toEqual({ plain: 'U*V', latex: 'U V' })
  })

  test('several parts are one column', () => {
    const map = parseMap("S*[1, 2], z, x'", OPTIONS)
    expect([map.rows, map.columns]).toEqual([6, 1])
    expect(map.display).toEqual({
      plain: "S*[1, 2], z, x'",
      latex: '(S \\begin{pmatrix}1 \\\\ 2\\end{pmatrix},\\, z,\\, x^{\\top})',
    })
    expect(refusal(() => parseMap('x,,y', OPTIONS)).position?.column).toBe(3)
    expect(refusal(() => parseMap('x, S*x', OPTIONS)).position?.column).toBe(4)
    expect(refusal(() => parseMap('x,', OPTIONS)).what).toMatch(/a component is missing/)
    expect(refusal(() => parseMap('', OPTIONS)).what).toMatch(/empty/)
  })

  test('a map may be a scalar without matrices', () => {
    const map = parseMap('u*v')
    expect([map.rows, map.columns, map.variables, map.display.plain]).toEqual([1, 1, ['u', 'v'], 'u*v'])
  })
})

/** text, plain, LaTeX */
describe('what is displayed', () => {
  test.each([
    ["normF2(X'*X - Y*Y')", "normF2(X'*X - Y*Y')", '\\|X^{\\top} X - Y Y^{\\top}\\|_F^2'],
    ['normF2(x - y)', 'normF2(x - y)', '\\|x - y\\|^2'],
    ['transpose(x)*y', "x'*y", 'x^{\\top} y'],
    ["(x'*y - 1)^2/2", "(x'*y - 1)^2/2", '\\frac{(x^{\\top} y - 1)^{2}}{2}'],
    ['normF2(x)^2', 'normF2(x)^2', '(\\|x\\|^2)^{2}'],
    ["trace(S'*S)", "trace(S'*S)", '\\operatorname{tr}(S^{\\top} S)'],
    ['dot(x, y)^2', 'dot(x, y)^2', '\\langle x, y \\rangle^{2}'],
    ['norm1(S .* A)', 'norm1(S .* A)', '\\|S \\odot A\\|_1'],
    ['sum(S .^ 2)', 'sum(S .^ 2)', '\\operatorname{sum}(S^{\\circ 2})'],
    ['exp(-normF2(x)/2)', 'exp(-normF2(x)/2)', 'e^{-\\frac{\\|x\\|^2}{2}}'],
    ['sum(exp(x))', 'sum(exp(x))', '\\operatorname{sum}(\\exp(x))'],
    ['normF2(S/2)', 'normF2(S/2)', '\\left\\|\\frac{S}{2}\\right\\|_F^2'],
    ['det(S - 2*eye(2))', 'det(S - 2*eye(2))', '\\det(S - 2 I_{2})'],
    ['normF2(W1*[1, z])', 'normF2(W1*[1, z])', '\\left\\|W_{1} \\begin{pmatrix}1 \\\\ z\\end{pmatrix}\\right\\|^2'],
    ['(S*S)[1,2]', '(S*S)[1,2]', '(S S)_{1,2}'],
    ["(S^2)'[1,1]", "(S^2)'[1,1]", '((S^{2})^{\\top})_{1,1}'],
    ['-trace(S) + z', '-trace(S) + z', '-\\operatorname{tr}(S) + z'],
    ['normF2(relu(S*[1, 0]) - [2, 3])', 'normF2(relu(S*[1, 0]) - [2, 3])', undefined],
    ['2*z*trace(S)', '2*z*trace(S)', '2 z \\, \\operatorname{tr}(S)'],
  ])('%s', (text, plain, latex) => {
    const { display } = parseExpression(text, OPTIONS)
    expect(display?.plain).toBe(plain)
    if (latex !== undefined) expect(display?.latex).toBe(latex)
  })

  test('nothing beside the term where no whole matrix was written', () => {
    expect(parseExpression('x[1]*X[1,2] - z', OPTIONS).display).toBeUndefined()
  })

  test('structures are printed from forms', () => {
    const [X, Y] = [nameForm('X'), nameForm('Y')]
    const form = addForm(multiplyForm(transposeForm(X), X), negateForm(multiplyForm(Y, transposeForm(Y))))
    expect(printMatrix(form)).toEqual({ plain: "X'*X - Y*Y'", latex: 'X^{\\top} X - Y Y^{\\top}' })
  })
})

describe('refused', () => {
  /** text, column, what is said, advice */
  test.each([
    ['X*X', 1, /^X\*X: 2x3 times 2x3$/, /X'\*X, X\*X' would fit/],
    ['normF2(X*S)', 8, /^X\*S: 2x3 times 2x2$/, /X'\*S would fit/],
    ['x*y', 1, /^x\*y: 3x1 times 3x1$/, /dot\(x, y\)/],
    ['z + X + Y', 1, /^z \+ X: a scalar plus 2x3$/, /ones\(2,3\)/],
    ['2*(S + 1)', 4, /^S \+ 1: 2x2 plus a scalar$/, /eye\(2\) or c\*ones\(2,2\)/],
    ['X - Y', 1, /^X - Y: 2x3 minus 3x2$/, /same numbers/],
    ['X .* Y', 1, /^X \.\* Y: 2x3 and 3x2, entry by entry$/, /same numbers/],
    ['max(X, Y)', 1, /^max\(X, Y\): 2x3 and 3x2, entry by entry$/, /one is a scalar/],
    ['X^2', 1, /^X\^2: a power of a 2x3 matrix/, /X \.\^ 2/],
    ['S^z', 1, /not a power of a matrix/, /whole numbers/],
    ['S^(-1)', 1, /not a power of a matrix/, /inverses/],
    ['2^S', 1, /the exponent is a 2x2 matrix/, /scalars/],
    ['1/S', 1, /division by a 2x2 matrix/, /\.\//],
    ['S^T', 3, /"T" is not declared/, /X'/],
    ['S.T', 2, /unknown operator "\.T"/, /X'/],
    ["S.'", 2, /unknown operator "\.'"/, /X'/],
    ['X @ Y', 3, /unexpected character "@"/, /\* for products/],
    ['norm(x)', 1, /unknown function "norm"/, /normF2\(x\).*sqrt\(normF2\(x\)\)/],
    ['||x||', 1, /unknown operator "\|\|"/, /normF2\(x\)/],
    ['tr(S)', 1, /unknown function "tr"/, /trace/],
    ['inv(S)', 1, /unknown function "inv"/, /not supported/],
    ['trace(X)', 1, /trace of a 2x3 matrix/, /square/],
    ['det(X)', 1, /det of a 2x3 matrix/, /square/],
    ['det(eye(7))', 1, /det of a 7x7 matrix/, /6x6/],
    ['dot(x, z)', 1, /dot of 3x1 and 1x1/, /same number/],
    ['dot(S, S)', 1, /dot of 2x2 and 2x2/, /trace\(A'\*B\)/],
    ['eye(z)', 1, /eye of no size/, /whole number/],
    ['eye(0)', 1, /eye of no size/, /whole number/],
    ['ones(1000000)', 1, /ones of no size/, /200/],
    ['ones(200,200)', 1, /200x200 matrix, which is too large/, /smaller/],
    ['dot(x)', 1, /"dot" has 1 arguments/, /./],
    ['trace(S, S)', 1, /"trace" has 2 arguments/, /./],
    ['trace', 1, /"trace" has no argument/, /./],
    ['x[4]', 1, /there is no entry 4/, /from 1 to 3/],
    ['x[0]', 1, /there is no entry 0/, /from 1 to 3/],
    ['X[3,1]', 1, /there is no row 3/, /from 1 to 2/],
    ['X[1,4]', 1, /there is no column 4/, /from 1 to 3/],
    ['X[1]', 1, /one index for a 2x3 matrix/, /X\[1,:\]/],
    ['X[1,2,3]', 2, /"\[1,2,3\]" is not an index/, /whole numbers/],
    ['x[z]', 3, /"\[z\]" is not an index/, /whole numbers/],
    ['x[1.5]', 3, /"\[1.5\]" is not an index/, /whole numbers/],
    ['x[-1]', 3, /"\[-1\]" is not an index/, /whole numbers/],
    ['x[]', 2, /"\[\]" is not an index/, /whole numbers/],
    ['x[1', 2, /never closed/, /\]/],
    ['z[1]', 1, /a scalar has no entries/, /x:3/],
    ['w[1]', 1, /"w\[1\]" is not declared/, /w:3/],
    ['w[1,:]', 1, /the size of "w" is not declared/, /w:3/],
    ['x(1)', 1, /"x\(" would be a call/, /x\[1\]/],
    ['X(1,2)', 1, /"X\(" would be a call/, /X\[1,2\]/],
    ['[]', 2, /nothing stands between the brackets/, /\[1, 2\]/],
    ['[1,]', 4, /an operand is missing/, /./],
    ['[[1,2],[3]]', 1, /rows of this matrix have 2 and 1 entries/, /same number/],
    ['[x, y]', 1, /an entry of this is a 3x1 matrix/, /scalars/],
    ['[1; 2]', 3, /unexpected character ";"/, /\[\[a, b\], \[c, d\]\]/],
    ['(x]', 3, /"\(" is closed by "\]"/, /./],
    ['[1, 2)', 6, /"\[" is closed by "\)"/, /./],
    ['x]', 2, /bracket was never opened/, /./],
    ["x'y", 3, /operator is missing/, /\*y/],
    ['x:3', 2, /ranges/, /indices|X\[1,:\]/],
    ['Xᵀ', 1, /"Xᵀ" is not a name/, /X'/],
    ['log(0*S)', 1, /logarithm/, /argument/],
    ['S*S', 1, /this is a 2x2 matrix, not a number/, /normF2/],
  ])('%s', (text, column, what, advice) => {
    const error = refusal(() => parseExpression(text, OPTIONS))
    expect(error.what).toMatch(what)
    expect(error.advice).toMatch(advice)
    expect(error.position?.column).toBe(column)
  })

  test('entries need no declaration where all names are taken', () => {
    const { term, variables, display } = parseExpression('(w[2] * v[1, 2] - w[1])^2')
    expect([printPlain(term), variables, display]).toEqual([
      '(w[2]*v[1,2] - w[1])^2',
      ['w[2]', 'v[1,2]', 'w[1]'],
      undefined,
    ])
    const known = { variables, undeclared: 'refuse' } as const
    expect(printPlain(parseExpression('w[1]^2 - sum(w) + v[1,2]', known).term)).toBe('w[1]^2 - w[1] - w[2] + v[1,2]')
    expect(refusal(() => parseExpression('w[3]', known)).what).toMatch(/there is no entry 3/)
    expect(refusal(() => parseExpression('v[1,1]', known)).what).toMatch(/"v\[1,1\]" is not declared/)
    expect(refusal(() => parseExpression('sum(v)', known)).what).toMatch(/"v" is not declared/)
  })

  test.each([
    ['w[0]', /size of "w" is not declared/],
    ['w[01]', /size of "w" is not declared/],
    ["w[1] + w'", /"w" is a vector before, and a number here/],
    ['w[1] + w[1,2]', /a vector before, and a matrix here/],
    ['r[1]', /claims use/],
    ['pi[1]', /not a constant/],
    ['e[1]', /not a constant/],
    ['sin[1]', /no argument/],
  ])('undeclared entries: %s', (text, what) => expect(refusal(() => parseExpression(text)).what).toMatch(what))

  test.each(['1', '[1, 2]', 'eye(2)', 'a*A'])('the map %s depends on no variable', (text) => {
    expect(refusal(() => parseMap(text, OPTIONS)).what).toMatch(/does not depend on any variable/)
  })

  test('deep and long texts', () => {
    expect(refusal(() => parseExpression(`x${"'".repeat(500)}`, OPTIONS)).what).toMatch(/nested deeper/)
    expect(refusal(() => parseExpression(`x${'[1]'.repeat(500)}`, OPTIONS)).what).toMatch(/nested deeper/)
    expect(refusal(() => parseExpression('['.repeat(500), OPTIONS)).what).toMatch(/nested deeper/)
    const product = Array.from({ length: 40 }, () => 'S').join('*')
    expect(refusal(() => parseExpression(`trace(${product})`, OPTIONS)).what).toMatch(/more than 500000 parts/)
    expect(refusal(() => parseExpression('(trace(S^16))^400', OPTIONS)).what).toMatch(/parts|monomials|degree|numbers/)
  })
})

describe('declarations', () => {
  test('entries in order', () => {
    expect(declareNames('X:2x2, y:2,z')).toEqual(['X[1,1]', 'X[1,2]', 'X[2,1]', 'X[2,2]', 'y[1]', 'y[2]', 'z'])
    expect(declareNames(' W1 : 1 x 1 ')).toEqual(['W1[1,1]'])
    expect(declareNames('  ')).toEqual([])
  })

  test('shapes are read off the names of entries', () => {
    const text = ['X:2x3', 'y:3', 'z', 'w:1', 'V:1x1']
    expect(shapesOf(declareNames(text.join(','))).map(shapeText)).toEqual(text)
    expect(shapesOf(['X[1,1]', 'X[2,2]', 'z']).map(shapeText)).toEqual(['z'])
  })

  test.each([
    ['X:0x2', /without entries/],
    ['x:0', /without entries/],
    ['X:2x', /declares no shape/],
    ['X:x2', /declares no shape/],
    ['X:2x3x4', /declares no shape/],
    ['X:-1', /declares no shape/],
    ['X:', /declares no shape/],
    [':3', /not a name/],
    ['X:1e3', /declares no shape/],
    ['X:2000x2', /too large/],
    ['x:99999999999999999999', /too large/],
    ['X:100x15, Y:100x15', /more than 2000 entries/],
    ['X:2x2, X:3', /twice/],
    ['X:2x2, X', /twice/],
    ['exp:3', /function/],
    ['trace', /function/],
    ['r:3', /claims use/],
    ['X[1,2]', /is an entry/],
  ])('%s is refused', (text, what) => expect(refusal(() => declareShapes(text)).what).toMatch(what))

  test('one name cannot be both', () => {
    const options = { variables: declareNames('X:2x2'), parameters: ['X'] }
    expect(refusal(() => parseExpression('1', options)).what).toMatch(/twice/)
  })
})

describe('relations', () => {
  const read = (text: string) => parseRelationText(text, OPTIONS)

  test('an equation of matrices is one of each pair of entries', () => {
    const { relations, displays } = read("A == A', x'*y >= normF2(x) > 0")
    expect(relations.map(printPlainRelation)).toEqual([
      'A[1,2] = A[2,1]',
      'A[2,1] = A[1,2]',
      'x[1]*y[1] + x[2]*y[2] + x[3]*y[3] >= x[1]^2 + x[2]^2 + x[3]^2',
      'x[1]^2 + x[2]^2 + x[3]^2 > 0',
    ])
    expect(displays.map(({ plain }) => plain)).toEqual(["A = A'", "x'*y >= normF2(x)", 'normF2(x) > 0'])
    expect(displays[1]?.latex).toBe('x^{\\top} y \\ge \\|x\\|^2')
  })

  test('entries may be integers', () => {
    expect(read('integer(A[1,2]), a > 0').integers).toEqual(['A[1,2]'])
    expect(refusal(() => read('integer(x[1])')).what).toMatch(/not a declared parameter/)
  })

  test.each([
    ['S > 0', 3, /different sizes: 2x2 > 1x1/],
    ['S == X', 3, /different sizes: 2x2 == 2x3/],
    ['S >= A', 3, /matrices are compared by = only/],
    ['S != A', 3, /matrices are compared by = only/],
  ])('%s is refused', (text, column, what) => {
    const error = refusal(() => read(text))
    expect(error.what).toMatch(what)
    expect(error.position?.column).toBe(column)
  })
})

test('whatever is written is read, or refused with words and a place', () => {
  const piece = fc.constantFrom(
    ...[
      'X',
      'Y',
      'S',
      'x',
      'y',
      'z',
      'A',
      'a',
      'w',
      '0',
      '1',
      '2',
      '[1]',
      '[1,2]',
      '[:,1]',
      '[1:2,2]',
      '[z]',
      '[',
      ']',
    ],
    ...[
      "'",
      '(',
      ')',
      ',',
      ':',
      '+',
      '-',
      '*',
      '/',
      '^',
      '.*',
      './',
      '.^',
      ' ',
      '==',
      '>',
      '[1, 2]',
      '[[1, 0], [z, 1]]',
    ],
    ...[
      'transpose(',
      'dot(',
      'trace(',
      'det(',
      'norm1(',
      'normF2(',
      'sum(',
      'prod(',
      'diag(',
      'eye(',
      'ones(',
      'zeros(',
    ],
    ...['max(', 'relu(', 'exp(', 'sqrt(', 'log('],
  )
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
  const isReadOrRefused = (read: () => unknown): boolean => {
    try {
      read()
      return true
    } catch (error) {
      return (
        error instanceof InputError && error.position !== undefined && (error.advice ?? error.expected) !== undefined
      )
    }
  }
  const property = fc.property(
    text,
    (t) =>
      isReadOrRefused(() => parseMap(t, OPTIONS)) &&
      isReadOrRefused(() => parseMap(t)) &&
      isReadOrRefused(() => parseRelationText(t, OPTIONS)),
  )
  fc.assert(property, { seed: 43, numRuns: 4_000 })
})
