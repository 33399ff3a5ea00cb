import type { FlowJson } from '../../src/kernel/laws/flow.ts'
import { contextOf, type Entry, IDENTITY, positivstellensatz, proved } from './entries.ts'

/** False or broken claims about laws, each with the words that a refusal of it may begin with. */
export interface LawAttack {
  readonly attack: string
  readonly reasons: readonly string[]
  readonly entry: Entry
}

type Context = ReturnType<typeof contextOf>

const P = 67108859
const XY = contextOf(['x', 'y'])
const XYZ = contextOf(['x', 'y', 'z'])
const ABC = contextOf(['a', 'b', 'c'])
const gradient = (...potentials: string[]): FlowJson => ({ kind: 'gradient', potentials, metric: null })
const metric = (entries: readonly string[], ...potentials: string[]): FlowJson => ({
  kind: 'gradient',
  potentials,
  metric: entries,
})
const ball = (fixed: boolean, potentials: readonly string[], more: object = {}): FlowJson => ({
  kind: 'heavy-ball',
  potentials,
  time: 't',
  positions: ['x', 'y'],
  velocities: ['v', 'w'],
  friction: 'mu',
  fixed,
  ...more,
})
const STATE = contextOf(['t', 'x', 'y', 'v', 'w'], { parameters: ['mu'] })

const law = (
  context: Context,
  flow: FlowJson,
  quantity: string,
  point: unknown = null,
  proof: unknown = IDENTITY,
  fields = flow.kind === 'gradient' ? flow.potentials.length : flow.fixed ? 1 : flow.potentials.length + 1,
): Entry => ({
  claim: { claim: 'first-integral', context, flow, quantity },
  certificate: proved(Object.fromEntries(Array.from({ length: fields }, (_, j) => [`field.${j + 1}`, proof])), {
    point,
  }),
})
const counted = (claim: object, count: unknown): Entry => ({ claim, certificate: proved({}, { count }) })
const bound = (
  context: Context,
  flow: unknown,
  atMost: unknown,
  point: object,
  brackets: unknown,
  prime: unknown = P,
) => counted({ claim: 'law-bound', context, flow, atMost }, { kind: 'lie-rank', prime, point, brackets })
const local = (context: Context, flow: unknown, atLeast: unknown, count: object) =>
  counted({ claim: 'local-laws', context, flow, atLeast }, { kind: 'involutive', ...count })
const dimension = (
  context: Context,
  flow: unknown,
  degree: unknown,
  atMost: unknown,
  parameters: unknown = {},
  prime = P,
) =>
  counted(
    { claim: 'polynomial-laws-bound', context, flow, degree, atMost },
    { kind: 'modular-rank', prime, parameters },
  )
const linear = (context: Context, quantities: unknown, degree: unknown, parameters: unknown = {}, prime = P) =>
  counted({ claim: 'linearly-independent', context, quantities, degree }, { kind: 'modular-rank', prime, parameters })

const one = { times: '1', combination: ['1'] }
const zero = { times: '1', combination: ['0'] }
const ONE_FIELD = { basis: [0], fields: [one], brackets: [[zero]] }
const AT = { x: '1', y: '1' }
const parameters = (assume: readonly string[], more: object = {}) =>
  contextOf(['x', 'y'], { parameters: ['a', 'b'], assume, ...more })

