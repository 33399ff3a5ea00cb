import type { Claim } from '../../kernel/claim.ts'
import type { ContextJson } from '../../kernel/context.ts'
import { type Action, type OrbitSubject, orbitClaims, projectionAlongOrbits, scalingOf } from '../group-orbits.ts'
import { trustIn, weakest } from '../hypothesis.ts'
import { provedQuadraticLaws } from '../quadratic-laws.ts'
import { type Matter, type Standing, standingBy, type TheoremPage } from '../theorem-page.ts'

/** The scalings that quadratic laws come from, each by itself. */
const scalings = ({ objective, checked }: Matter): readonly OrbitSubject[] => {
  if (objective === undefined) return []
  const { matrices = [] } = provedQuadraticLaws(objective, checked) ?? {}
  return matrices.flatMap((matrix) => {
    const action = scalingOf(matrix, objective.context)
    return action === undefined ? [] : [{ ...objective, actions: [action] }]
  })
}

const actionWords = ({ image, name }: Action, { variables }: ContextJson): string =>
  `(${variables.join(', ')}) ↦ (${variables.map((variable) => image[variable] ?? variable).join(', ')}), ${name} > 0`

/** Where DF has full rank, the formula holds along all of M. */
const isAlongM = ({ subject, checked }: Matter): boolean => {
  if (subject === undefined) return false
  const rank: Claim = { claim: 'full-rank', context: subject.context, residuals: subject.residuals }
  return trustIn(rank, checked) !== undefined
}

const MOST_ACTIONS = 3

/** [J], Proposition 3.29: the projection formula along orbits. */
export const PROPOSITION_3_29: TheoremPage = {
  id: 'proposition-3-29',
  title: 'The normalized perturbed projection formula along orbits',
  citation: '[J], Proposition 3.29',
  tag: 'R+',
  statement:
    'If f is locally Lipschitz and invariant under a Lie group action, the normalized perturbed projection formula holds at x̄ along the orbit of x̄, wherever that is an embedded submanifold. Actions of (0, ∞) are given by terms, such as (x, y) ↦ (tx, y/t); `check` asks it for the scalings that quadratic laws come from, where Proposition 3.30 says nothing.',
  hypotheses: ['f(t·x) = f(x)', '1·x = x', 's·(t·x) = (st)·x'],
  conclusion: 'proved',
  file: 'src/theorems/group-orbits.ts',
  stands: (matter): Standing => {
    const found = scalings(matter).flatMap((subject) => {
      const trust = projectionAlongOrbits(subject, matter.checked)
      return trust === undefined ? [] : [{ trust, words: subject.actions.map((a) => actionWords(a, subject.context)) }]
    })
    if (found.length === 0) return standingBy([{ name: 'an action that leaves f as it is', anyOf: [] }], matter, '')
    return {
      status: 'applies',
      trust: weakest(found.map(({ trust }) => trust)),
      says: `The normalized perturbed projection formula holds along the orbits of ${found.flatMap(({ words }) => words).join(' and of ')}, wherever they are embedded submanifolds.`,
    }
  },
  asks: (matter) =>
    isAlongM(matter)
      ? []
      : scalings(matter)
          .slice(0, MOST_ACTIONS)
          .map((subject) => (orbitClaims(subject) ?? []).map((claim) => ({ id: 'symmetry', claim }))),
}

/** [J], Proposition 3.36: quadratic laws from linear symmetries. */
export const PROPOSITION_3_36: TheoremPage = {
  id: 'proposition-3-36',
  title: 'Quadratic laws from linear symmetries',
  citation: '[J], Proposition 3.36',
  tag: 'R+',
  statement:
    'If f(exp(tS)x) = f(x) with S symmetric, then c_S(x) = xᵀSx is conserved, ∇²c_S(v, v) = 2vᵀSv, and one step is exact: c_S(x − αv) = c_S(x) + α²vᵀSv for v ∈ ∇̂f(x). With an orthonormal basis of such S, C(x) = P(xxᵀ) and g = |C|² the box formula is ∇²g(x)(v, v) = 4vᵀC(x)v. Antisymmetric generators give no quadratic law this way.',
  hypotheses: ['conserved: xᵀSx, for every S'],
  conclusion: 'proved',
  file: 'src/theorems/quadratic-laws.ts',
  stands: (matter): Standing => {
    const found = matter.objective && provedQuadraticLaws(matter.objective, matter.checked)
    if (found === undefined) return standingBy([{ name: 'conserved: xᵀSx', anyOf: [] }], matter, '')
    const { laws, trust } = found
    const [c, g, box] =
      laws.length === 1
        ? [`c = ${laws[0]}`, 'g = c²', '4c(x)c(v)']
        : [`each c_i of ${laws.join(', ')}`, 'g = Σ c_i²', '4Σ c_i(x)c_i(v)']
    const name = laws.length === 1 ? 'c' : 'c_i'
    return {
      status: 'applies',
      trust,
      says: `For ${c}, one step is exact: ${name}(x − αv) = ${name}(x) + α²${name}(v) for v ∈ ∇̂f(x); and for ${g} the box formula is ∇²g(x)(v, v) = ${box}.`,
    }
  },
}
