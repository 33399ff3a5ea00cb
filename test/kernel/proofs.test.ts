import { expect, test } from 'vitest'
import { answer, contextOf, IDENTITY, positivstellensatz, relation, XY } from '../refused/entries.ts'

// One row for each thing that a checker of proofs looks at: goal, proof, what it answers, hypotheses, context.
type Row = readonly [
  goal: string,
  proof: unknown,
  answer: string,
  assume?: readonly string[],
  context?: ReturnType<typeof contextOf>,
]

const rows = (list: readonly Row[]) =>
  test.for(list.map((row, i) => ({ row, shown: `${i}: ${row[3] ?? ''} |- ${row[0]} is ${row[2]}` })))

const holds = ({ row: [goal, proof, expected, assume = [], context = XY] }: { row: Row }): void => {
  expect(answer(relation(goal, proof, assume, context))).toBe(expected)
}

const ENCLOSURE = { kind: 'enclosure', bits: 64 }
const UNIT = ['x >= 0', 'x <= 1']
const NUMBERS = contextOf(['x'], {
  parameters: ['a'],
  constants: { w: { polynomial: 't^2 - 2', interval: ['1', '2'] } },
})

rows([
  ['exp(x) > 1/2', ENCLOSURE, 'accepted', UNIT],
  ['exp(x) > 1', ENCLOSURE, 'enclosure', UNIT],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['x >= 0']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['x <= 1']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['x != 0', 'x <= 1']],
  ['exp(x) > 1/2', ENCLOSURE, 'accepted', ['x > 0', '1 > x']],
  ['exp(x) > 1/2', ENCLOSURE, 'accepted', ['2*x > 0', '1 - 2*x > 0']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['x >= 0 + y', 'x <= 1']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['x^2 <= 1', 'x >= 0']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['x*y >= 0', 'x*y <= 1']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['x + y >= 1', 'x + y <= 1']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['exp(x) >= 1', 'exp(x) <= 2']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['y >= 0', 'y <= 1']],
  ['exp(x) > 2', ENCLOSURE, 'accepted', ['x = 1']],
  ['exp(x) > 3', ENCLOSURE, 'enclosure', ['x = 1']],
  ['exp(x) < 3', ENCLOSURE, 'accepted', ['x = 1']],
  ['exp(x) < 5/2', ENCLOSURE, 'enclosure', ['x = 1']],
  ['x + 3 = 4', ENCLOSURE, 'accepted', ['x = 1']],
  ['x + 3 = 5', ENCLOSURE, 'enclosure', ['x = 1']],
  ['x + 3 != 4', ENCLOSURE, 'enclosure', ['x = 1']],
  ['x + 3 != 5', ENCLOSURE, 'accepted', ['x = 1']],
  ['x + 3 != 2', ENCLOSURE, 'accepted', ['x = 1']],
  ['x + 3 >= 4', ENCLOSURE, 'accepted', ['x = 1']],
  ['x + 3 > 4', ENCLOSURE, 'enclosure', ['x = 1']],
  ['x >= 0', ENCLOSURE, 'accepted', UNIT],
  ['x > 0', ENCLOSURE, 'enclosure', UNIT],
  ['x <= 1', ENCLOSURE, 'accepted', UNIT],
  ['x < 1', ENCLOSURE, 'enclosure', UNIT],
  ['x >= 1/2', ENCLOSURE, 'enclosure', UNIT],
  ['x <= 1/2', ENCLOSURE, 'enclosure', UNIT],
  ['x != 1/2', ENCLOSURE, 'enclosure', UNIT],
  ['x = 1/2', ENCLOSURE, 'enclosure', UNIT],
  ['x > 0', ENCLOSURE, 'accepted', ['x >= 0', 'x >= 1/3', 'x <= 1']],
  ['x > 0', ENCLOSURE, 'accepted', ['x >= 1/3', 'x >= 0', 'x <= 1']],
  ['x < 1', ENCLOSURE, 'accepted', ['x >= 0', 'x <= 2/3', 'x <= 1']],
  ['x < 1', ENCLOSURE, 'accepted', ['x >= 0', 'x <= 1', 'x <= 2/3']],
  ['exp(x) > 1/2', ENCLOSURE, 'enclosure', ['x >= 1', 'x <= 0']],
  ['exp(x)*y > 1/2', ENCLOSURE, 'accepted', [...UNIT, 'y >= 1', 'y <= 2']],
  ['exp(x) + a > 1/2', ENCLOSURE, 'accepted', [...UNIT, 'a >= 0', 'a <= 1'], NUMBERS],
  ['exp(a) > 1/2', ENCLOSURE, 'accepted', ['a >= 0', 'a <= 1'], NUMBERS],
  ['exp(a) > 1/2', ENCLOSURE, 'enclosure', ['a >= 0'], NUMBERS],
  ['exp(x) + w > 2', ENCLOSURE, 'accepted', UNIT, NUMBERS],
  ['exp(x) + w > 1', ENCLOSURE, 'enclosure', ['x >= 0', 'w >= 0', 'w <= 1'], NUMBERS],
  ['exp(w) > 0', ENCLOSURE, 'accepted', [], NUMBERS],
  ['w > 141/100', ENCLOSURE, 'accepted', [], NUMBERS],
  ['w > 142/100', ENCLOSURE, 'enclosure', [], NUMBERS],
  ['w < 142/100', ENCLOSURE, 'accepted', [], NUMBERS],
  ['w < 141/100', ENCLOSURE, 'enclosure', [], NUMBERS],
  ['w^2 = 2', ENCLOSURE, 'accepted', [], NUMBERS],
  ['w^2 >= 2', ENCLOSURE, 'accepted', [], NUMBERS],
  ['w^2 > 2', ENCLOSURE, 'enclosure', [], NUMBERS],
  ['w^2 != 2', ENCLOSURE, 'enclosure', [], NUMBERS],
  ['w != 2', ENCLOSURE, 'accepted', [], NUMBERS],
  ['w = 2', ENCLOSURE, 'enclosure', [], NUMBERS],
  ['w >= sqrt(2)', ENCLOSURE, 'enclosure', [], NUMBERS],
  ['1/x > 0', ENCLOSURE, 'accepted', ['x > 1', 'x < 2']],
  ['1/x^2 > 0', ENCLOSURE, 'enclosure', ['x > -1', 'x < 2']],
  ['false', ENCLOSURE, 'sign', UNIT],
  ['false', IDENTITY, 'sign'],
  ['false', { kind: 'sign', form: '1' }, 'sign'],
  ['false', { kind: 'fact', fact: 'exp-tangent', of: 'x' }, 'sign'],
  ['exp(x) > 1/2', { ...ENCLOSURE, bits: 15 }, 'format', UNIT],
  ['exp(x) > 1/2', { ...ENCLOSURE, bits: 16 }, 'accepted', UNIT],
  ['2 > 1', { ...ENCLOSURE, bits: 4096 }, 'accepted'],
  ['2 > 1', { ...ENCLOSURE, bits: 4097 }, 'format'],
])('$shown', holds)

