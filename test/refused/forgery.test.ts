import { describe, expect, test } from 'vitest'
import { type CheckedClaim, isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import { IDENTITY, relation } from './entries.ts'

const entry = relation('(x + y)^2 = x^2 + 2*x*y + y^2', IDENTITY)
const genuine = (): CheckedClaim => {
  const checked = verify(entry.claim, entry.certificate)
  if (!isCheckedClaim(checked)) throw new Error(`expected a checked claim, found ${JSON.stringify(checked)}`)
  return checked
}
type Maker = new (key: symbol, claim: unknown, outcome: string, certificate: unknown) => object
const maker = (): Maker => genuine().constructor as unknown as Maker

describe('a checked claim cannot be forged', () => {
  test('the genuine one counts', () => {
    expect(isCheckedClaim(genuine())).toBe(true)
  })

  test.for<readonly [string, () => unknown]>([
    ['a look-alike', () => ({ claim: entry.claim, outcome: 'proved', certificate: entry.certificate })],
    ['a spread copy', () => ({ ...genuine() })],
    ['a JSON round trip', () => JSON.parse(JSON.stringify(genuine()))],
    ['a structured clone', () => structuredClone(genuine())],
    ['an object with its prototype', () => Object.create(Object.getPrototypeOf(genuine()))],
    ['an object that inherits from it', () => Object.create(genuine())],
    ['a look-alike whose prototype was changed', () => Object.setPrototypeOf({ ...genuine() }, maker().prototype)],
    ['a proxy of it', () => new Proxy(genuine(), {})],
    ['its class', () => maker()],
    ['null', () => null],
    ['a text', () => 'proved'],
  ])('%s', ([, forged]) => {
    expect(isCheckedClaim(forged())).toBe(false)
  })

  test('its constructor asks for a symbol that nobody has', () => {
    const Made = maker()
    const keys = [Symbol('checked by the kernel'), Symbol.for('checked by the kernel'), Symbol.iterator]
    for (const key of keys) {
      expect(() => new Made(key, entry.claim, 'proved', {})).toThrow(TypeError)
      expect(() => Reflect.construct(Made, [key, entry.claim, 'proved', {}])).toThrow(TypeError)
      expect(() => Reflect.construct(Made, [key, entry.claim, 'proved', {}], Object)).toThrow(TypeError)
    }
    expect(Object.getOwnPropertySymbols(genuine())).toEqual([])
  })

  test('a subclass gets no further', () => {
    class Forged extends maker() {
      constructor() {
        super(Symbol('forged'), entry.claim, 'proved', {})
      }
    }
    expect(() => new Forged()).toThrow(TypeError)
  })

  test('the test for it cannot be replaced', () => {
    const Made = maker() as unknown as { isGenuine?: unknown; prototype: object }
    expect(() => {
      Made.isGenuine = () => true
    }).toThrow(TypeError)
    expect(Object.isFrozen(Made)).toBe(true)
    expect(Object.isFrozen(Made.prototype)).toBe(true)
    expect(isCheckedClaim({ outcome: 'proved' })).toBe(false)
  })

  test('nothing can change under the seal', () => {
    const claim = structuredClone(entry.claim) as { goal: string; assume: string[] }
    const checked = verify(claim, entry.certificate)
    if (!isCheckedClaim(checked)) throw new Error('expected a checked claim')
    claim.goal = '1 = 0'
    claim.assume.push('0 = 1')
    expect(checked.claim).toEqual(entry.claim)
    const open = checked as unknown as { outcome: string; claim: { goal: string; context: { variables: string[] } } }
    expect(() => {
      open.outcome = 'refuted'
    }).toThrow(TypeError)
    expect(() => {
      open.claim.goal = '1 = 0'
    }).toThrow(TypeError)
    expect(() => open.claim.context.variables.push('z')).toThrow(TypeError)
    expect(() => Object.setPrototypeOf(checked, null)).toThrow(TypeError)
  })

  test('a claim that answers differently the second time is read once', () => {
    let reads = 0
    const shifty = {
      ...(entry.claim as object),
      get goal() {
        reads++
        return reads === 1 ? '(x + y)^2 = x^2 + 2*x*y + y^2' : '1 = 0'
      },
    }
    const checked = verify(shifty, entry.certificate)
    expect(isCheckedClaim(checked) && (checked.claim as { goal: string }).goal).toBe('(x + y)^2 = x^2 + 2*x*y + y^2')
  })
})

describe('strange input is refused, not thrown at the caller', () => {
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  test.for<readonly [string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a list', []],
    ['a number', 1n],
    ['a cycle', cyclic],
    ['an unknown form', { claim: '__proto__', context: {} }],
    ['a form of the prototype', { claim: 'constructor', context: {} }],
    ['a polluted object', JSON.parse('{"claim": "relation", "__proto__": {"goal": "1 = 1"}, "assume": []}')],
    ['a function', () => entry.claim],
  ])('%s', ([, claim]) => {
    expect(verify(claim, entry.certificate)).toMatchObject({ rejected: true, reason: 'format' })
    expect(verify(entry.claim, claim)).toMatchObject({ rejected: true, reason: 'format' })
  })

  test.for(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'a variable called %s is just a name',
    (name) => {
      const claim = JSON.parse(JSON.stringify(relation(`${name}^2 >= 0`, {}).claim).replaceAll('"x"', `"${name}"`))
      const proof = { outcome: 'proved', proofs: { goal: { kind: 'sign', form: `${name}^2` } } }
      expect(isCheckedClaim(verify(claim, proof))).toBe(true)
      const point = JSON.parse(`{"outcome": "refuted", "obligation": "goal", "point": {"${name}": "-1", "y": "0"}}`)
      const other = { ...claim, goal: `${name} >= 0` }
      expect(isCheckedClaim(verify(other, point))).toBe(true)
      expect(isCheckedClaim(verify(claim, point))).toBe(false)
    },
  )
})
