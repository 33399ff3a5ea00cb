import type { Claim } from '../../kernel/claim.ts'
import { exactPoint } from '../exact-points.ts'
import { hypothesesOf, trustIn, weakest } from '../hypothesis.ts'
import { normalVariables, type ProvedProjection, projectionInCoordinates } from '../projection-in-coordinates.ts'
import { strictMinima } from '../strict-minima.ts'
import { type Choice, type Matter, standingBy, type TheoremPage } from '../theorem-page.ts'

/** What describes M: the residuals of f = φ(t), which is then a hypothesis, or f itself. */
const equationsOf = ({ subject, objective }: Matter): readonly (readonly [readonly string[], readonly Claim[]])[] => [
  ...(subject === undefined ? [] : [[subject.residuals, [hypothesesOf(subject).structure]] as const]),
  ...(objective === undefined ? [] : [[[objective.f], []] as const]),
]

/** Whether the order is asked for, or the directions on M are not known by the rank of DF. */
const isWanted = ({ subject, entries, checked }: Matter): boolean =>
  subject === undefined ||
  entries.some(({ id }) => id === 'decrease') ||
  trustIn({ claim: 'full-rank', context: subject.context, residuals: subject.residuals }, checked) === undefined

const provedFormulas = (matter: Matter): readonly ProvedProjection[] => {
  const { objective, checked } = matter
  if (objective === undefined) return []
  return equationsOf(matter).flatMap(([equations, shared]) =>
    projectionInCoordinates(objective, equations, shared, checked),
  )
}

const CONSTANTS = ['1', '4', '16']

/** [J], Lemma 3.28: the projection formula by distances, where M is where some variables are 0. */
export const LEMMA_3_28: TheoremPage = {
  id: 'lemma-3-28',
  title: 'The normalized perturbed projection formula by distances',
  citation: '[J], Definition 3.12 and Lemma 3.28',
  tag: 'R+',
  statement:
    'If |P_{T_yM}(v)| ≤ c·d(x, M)|v| for v ∈ ∂f(x), x near x̄ and y the point of M next to x, the normalized perturbed projection formula holds at x̄ along M. Proved here where M = {x_i = 0, i ∈ I}: Σ(∂_j f)² over the other variables is at most C·d(x, M)²|∇f|² in a ball.',
  hypotheses: ['described-set: M = {x_i = 0}', 'projection-formula'],
  added: [
    {
      hypothesis: 'M is the zero set of these variables',
      because: 'f = (x + y)², at 0 along {x = 0}: half of |∇f|² is tangential, however near',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/projection-in-coordinates.ts',
  stands: (matter) => {
    const { objective } = matter
    const found = provedFormulas(matter)
    const [first] = found
    if (objective === undefined || first === undefined) {
      const open: readonly Choice[] = [{ name: 'projection-formula', anyOf: [] }]
      return standingBy(open, matter, '')
    }
    const points = found.map(({ point }) => `(${objective.context.variables.map((name) => point[name]).join(', ')})`)
    return {
      status: 'applies',
      trust: weakest(found.map(({ trust }) => trust)),
      says: `The normalized perturbed projection formula holds at ${[...new Set(points)].join(', ')} along M = {${first.normal.map((name) => `${name} = 0`).join(', ')}}, with c² = ${first.constant}.`,
    }
  },
  asks: (matter) => {
    const { objective, subject, checked } = matter
    if (objective === undefined || !isWanted(matter) || provedFormulas(matter).length > 0) return []
    const minima = subject === undefined ? [] : strictMinima(subject, checked)
    // The claim has the names of the objective alone.
    const known = minima.find(({ context, point }) => Object.keys(exactPoint(context, point).constants).length === 0)
    return equationsOf(matter).flatMap(([equations]) => {
      const set = normalVariables(objective, equations, checked)
      const point = known?.point ?? set?.witness
      if (set === undefined || point === undefined) return []
      return CONSTANTS.map((constant) => [
        {
          id: 'projection-formula' as const,
          claim: {
            claim: 'projection-formula',
            ...objective,
            normal: set.normal,
            point,
            radius: '1',
            constant,
          } as const,
        },
      ])
    })
  },
}
