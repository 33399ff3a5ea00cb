import { derivative } from '../kernel/derivative.ts'
import { multiply, vanishes } from '../kernel/normal-form.ts'
import { atomOf, atomsOf, fromAtom, negate, type Polynomial, subtract } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

const MOST_VARIABLES = 12

const variablesIn = (p: Polynomial): Set<string> =>
  new Set([...atomsOf(p)].flatMap((atom) => (atom.kind === 'variable' ? [atom.name] : [])))

/** An equation s·h = |h| among the hypotheses, with the variable s. */
interface Slack {
  readonly name: string
  readonly equation: Polynomial
}

const slacksOf = ({ hypotheses }: Sequent): readonly Slack[] =>
  hypotheses.flatMap(({ polynomial, op }) => {
    const signs = op === '=' ? [...atomsOf(polynomial)].filter(({ kind }) => kind === 'sgn') : []
    const [sign] = signs
    if (sign?.kind !== 'sgn' || signs.length > 1) return []
    const name = [...variablesIn(polynomial)].find((v) => !variablesIn(sign.arg).has(v))
    return name === undefined ? [] : [{ name, equation: polynomial }]
  })

/**
 * At a critical point of |F|₁, Σ_j s_j ∂h_j = 0 with s_j·h_j = |h_j|: where the h_j are of degree 1 in a variable x but
 * for constants, h_j = x·∂h_j/∂x − c_j, Euler's identity gives Σ_j (|h_j| + c_j·s_j) = 0 over those j in which x is.
 * The products of variables are gone, and what is left is often linear in the |h_j| and s_j.
 */
export const eulerLemmas = (sequent: Sequent): Lemma[] => {
  const slacks = slacksOf(sequent)
  const { scope, hypotheses } = sequent
  const names = scope.variables.filter((x) => slacks.every(({ name }) => name !== x))
  if (slacks.length === 0 || names.length > MOST_VARIABLES) return []
  const text = (p: Polynomial): string => textFor(p, scope)
  const equations = hypotheses.filter(
    ({ op, polynomial }) => op === '=' && slacks.every(({ equation }) => equation !== polynomial),
  )
  const identities = equations.flatMap(({ polynomial: e }) => {
    const own = variablesIn(e)
    const used = slacks.filter(({ name }) => own.has(name))
    if (used.length === 0) return []
    return names.flatMap((x): Lemma[] => {
      const factor = fromAtom(atomOf({ kind: 'variable', name: x }))
      const u = used.reduce((p, { equation }) => subtract(p, equation), multiply(factor, e))
      const isFree = used.every(({ name }) => variablesIn(derivative(u, name)).size === 0)
      if (!isFree || u.size === 0) return []
      const by = text(u)
      const multiples = [
        { of: text(e), by: text(negate(multiply(u, factor))) },
        ...used.map(({ equation }) => ({ of: text(equation), by })),
      ]
      const proof = { kind: 'positivstellensatz', terms: [{ weight: '1', square: by, times: [] }], multiples }
      return [{ fact: fact(u, '='), proof }]
    })
  })
  return [...identities, ...identities.flatMap((one) => vanishingModuli(one.fact.polynomial, slacks, scope))]
}

/** u_i = 0 for every i, from Σ |u_j| = 0: u_i² + Σ_{j ≠ i} |u_j||u_i| = |u_i|·Σ |u_j|. */
const vanishingModuli = (total: Polynomial, slacks: readonly Slack[], scope: Scope): Lemma[] => {
  const moduli = [...atomsOf(total)].flatMap((atom) =>
    atom.kind === 'sgn' ? [{ u: atom.arg, size: multiply(fromAtom(atom), atom.arg) }] : [],
  )
  const isSum = moduli.length > 0 && vanishes(moduli.reduce((p, { size }) => subtract(p, size), total))
  if (!isSum || slacks.some(({ name }) => variablesIn(total).has(name))) return []
  const text = (p: Polynomial): string => textFor(p, scope)
  return moduli.map(({ u, size }, i) => ({
    fact: fact(u, '='),
    proof: {
      kind: 'positivstellensatz',
      terms: [
        { weight: '1', square: text(u), times: [] },
        ...moduli
          .filter((_, j) => j !== i)
          .map((other) => ({ weight: '1', square: '1', times: [`abs(${text(other.u)})`, `abs(${text(u)})`] })),
      ],
      multiples: [{ of: text(total), by: text(negate(size)) }],
    },
  }))
}
