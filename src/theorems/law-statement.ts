import { printLatex } from '../expression/print-latex.ts'
import type { Claim } from '../kernel/claim.ts'
import type { FlowJson } from '../kernel/laws/flow.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { printTerm } from '../kernel/term.ts'
import type { Statement } from './statement.ts'

type LawClaim = Claim & {
  readonly claim: 'first-integral' | 'law-bound' | 'local-laws' | 'polynomial-laws-bound' | 'linearly-independent'
}

const term = (text: string): string => printTerm(parseTerm(text))
const latex = (text: string): string => printLatex(parseTerm(text))

const tuple = (texts: readonly string[]): Statement => {
  const one = texts.length === 1
  const [text, tex] = [texts.map(term).join(', '), texts.map(latex).join(',\\ ')]
  return { text: one ? text : `(${text})`, latex: one ? tex : `\\left(${tex}\\right)` }
}

/** The flow in words: of one objective f, or of every loss of the map phi. */
export const flowStatement = (flow: FlowJson): Statement => {
  const { text, latex: tex } = tuple(flow.potentials)
  if (flow.kind === 'gradient') {
    const one = flow.potentials.length === 1
    const metric = flow.metric === null ? undefined : tuple(flow.metric)
    const m = metric === undefined ? '' : 'M '
    const where = metric === undefined ? '' : `, M = diag(${flow.metric?.map(term).join(', ')})`
    const whereTex = metric === undefined ? '' : `,\\ M = \\operatorname{diag}${metric.latex}`
    return one
      ? {
          text: `the flow of ${m}grad f, f = ${text}${where}`,
          latex: `\\dot x = -${m}\\nabla f,\\ f = ${tex}${whereTex}`,
        }
      : {
          text: `the flows of ${m}grad l(phi) for every loss l, phi = ${text}${where}`,
          latex: `\\dot x = -${m}\\nabla (\\ell\\circ\\phi)\\ \\forall\\ell,\\ \\phi = ${tex}${whereTex}`,
        }
  }
  const friction = term(flow.friction)
  const [f, fTex] = flow.fixed ? ['grad f', '\\nabla f'] : ['grad l(phi)', '\\nabla (\\ell\\circ\\phi)']
  const [name, nameTex] = flow.fixed ? ['f', 'f'] : ['phi', '\\phi']
  const loss = flow.fixed ? '' : ' for every loss l'
  return {
    text:
      `heavy ball x'' + (${friction})*x' + ${f} = 0${loss}, ${name} = ${text}, ` +
      `x = (${flow.positions.join(', ')}), x' = (${flow.velocities.join(', ')}), time ${flow.time}`,
    latex:
      `\\ddot x + \\left(${latex(flow.friction)}\\right)\\dot x + ${fTex} = 0${flow.fixed ? '' : '\\ \\forall\\ell'},\\ ` +
      `${nameTex} = ${tex}`,
  }
}

/** Genericity in the parameters, where there are any. */
const forParameters = ({ context }: Claim): Statement =>
  context.parameters.length === 0
    ? { text: '', latex: '' }
    : {
        text: `, for all (${context.parameters.join(', ')}) off the zeros of some nonzero polynomial`,
        latex: ',\\ \\text{for generic parameters}',
      }

/** A claim about the laws of a flow in words, as the kernel read it. */
export const lawStatement = (claim: LawClaim): Statement => {
  const some = forParameters(claim)
  if (claim.claim === 'linearly-independent') {
    const { text, latex: tex } = tuple(claim.quantities)
    return {
      text: `the polynomials ${text} of degree at most ${claim.degree} are linearly independent, also up to constants${some.text}`,
      latex: `${tex} \\text{ are linearly independent modulo constants}${some.latex}`,
    }
  }
  const flow = flowStatement(claim.flow)
  switch (claim.claim) {
    case 'first-integral':
      return {
        text: `${term(claim.quantity)} is conserved by ${flow.text}`,
        latex: `${latex(claim.quantity)} \\text{ is conserved by } ${flow.latex}`,
      }
    case 'law-bound': {
      const many =
        claim.atMost === 0
          ? ['no function of class C^1 that is', 'has a differential that is not 0']
          : [`no ${claim.atMost + 1} functions of class C^1 that are`, 'have linearly independent differentials']
      return {
        text: `${many[0]} conserved by ${flow.text}, ${many[1]} at any point${some.text}`,
        latex: `\\text{at most } ${claim.atMost} \\text{ independent laws of } ${flow.latex}${some.latex}`,
      }
    }
    case 'local-laws': {
      const functions =
        claim.atLeast === 1
          ? 'is 1 function with a differential that is not 0'
          : `are ${claim.atLeast} independent functions`
      return {
        text: `near each point of a dense open set there ${functions}, conserved by ${flow.text}${some.text}`,
        latex: `\\text{at least } ${claim.atLeast} \\text{ independent local laws of } ${flow.latex}${some.latex}`,
      }
    }
    case 'polynomial-laws-bound':
      return {
        text:
          `the polynomials of degree at most ${claim.degree} without constant term that are conserved by ${flow.text}, ` +
          `form a space of dimension at most ${claim.atMost}${some.text}`,
        latex: `\\dim\\{\\text{laws of degree} \\leq ${claim.degree}\\} \\leq ${claim.atMost} \\text{ for } ${flow.latex}${some.latex}`,
      }
  }
}
