import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import type { FlowJson } from '../kernel/laws/flow.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { declaredFormulas } from './declared-names.ts'
import { type Block, type Formula, type Inline, paragraph, type Row, text } from './document.ts'
import { addendFormulas, formulaOf, joined, relationOf, symbolic, tupleFormula } from './formula.ts'
import type { ReportedLaws } from './reported-laws.ts'

/** The claims about the flow; those about its dimensions may be about the flow of a cell. */
const claimsOf = ({ independent: { bound, localLaws }, laws }: ReportedLaws): readonly Claim[] =>
  [bound, localLaws, ...laws].flatMap((entry) => (entry === undefined ? [] : [entry.kernelClaim]))

/** The flow as the kernel read it, where a claim about it was made. */
export const flowOf = (result: ReportedLaws): FlowJson | undefined =>
  claimsOf(result).flatMap((claim) => ('flow' in claim ? [claim.flow] : []))[0]

const contextOf = (result: ReportedLaws): ContextJson | undefined => claimsOf(result)[0]?.context

const listed = (formulas: readonly Formula[]): readonly Inline[] =>
  formulas.flatMap((formula, i) => (i === 0 ? [formula] : [', ', formula]))

const PHI = symbolic('\\varphi', 'phi')
const LOSS = symbolic('\\ell', 'l')

/** Whose gradient drives the motion: f, or every ℓ∘φ. */
const isOne = ({ map, network }: ReportedLaws): boolean => map === undefined && network === undefined

/** What is asked about: the objective, or the map with every loss. */
const subject = (result: ReportedLaws): readonly Inline[] => {
  const { network, map, components, variables } = result
  const names = declaredFormulas(
    variables.length > 0 && result.method === 'heavy-ball' ? positionsOf(result) : variables,
  )
  const of = names.length === 0 ? [] : text` of ${listed(names)}`
  if (network !== undefined) {
    const parts = components === undefined ? [] : text`; its components are ${componentWords(components)}`
    return text`The model ${PHI} is the network ${network}, as a map${of}${parts}. A law is a quantity that is conserved for every loss ${LOSS}, with ${symbolic('f = \\ell\\circ\\varphi', 'f = l(phi)')}.`
  }
  if (map !== undefined)
    return text`The model ${PHI} is a map${of}. A law is a quantity that is conserved for every loss ${LOSS}, with ${symbolic('f = \\ell\\circ\\varphi', 'f = l(phi)')}.`
  return text`The objective $f$ is a function${of}.`
}

/** Products of weight matrices in our own words about a network. */
const componentWords = (words: string): readonly Inline[] =>
  words
    .split(/((?:W\d+(?:\*W\d+)*)|[A-Z]'?\*[A-Z]'?)/)
    .map((part, i): Inline => (i % 2 === 0 ? part : product(part)))
    .filter((part) => part !== '')

const product = (plain: string): Formula =>
  symbolic(
    plain
      .split('*')
      .map((factor) => factor.replace(/^W(\d+)$/, 'W_{$1}').replace("'", '^{\\top}'))
      .join(' '),
    plain,
  )

const positionsOf = (result: ReportedLaws): readonly string[] => {
  const flow = flowOf(result)
  return flow?.kind === 'heavy-ball' ? flow.positions : result.variables
}

