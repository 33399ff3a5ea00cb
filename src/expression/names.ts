/** The functions a user may write. `relu(u)` is read as `max(u, 0)`. */
export const USER_FUNCTIONS = ['abs', 'max', 'min', 'relu', 'sqrt', 'cbrt', 'exp', 'log', 'sin', 'cos', 'tanh'] as const

/** The functions of vectors and matrices; the others are applied to them entry by entry. */
export const MATRIX_FUNCTIONS = [
  ...(['transpose', 'dot', 'trace', 'det', 'norm1', 'normF2', 'sum', 'prod'] as const),
  ...(['diag', 'eye', 'identity', 'ones', 'zeros'] as const),
] as const

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

const FUNCTIONS: ReadonlySet<string> = new Set([...USER_FUNCTIONS, ...MATRIX_FUNCTIONS, ...PRINTED_FUNCTIONS])

/** Whether a name may be called: as a user writes it, or also in text printed by gradlaw. */
export const isFunction = (name: string, printed = false): boolean =>
  FUNCTIONS.has(name) && (printed || !(PRINTED_FUNCTIONS as readonly string[]).includes(name))

/** Why a name can never be a variable or a parameter, or undefined where it can. */
export const nameObjection = (name: string): { readonly what: string; readonly advice: string } | undefined => {
  if (/[ᵀ⊤]$/u.test(name))
    return { what: `"${name}" is not a name`, advice: `write ${name.slice(0, -1)}' for the transpose` }
  if (!NAME.test(name) || name.normalize('NFKC') !== name) {
    return { what: `"${name}" is not a name`, advice: 'a name is a letter followed by letters, digits or underscores' }
  }
  if (FUNCTIONS.has(name)) return { what: `"${name}" is a function`, advice: `write ${name}(u), or take another name` }
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
