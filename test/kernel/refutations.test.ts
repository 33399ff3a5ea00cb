import { expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import {
  answer,
  contextOf,
  type Entry,
  IDENTITY,
  positivstellensatz,
  proved,
  relation,
  XY,
} from '../refused/entries.ts'

type Point = { readonly [name: string]: string }

/** Whether this point refutes `assume ⊢ goal`. */
const refuted = (goal: string, point: Point, assume: readonly string[], context = XY, constants?: object): string =>
  answer({
    claim: { claim: 'relation', context, assume, goal },
    certificate: { outcome: 'refuted', obligation: 'goal', point, ...(constants === undefined ? {} : { constants }) },
  })

const N = contextOf(['x'], { parameters: ['n', 'a'], integers: ['n'] })
const ROOT = { w: { polynomial: 't^2 - 2', interval: ['1', '2'] } }

test.for<readonly [goal: string, point: Point, answer: string, ...assume: string[]]>([
  ['x > y', { x: '1', y: '2' }, 'accepted'],
  ['x > y', { x: '2', y: '2' }, 'accepted'],
  ['x > y', { x: '3', y: '2' }, 'point'],
  ['x >= y', { x: '1', y: '2' }, 'accepted'],
  ['x >= y', { x: '2', y: '2' }, 'point'],
  ['x = y', { x: '1', y: '2' }, 'accepted'],
  ['x = y', { x: '2', y: '2' }, 'point'],
  ['x != y', { x: '2', y: '2' }, 'accepted'],
  ['x != y', { x: '1', y: '2' }, 'point'],
  ['false', { x: '1', y: '2' }, 'accepted'],
  ['false', { x: '1', y: '2' }, 'accepted', 'x < y'],
  ['false', { x: '1', y: '2' }, 'point', 'x > y'],
  ['false', { x: '1', y: '2' }, 'point', 'x = y'],
  ['false', { x: '2', y: '2' }, 'point', 'x != y'],
  ['x > y', { x: '1', y: '2' }, 'accepted', 'x > 0', 'y > 0'],
  ['x > y', { x: '1', y: '2' }, 'point', 'x > 0', 'y > 2'],
  ['x > y', { x: '1' }, 'point'],
  ['x > y', { x: '1', y: '2', z: '3' }, 'point'],
  ['x > y', { x: '1', y: 'x' }, 'undeclared'],
  ['x > y', { x: '1', y: 'sqrt(2)' }, 'accepted'],
  ['x > y', { x: '1', y: 'sqrt(-2)' }, 'point'],
  ['x > y', { x: 'sqrt(2) - sqrt(3 - 2*sqrt(2)) - 1', y: '0' }, 'point'],
  ['x > y', { x: '0', y: 'exp(5000)' }, 'point'],
  ['sqrt(x) > 5', { x: '1', y: '0' }, 'accepted'],
  ['sqrt(x) > 5', { x: '-1', y: '0' }, 'point'],
  ['log(x) > 5', { x: '-1', y: '0' }, 'point'],
  ['1/x > 5', { x: '0', y: '0' }, 'point'],
  ['sgn(x) > 5', { x: '0', y: '0' }, 'accepted'],
  ['sgn(x) > 0', { x: '0', y: '0' }, 'point'],
  ['sgn(x) > 5', { x: '-2', y: '0' }, 'accepted'],
])('%j', ([goal, point, expected, ...assume]) => {
  expect(refuted(goal, point, assume)).toBe(expected)
})

test.for<readonly [goal: string, point: Point, answer: string]>([
  ['x^(n) > 0', { x: '-1', n: '3', a: '0' }, 'accepted'],
  ['x^(n) > 0', { x: '-1', n: '6/2 - 4', a: '0' }, 'accepted'],
  ['x^(n) > 0', { x: '-1', n: '2', a: '0' }, 'point'],
  ['n > 0', { x: '0', n: '-1/2', a: '0' }, 'point'],
  ['n > 0', { x: '0', n: '-sqrt(2)', a: '0' }, 'point'],
  ['n > 0', { x: '0', n: '-sqrt(4)', a: '0' }, 'accepted'],
  ['a > 0', { x: '0', n: '0', a: '-1/2' }, 'accepted'],
  ['a > 0', { x: '0', n: '0', a: '-sqrt(2)' }, 'accepted'],
  ['a > 0', { x: '0', n: '0', a: 'n' }, 'undeclared'],
])('with parameters, %j', ([goal, point, expected]) => {
  expect(refuted(goal, point, [], N)).toBe(expected)
})

test('constants of a refutation', () => {
  expect(refuted('x^2 != 2', { x: 'w', y: '0' }, [], XY, ROOT)).toBe('accepted')
  expect(refuted('x^2 != 2', { x: 'w', y: '0' }, [])).toBe('undeclared')
  expect(refuted('x^2 != 3', { x: 'w', y: '0' }, [], XY, ROOT)).toBe('point')
  expect(refuted('x^2 != 2', { x: '0', y: '0' }, [], XY, { x: ROOT.w })).toBe('context')
  expect(refuted('x^2 != 2', { x: 'w', y: '0' }, [], XY, { w: { ...ROOT.w, interval: ['-2', '2'] } })).toBe('context')
  expect(refuted('x^2 != 2', { x: 'w', y: '0' }, [], XY, { w: { ...ROOT.w, interval: ['2', '1'] } })).toBe('context')
  expect(refuted('x^2 != 2', { x: 'w', y: '0' }, [], XY, { w: { ...ROOT.w, interval: ['3/2', '2'] } })).toBe('context')
  expect(refuted('x^2 != 2', { x: 'w', y: '0' }, [], XY, { w: { ...ROOT.w, interval: ['1', '2', '3'] } })).toBe(
    'context',
  )
})

const ZERO = positivstellensatz([['(x - y)^2']], [['x - y', '-(x - y)^3']])
const segment = (changes: object = {}, residual: unknown = 'x - y', f = '(x - y)^2'): Entry => ({
  claim: { claim: 'minimum-zero', context: XY, f, residual },
  certificate: proved(
    { nonnegative: { kind: 'sign', form: f } },
    {
      attained: {
        segment: { from: { x: '0', y: '1' }, to: { x: '1', y: '0' } },
        zero: ZERO,
        below: { kind: 'sign', form: '1' },
        above: { kind: 'sign', form: '1' },
        ...changes,
      },
    },
  ),
})

test.for<readonly [why: string, entry: Entry, answer: string]>([
  ['a residual of both signs', segment(), 'accepted'],
  ['no residual', segment({}, null), 'obligation'],
  ['another residual', segment({}, 'x + y'), 'multiple'],
  ['a residual with a pole', segment({}, '(x - y)/(x - 1/2)'), 'obligation'],
  ['not below', segment({ segment: { from: { x: '2', y: '1' }, to: { x: '1', y: '0' } } }), 'identity'],
  [
    'zero is not below',
    segment({ segment: { from: { x: '1', y: '1' }, to: { x: '1', y: '0' } }, below: { kind: 'sign', form: '0' } }),
    'sign',
  ],
  [
    'zero is not above',
    segment({ segment: { from: { x: '0', y: '1' }, to: { x: '1', y: '1' } }, above: { kind: 'sign', form: '0' } }),
    'sign',
  ],
  [
    'not above',
    segment({ segment: { from: { x: '0', y: '1' }, to: { x: '0', y: '1' } }, above: { kind: 'sign', form: '-1' } }),
    'sign',
  ],
  ['f does not vanish with the residual', segment({ zero: IDENTITY }), 'identity'],
  ['f is not defined where the residual vanishes', segment({}, 'x - y', '(x - y)^2 + 0*log((x - y)^2)'), 'point'],
])('the zero of %s', ([, entry, expected]) => {
  expect(answer(entry)).toBe(expected)
})

test('outcomes and forms', () => {
  const { claim } = relation('x = x', IDENTITY)
  expect(answer({ claim, certificate: { outcome: 'refuted', obligation: 'goal', point: {}, curve: {} } })).toBe(
    'format',
  )
  expect(answer({ claim, certificate: { outcome: 'other', proofs: { goal: IDENTITY } } })).toBe('format')
  expect(answer({ claim, certificate: { outcome: 'refuted', proofs: { goal: IDENTITY } } })).toBe('format')
})

test('a refusal says its reason once', () => {
  const { claim, certificate } = relation('x = y', IDENTITY)
  const answered = verify(claim, certificate)
  expect(isCheckedClaim(answered)).toBe(false)
  expect(answered).toMatchObject({ rejected: true, reason: 'identity', detail: 'the normal form is not zero' })
})

test('a term too deep for the stack or a number too long is refused', () => {
  const deep = `${'-('.repeat(350)}x${')'.repeat(350)}`
  expect(['accepted', 'term']).toContain(answer(relation(`${deep} = ${deep}`, IDENTITY)))
  expect(answer(relation(`${'('.repeat(500)}x${')'.repeat(500)} = x`, IDENTITY))).toBe('term')
})