const KINKED = /\b(?:abs|max|min|relu|norm1)\(/

/** The equation of motion. */
const motion = (result: ReportedLaws): readonly Block[] => {
  const { method, metric } = result
  const flow = flowOf(result)
  if (method === 'heavy-ball') {
    const mu = flow?.kind === 'heavy-ball' ? formulaOf(flow.friction) : symbolic('\\mu', 'mu')
    const brackets = /[ +-]/.test(mu.plain)
    const friction = brackets ? symbolic(`\\left(${mu.latex}\\right)`, `(${mu.plain})`) : mu
    const row: Row = {
      left: symbolic(`\\ddot x + ${friction.latex}\\, \\dot x`, `x'' + ${friction.plain}*x'`),
      relation: '=',
      right: [symbolic('-\\nabla f(x)', '-grad f(x)')],
    }
    const names = flow?.kind === 'heavy-ball' ? [declaredFormulas([flow.time]), declaredFormulas(flow.velocities)] : []
    const state =
      names.length === 0
        ? []
        : text` Laws may depend on the time ${listed(names[0] ?? [])}, on the positions, and on the velocities ${symbolic('\\dot x', "x'")}, which are written ${listed(names[1] ?? [])}.`
    return [paragraph(text`The motion is that of the heavy ball`), { kind: 'display', rows: [row] }, paragraph(state)]
  }
  if (metric === undefined) {
    const kinks = isOne(result) && KINKED.test(result.objective)
    const subgradients = kinks
      ? text`; where $f$ has a kink, ${symbolic('\\nabla f(x)', 'grad f(x)')} stands for each of its Clarke subgradients`
      : []
    return [
      paragraph(
        text`The motion is gradient flow, ${symbolic('\\dot x = -\\nabla f(x)', "x' = -grad f(x)")}${subgradients}.`,
      ),
    ]
  }
  const diagonal = flow?.kind === 'gradient' && flow.metric !== null ? flow.metric.map(formulaOf) : undefined
  const shown =
    diagonal === undefined || diagonal.length > MOST_ENTRIES
      ? text`${symbolic('M', 'M')} diagonal: ${metric}`
      : [joined(symbolic('M = \\operatorname{diag}', 'M = diag'), tupleFormula(diagonal))]
  return [
    paragraph(
      text`The motion is gradient flow in a metric, ${symbolic('\\dot x = -M \\nabla f(x)', "x' = -M grad f(x)")}, with ${shown}.`,
    ),
  ]
}

const MOST_ENTRIES = 12
const LONGEST = 1500

/** f, or the components of φ where they are given by a claim and short enough to print. */
const definition = (result: ReportedLaws): readonly Block[] => {
  const { objective, objectiveLatex, map } = result
  if (isOne(result)) {
    return [
      {
        kind: 'display',
        rows: [{ left: symbolic('f', 'f'), relation: '=', right: [{ latex: objectiveLatex, plain: objective }] }],
      },
    ]
  }
  const phi = /^\\ell\\left\((.*)\\right\)$/s.exec(objectiveLatex)?.[1]
  const whole: readonly Row[] =
    map === undefined || phi === undefined ? [] : [{ left: PHI, relation: '=', right: [{ latex: phi, plain: map }] }]
  const potentials = flowOf(result)?.potentials ?? []
  const isShort = potentials.length <= MOST_ENTRIES && potentials.join('').length <= LONGEST
  // A map is shown as it was written; the kernel's claims are about its components.
  const rows =
    map !== undefined || !isShort
      ? []
      : potentials.map(
          (text, i): Row => ({
            left: symbolic(`\\varphi_{${i + 1}}`, `phi${i + 1}`),
            relation: '=',
            right: addendFormulas(parseTerm(text)),
          }),
        )
  return whole.length + rows.length === 0 ? [] : [{ kind: 'display', rows: [...whole, ...rows] }]
}

/** Constants, with what is assumed of them. */
const constants = (result: ReportedLaws): readonly Block[] => {
  const { parameters } = result
  if (parameters.length === 0) return []
  const context = contextOf(result)
  const assumed = context?.assume ?? []
  const integers = context?.integers ?? []
  const whole =
    integers.length === 0 || integers.length === parameters.length
      ? []
      : text`, of which ${listed(integers.map(formulaOf))} ${integers.length === 1 ? 'is an integer' : 'are integers'}`
  const field = integers.length === parameters.length ? 'integer' : 'real'
  const [names, are] =
    parameters.length === 1 ? ['parameter', `is ${field} and constant`] : ['parameters', `are ${field} constants`]
  return [
    paragraph(
      text`The ${names} ${listed(declaredFormulas(parameters))} ${are}${assumed.length === 0 ? [] : text` with ${listed(assumed.map(relationOf))}`}${whole}.`,
    ),
  ]
}

/** What was asked: the objective, map or network, the motion, and the constants. */
export const lawQuestionSection = (result: ReportedLaws): readonly Block[] =>
  // A search that was stopped before anything was read.
  result.objectiveLatex === ''
    ? [paragraph([`The laws of ${result.objective} were asked for.`])]
    : [paragraph(subject(result)), ...definition(result), ...motion(result), ...constants(result)]