const FIRST_INTEGRALS: readonly (readonly [string, readonly string[], Entry])[] = [
  ['conserved by one potential alone', ['identity'], law(XY, gradient('x*y', 'x'), 'x^2 - y^2')],
  ['the near miss of 1e-12', ['identity'], law(XY, gradient('x*y'), 'x^2 - 1000000000001/1000000000000*y^2')],
  ['the law of the flow without its metric', ['identity'], law(XY, metric(['1', '2'], 'x*y'), 'x^2 - y^2')],
  ['a law of gradient flow for the heavy ball', ['identity'], law(STATE, ball(true, ['x*y']), 'x^2 - y^2')],
  ['angular momentum without the friction', ['identity'], law(STATE, ball(true, ['x^2 + y^2']), 'x*w - y*v')],
  [
    'the energy, which friction takes away',
    ['identity'],
    law(STATE, ball(true, ['x^2 + y^2']), 'v^2/2 + w^2/2 + x^2 + y^2'),
  ],
  [
    'the energy without friction, which depends on the loss',
    ['identity'],
    law(STATE, ball(false, ['x^2 + y^2'], { friction: '0' }), 'v^2/2 + w^2/2 + x^2 + y^2'),
  ],
  ['a foreign quantity', ['undeclared'], law(XY, gradient('x*y'), 'x^2 - q^2')],
  ['a foreign potential', ['undeclared'], law(XY, gradient('x*q'), 'x^2 - y^2')],
  ['a quantity that is defined nowhere', ['point'], law(XY, gradient('x*y'), '0*log(-1 - x^2)', AT)],
  ['a quantity that is defined nowhere, no point', ['point'], law(XY, gradient('x*y'), '0*log(-1 - x^2)')],
  [
    'a quantity that is defined at one point',
    ['point'],
    law(XY, gradient('x*y'), '0*sqrt(-x^2 - y^2)', { x: '0', y: '0' }),
  ],
  [
    'the flow and the quantity nowhere together',
    ['point'],
    law(XY, gradient('log(x)*y'), '0*log(-x)', { x: '-1', y: '1' }),
  ],
  ['a flow that is defined nowhere', ['point'], law(XY, gradient('x*y + 0*log(-1 - y^2)'), 'x^2 - y^2', AT)],
  [
    'a metric that is defined nowhere',
    ['point'],
    law(XY, metric(['1', '1 + 0*sqrt(-1 - x^2)'], 'x*y'), 'x^2 - y^2', AT),
  ],
  ['a point with a coordinate missing', ['point'], law(XY, gradient('x^2 + y^2'), 'x/y', { x: '1' })],
  ['a point with a name too many', ['point'], law(XY, gradient('x*y'), 'x^2 - y^2', { ...AT, z: '1' })],
  [
    'a point with an unknown name for a value',
    ['undeclared'],
    law(XY, gradient('x*y'), 'x^2 - y^2', { x: 'q', y: '1' }),
  ],
  [
    'a point whose value is a variable',
    ['point', 'undeclared'],
    law(XY, gradient('x^2 + y^2'), 'y/x', { x: 'y', y: '1' }),
  ],
  ['a point with no value', ['point'], law(XY, gradient('x*y'), 'x^2 - y^2', { x: '1', y: 'log(-1)' })],
  ['sgn in the quantity', ['term'], law(XY, gradient('x*y'), 'sgn(x)*(x^2 - y^2)')],
  ['sgn in a potential', ['term'], law(XY, gradient('sgn(x)*y'), 'x')],
  [
    'off the kinks of a kink that is everything',
    ['identity', 'multiple', 'strict'],
    law(XY, gradient('x*y'), 'abs(0*x) + x', null, positivstellensatz([['x']])),
  ],
  [
    'no proof for the second field',
    ['obligation'],
    law(XY, gradient('x*y', '(x*y)^2'), 'x^2 - y^2', null, IDENTITY, 1),
  ],
  ['a proof for a third field', ['obligation'], law(XY, gradient('x*y', '(x*y)^2'), 'x^2 - y^2', null, IDENTITY, 3)],
  ['no potential', ['format'], law(XY, gradient(), 'x')],
  ['a metric too short', ['format'], law(XY, metric(['1'], 'x*y'), 'x^2 - y^2')],
  ['two fixed potentials', ['format'], law(STATE, ball(true, ['x', 'y']), 'x')],
  ['a potential of the velocity', ['context'], law(STATE, ball(true, ['x*v']), 'x')],
  ['a potential of time', ['context'], law(STATE, ball(false, ['x*t']), 'x')],
  ['friction that depends on the position', ['context'], law(STATE, ball(true, ['x'], { friction: 'x' }), 'y')],
  [
    'a variable that is not of the state',
    ['context'],
    law(contextOf(['t', 'x', 'y', 'v', 'w', 'z']), ball(true, ['x'], { friction: '0' }), 'z'),
  ],
  [
    'a position that is its own velocity',
    ['context'],
    law(contextOf(['t', 'x', 'y']), ball(true, ['x'], { friction: '0', velocities: ['x', 'y'] }), 'y'),
  ],
  ['a velocity that is not declared', ['context'], law(STATE, ball(true, ['x'], { velocities: ['v', 'u'] }), 'y')],
  ['a time that is not declared', ['context'], law(STATE, ball(true, ['x'], { time: 's' }), 'y')],
  [
    'more velocities than positions',
    ['context'],
    law(contextOf(['t', 'x', 'v', 'w']), ball(true, ['x'], { friction: '0', positions: ['x'] }), 'w'),
  ],
  [
    'no positions',
    ['context'],
    law(contextOf(['t']), ball(false, ['0'], { friction: '0', positions: [], velocities: [] }), '1'),
  ],
  ['fixed by a word', ['format'], law(STATE, ball(true, ['x'], { fixed: 'true' }), 'y')],
  ['another kind of flow', ['format'], law(XY, { kind: 'descent', potentials: ['x'], metric: null } as never, 'y')],
  ['a flow with a field too many', ['format'], law(XY, { ...gradient('x'), time: 't' } as never, 'y')],
]

