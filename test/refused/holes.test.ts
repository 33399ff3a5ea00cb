import { describe, expect, test } from 'vitest'
import { answer, contextOf, type Entry, IDENTITY, positivstellensatz, proved, relation, XY } from './entries.ts'

// False claims that a kernel of ours once accepted, each with the certificate that fooled it.

const contradiction = (of: string, by: string) => positivstellensatz([['1']], [[of, by]])
const boundary = (when: string, proof: unknown): Entry => ({
  claim: { claim: 'boundary', context: XY, f: 'x^2', g: [{ when: [when], value: 'y^2' }], level: 'infinity' },
  certificate: proved({ 'piece.1.1.pole': proof, 'piece.1.1.numerator': proof }),
})
const kink = {
  kind: 'split',
  on: 'x',
  cells: [
    { sign: '>', proof: positivstellensatz([['abs(x) - x']], [['sgn(x) - 1', '2*x^2']]) },
    { sign: '<=', proof: positivstellensatz([['x'], ['1', 'x', '-x']]) },
  ],
}
const alongKink = (claim: string, f: string, proof: unknown): Entry => ({
  claim: { claim, context: XY, f, g: [{ when: ['x > 0'], value: '(x^2 - 2*y^2)^2' }] },
  certificate: proved({ 'piece.1': proof }),
})
const halfZero = { polynomial: 't', interval: ['-1', '1'] }

const HOLES: readonly (readonly [why: string, reason: string, entry: Entry])[] = [
  [
    '|x|^n is not x^n for integers n',
    'identity',
    relation('abs(x)^(n) = x^(n)', IDENTITY, [], contextOf(['x'], { parameters: ['n'], integers: ['n'] })),
  ],
  [
    'g is conserved vacuously where |x| - x = 0',
    'strict',
    alongKink('conserved', '(x*y - 1)^2 + 0*abs(abs(x) - x)', kink),
  ],
  [
    'g decreases vacuously where max(|x|, x) has its kink',
    'strict',
    alongKink('lyapunov', '(x*y - 1)^2 + 0*max(abs(x), x)', kink),
  ],
  ['a root on an open set of kinks', 'obligation', alongKink('conserved', '(x*y - 1)^2 + 0*sqrt(abs(x) - x)', kink)],
  [
    'the second-order condition holds vacuously where the residual is a kink of g',
    'strict',
    {
      claim: {
        claim: 'second-order',
        context: XY,
        residuals: ['x*y - 1'],
        loss: 'single',
        g: [{ when: [], value: '(x^2 + y^2)^2 + 0*abs(x*y - 1)' }],
      },
      certificate: proved({ 'piece.1': positivstellensatz([['x*y - 1']], [['x*y - 1', '1 - x*y']]) }),
    },
  ],
  ['the boundary of {x/x > 0} is not x/x = 0', 'pieces', boundary('x/x > 0', contradiction('1', '-1'))],
  [
    'the boundary of {sgn(x) > 0} is not sgn(x) = 0',
    'term',
    boundary('sgn(x) > 0', contradiction('sgn(x)', '-sgn(x)')),
  ],
  [
    'a level that is f at the critical points',
    'point',
    {
      claim: {
        claim: 'critical-values',
        context: XY,
        f: '(x*y - 1)^2',
        residuals: ['x*y - 1'],
        loss: 'single',
        level: '(x*y - 1)^2 + x^2 + y^2',
      },
      certificate: proved({
        level: positivstellensatz(
          [['1', 'x^2 + y^2']],
          [
            ['x', '-x'],
            ['y', '-y'],
          ],
        ),
      }),
    },
  ],
  [
    'a level of 0, below which there is nothing',
    'point',
    {
      claim: { claim: 'critical-values', context: XY, f: 'x^2', residuals: ['x'], loss: 'single', level: '0' },
      certificate: proved({ level: { kind: 'sign', form: 'x^2' } }),
    },
  ],
  [
    'a constant with the name of a direction',
    'context',
    {
      claim: {
        claim: 'second-order',
        context: contextOf(['x'], { constants: { 'r[1]': halfZero } }),
        residuals: ['x'],
        loss: 'l2',
        g: [{ when: [], value: '1 - r[1]^2*x^2' }],
      },
      certificate: proved({ 'piece.1': { kind: 'sign', form: '2*(r[1]^2)^2' } }),
    },
  ],
  [
    'a parameter that moves along the curve',
    'curve',
    {
      claim: {
        claim: 'coercive',
        context: contextOf(['x'], { parameters: ['a'] }),
        f: '(x - a)^2',
        g: [{ when: [], value: '0' }],
      },
      certificate: {
        outcome: 'refuted',
        piece: 1,
        parameter: 't',
        from: '1',
        curve: { x: 't' },
        values: { a: 't' },
        constants: { t: { polynomial: 't - 1', interval: ['0', '2'] } },
        bound: '0',
        proofs: {
          f: IDENTITY,
          g: IDENTITY,
          unbounded: positivstellensatz([
            ['1', 't - t^2'],
            ['1', 't', 't - 1'],
          ]),
        },
      },
    },
  ],
  [
    'log(-1) in an exponent is not defined',
    'obligation',
    {
      claim: { claim: 'tame', context: XY, f: 'x^(2 + 0*log(-1))', class: 'exponential' },
      certificate: proved({}),
    },
  ],
]

describe('closed holes', () => {
  test.for(HOLES)('%s', ([, reason, entry]) => {
    expect(answer(entry)).toBe(reason)
  })
})

describe('what remains true is still accepted', () => {
  const context = contextOf(['x'], { parameters: ['n'], integers: ['n'] })
  test.for<readonly [string, Entry]>([
    ['(|x|)^n is |x|^n', relation('abs(x)^(n)*abs(x) = abs(x)^(n + 1)', IDENTITY, [], context)],
    [
      'a kink on a line may be assumed away',
      {
        claim: { claim: 'conserved', context: XY, f: 'abs(x*y - 1)', g: [{ when: ['x > 0'], value: '(x^2 - y^2)^2' }] },
        certificate: proved({ 'piece.1': IDENTITY }),
      },
    ],
  ])('%s', ([, entry]) => {
    expect(answer(entry)).toBe('accepted')
  })
})
