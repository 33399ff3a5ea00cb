import { invertModulo, multiplyModulo, residue } from '../../algebra/prime-field.ts'
import type { Rational } from '../../kernel/rational.ts'
import { restingOn, type Step, type StraightLine } from './straight-line.ts'

// An element of F_p[ε_1, …, ε_k]/(ε_i²) is 2^k residues: at index S the coefficient of the product of the ε_i with
// bit i − 1 of S set. Elements stand one after another in one array.

/** The steps that some results need, renumbered, ready to be run. */
export interface Tape {
  readonly steps: readonly Step[]
  /** For each result the index of its step. */
  readonly results: Int32Array
}

/** The tape of some steps of a program. */
export const tapeOf = (program: StraightLine, results: readonly number[]): Tape => {
  const needed = restingOn(program, results)
  const place = new Map(needed.map((at, i) => [at, i]))
  const moved = (at: number): number => place.get(at) as number
  const steps = needed.map((at): Step => {
    const step = program.steps[at] as Step
    if (step.op === 'add' || step.op === 'multiply') {
      return { op: step.op, left: moved(step.left), right: moved(step.right) }
    }
    return step.op === 'inverse' ? { op: 'inverse', arg: moved(step.arg) } : step
  })
  return { steps, results: Int32Array.from(results, moved) }
}

/** Thrown where a denominator vanishes modulo the prime: the point has to be another one. */
export class Vanishing extends Error {
  override readonly name = 'Vanishing'
}

/** Arithmetic on nested dual numbers modulo a prime below 2^26. */
export const nestedDuals = (prime: number) => {
  const inverse = 1 / prime
  const times = (a: number, b: number): number => multiplyModulo(a, b, prime, inverse)

  /** out[at..] = a[i..]·b[j..], all of so many coefficients. */
  const multiplyInto = (
    out: Float64Array,
    at: number,
    a: Float64Array,
    i: number,
    b: Float64Array,
    j: number,
    size: number,
  ): void => {
    for (let whole = 0; whole < size; whole++) {
      let total = 0
      for (let part = whole; ; part = (part - 1) & whole) {
        const x = a[i + part] as number
        const y = b[j + (whole ^ part)] as number
        if (x !== 0 && y !== 0) {
          total += times(x, y)
          if (total >= prime) total -= prime
        }
        if (part === 0) break
      }
      out[at + whole] = total
    }
  }

  /** out[at..] = 1/a[i..]: (a₀ + a₁ε)⁻¹ = a₀⁻¹ − a₀⁻²a₁ε, for one ε after another. */
  const invertInto = (out: Float64Array, at: number, a: Float64Array, i: number, size: number): void => {
    const value = a[i] as number
    if (value === 0) throw new Vanishing('a denominator vanishes modulo the prime')
    out[at] = invertModulo(value, prime)
    const square = new Float64Array(size)
    for (let half = 1; half < size; half *= 2) {
      multiplyInto(square, 0, out, at, out, at, half)
      multiplyInto(out, at + half, square, 0, a, i + half, half)
      for (let k = at + half; k < at + 2 * half; k++) out[k] = out[k] === 0 ? 0 : prime - (out[k] as number)
    }
  }

  const numberOf = ({ n, d }: Rational): number => {
    const below = residue(d, prime)
    if (below === 0) throw new Vanishing('a denominator vanishes modulo the prime')
    return times(residue(n, prime), invertModulo(below, prime))
  }

  /**
   * The results of a tape, one after another, where the inputs are elements of so many coefficients.
   * Throws {@link Vanishing} where a denominator vanishes modulo the prime.
   */
  const run = (
    { steps, results }: Tape,
    size: number,
    input: (name: string) => { readonly array: Float64Array; readonly at: number; readonly size: number },
  ): Float64Array => {
    const values = new Float64Array(steps.length * size)
    for (let k = 0; k < steps.length; k++) {
      const step = steps[k] as Step
      const at = k * size
      switch (step.op) {
        case 'input': {
          const { array, at: from, size: own } = input(step.name)
          for (let c = 0; c < own; c++) values[at + c] = array[from + c] as number
          break
        }
        case 'number':
          values[at] = numberOf(step.value)
          break
        case 'add': {
          const [a, b] = [step.left * size, step.right * size]
          for (let c = 0; c < size; c++) {
            const total = (values[a + c] as number) + (values[b + c] as number)
            values[at + c] = total >= prime ? total - prime : total
          }
          break
        }
        case 'multiply':
          multiplyInto(values, at, values, step.left * size, values, step.right * size, size)
          break
        case 'inverse':
          invertInto(values, at, values, step.arg * size, size)
      }
    }
    const out = new Float64Array(results.length * size)
    results.forEach((from, i) => {
      out.set(values.subarray(from * size, (from + 1) * size), i * size)
    })
    return out
  }
  return { run }
}