/** True, but for the certificates below. */
const NO_LAW = { claim: 'law-bound', context: XY, flow: gradient('x', 'y'), atMost: 0 }
const DEEP = Array.from({ length: 13 }).reduce<unknown>((tree) => [0, tree], 1)

const BOUNDS: readonly (readonly [string, readonly string[], Entry])[] = [
  ['one law too few', ['count'], bound(ABC, gradient('a*b', 'a*c'), 0, { a: 1, b: 2, c: 3 }, [0, 1, [0, 1]])],
  ['a bracket too few', ['count'], bound(ABC, gradient('a*b', 'a*c'), 0, { a: 1, b: 2, c: 3 }, [0, 1])],
  ['a bracket too many', ['count'], bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [0, 1, [0, 1]])],
  ['a field twice', ['count'], bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [0, 0])],
  [
    'a bracket of a field with itself',
    ['count'],
    bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [0, [1, 1]]),
  ],
  [
    'both orders of a bracket',
    ['count'],
    bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [
      [0, 1],
      [1, 0],
    ]),
  ],
  [
    'a point where the fields are dependent',
    ['count'],
    bound(ABC, gradient('a*b', 'a*c'), 1, { a: 0, b: 2, c: 4 }, [0, 1]),
  ],
  [
    'a prime modulo which they are dependent',
    ['count'],
    bound(ABC, gradient('a*b', 'a*c'), 1, { a: 2, b: 1, c: 3 }, [0, 1], 2),
  ],
  [
    'a composite number that divides a pivot',
    ['count'],
    bound(ABC, gradient('a*b', 'a*c'), 1, { a: 3, b: 6, c: 3 }, [0, 1], 9),
  ],
  ['modulus 1', ['format'], bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [0, 1], 1)],
  ['modulus 0', ['format'], bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [0, 1], 0)],
  ['a negative modulus', ['format'], bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [0, 1], -101)],
  [
    'a modulus whose squares are not exact',
    ['format'],
    bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [0, 1], 2 ** 26),
  ],
  ['a modulus as text', ['format'], bound(ABC, gradient('a*b', 'a*c'), 1, { a: 1, b: 2, c: 3 }, [0, 1], '101')],
  [
    'a denominator that is 0 modulo the prime',
    ['count'],
    bound(XY, gradient('x/101 + y', 'x*y'), 0, { x: 1, y: 2 }, [0, 1], 101),
  ],
  ['a point with a fraction', ['format'], bound(XY, gradient('x', 'y'), 0, { x: 0.5, y: 2 }, [0, 1])],
  ['a point with text', ['format'], bound(XY, gradient('x', 'y'), 0, { x: 'one', y: 2 }, [0, 1])],
  ['a point with a sum', ['format'], bound(XY, gradient('x', 'y'), 0, { x: '1 + 1', y: 2 }, [0, 1])],
  ['a point with a denominator 0', ['format'], bound(XY, gradient('x', 'y'), 0, { x: '1/0', y: 2 }, [0, 1])],
  [
    'a point that is not there modulo the prime',
    ['count'],
    bound(XY, gradient('x', 'y'), 0, { x: '1/101', y: 2 }, [0, 1], 101),
  ],
  ['a point without a variable', ['point'], bound(XY, gradient('x', 'y'), 0, { x: 1 }, [0, 1])],
  ['a point with a name too many', ['point'], bound(XY, gradient('x', 'y'), 0, { x: 1, y: 1, z: 1 }, [0, 1])],
  [
    'a point without a parameter',
    ['point'],
    bound(parameters([]), gradient('a*x', 'b*y'), 0, { x: 1, y: 1, a: 1 }, [0, 1]),
  ],
  ['a field that is not there', ['format'], bound(XY, gradient('x', 'y'), 0, { x: 1, y: 1 }, [0, 2])],
  ['a field before the first', ['format'], bound(XY, gradient('x', 'y'), 0, { x: 1, y: 1 }, [0, -1])],
  ['a bracket of three', ['format'], bound(XY, gradient('x', 'y'), 0, { x: 1, y: 1 }, [0, [0, 1, 1]])],
  ['a bracket of nothing', ['format'], bound(XY, gradient('x', 'y'), 0, { x: 1, y: 1 }, [0, []])],
  ['more laws than variables', ['format'], bound(XY, gradient('x', 'y'), 3, { x: 1, y: 1 }, [])],
  ['a negative number of laws', ['format'], bound(XY, gradient('x', 'y'), -1, { x: 1, y: 1 }, [0, 1, [0, 1]])],
  ['half a law', ['format'], bound(XY, gradient('x', 'y'), 0.5, { x: 1, y: 1 }, [0, 1])],
  ['an absolute value', ['term'], bound(XY, gradient('abs(x)*y', 'x'), 0, { x: 1, y: 1 }, [0, 1])],
  ['an exponential', ['term'], bound(XY, gradient('exp(x)*y', 'x'), 0, { x: 1, y: 1 }, [0, 1])],
  [
    'a parameter in an exponent',
    ['term'],
    bound(parameters(['a > 0']), gradient('abs(x)^(a)*y', 'x'), 0, { x: 1, y: 1, a: 2, b: 1 }, [0, 1]),
  ],
  [
    'an integer in an exponent',
    ['term'],
    bound(parameters([], { integers: ['a'] }), gradient('x^(a)*y', 'x'), 0, { x: 1, y: 1, a: 2, b: 1 }, [0, 1]),
  ],
  [
    'an algebraic number',
    ['term'],
    bound(
      { ...XY, constants: { c: { polynomial: 't^2 - 2', interval: ['1', '2'] } } },
      gradient('c*x', 'y'),
      0,
      { x: 1, y: 1 },
      [0, 1],
    ),
  ],
  ['an irrational number', ['term'], bound(XY, gradient('sqrt(2)*x', 'y'), 0, { x: 1, y: 1 }, [0, 1])],
  [
    'parameters that are equal',
    ['point'],
    bound(parameters(['a = b']), gradient('a*x^2 + b*y^2', 'x^2 + y^2'), 0, { x: 1, y: 1, a: 1, b: 2 }, [0, 1]),
  ],
  [
    'parameters that are equal, at such a point',
    ['point'],
    bound(parameters(['a = b']), gradient('a*x', 'b*y'), 0, { x: 1, y: 1, a: 1, b: 1 }, [0, 1]),
  ],
  [
    'parameters that are equal by two inequalities',
    ['point'],
    bound(
      parameters(['a >= b', 'b >= a']),
      gradient('a*x^2 + b*y^2', 'x^2 + y^2'),
      0,
      { x: 1, y: 1, a: 1, b: 1 },
      [0, 1],
    ),
  ],
  [
    'parameters that are equal by a square',
    ['point'],
    bound(parameters(['-(a - b)^2 >= 0']), gradient('a*x', 'b*y'), 0, { x: 1, y: 1, a: 1, b: 1 }, [0, 1]),
  ],
  [
    'parameters that are equal by a domain',
    ['point'],
    bound(parameters(['sqrt(-(a - b)^2) != 1']), gradient('a*x', 'b*y'), 0, { x: 1, y: 1, a: 1, b: 1 }, [0, 1]),
  ],
  [
    'parameters against what is assumed',
    ['point'],
    bound(parameters(['a > 0']), gradient('a*x', 'b*y'), 0, { x: 1, y: 1, a: -1, b: 1 }, [0, 1]),
  ],
  [
    'a parameter on the edge',
    ['point'],
    bound(parameters(['a >= 0']), gradient('x', 'b*y'), 0, { x: 1, y: 1, a: 0, b: 1 }, [0, 1]),
  ],
  ['the flow of another metric', ['count'], bound(XY, metric(['1', '0'], 'x*y', 'y'), 0, { x: 1, y: 2 }, [0, 1])],
  [
    'the heavy ball of a fixed objective',
    ['format'],
    bound(STATE, ball(true, ['x']), 3, { t: 0, x: 1, y: 1, v: 1, w: 1, mu: 1 }, [0, 1]),
  ],
  [
    'the heavy ball with one law, not none',
    ['count'],
    bound(STATE, ball(false, ['x^2 + y^2']), 0, { t: 0, x: 1, y: 2, v: 3, w: 5, mu: 2 }, [
      0,
      1,
      [0, 1],
      [0, [0, 1]],
      [1, [0, 1]],
    ]),
  ],
  ['brackets nested too deeply', ['count'], bound(XY, gradient('x*y', 'x'), 0, { x: 1, y: 2 }, [0, DEEP])],
  ['another kind of certificate', ['format'], counted(NO_LAW, { kind: 'modular-rank', prime: P, parameters: {} })],
  ['no certificate', ['format'], { claim: NO_LAW, certificate: proved({}) }],
  [
    'a proof beside the count',
    ['obligation'],
    {
      claim: NO_LAW,
      certificate: proved(
        { goal: IDENTITY },
        { count: { kind: 'lie-rank', prime: P, point: { x: 1, y: 1 }, brackets: [0, 1] } },
      ),
    },
  ],
  [
    'a refutation',
    ['obligation'],
    { claim: NO_LAW, certificate: { outcome: 'refuted', obligation: 'count', point: AT } },
  ],
]

