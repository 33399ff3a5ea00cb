import { negated, printTerm, symbol, type Term } from '../kernel/term.ts'
import { literal } from './lower-terms.ts'

/** Samples that are one formula with different numbers in it. */
export interface SampleClass {
  /** The formula; numbers that are not the same in all of them have the names of `columns`. */
  readonly formula: Term
  /** By name, the number in each of all samples, where it belongs to this class; any number elsewhere. */
  readonly columns: ReadonlyMap<string, readonly number[]>
}

export interface ClassifiedSamples {
  readonly classes: readonly SampleClass[]
  /** The class of each sample. */
  readonly classOf: readonly number[]
}

/** −u with the sign in the first number of the product or quotient that u is: the same to the bit; undefined without one. */
const withSign = (term: Term): Term | undefined => {
  if (literal(term) !== undefined) return negated(term)
  if (term.op === 'divide') {
    const numerator = withSign(term.numerator)
    return numerator && { ...term, numerator }
  }
  if (term.op !== 'multiply') return undefined
  const [first, ...rest] = term.args
  const signed = first && withSign(first)
  return signed && { ...term, args: [signed, ...rest] }
}

/** The term with its numbers replaced one after the other, but for exponents and degrees of roots, which decide its shape. */
const withNumbers = (term: Term, replace: (value: Term) => Term): Term => {
  const inside = (part: Term): Term => withNumbers(part, replace)
  if (literal(term) !== undefined) return replace(term)
  switch (term.op) {
    case 'number':
    case 'symbol':
      return term
    case 'negate': {
      const signed = withSign(term.arg)
      return signed === undefined ? { ...term, arg: inside(term.arg) } : inside(signed)
    }
    case 'add':
    case 'multiply':
      return { ...term, args: term.args.map(inside) }
    case 'divide':
      return { ...term, numerator: inside(term.numerator), denominator: inside(term.denominator) }
    case 'power':
      return { ...term, base: inside(term.base) }
    case 'call':
      return term.name === 'root'
        ? { ...term, args: term.args.map((arg, i) => (i === 0 ? inside(arg) : arg)) }
        : { ...term, args: term.args.map(inside) }
  }
}

// No user's name contains a colon.
const SOME_NUMBER = symbol(':number')

/** Groups samples that differ in numbers alone, so that one program with tables of numbers serves a whole class. */
export const classifySamples = (samples: readonly Term[]): ClassifiedSamples => {
  const shapes = samples.map((sample) => printTerm(withNumbers(sample, () => SOME_NUMBER)))
  const found = [...new Set(shapes)]
  const classOf = shapes.map((shape) => found.indexOf(shape))
  const classes = found.map((_, c): SampleClass => {
    const numbers = samples.map((sample, s) => {
      const list: number[] = []
      if (classOf[s] === c)
        withNumbers(sample, (value) => {
          list.push(literal(value) as number)
          return value
        })
      return list
    })
    const first = classOf.indexOf(c)
    const own = numbers[first] ?? []
    const names = new Map<string, string>()
    const columns = new Map<string, readonly number[]>()
    let at = 0
    const formula = withNumbers(samples[first] as Term, (value) => {
      const place = at++
      const column = numbers.map((list) => list[place] ?? own[place] ?? 0)
      if (column.every((entry) => Object.is(entry, column[0]))) return value
      const key = column.map((entry) => (Object.is(entry, -0) ? '-0' : `${entry}`)).join()
      const name = names.get(key) ?? `:data${names.size}`
      names.set(key, name)
      columns.set(name, column)
      return symbol(name)
    })
    return { formula, columns }
  })
  return { classes, classOf }
}
