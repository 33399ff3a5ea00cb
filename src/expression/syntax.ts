import { InputError } from './input-error.ts'
import type { InputLimits } from './limits.ts'
import { arityOf } from './matrix-functions.ts'
import { isFunction, MATRIX_FUNCTIONS, USER_FUNCTIONS } from './names.ts'
import type { Token } from './scan.ts'

/**
 * An open parenthesis or bracket: of a group, of a call, or of a vector or matrix, with the arguments met and the
 * prefix operators still waiting.
 */
interface Frame {
  readonly opener: Token | undefined
  readonly callee: Token | undefined
  args: number
  pending: number
}

const OPERATORS = new Set(['+', '-', '*', '/', '^', '.*', './', '.^'])

const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['ln', 'log(u)'],
  ['log2', 'log(u)/log(2)'],
  ['log10', 'log(u)/log(10)'],
  ['pow', 'u^v'],
  ['square', 'u^2'],
  ['tan', 'sin(u)/cos(u)'],
  ['sigmoid', '1/(1 + exp(-u))'],
  ['sign', 'the expression by pieces in a problem file'],
  ['norm', 'normF2(x) for the squared Euclidean (Frobenius) norm, sqrt(normF2(x)) for the norm, norm1(x) for norm 1'],
  ['norm2', 'normF2(x) for the squared Euclidean (Frobenius) norm, sqrt(normF2(x)) for the norm'],
  ['normF', 'sqrt(normF2(x)); normF2(x) is its square'],
  ['frobenius', 'sqrt(normF2(x)); normF2(x) is its square'],
  ['tr', 'trace(X)'],
  ['T', "X' for the transpose"],
  ['ctranspose', "X' for the transpose"],
  ['inv', 'the inverse out by hand; inverses of matrices are not supported'],
  ['mean', 'sum(x)/n'],
  ['inner', "dot(x, y) for vectors, trace(X'*Y) for matrices"],
  ['hadamard', 'X .* Y'],
  ['matmul', 'X*Y'],
])

const productAdvice = (token: Token, left: string, isDivisor: boolean): string => {
  if (token.text === 'and') return 'write a comma between relations'
  const right = token.text === '(' ? '(...)' : token.text
  if (isDivisor && token.text !== '(') return `write .../(${left}*${right}) or .../${left}*${right}, whichever is meant`
  if (left === "'" || left === ']') return `write ...${left}*${right} for a product`
  return left === ')' ? `write (...)*${right} for a product` : `write ${left}*${right} for a product`
}

const arity = (name: string): { readonly least: number; readonly most: number; readonly text: string } => {
  if (name === 'max' || name === 'min')
    return { least: 1, most: Number.POSITIVE_INFINITY, text: 'one or more arguments' }
  if (name === 'root') return { least: 2, most: 2, text: 'two arguments' }
  const { least, most } = arityOf(name) ?? { least: 1, most: 1 }
  if (most === Number.POSITIVE_INFINITY) return { least, most, text: 'one or more arguments' }
  const texts = { '1,1': 'one argument', '1,2': 'one or two arguments', '2,2': 'two arguments' }
  return { least, most, text: texts[`${least},${most}` as keyof typeof texts] }
}

/** What other languages define a function by: `f(x, y) = ...`. */
const DEFINITION = /^\s*\p{L}\w*\s*\([\p{L}\w\s,]*\)\s*:?=(?!=)/u

const INDEX = /^(?::|\d+(?::\d+)?)(?:,(?::|\d+(?::\d+)?))?$/

/** Checks the index that opens at a token, such as `[1,2]` or `[1,:]`, and returns where the text goes on. */
const afterIndex = (
  tokens: readonly Token[],
  opener: number,
  fail: (token: Token | undefined, what: string, advice: string) => never,
): number => {
  const close = tokens.findIndex((token, i) => i > opener && token.text === ']')
  const open = tokens[opener]
  if (close < 0) return fail(open, 'this bracket is never closed', 'close it with ]')
  const inside = tokens.slice(opener + 1, close)
  if (INDEX.test(inside.map(({ text }) => text).join(''))) return close + 1
  const advice = 'write whole numbers, as in x[1] or X[1,2], and : for a whole row or column, as in X[1,:]'
  const odd = inside.find(({ text }) => !/^(?:\d+|:|,)$/.test(text)) ?? open
  return fail(odd, `"[${inside.map(({ text }) => text).join('')}]" is not an index`, advice)
}