const LOCAL: readonly (readonly [string, readonly string[], Entry])[] = [
  [
    'a combination with a coefficient too few',
    ['format'],
    local(XY, gradient('x*y'), 1, { point: AT, ...ONE_FIELD, brackets: [[{ times: '1', combination: [] }]] }),
  ],
  [
    'a combination with a coefficient too many',
    ['format'],
    local(XY, gradient('x*y'), 1, { point: AT, ...ONE_FIELD, fields: [{ times: '1', combination: ['1', '0'] }] }),
  ],
  ['a field too many', ['format'], local(XY, gradient('x*y'), 1, { point: AT, ...ONE_FIELD, fields: [one, one] })],
  [
    'brackets of a field too many',
    ['format'],
    local(XY, gradient('x*y'), 1, { point: AT, ...ONE_FIELD, brackets: [[zero], [zero]] }),
  ],
  [
    'a bracket too many',
    ['format'],
    local(XY, gradient('x*y'), 1, { point: AT, ...ONE_FIELD, brackets: [[zero, zero]] }),
  ],
  ['a law too many', ['count'], local(XY, gradient('x*y'), 2, { point: AT, ...ONE_FIELD })],
  ['a law too few is not what is shown', ['count'], local(XY, gradient('x*y'), 0, { point: AT, ...ONE_FIELD })],
  ['two fields in one', ['format'], local(XYZ, gradient('x*y', 'x*z'), 2, { point: { ...AT, z: '1' }, ...ONE_FIELD })],
  [
    'two fields in one, which is not their multiple',
    ['identity'],
    local(XYZ, gradient('x*y', 'x*z'), 2, {
      point: { ...AT, z: '1' },
      basis: [0],
      fields: [one, one],
      brackets: [[zero], [zero]],
    }),
  ],
  [
    'two fields in one, times 0',
    ['count'],
    local(XYZ, gradient('x*y', 'x*z'), 2, {
      point: { ...AT, z: '1' },
      basis: [0],
      fields: [one, { times: '0', combination: ['0'] }],
      brackets: [[zero], [zero]],
    }),
  ],
  [
    'two fields in one, times what vanishes in the normal form',
    ['count', 'identity'],
    local(XYZ, gradient('x*y', 'x*z'), 2, {
      point: { ...AT, z: '1' },
      basis: [0],
      fields: [one, { times: 'x - x', combination: ['0'] }],
      brackets: [[zero], [zero]],
    }),
  ],
  [
    'two fields in one, times what vanishes where x > 0',
    ['term'],
    local(XYZ, gradient('x*y', 'x*z'), 2, {
      point: { ...AT, z: '1' },
      basis: [0],
      fields: [one, { times: 'abs(x) - x', combination: ['0'] }],
      brackets: [[zero], [zero]],
    }),
  ],
  [
    'times what vanishes for the only integer assumed',
    ['term'],
    local(
      contextOf(['x', 'y', 'z'], { parameters: ['n'], integers: ['n'], assume: ['n > 0', '2 > n'] }),
      gradient('x*y + (n - 1)*z', 'x*y'),
      2,
      {
        point: { ...AT, z: '1', n: '1' },
        basis: [0],
        fields: [one, { times: 'n - 1', combination: ['n - 1'] }],
        brackets: [[zero], [zero]],
      },
    ),
  ],
  [
    'a bracket that leads out',
    ['identity'],
    local(contextOf(['x', 'y', 'z']), gradient('x*y', 'x*z + x^2'), 1, {
      point: { ...AT, z: '1' },
      basis: [0, 1],
      fields: [
        { times: '1', combination: ['1', '0'] },
        { times: '1', combination: ['0', '1'] },
      ],
      brackets: [
        [
          { times: '1', combination: ['0', '0'] },
          { times: 'x', combination: ['-z', 'y'] },
        ],
        [
          { times: 'x', combination: ['z', '-y'] },
          { times: '1', combination: ['0', '0'] },
        ],
      ],
    }),
  ],
  [
    'a bracket left out',
    ['format'],
    local(XY, gradient('x*y'), 1, { point: AT, basis: [0], fields: [one], brackets: [[]] }),
  ],
  [
    'a field left out',
    ['format'],
    local(XY, gradient('x*y'), 1, { point: AT, basis: [0], fields: [], brackets: [[zero]] }),
  ],
  [
    'a basis with a denominator',
    ['term'],
    local(XY, gradient('x*y'), 1, {
      point: AT,
      basis: [{ components: ['1', 'x/y'] }],
      fields: [{ times: '1', combination: ['y'] }],
      brackets: [[zero]],
    }),
  ],
  [
    'a basis field with a component too few',
    ['format'],
    local(XY, gradient('x'), 1, { point: AT, basis: [{ components: ['1'] }], fields: [one], brackets: [[zero]] }),
  ],
  ['a flow with kinks', ['obligation'], local(XY, gradient('abs(x)*y'), 1, { point: AT, ...ONE_FIELD })],
  [
    'a flow that is defined nowhere',
    ['point'],
    local(XY, gradient('x*y + 0*log(-1 - x^2)'), 1, { point: AT, ...ONE_FIELD }),
  ],
  [
    'a point that is a variable',
    ['undeclared', 'point'],
    local(XY, gradient('x*y'), 1, { point: { x: 'y', y: '1' }, ...ONE_FIELD }),
  ],
  ['a point without a coordinate', ['point'], local(XY, gradient('x*y'), 1, { point: { x: '1' }, ...ONE_FIELD })],
  [
    'parameters that are equal',
    ['point'],
    local(parameters(['a = b']), gradient('a*x*y'), 1, { point: { ...AT, a: '1', b: '1' }, ...ONE_FIELD }),
  ],
]