rows([
  ['x = x', IDENTITY, 'accepted'],
  ['x >= x', IDENTITY, 'accepted'],
  ['x > x', IDENTITY, 'identity'],
  ['x != x', IDENTITY, 'identity'],
  ['x >= y', IDENTITY, 'identity'],
  ['x = y', IDENTITY, 'identity'],
  ['x^2 + 1 > 0', { kind: 'sign', form: 'x^2 + 1' }, 'accepted'],
  ['x^2 + 1 != 0', { kind: 'sign', form: 'x^2 + 1' }, 'accepted'],
  ['x^2 >= 0', { kind: 'sign', form: 'x^2' }, 'accepted'],
  ['x^2 > 0', { kind: 'sign', form: 'x^2' }, 'sign'],
  ['x - x = 0', { kind: 'sign', form: 'x - x' }, 'accepted'],
  ['x^2 >= 0', { kind: 'sign', form: 'x^2 + 0*log(x)' }, 'admissible'],
])('$shown', holds)

/** A split whose cells all use what they add: sign of u, and the proof of the goal. */
const split = (on: string, ...cells: readonly (readonly [sign: string, proof: unknown])[]) => ({
  kind: 'split',
  on,
  cells: cells.map(([sign, proof]) => ({ sign, proof })),
})
const sign = (form: string) => ({ kind: 'sign', form })
const N = contextOf(['x'], { parameters: ['n', 'm', 'a'], integers: ['n', 'm'] })

