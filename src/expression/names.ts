import { InputError } from './input-error.ts'

/** The functions a user may write. `relu(u)` is read as `max(u, 0)`. */
export const USER_FUNCTIONS = ['abs', 'max', 'min', 'relu', 'sqrt', 'cbrt', 'exp', 'log', 'sin', 'cos', 'tanh'] as const

/** Functions that appear only in text printed by gradlaw itself. */
export const PRINTED_FUNCTIONS = ['sgn', 'root'] as const

// Names that other systems read as constants: a silent variable called `pi` would be a trap.
const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ['e', 'write exp(u) for a power of Euler’s number'],
  ['E', 'write exp(u) for a power of Euler’s number'],
  ['i', 'only real expressions are read'],
  ['I', 'only real expressions are read'],
  ['pi', 'constants such as pi are not rational and not supported in this version'],
  ['PI', 'constants such as pi are not rational and not supported in this version'],
  ['π', 'constants such as pi are not rational and not supported in this version'],
  ['tau', 'some systems read tau as 2*pi'],
  ['phi', 'some systems read phi as the golden ratio'],
  ['LN2', 'write log(2)'],
  ['LN10', 'write log(10)'],
  ['LOG2E', 'write 1/log(2)'],
  ['LOG10E', 'write 1/log(10)'],
  ['SQRT2', 'write sqrt(2)'],
  ['SQRT1_2', 'write sqrt(1/2)'],
])

const NEVER: ReadonlySet<string> = new Set([
  ...['Infinity', 'infinity', 'inf', 'NaN', 'nan', 'true', 'false', 'null', 'undefined'],
  ...['mod', 'to', 'in', 'and', 'or', 'not', 'xor', 'end', 'integer', 'exit'],
])

const NAME = /^[\p{L}_][\p{L}0-9_]*$/u

const isFunctionName = (name: string): boolean =>
  (USER_FUNCTIONS as readonly string[]).includes(name) || (PRINTED_FUNCTIONS as readonly string[]).includes(name)

/** Why a name can never be a variable or a parameter, or undefined where it can. */
export const nameObjection = (name: string): { readonly what: string; readonly advice: string } | undefined => {
  if (!NAME.test(name) || name.normalize('NFKC') !== name) {
    return { what: `"${name}" is not a name`, advice: 'a name is a letter followed by letters, digits or underscores' }
  }
  if (isFunctionName(name)) return { what: `"${name}" is a function`, advice: `write ${name}(u), or take another name` }
  if (NEVER.has(name) || name in Object.prototype) {
    return { what: `"${name}" is a reserved word`, advice: 'take another name' }
  }
  return undefined
}

/** Why an undeclared name is not read as a variable (it means a constant elsewhere), or undefined where it is. */
export const constantObjection = (name: string): { readonly what: string; readonly advice: string } | undefined => {
  const hint = CONSTANTS.get(name)
  if (hint === undefined) return undefined
  return {
    what: `"${name}" is not a constant here`,
    advice: `${hint}; if "${name}" is meant as a variable or parameter, declare it`,
  }
}

/**
 * Reads a declaration of scalar variables such as `x, y` into its names, in order.
 * Throws {@link InputError} on a bad name, a repeated name or a shape such as `X:2x3`.
 */
export const declareVariables = (text: string): readonly string[] => {
  const names: string[] = []
  let offset = 0
  for (const part of text.split(',')) {
    const name = part.trim()
    const at = offset + (name === '' ? 0 : part.indexOf(name))
    offset += part.length + 1
    const fail = (what: string, advice: string): never => {
      throw new InputError({ what, text, offset: at, length: name.length, advice })
    }
    if (name === '') fail('a name is missing', 'write the names with commas between them, such as x, y')
    if (name.includes(':')) fail(`"${name}" declares a shape`, 'vectors and matrices are not supported in this version')
    if (name.includes('[')) fail(`"${name}" has an index`, 'indexed names are not supported in this version, write x1')
    const objection = nameObjection(name)
    if (objection !== undefined) fail(objection.what, objection.advice)
    if (names.includes(name)) fail(`"${name}" is declared twice`, 'name each variable once')
    names.push(name)
  }
  return names
}