const DIMENSIONS: readonly (readonly [string, readonly string[], Entry])[] = [
  ['a term of a degree too large', ['count'], linear(XY, ['x^2 + y'], 1)],
  ['a law too few', ['count'], dimension(XY, gradient('x*y'), 2, 0)],
  ['the square of the law forgotten', ['count'], dimension(XY, gradient('x*y'), 4, 1)],
  ['a prime that kills a derivative', ['count'], dimension(XY, gradient('x*y'), 2, 1, {}, 2)],
  [
    'resonant parameters',
    ['count'],
    dimension(parameters(['a > 0', 'b > 0']), gradient('a*x^2 - b*y^2'), 2, 0, { a: 1, b: 1 }),
  ],
  [
    'parameters that are assumed to be resonant',
    ['point'],
    dimension(parameters(['a = b']), gradient('a*x^2 - b*y^2'), 2, 0, { a: 1, b: 2 }),
  ],
  ['a parameter too few', ['point'], dimension(parameters([]), gradient('a*x^2 - b*y^2'), 2, 0, { a: 1 })],
  ['a variable as a parameter', ['point'], dimension(XY, gradient('x^2 - 2*y^2'), 2, 0, { x: 1 })],
  ['a negative dimension', ['format'], dimension(XY, gradient('x*y'), 2, -1)],
  ['a negative degree', ['format'], dimension(XY, gradient('x*y'), -1, 0)],
  ['a degree beyond all bounds', ['format'], dimension(XY, gradient('x*y'), 1_000_000, 0)],
  [
    'more monomials than are looked at',
    ['count'],
    dimension(contextOf(Array.from({ length: 40 }, (_, i) => `x_${i}`)), gradient('x_0'), 9, 0),
  ],
  ['a flow that is not rational', ['term'], dimension(XY, gradient('exp(x)*y'), 2, 0)],
  ['a flow with kinks', ['term'], dimension(XY, gradient('abs(x*y)'), 2, 0)],
  [
    'another kind of certificate',
    ['format'],
    counted(
      { claim: 'polynomial-laws-bound', context: XY, flow: gradient('x'), degree: 1, atMost: 1 },
      { kind: 'lie-rank', prime: P, point: { x: 1, y: 1 }, brackets: [] },
    ),
  ],
  ['dependent quantities', ['count'], linear(XY, ['x', 'y', 'x + y'], 1)],
  ['a quantity twice', ['count'], linear(XY, ['x', 'x + 1'], 1)],
  ['a constant quantity', ['count'], linear(XY, ['1'], 1)],
  ['a constant that hides', ['count'], linear(XY, ['x - x + 2'], 1)],
  ['a degree too large', ['count'], linear(XY, ['x^2'], 1)],
  ['a denominator with a variable', ['term'], linear(XY, ['1/x'], 1)],
  [
    'a denominator that is 0 for the parameters',
    ['count', 'term'],
    linear(parameters([]), ['x/(a - b)'], 1, { a: 1, b: 1 }),
  ],
  ['dependent for the parameters', ['count'], linear(parameters([]), ['a*x + b*y', 'x + y'], 1, { a: 1, b: 1 })],
  ['a quantity that is not polynomial', ['term'], linear(XY, ['exp(x)'], 1)],
  ['quantities as text', ['format'], linear(XY, 'x', 1)],
]

const named = (part: string, rows: typeof FIRST_INTEGRALS): readonly LawAttack[] =>
  rows.map(([attack, reasons, entry]) => ({ attack: `${part}: ${attack}`, reasons, entry }))

export const LAW_ATTACKS: readonly LawAttack[] = [
  ...named('first-integral', FIRST_INTEGRALS),
  ...named('law-bound', BOUNDS),
  ...named('local-laws', LOCAL),
  ...named('dimension', DIMENSIONS),
]