rows([
  // x·|x| ≥ −1 … each cell is proved by its own fact alone, or refused without it.
  ['x^2 >= 0', split('x', ['<=', sign('x^2')], ['>=', sign('x^2')]), 'accepted'],
  ['x^2*abs(x) >= 0', split('x', ['<', sign('-x*(-x)*abs(x)')], ['>=', sign('x*x*abs(x)')]), 'accepted'],
  ['x*x >= 0', split('x', ['<=', sign('(-x)*(-x)')], ['>', sign('x*x')]), 'accepted'],
  ['x*x >= 0', split('x', ['!=', sign('x^2')], ['=', sign('x*x')]), 'accepted'],
  ['x*x > 0', split('x', ['!=', sign('x^2')], ['=', sign('x*x')]), 'sign'],
  ['x*x > 0', split('x - 1', ['!=', sign('x*x')], ['=', sign('1')]), 'identity', ['x > 0']],
  ['x^2 - 2*x + 1 > 0', split('x - 1', ['!=', sign('(x - 1)^2')], ['=', sign('(x - 1)^2')]), 'sign'],
  ['x^2 - 2*x + 1 > 0', split('x - 1', ['!=', sign('(x - 1)^2')], ['=', sign('(x - 1)^2')]), 'accepted', ['x != 1']],
  ['x*y >= 0', split('x', ['<=', sign('(-x)*(-y)')], ['>=', sign('x*y')]), 'sign', ['y >= 0']],
  ['x*x*x >= 0', split('x', ['<=', sign('x*x*x')], ['>=', sign('x*x*x')]), 'sign'],
  ['x*x >= 0', split('x', ['<=', sign('x*x')], ['=', sign('x*x')]), 'cover'],
  ['x*x >= 0', split('x', ['<', sign('x*x')], ['>', sign('x*x')]), 'cover'],
  ['x*x >= 0', split('x', ['>=', sign('x*x')], ['>', sign('x*x')]), 'cover'],
  ['x*x >= 0', split('x', ['!=', sign('x^2')]), 'cover'],
  ['abs(x) = x', split('x', ['>', positivstellensatz([['abs(x) - x']], [['sgn(x) - 1', '-x*(abs(x) - x)']])]), 'cover'],
  [
    'abs(x) >= -x',
    split(
      'x',
      [
        '>',
        positivstellensatz(
          [
            ['1', '-abs(x) - x'],
            ['1', 'x'],
            ['1', 'x'],
          ],
          [['sgn(x) - 1', 'x']],
        ),
      ],
      ['<', positivstellensatz([['1', '-abs(x) - x']], [['sgn(x) + 1', 'x']])],
      ['=', positivstellensatz([['1', '-abs(x) - x']], [['x', '1 + sgn(x)']])],
    ),
    'accepted',
  ],
  // Integers beyond 0 are at least 1 away from it.
  [
    'n^2 >= n',
    split('n', ['>', sign('n*(n - 1)')], ['<', sign('n^2 + (-n)')], ['=', sign('n*(n - 1)')]),
    'accepted',
    [],
    N,
  ],
  [
    'n^2 >= -n',
    split('n', ['<', sign('(-n)*(-n - 1)')], ['>', sign('n^2 + n')], ['=', sign('n*(n + 1)')]),
    'accepted',
    [],
    N,
  ],
  [
    'a^2 >= a',
    split('a', ['>', sign('a*(a - 1)')], ['<', sign('a^2 + (-a)')], ['=', sign('a*(a - 1)')]),
    'sign',
    [],
    N,
  ],
  [
    'n^2/4 >= n/2',
    split('n/2', ['>', sign('n/2*(n/2 - 1)')], ['<', sign('(n/2)^2 + (-n/2)')], ['=', sign('n*n')]),
    'sign',
    [],
    N,
  ],
])('$shown', holds)

