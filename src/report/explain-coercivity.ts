import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { subtract } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { call, product, raised, substitute, symbol, type Term } from '../kernel/term.ts'
import { type JsonRecord, list, record, string } from './certificate-json.ts'
import { type Block, type Formula, type Inline, paragraph, text } from './document.ts'
import { formulaOf, joined, readable, SIGN_MARKS, termFormula } from './formula.ts'

/** What the steps are about: the names, f and this piece of g. */
export interface CoercivitySetting {
  readonly scope: Scope
  readonly f: string
  readonly g: string
  /** The residual, where there is one. */
  readonly h?: string
}

const isSame = (a: string, b: string, scope: Scope): boolean => {
  try {
    return vanishes(subtract(lower(parseTerm(a), scope), lower(parseTerm(b), scope)))
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** f, g or h where the text is one of these and no variable has that name, or the variable it is. */
const nameOf = (source: string, { scope, f, g, h }: CoercivitySetting): string | undefined => {
  const known: readonly (readonly [string, string | undefined])[] = [
    ['f', f],
    ['g', g],
    ['h', h],
    ...scope.variables.map((name) => [name, name] as const),
  ]
  const found = known.find(([, value]) => value !== undefined && isSame(source, value, scope))?.[0]
  return found !== undefined && 'fgh'.includes(found) && scope.variables.includes(found) ? undefined : found
}

/** A term by name where it has one, otherwise as a formula. */
const named = (source: string, setting: CoercivitySetting): Formula => {
  const name = nameOf(source, setting)
  return name === undefined ? termFormula(readable(source, setting.scope)) : formulaOf(name)
}

const withPlaceholders = (using: Json | undefined, scope: Scope): Scope => ({
  ...scope,
  variables: [...Object.keys(record(using)), ...scope.variables],
})

/** What a placeholder is shown as: a name, a term that is no sum, or undefined where it keeps its own name. */
const shownAs = (value: string, setting: CoercivitySetting): Term | undefined => {
  const name = nameOf(value, setting)
  if (name !== undefined) return symbol(name)
  const term = readable(value, setting.scope)
  return term.op === 'add' || term.op === 'negate' ? undefined : term
}

const translation = (using: Json | undefined, setting: CoercivitySetting): ReadonlyMap<string, Term> =>
  new Map(Object.entries(record(using)).map(([name, value]) => [name, shownAs(string(value), setting) ?? symbol(name)]))

/** `, where Q1 = x + y and Q2 = x^2 - y^2`, for the placeholders that keep their names. */
const where = (using: Json | undefined, setting: CoercivitySetting): readonly Inline[] =>
  Object.entries(record(using))
    .filter(([, value]) => shownAs(string(value), setting) === undefined)
    .flatMap(([name, value], i) => [
      i === 0 ? ', where ' : ' and ',
      joined(formulaOf(name), '=', termFormula(readable(string(value), setting.scope))),
    ])

/** The monic equation of an `integral` step, or the plain equation it comes down to in degree 1 and 2. */
const integral = (step: JsonRecord, setting: CoercivitySetting): readonly Inline[] => {
  const { scope } = setting
  const using = record(step.using)
  const inner = withPlaceholders(using, scope)
  const names = translation(using, setting)
  const shown = (source: string): Term => substitute(readable(source, inner), names)
  const coefficients = list(step.coefficients).map((c) => shown(string(c)))
  const u = named(string(step.term), setting)
  const [first] = coefficients
  if (coefficients.length === 1 && first !== undefined) {
    const value = shown(`-(${string(list(step.coefficients)[0])})`)
    return text`${joined(u, '=', termFormula(value))} is bounded${where(using, setting)}.`
  }
  const isPower = coefficients.every((c, i) => i === coefficients.length - 1 || (c.op === 'number' && c.value.n === 0n))
  if (isPower) {
    const value = termFormula(shown(`-(${string(list(step.coefficients).at(-1))})`))
    const power = termFormula(raised(readable(string(step.term), scope), coefficients.length))
    const equation = value.plain === power.plain ? value : joined(power, '=', value)
    return text`${equation} is bounded${where(using, setting)}, hence so is ${u}.`
  }
  const degree = coefficients.length
  const T = symbol('T')
  const parts = coefficients
    .map((c, i) => ({ c, power: degree - 1 - i }))
    .filter(({ c }) => !(c.op === 'number' && c.value.n === 0n))
    .map(({ c, power }) => (power === 0 ? c : product(c, power === 1 ? T : raised(T, power))))
  const polynomial: Term = { op: 'add', args: [raised(T, degree), ...parts] }
  return text`${u} is a root of ${joined(termFormula(polynomial), '=', '0')}${where(using, setting)}, a monic equation with bounded coefficients; so it is bounded.`
}

const exponentialOf = (step: JsonRecord, scope: Scope): Formula => {
  const factor = parseTerm(string(step.factor))
  const u = readable(string(step.of), scope)
  return termFormula(
    call('exp', factor.op === 'number' && factor.value.n === 1n && factor.value.d === 1n ? u : product(factor, u)),
  )
}

const bound = (step: JsonRecord, setting: CoercivitySetting): Formula => {
  const term = readable(string(step.bound), { ...setting.scope, variables: ['F', 'G'] })
  const names = [
    ['F', symbol('f')],
    ['G', symbol('g')],
  ] as const
  return termFormula(substitute(term, new Map(names)))
}

/** One step of a chain as a sentence. */
const stepSentence = (step: JsonRecord, setting: CoercivitySetting): readonly Inline[] => {
  const { scope } = setting
  const about = (field: string): Formula => named(string(step[field]), setting)
  switch (step.rule) {
    case 'growth': {
      const u = about('term')
      const power = termFormula(raised(readable(string(step.term), scope), Number(step.power)))
      return text`${joined(power, '≤', bound(step, setting))}: ${u} is bounded.`
    }
    case 'compare': {
      const inner = withPlaceholders(step.using, scope)
      const by = termFormula(substitute(readable(string(step.by), inner), translation(step.using, setting)))
      const u = about('term')
      const why = where(step.using, setting)
      const comma = why.length > 0 ? ',' : ''
      if (step.is === 'above') return text`${joined(u, '≤', by)}${why}${comma} is bounded above.`
      if (step.is === 'below') return text`${joined(u, '≥', by)}${why}${comma} is bounded below.`
      return text`${joined(u, '≥', by)}${why}${comma} is bounded away from zero.`
    }
    case 'integral':
      return integral(step, setting)
    case 'exp':
      return text`The bound of ${about('of')} carries over to ${exponentialOf(step, scope)}, which is bounded away from zero where ${about('of')} is bounded below.`
    case 'exp-inverse':
      return text`The bound of ${exponentialOf(step, scope)} carries over to ${about('of')}.`
    case 'log':
      return text`The bounds of ${about('of')} carry over to ${termFormula(call('log', readable(string(step.of), scope)))}.`
    case 'log-inverse':
      return text`The bounds of ${termFormula(call('log', readable(string(step.of), scope)))} carry over to ${about('of')}.`
    case 'constant':
      return text`${about('term')} contains no variable.`
    case 'quotient':
      return text`${about('term')} is nonnegative, its product with ${about('by')} is bounded above, and ${about('by')} is bounded away from zero: ${about('term')} is bounded.`
    case 'product':
      return text`${about('term')} and ${about('by')} are bounded away from zero, hence so is their product.`
    case 'reciprocal':
      return text`The bounds of ${about('of')} carry over to its reciprocal.`
    case 'power':
      return text`The bounds of ${about('of')} and of its power with exponent ${formulaOf(string(step.exponent))} carry over to each other.`
    default:
      return text`A step of kind ${string(step.rule)}.`
  }
}

/** A coercivity argument: on {f ≤ C, g ≤ C} one thing after the other is bounded, at the end every variable. */
export const explainArgument = (argument: Json, setting: CoercivitySetting): readonly Block[] => {
  const fields = record(argument)
  if (fields.kind === 'split') {
    const u = termFormula(readable(string(fields.on), setting.scope))
    return list(fields.cells).flatMap((json) => {
      const cell = record(json)
      return [
        paragraph(text`Where ${joined(u, SIGN_MARKS[string(cell.sign)] ?? string(cell.sign), '0')}:`),
        ...explainArgument(cell.argument as Json, setting),
      ]
    })
  }
  const items = list(fields.steps).map((step) => stepSentence(record(step), setting))
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}
