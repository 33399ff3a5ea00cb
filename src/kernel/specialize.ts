import { apply, multiply, power, root, symbolicPower } from './normal-form.ts'
import { type Atom, add, constant, fromAtom, type Polynomial, rationalValue, zero } from './polynomial.ts'
import { refuse } from './refusal.ts'

/** The values that replace variables and parameters, by name. */
export type Values = ReadonlyMap<string, Polynomial>

const specializedAtom = (atom: Atom, values: Values): Polynomial => {
  if (atom.kind === 'variable' || atom.kind === 'parameter') return values.get(atom.name) ?? fromAtom(atom)
  if (atom.kind === 'theta') return fromAtom(atom)
  const arg = specialize(atom.arg, values)
  switch (atom.kind) {
    case 'root':
      return root(arg, atom.index)
    case 'power': {
      const exponent = specialize(atom.exponent, values)
      const whole = rationalValue(exponent)
      if (atom.signed && whole !== undefined && whole.d !== 1n) {
        return refuse('point', 'an integer parameter has a value that is no integer')
      }
      return symbolicPower(arg, exponent, atom.signed)
    }
    default:
      return apply[atom.kind](arg)
  }
}

/** p with variables and parameters replaced, in normal form. Refuses where a denominator becomes zero. */
export const specialize = (p: Polynomial, values: Values): Polynomial => {
  const cache = new Map<Atom, Polynomial>()
  let result = zero
  for (const { monomial, coefficient } of p.values()) {
    let value = constant(coefficient)
    for (const [atom, times] of monomial) {
      const replaced = cache.get(atom) ?? specializedAtom(atom, values)
      cache.set(atom, replaced)
      value = multiply(value, power(replaced, times))
    }
    result = add(result, value)
  }
  return result
}