const at = (interval: readonly string[], proof: unknown, value?: string) => ({
  interval,
  proof,
  ...(value === undefined ? {} : { value }),
})
/** x² = 2, so x is one of the roots of t² − 2. */
const roots = (polynomial: string, ...list: readonly object[]) => ({
  kind: 'roots',
  of: 'x',
  polynomial,
  multiples: [{ of: 'x^2 - 2', by: polynomial === 't^2 - 2' ? '1' : 'x' }],
  roots: list,
})
const SQUARE = sign('x^2')
const ends = (...interval: readonly string[]) => at(interval, SQUARE)

rows([
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), ends('1', '2')), 'accepted', ['x^2 = 2']],
  [
    'x != 0',
    roots('t^2 - 2', at(['-2', '-1'], sign('(x + 1) - 1')), at(['1', '2'], sign('(x - 1) + 1'))),
    'accepted',
    ['x^2 = 2'],
  ],
  [
    'x != 1',
    roots('t^2 - 2', at(['-2', '-1'], sign('(x + 1) - 2')), at(['1', '2'], sign('x - 1'))),
    'accepted',
    ['x^2 = 2'],
  ],
  [
    'x != 2',
    roots('t^2 - 2', at(['-2', '-1'], sign('(x + 1) - 3')), at(['1', '2'], sign('x - 2'))),
    'accepted',
    ['x^2 = 2'],
  ],
  [
    'x != -2',
    roots('t^2 - 2', at(['-2', '-1'], sign('x + 2')), at(['1', '2'], sign('(x - 1) + 3'))),
    'accepted',
    ['x^2 = 2'],
  ],
  [
    'x != 3/2',
    roots('t^2 - 2', at(['-2', '-1'], sign('(x + 1) - 5/2')), at(['1', '2'], sign('x - 3/2'))),
    'sign',
    ['x^2 = 2'],
  ],
  [
    'x^2 > 1',
    roots('t^2 - 2', at(['-2', '-1'], sign('(x - 1)*(x + 1)')), at(['1', '2'], sign('(x - 1)*(x + 1)'))),
    'sign',
    ['x^2 = 2'],
  ],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), ends('1', '5/4')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), ends('3/2', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('1', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('1', '2'), ends('1', '3/2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('1', '3/2'), ends('1', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '0'), ends('0', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('0', '2'), ends('-2', '0')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('2', '1'), ends('-2', '-1')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), ends('1')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), ends()), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), ends('1', '2', '3')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), ends('1', '2'), ends('3', '3')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), ends('1', '2'), ends('3', '4')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^3 - 2*t', ends('-2', '-1'), ends('0', '0'), ends('1', '2')), 'accepted', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^3 - 2*t', ends('-2', '-1'), ends('0', '1/2'), ends('1', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^3 - 2*t', ends('-2', '-1'), ends('-1/2', '0'), ends('1', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^3 - 2*t', ends('-2', '-1'), ends('1/2', '1/2'), ends('1', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^3 - 2*t', ends('-2', '-1'), ends('1', '2')), 'roots', ['x^2 = 2']],
  ['x = x', { kind: 'roots', of: 'x', polynomial: 't - t', multiples: [], roots: [] }, 'roots'],
  ['x = x', { kind: 'roots', of: 'x - x', polynomial: '0', multiples: [], roots: [] }, 'roots'],
  ['x = x', { kind: 'roots', of: 'x - x', polynomial: 't', multiples: [], roots: [ends('0', '0')] }, 'identity'],
  [
    'x^2 = 2',
    roots(
      't^2 - 2',
      at(['-2', '-1'], positivstellensatz([['x^2 - 2']], [['x + sqrt(2)', '-(x^2 - 2)*(x - sqrt(2))']]), '-sqrt(2)'),
      at(['1', '2'], positivstellensatz([['x^2 - 2']], [['x - sqrt(2)', '-(x^2 - 2)*(x + sqrt(2))']]), 'sqrt(2)'),
    ),
    'accepted',
    ['x^2 = 2'],
  ],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), at(['1', '2'], SQUARE, '-sqrt(2)')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', at(['-2', '-1'], SQUARE, 'sqrt(2)'), ends('1', '2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), at(['1', '2'], SQUARE, 'x')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), at(['1', '2'], SQUARE, '3/2')), 'roots', ['x^2 = 2']],
  ['x^2 >= 0', roots('t^2 - 2', ends('-2', '-1'), at(['1', '2'], SQUARE, 'w')), 'accepted', ['x^2 = 2'], NUMBERS],
  ['x^2 >= 0', roots('t^3 - 2*t', ends('-2', '-1'), at(['0', '0'], SQUARE, '0'), ends('1', '2')), 'roots', ['x^2 = 2']],
])('$shown', holds)

