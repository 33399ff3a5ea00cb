import { number, type Relation, substitute, symbols, type Term } from '../kernel/term.ts'

export type Sign = -1 | 0 | 1
const SIGNS: readonly Sign[] = [1, 0, -1]

/** A term for each of some parameters. */
export type ParameterValues = ReadonlyMap<string, Term>

/** The choices of a sign for each of so many expressions, positive ones first. */
export const signChoices = (count: number): readonly (readonly Sign[])[] =>
  count === 0 ? [[]] : SIGNS.flatMap((sign) => signChoices(count - 1).map((rest) => [sign, ...rest]))

/** That an expression has this sign; `u > v` and the like for u − v, and `v > u` for its opposite sign. */
export const signRelation = (on: Term, sign: Sign): Relation => {
  const isDifference = on.op === 'add' && on.args.length === 2 && on.args[1]?.op === 'negate'
  const [left, right] = isDifference
    ? [on.args[0] as Term, (on.args[1] as Extract<Term, { op: 'negate' }>).arg]
    : [on, number(0)]
  if (sign === 0) return { left, op: '=', right }
  return sign > 0 ? { left, op: '>', right } : { left: right, op: '>', right: left }
}

/** What the equalities among the relations say of single names: a later name becomes an earlier one, or a term in names that are left. */
export const valuesByEqualities = (when: readonly Relation[]): ParameterValues => {
  const values = new Map<string, Term>()
  for (const { left, op, right } of when) {
    if (op !== '=') continue
    const [value, replaced] = right.op === 'symbol' ? [left, right] : [right, left]
    if (replaced.op !== 'symbol' || values.has(replaced.name)) continue
    const term = substitute(value, values)
    if (symbols(term).includes(replaced.name)) continue
    const own = new Map([[replaced.name, term]])
    for (const [name, earlier] of values) values.set(name, substitute(earlier, own))
    values.set(replaced.name, term)
  }
  return values
}

/** A relation with the values of a case put in. */
export const relationIn = ({ left, op, right }: Relation, values: ParameterValues): Relation => ({
  left: substitute(left, values),
  op,
  right: substitute(right, values),
})
