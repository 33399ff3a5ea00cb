import { type JsonObject, readList, readMap, readObject, readRational, readTexts } from './json.ts'
import { parseRelation } from './parse-term.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'
import { type AlgebraicConstant, isDeclared, isName, type Scope } from './scope.ts'
import { type Relation, sides, symbols } from './term.ts'
import { parseUnivariate, rootsBetween, signAt, sturmChain } from './univariate.ts'

/** The context of a claim as it stands in JSON (`proofs/FORMAT.md` §3). */
export interface ContextJson {
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly integers: readonly string[]
  readonly assume: readonly string[]
  readonly constants: { readonly [name: string]: { readonly polynomial: string; readonly interval: readonly string[] } }
}

export interface Context {
  readonly scope: Scope
  readonly assume: readonly Relation[]
}

const readConstant = (name: string, value: unknown): AlgebraicConstant => {
  const fields = readObject(value, ['polynomial', 'interval'])
  const polynomial = parseUnivariate(fields.polynomial as string)
  const [low, high, ...more] = readList(fields.interval).map(readRational)
  if (low === undefined || high === undefined || more.length > 0 || Q.compare(low, high) >= 0) {
    return refuse('context', `the interval of ${name} is two rational numbers, the smaller first`)
  }
  // The sign must change, for bisection finds no root of even multiplicity.
  const isolated =
    signAt(polynomial, low) * signAt(polynomial, high) < 0 && rootsBetween(sturmChain(polynomial), low, high) === 1
  return isolated
    ? { polynomial, interval: [low, high] }
    : refuse('context', `${name} is not the only root in its interval`)
}

/** Adds named algebraic constants to a scope; refuses names already taken. */
export const withConstants = (scope: Scope, constants: unknown): Scope => {
  const all = new Map(scope.constants)
  for (const [name, value] of readMap(constants)) {
    if (isDeclared(name, scope) || !isName(name)) refuse('context', `"${name}" cannot be the name of a constant`)
    all.set(name, readConstant(name, value))
  }
  return { ...scope, constants: all }
}

/** Reads and checks a context. */
export const readContext = (json: unknown): Context => {
  const fields: JsonObject = readObject(json, ['variables', 'parameters', 'integers', 'assume', 'constants'])
  const variables = readTexts(fields.variables)
  const parameters = readTexts(fields.parameters)
  const integers = readTexts(fields.integers)
  const names = [...variables, ...parameters]
  for (const name of names) {
    if (!isName(name)) refuse('context', `"${name}" is no name`)
  }
  if (new Set(names).size < names.length) refuse('context', 'a name is declared twice')
  if (new Set(integers).size < integers.length) refuse('context', 'an integer is listed twice')
  if (!integers.every((name) => parameters.includes(name))) refuse('context', 'an integer is not among the parameters')
  const plain: Scope = {
    variables,
    parameters: new Set(parameters),
    integers: new Set(integers),
    constants: new Map(),
  }
  const scope = withConstants(plain, fields.constants)
  const assume = readTexts(fields.assume).map(parseRelation)
  for (const name of sides(assume).flatMap(symbols)) {
    // An assumption about variables would be a hypothesis that points and curves need not satisfy.
    if (!scope.parameters.has(name) && !scope.constants.has(name)) {
      refuse('context', `assumptions are about parameters; ${name} is not one`)
    }
  }
  return { scope: { ...scope, assume }, assume }
}