const gram = (basis: readonly string[], matrix: unknown, more: object = {}) => ({
  kind: 'positivstellensatz',
  terms: [
    { weight: '1', gram: { basis, matrix }, times: [], ...more },
    { weight: '1', square: '1', times: ['-(x + y)^2'] },
  ],
  multiples: [],
})
const ONES = [
  ['1', '1'],
  ['1', '1'],
]

rows([
  ['(x + y)^2 >= 0', gram(['x', 'y'], ONES), 'accepted'],
  ['(x + y)^2 >= 0', gram(['x', 'y'], [['1', '1']]), 'gram'],
  ['(x + y)^2 >= 0', gram(['x', 'y'], [['1', '1'], ['1']]), 'gram'],
  ['(x + y)^2 >= 0', gram(['x', 'y'], [['1'], ['1']]), 'gram'],
  ['(x + y)^2 >= 0', gram(['x', 'y'], [...ONES, ['0', '0']]), 'gram'],
  [
    '(x + y)^2 >= 0',
    gram(
      ['x', 'y'],
      [
        ['1', '2'],
        ['0', '1'],
      ],
    ),
    'gram',
  ],
  [
    '(x + y)^2 >= 0',
    gram(
      ['x', 'y'],
      [
        ['1', '2'],
        ['2', '1'],
      ],
    ),
    'gram',
  ],
  ['(x + y)^2 >= 0', gram(['x'], ONES), 'gram'],
  ['(x + y)^2 >= 0', gram(['x', 'y'], ONES, { square: '1' }), 'format'],
  ['(x + y)^2 >= 0', gram(['x', 'y'], ONES, { gram: undefined }), 'format'],
  ['x = 0', ENCLOSURE, 'enclosure', UNIT],
  ['x <= 0', ENCLOSURE, 'enclosure', UNIT],
  ['-x = 0', ENCLOSURE, 'enclosure', UNIT],
])('$shown', holds)

/** A proof within proofs, so many levels deep. */
const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
  let proof: unknown = SQUARE
  for (let level = 0; level < levels; level++) proof = wrap(proof)
  return proof
}
/** A key that makes no object look like a promise to the linter. */
const NEXT = 'then'
const WRAPS: readonly (readonly [kind: string, wrap: (inner: unknown) => unknown])[] = [
  ['lemma', (inner) => ({ kind: 'lemma', lemma: 'x = x', proof: IDENTITY, [NEXT]: inner })],
  ['lemma of a lemma', (inner) => ({ kind: 'lemma', lemma: 'x^2 >= 0', proof: inner, [NEXT]: SQUARE })],
  ['split', (inner) => split('x', ['>=', inner], ['<', SQUARE])],
  ['roots', (inner) => roots('t^2 - 2', at(['-2', '-1'], inner), ends('1', '2'))],
]

test.for(WRAPS)('%s: nested 60 deep, and no deeper', ([, wrap]) => {
  expect(answer(relation('x^2 >= 0', nested(60, wrap), ['x^2 = 2']))).toBe('accepted')
  expect(answer(relation('x^2 >= 0', nested(61, wrap), ['x^2 = 2']))).toBe('format')
})