/**
 * Checks that tokens form one expression: operands and operators in turn, brackets in pairs, calls of known
 * functions only, indices of whole numbers, nothing implied between two operands, and no nesting beyond the limit.
 * Throws {@link InputError} at the first token that breaks this. `printed` admits the functions of printed text.
 */
export const checkSyntax = (
  text: string,
  tokens: readonly Token[],
  limits: InputLimits,
  options: {
    readonly printed: boolean
    readonly declared: ReadonlySet<string>
    /** The names that are declared as vectors or matrices. */
    readonly matrices: ReadonlySet<string>
  },
): void => {
  const plainNames = new Set(options.declared)
  tokens.forEach((token, i) => {
    if (token.kind === 'name' && tokens[i + 1]?.text !== '(') plainNames.add(token.text)
  })
  const start: Frame = { opener: undefined, callee: undefined, args: 1, pending: 0 }
  const frames: Frame[] = [start]
  let depth = 1
  let wantsOperand = true

  const fail = (token: Token | undefined, what: string, advice: string, expected?: string): never => {
    const last = tokens[tokens.length - 1]
    const offset = token?.offset ?? (last === undefined ? 0 : last.offset + last.text.length)
    const common = { what, text, offset, length: token?.text.length ?? 1, advice }
    throw new InputError(expected === undefined ? common : { ...common, expected })
  }
  const deepen = (token: Token): void => {
    if (++depth > limits.nesting)
      fail(token, `nested deeper than ${limits.nesting} levels`, 'write it with fewer levels')
  }
  const top = (): Frame => frames[frames.length - 1] ?? start
  const settle = (frame: Frame): void => {
    depth -= frame.pending
    frame.pending = 0
  }

  const operand = (token: Token, previous: Token | undefined, next: Token | undefined): void => {
    if (token.kind === 'number') {
      wantsOperand = false
    } else if (token.kind === 'name') {
      if (next?.text !== '(' && isFunction(token.text, true)) {
        fail(token, `the function "${token.text}" has no argument`, `write ${token.text}(u)`)
      }
      if (next?.text === '(' && !isFunction(token.text, options.printed)) failCall(token)
      wantsOperand = next?.text === '('
    } else if (token.text === '(' || token.text === '[') {
      const callee = token.text === '(' && previous?.kind === 'name' ? previous : undefined
      frames.push({ opener: token, callee, args: 1, pending: 0 })
      deepen(token)
    } else if (token.text === '-' || token.text === '+') {
      top().pending++
      deepen(token)
    } else if (token.text === ']' && previous?.text === '[') {
      fail(
        token,
        'nothing stands between the brackets',
        'write a vector such as [1, 2] or a matrix such as [[1, 2], [3, 4]]',
      )
    } else if (token.text === ')' && previous?.text === '(') {
      const callee = top().callee
      if (callee === undefined) fail(token, 'nothing stands between the parentheses', 'write an expression there')
      else fail(token, `"${callee.text}" has no argument`, `write ${callee.text}(u)`)
    } else {
      const after = previous === undefined ? 'at the beginning' : `after "${previous.text}"`
      fail(
        token,
        `an operand is missing ${after}`,
        token.text === "'"
          ? "a quote after a matrix transposes it, as in X'"
          : 'remove the operator or write what it applies to',
        'a number, a name, ( or [',
      )
    }
  }

  const failCall = (token: Token): never => {
    const name = token.text
    const isVariable = plainNames.has(name) || /^\p{L}[0-9_]*$/u.test(name)
    if (options.matrices.has(name)) {
      const advice = `write ${name}[1] or ${name}[1,2] for an entry, ${name}*(...) for a product`
      return fail(token, `"${name}(" would be a call of "${name}"`, advice, 'an index or an operator')
    }
    // The sides of a relation come here without its sign: that is no definition.
    if (DEFINITION.test(text) && tokens.some(({ kind }) => kind === 'relation')) {
      const advice = 'write the expression alone, without its name in front'
      return fail(token, 'this defines a function, and an expression is wanted', advice)
    }
    if (isVariable) {
      const what = `"${name}(" would be a call of "${name}", and implicit multiplication is not accepted`
      return fail(token, what, `write ${name}*(...) for a product`, 'an operator such as *')
    }
    const hint = SYNONYMS.get(name)
    const known = `known are ${[...USER_FUNCTIONS, ...MATRIX_FUNCTIONS].join(', ')}`
    return fail(token, `unknown function "${name}"`, hint === undefined ? known : `write ${hint}; ${known}`)
  }

  const close = (token: Token): void => {
    const frame = top()
    const kind = token.text === ']' ? 'bracket' : 'parenthesis'
    if (frame.opener === undefined) fail(token, `this ${kind} was never opened`, 'remove it, or open it earlier')
    const wanted = frame.opener?.text === '[' ? ']' : ')'
    if (token.text !== wanted) {
      fail(token, `"${frame.opener?.text}" is closed by "${token.text}"`, 'close what was opened last first', wanted)
    }
    settle(frame)
    frames.pop()
    depth--
    const callee = frame.callee
    if (callee === undefined) return
    const { least, most, text: expected } = arity(callee.text)
    if (frame.args >= least && frame.args <= most) return
    const hint = callee.text === 'log' ? 'write log(u)/log(b) for the logarithm to base b' : `write ${callee.text}(u)`
    fail(callee, `"${callee.text}" has ${frame.args} arguments`, hint, expected)
  }

  const operator = (token: Token, previous: Token | undefined, before: Token | undefined): void => {
    if (token.kind === 'relation') {
      const isAssignment = token.text === '='
      const what = isAssignment ? 'an equation or assignment is not an expression' : 'a comparison is not an expression'
      const advice = /^\s*\p{L}\w*\s*=(?!=)/u.test(text)
        ? 'write the expression alone, without its name in front; give relations as assumptions or claims'
        : 'give relations as assumptions or claims'
      fail(token, what, advice, 'an operator or the end')
    } else if (token.text === ')' || token.text === ']') {
      close(token)
    } else if (token.text === "'") {
      // One more level for whoever walks the tree.
      top().pending++
      deepen(token)
    } else if (token.text === ':') {
      fail(token, 'ranges stand in indices only', 'write X[1,:] for a row; conditionals are not supported')
    } else if (token.text === ',') {
      if (top().callee === undefined && top().opener?.text !== '[') {
        fail(
          token,
          'a comma outside a call',
          'write one expression, with a point in decimal numbers',
          'an operator or the end',
        )
      }
      settle(top())
      top().args++
      wantsOperand = true
    } else if (OPERATORS.has(token.text)) {
      if (token.text === '^' || token.text === '.^') {
        top().pending++
        deepen(token)
      } else settle(top())
      wantsOperand = true
    } else {
      const left = previous?.text ?? ''
      const advice = productAdvice(token, left, before?.text === '/')
      fail(
        token,
        `an operator is missing between "${left}" and "${token.text}"; nothing is implied`,
        advice,
        'an operator such as *',
      )
    }
  }

  let skipTo = 0
  tokens.forEach((token, i) => {
    if (i < skipTo) return
    if (wantsOperand) operand(token, tokens[i - 1], tokens[i + 1])
    else if (token.text === '[' && tokens[i - 1]?.kind !== 'number') {
      skipTo = afterIndex(tokens, i, fail)
      top().pending++
      deepen(token)
    } else operator(token, tokens[i - 1], tokens[i - 2])
  })
  if (tokens.length === 0) fail(undefined, 'the expression is empty', 'write an expression such as (x*y - 1)^2')
  if (wantsOperand) fail(undefined, 'the expression ends too early', 'write what the last operator applies to')
  const unclosed = top().opener
  if (unclosed !== undefined)
    fail(
      unclosed,
      `this ${unclosed.text === '[' ? 'bracket' : 'parenthesis'} is never closed`,
      `close it with ${unclosed.text === '[' ? ']' : ')'}`,
    )
}
