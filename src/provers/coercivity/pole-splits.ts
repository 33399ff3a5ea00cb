import type { Json } from '../../kernel/json.ts'
import { multiply } from '../../kernel/normal-form.ts'
import { type Atom, fromAtom, fromEntries, negate, type Polynomial } from '../../kernel/polynomial.ts'
import { ONE } from '../../kernel/rational.ts'
import { fact, type Sequent, withFacts } from '../../kernel/sequent.ts'
import { signsOf, ZERO } from '../../kernel/sign.ts'
import { symbol } from '../../kernel/term.ts'
import { textOf } from './nonnegativity.ts'

/** A variable that cannot be 0 because a power of it, or a product with it, is not. */
export interface Pole {
  readonly atom: Atom
  /** What the hypothesis says is not zero. */
  readonly product: Polynomial
}

/** The variables that occur in hypotheses "monomial ≠ 0" and whose own sign does not exclude 0 yet. */
export const poles = (sequent: Sequent): Pole[] => {
  const found = new Map<string, Pole>()
  for (const { polynomial, op } of sequent.hypotheses) {
    const [entry] = [...polynomial.values()]
    if (op === '=' || op === '>=' || polynomial.size !== 1 || entry === undefined) continue
    for (const [atom] of entry.monomial) {
      if (atom.kind !== 'variable' || found.has(atom.key)) continue
      const isKnown = (signsOf(symbol(atom.name), sequent.hypotheses, sequent.scope) & ZERO) === 0
      if (!isKnown) found.set(atom.key, { atom, product: polynomial })
    }
  }
  return [...found.values()]
}

/** The sequent with every pole's own "≠ 0" among the hypotheses. */
export const withoutPoles = (sequent: Sequent, list: readonly Pole[]): Sequent =>
  withFacts(sequent, ...list.map(({ atom }) => fact(fromAtom(atom), '!=')))

/** p/v for a monomial p that contains v. */
const divided = (p: Polynomial, v: Atom): Polynomial =>
  fromEntries(
    [...p.values()].map(({ monomial, coefficient }) => ({
      monomial: monomial.flatMap(([atom, n]) =>
        atom !== v ? [[atom, n] as const] : n > 1 ? [[atom, n - 1] as const] : [],
      ),
      coefficient,
    })),
  )

/** The argument inside splits on the poles; where a pole is 0 the hypotheses contradict each other. */
export const splitOnPoles = (argument: Json, list: readonly Pole[], variables: readonly string[]): Json => {
  let out = argument
  for (const { atom, product } of [...list].reverse()) {
    const v = fromAtom(atom)
    const contradiction: Json = {
      kind: 'positivstellensatz',
      terms: [{ weight: '1', square: textOf(product, variables), times: [] }],
      multiples: [
        { of: textOf(v, variables), by: textOf(negate(multiply(product, divided(product, atom))), variables) },
      ],
    }
    const steps = variables.map((name) => ({
      rule: 'growth',
      term: name,
      power: 2,
      bound: '0',
      proof: contradiction,
    }))
    out = {
      kind: 'split',
      on: textOf(fromEntries([{ monomial: [[atom, 1]], coefficient: ONE }]), variables),
      cells: [
        { sign: '!=', argument: out },
        { sign: '=', argument: { kind: 'chain', steps } },
      ],
    }
  }
  return out
}
