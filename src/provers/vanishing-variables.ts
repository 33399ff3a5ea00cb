import { rename } from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { perfectPower } from '../algebra/square-free.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { type Atom, atomOf, atomsOf, fromAtom, negate, type Polynomial, subtract, zero } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm } from '../kernel/term.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemmas, type Lemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'

/** Variables that are 0 because an equation says so, with the proofs. */
interface Zeros {
  readonly names: readonly string[]
  readonly lemmas: readonly Lemma[]
}

const isVariable = (atom: Atom): boolean => atom.kind === 'variable'
const isPolynomial = (atom: Atom): boolean => atom.kind === 'variable' || atom.kind === 'parameter'
const variable = (name: string): Polynomial => fromAtom(atomOf({ kind: 'variable', name }))

/** The variables of b = x or b = Σ c_i x_i², c_i > 0, with the c_i. */
const summands = (b: Polynomial): readonly { readonly name: string; readonly weight: Q.Rational }[] | undefined => {
  const parts = [...b.values()].map(({ monomial, coefficient }) => {
    const [only, more] = monomial
    if (only === undefined || more !== undefined || only[0].kind !== 'variable') return undefined
    const isAlone = b.size === 1 && only[1] === 1
    return isAlone || (only[1] === 2 && Q.sign(coefficient) > 0)
      ? { name: only[0].name, weight: coefficient }
      : undefined
  })
  return parts.every((part) => part !== undefined) ? (parts as { name: string; weight: Q.Rational }[]) : undefined
}

const MOST_TERMS = 100

/** What x^k = 0 or (Σ c_i x_i²)^k = 0 says. */
const zerosOf = ({ polynomial: p, op }: Fact, { scope }: Sequent): Zeros | undefined => {
  if (op !== '=' || p.size === 0 || p.size > MOST_TERMS || ![...atomsOf(p)].every(isVariable)) return undefined
  const space = indeterminatesFor([p], scope)
  const { base, exponent, scale } = perfectPower(space.enter(p))
  const text = printTerm(space.termOf(rename(base, space.names)))
  const b = lower(space.termOf(rename(base, space.names)), scope)
  const parts = summands(b)
  if (parts === undefined) return undefined
  const root = `(${text})^${exponent}`
  const bare: readonly Lemma[] =
    exponent === 1
      ? []
      : [
          {
            fact: fact(b, '='),
            proof: squaresAndMultiples(
              [{ square: root }],
              [[textFor(p, scope), `(${Q.formatRational(Q.negate(Q.invert(scale)))})*${root}`]],
            ),
          },
        ]
  const names = parts.map(({ name }) => name)
  if (names.length === 1 && vanishes(subtract(b, variable(names[0] as string)))) return { names, lemmas: bare }
  const each = parts.map(
    ({ name }): Lemma => ({
      fact: fact(variable(name), '='),
      proof: squaresAndMultiples(
        parts.map((part) => ({ weight: Q.formatRational(part.weight), square: part.name })),
        [[text, '-1']],
      ),
    }),
  )
  return { names, lemmas: [...bare, ...each] }
}

/** The hypothesis with 0 put in for the variables, and its proof; undefined where nothing changes, or inside atoms. */
const restricted = ({ polynomial: p, op }: Fact, names: readonly string[], { scope }: Sequent): Lemma | undefined => {
  if (op === '!=' || ![...atomsOf(p)].every(isPolynomial)) return undefined
  const text = (u: Polynomial): string => textFor(u, scope)
  let rest = p
  const quotients: (readonly [string, string])[] = []
  for (const name of names) {
    const next = specialize(rest, new Map([[name, zero]]))
    const gap = subtract(rest, next)
    if (gap.size === 0) continue
    const x = variable(name)
    const space = indeterminatesFor([gap, x], scope)
    const quotient = divideExact(space.enter(gap), space.enter(x))
    if (quotient === undefined) return undefined
    quotients.push([name, printTerm(space.termOf(quotient))])
    rest = next
  }
  if (quotients.length === 0) return undefined
  const proof =
    op === '='
      ? squaresAndMultiples(
          [{ square: text(rest) }],
          [
            [text(p), `-(${text(rest)})`],
            ...quotients.map(([name, q]): readonly [string, string] => [name, `(${text(rest)})*(${q})`]),
          ],
        )
      : squaresAndMultiples(
          [{ times: [text(p)] }, { times: [text(negate(rest))] }],
          quotients.map(([name, q]): readonly [string, string] => [name, `-(${q})`]),
        )
  return { fact: fact(rest, op), proof }
}

/**
 * Where a variable is known to be 0, what the hypotheses say with 0 put in for it, without those that contain it; a goal
 * u ≠ 0 becomes the hypothesis u = 0 first. What is left has fewer variables, and equations in it more often are powers
 * or sums of squares.
 */
export const vanishingVariables = (sequent: Sequent): readonly Reduction[] => {
  const { goal, hypotheses, scope } = sequent
  if (goal !== 'false' && goal.op !== '!=') return []
  const found = hypotheses.map((at) => ({ at, zeros: zerosOf(at, sequent) })).find(({ zeros }) => zeros !== undefined)
  const zeros = found?.zeros
  if (found === undefined || zeros === undefined) return []
  const against = goal === 'false' ? [] : [fact(goal.polynomial, '=')]
  const all: readonly Fact[] = [...hypotheses, ...against]
  const lemmas = all.flatMap((h) => (h === found.at ? [] : (restricted(h, zeros.names, sequent) ?? [])))
  if (lemmas.length === 0) return []
  const isFree = ({ polynomial }: Fact): boolean =>
    [...atomsOf(polynomial)].every(
      (atom) => isPolynomial(atom) && !(atom.kind === 'variable' && zeros.names.includes(atom.name)),
    )
  const left: Sequent = { ...sequent, hypotheses: [...all.filter(isFree), ...lemmas.map((l) => l.fact)], goal: 'false' }
  return [
    {
      name: 'variables that vanish',
      goals: [left],
      close: ([proof]) => {
        const inside = afterLemmas(sequent, [...zeros.lemmas, ...lemmas], proof as Json)
        if (goal === 'false') return inside
        const u = printTerm(termFor(goal.polynomial, scope))
        return {
          kind: 'split',
          on: u,
          cells: [
            { sign: '!=', proof: { kind: 'sign', form: u } },
            { sign: '=', proof: inside },
          ],
        }
      },
    },
  ]
}
