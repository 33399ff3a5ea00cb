// A second reading of the scripts: a small evaluator of SMT-LIB in doubles, for the functions the printer uses.

type Expression = string | readonly Expression[]

/** The expressions of a text; comments are left out. */
const readExpressions = (text: string): readonly Expression[] => {
  const tokens = text.replace(/;.*$/gm, '').match(/\|[^|]*\||[()]|[^\s()|]+/g) ?? []
  const stack: Expression[][] = [[]]
  for (const token of tokens) {
    if (token === '(') stack.push([])
    else if (token === ')') {
      const done = stack.pop() as Expression[]
      ;(stack.at(-1) as Expression[]).push(done)
    } else (stack.at(-1) as Expression[]).push(token)
  }
  if (stack.length !== 1) throw new SyntaxError('the brackets do not match')
  return stack[0] as Expression[]
}

/** A number, or a Boolean with how far it is from being the other: a false one is wrong only beyond rounding. */
type Value = number | { readonly holds: boolean; readonly isNear: boolean }

const truth = (holds: boolean, gap: number, scale: number): Value => ({
  holds,
  isNear: gap <= 1e-9 * (1 + scale),
})

const asNumber = (value: Value): number => {
  if (typeof value !== 'number') throw new TypeError('expected a number')
  return value
}

/** True, or so near to it that rounding may be the reason. */
const isTrue = (value: Value): boolean => typeof value !== 'number' && (value.holds || value.isNear)
const isCertain = (value: Value): boolean => typeof value !== 'number' && value.holds && !value.isNear

const compare = (operator: string, args: readonly Value[]): Value => {
  const [a, b] = args as [Value, Value]
  if (typeof a !== 'number' || typeof b !== 'number') {
    const holds = typeof a !== 'number' && typeof b !== 'number' && a.holds === b.holds
    return { holds, isNear: isTrue(a) && isTrue(b) }
  }
  const gap = Math.abs(a - b)
  const scale = Math.max(Math.abs(a), Math.abs(b))
  const holds =
    operator === '='
      ? a === b
      : operator === '<'
        ? a < b
        : operator === '<='
          ? a <= b
          : operator === '>'
            ? a > b
            : a >= b
  return truth(holds, gap, scale)
}

const evaluate = (expression: Expression, values: ReadonlyMap<string, number>): Value => {
  if (typeof expression === 'string') {
    const known = values.get(expression)
    if (known !== undefined) return known
    if (expression === 'true') return { holds: true, isNear: false }
    if (!/^\d+\.0$/.test(expression)) throw new SyntaxError(`what is ${expression}?`)
    return Number(expression)
  }
  const [operator, ...rest] = expression
  if (operator === 'ite') {
    const [condition, yes, no] = rest as [Expression, Expression, Expression]
    const chosen = evaluate(condition, values)
    return evaluate(typeof chosen !== 'number' && chosen.holds ? yes : no, values)
  }
  const args = rest.map((arg) => evaluate(arg, values))
  const numbers = (): number[] => args.map(asNumber)
  switch (operator) {
    case '+':
      return numbers().reduce((a, b) => a + b)
    case '*':
      return numbers().reduce((a, b) => a * b)
    case '-': {
      const [a = 0, b] = numbers()
      return b === undefined ? -a : a - b
    }
    case '/':
      return numbers().reduce((a, b) => a / b)
    case 'to_real':
      return asNumber(args[0] as Value)
    case 'and':
      return { holds: args.every(isTrue), isNear: args.every(isTrue) && !args.every(isCertain) }
    case 'or':
      return { holds: args.some(isTrue), isNear: args.some(isTrue) && !args.some(isCertain) }
    case '=>':
      return { holds: !isCertain(args[0] as Value) || isTrue(args[1] as Value), isNear: false }
    case 'distinct': {
      const [a, b] = numbers() as [number, number]
      return truth(a !== b, Math.abs(a - b), Math.max(Math.abs(a), Math.abs(b)))
    }
    case '=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, args)
    default:
      throw new SyntaxError(`what is ${String(operator)}?`)
  }
}

const print = (expression: Expression): string =>
  typeof expression === 'string' ? expression : `(${expression.map(print).join(' ')})`

/** The assertions of a script that are false beyond rounding where its constants have these values. */
export const falseAssertions = (script: string, constants: Readonly<Record<string, number>>): readonly string[] => {
  const values = new Map(Object.entries(constants))
  const failing: string[] = []
  for (const expression of readExpressions(script)) {
    const [command, ...rest] = expression as readonly Expression[]
    if (command === 'define-fun') values.set(rest[0] as string, asNumber(evaluate(rest[3] as Expression, values)))
    if (command === 'assert' && !isTrue(evaluate(rest[0] as Expression, values)))
      failing.push(print(rest[0] as Expression))
  }
  return failing
}

/** The constants that a script declares, with their sorts. */
export const declared = (script: string): readonly (readonly [name: string, sort: string])[] =>
  readExpressions(script).flatMap((expression) => {
    const [command, name, sort] = expression as readonly Expression[]
    return command === 'declare-const' ? [[name as string, sort as string] as const] : []
  })
