import { printLatex, printLatexPieces, printLatexRelation } from '../expression/print-latex.ts'
import type { Claim, Loss, PiecesJson, PointJson } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { printRelation, printTerm } from '../kernel/term.ts'
import { lawStatement } from './law-statement.ts'
import { powerConditions } from './power-conditions.ts'

/** A claim in words, as the kernel read it: every term was parsed from the claim and printed back. */
export interface Statement {
  readonly text: string
  readonly latex: string
}

const term = (text: string): string => printTerm(parseTerm(text))
const latex = (text: string): string => printLatex(parseTerm(text))

const piecesText = (g: PiecesJson): string =>
  g
    .map(({ when, value }) => {
      const conditions = when.map((r) => printRelation(parseRelation(r))).join(', ')
      return conditions === '' ? term(value) : `${term(value)} where ${conditions}`
    })
    .join('; ')

const piecesLatex = (g: PiecesJson): string =>
  printLatexPieces(g.map(({ when, value }) => ({ when: when.map(parseRelation), value: parseTerm(value) })))

/** The coordinates in the order of the claim's variables, whatever order they were written in; then the parameters. */
const coordinates = ({ context }: Claim, point: PointJson): readonly string[] =>
  [...context.variables, ...context.parameters].flatMap((name) => point[name] ?? [])

const listed = (texts: readonly string[], print: (text: string) => string, last = ' and '): string =>
  texts.map(print).join(last)

/** h = x, or F = (x, y). */
const mapText = (residuals: readonly string[]): string =>
  residuals.length === 1 ? `h = ${listed(residuals, term)}` : `F = (${listed(residuals, term, ', ')})`
const mapLatex = (residuals: readonly string[]): string =>
  residuals.length === 1 ? `h = ${listed(residuals, latex)}` : `F = \\left(${listed(residuals, latex, ',\\ ')}\\right)`

const nameList = (points: readonly PointJson[], print: (p: PointJson) => string, empty: string): string =>
  points.length === 0 ? empty : points.map(print).join(', ')

/** `e_1 = 0, ..., u > 0`: equations and relations side by side. */
const conditions = (equations: readonly string[], assume: readonly string[]): Statement => {
  const relations = assume.map(parseRelation)
  return {
    text: [...equations.map((e) => `${term(e)} = 0`), ...relations.map(printRelation)].join(', '),
    latex: [...equations.map((e) => `${latex(e)} = 0`), ...relations.map(printLatexRelation)].join(',\\ '),
  }
}

/** Relations, what is assumed of the parameters, and which of these are integers, side by side; empty for nothing. */
export const givenBy = ({ assume, integers }: ContextJson, relations: readonly string[] = []): Statement => {
  const all = [...relations, ...assume].map(parseRelation)
  return {
    text: [...all.map(printRelation), ...integers.map((name) => `integer(${name})`)].join(', '),
    latex: [...all.map(printLatexRelation), ...integers.map((name) => `${latex(name)} \\in \\mathbb{Z}`)].join(',\\ '),
  }
}

/** The sharpness of f at a point of M: the square of what its variation there is to first order, as a formula. */
const sharpness = (loss: Loss, residuals: readonly string[]): Statement & { readonly on: string } =>
  loss === 'l2' && residuals.length > 1
    ? { text: 'the largest eigenvalue of DF DF^T', latex: '\\lambda_{\\max}(DF\\,DF^\\top)', on: 'F = 0' }
    : residuals.length > 1
      ? {
          text: 'the largest |DF^T s|^2, s_i = +-1,',
          latex: `\\max_{s \\in \\{-1, 1\\}^{${residuals.length}}} |DF^\\top s|^2`,
          on: 'F = 0',
        }
      : { text: '|grad h|^2', latex: '|\\nabla h|^2', on: 'h = 0' }

/** What the claim says, for a page: as text and as LaTeX. */
export const statementOf = (claim: Claim): Statement => {
  const pointText = (point: PointJson): string => `(${coordinates(claim, point).map(term).join(', ')})`
  const pointLatex = (point: PointJson): string => `\\left(${coordinates(claim, point).map(latex).join(', ')}\\right)`
  switch (claim.claim) {
    case 'relation': {
      const isContradiction = claim.goal.trim() === 'false'
      const relations = [...(isContradiction ? [] : [claim.goal]), ...claim.assume].map(parseRelation)
      const asked = powerConditions(
        relations.flatMap(({ left, right }) => [left, right]),
        claim.context,
      )
      const assumed = [...claim.assume, ...claim.context.assume].map((text) => printRelation(parseRelation(text)))
      const given = givenBy(claim.context, [...claim.assume, ...asked.filter((text) => !assumed.includes(text))])
      const goal = isContradiction ? 'a contradiction' : printRelation(parseRelation(claim.goal))
      const goalLatex = isContradiction ? '\\bot' : printLatexRelation(parseRelation(claim.goal))
      return given.text === ''
        ? { text: goal, latex: goalLatex }
        : {
            text: `${goal} whenever ${given.text}`,
            latex: `${goalLatex} \\quad\\text{whenever } ${given.latex}`,
          }
    }
    case 'structure': {
      const t = claim.loss === 'l2' ? '|F|' : claim.loss === 'l1' ? '|F|_1' : '|h|'
      return {
        text: `f = ${term(claim.f)} equals phi(t) with phi(t) = ${term(claim.phi)} increasing, phi(0) = 0, t = ${t}, residuals ${listed(claim.residuals, term)}`,
        latex: `f = \\varphi(${t}),\\quad \\varphi(t) = ${latex(claim.phi)},\\quad ${mapLatex(claim.residuals)}`,
      }
    }
    case 'tame':
      return {
        text: `f = ${term(claim.f)} is defined everywhere, locally Lipschitz and ${claim.class === 'semialgebraic' ? 'semialgebraic' : claim.class === 'exponential' ? 'definable in R_exp' : 'definable in R_an,exp on compact sets'}`,
        latex: `f \\text{ is locally Lipschitz and ${claim.class === 'semialgebraic' ? 'semialgebraic' : claim.class === 'exponential' ? 'definable in }\\mathbb{R}_{\\exp}\\text{' : 'definable in }\\mathbb{R}_{\\mathrm{an},\\exp}\\text{ on compact sets'}}`,
      }
    case 'minimum-zero':
      return { text: `min f = 0 is attained, f = ${term(claim.f)}`, latex: '\\min f = 0 \\text{ is attained}' }
    case 'full-rank':
      return claim.residuals.length > 1
        ? {
            text: `DF has full rank ${claim.residuals.length} where F = 0, ${mapText(claim.residuals)}`,
            latex: `\\operatorname{rank} DF = ${claim.residuals.length} \\text{ on } M = \\{F = 0\\}`,
          }
        : {
            text: `the gradient of h does not vanish where h = 0, h = ${listed(claim.residuals, term)}`,
            latex: '\\nabla h \\neq 0 \\text{ on } M = \\{h = 0\\}',
          }
    case 'critical-values': {
      const none = claim.level === 'infinity'
      return {
        text: none
          ? `f = ${term(claim.f)} has no critical point outside M`
          : `every positive critical value of f = ${term(claim.f)} is at least ${term(claim.level)}`,
        latex: none
          ? '\\text{no critical point of } f \\text{ outside } M'
          : `\\text{every positive critical value of } f \\text{ is at least } ${latex(claim.level)}`,
      }
    }
    case 'conserved':
    case 'lyapunov': {
      const op = claim.claim === 'conserved' ? '=' : '>='
      const latexOp = claim.claim === 'conserved' ? '=' : '\\geq'
      return {
        text: `<grad g, grad f> ${op} 0 for f = ${term(claim.f)}, g = ${piecesText(claim.g)}`,
        latex: `\\langle\\nabla g, \\nabla f\\rangle ${latexOp} 0,\\quad g = ${piecesLatex(claim.g)}`,
      }
    }
    case 'regularity-of-g':
      return {
        text: `g >= 0, and g is C^2 where 0 < g < infinity, g = ${piecesText(claim.g)}`,
        latex: 'g \\geq 0,\\quad g \\in C^2 \\text{ where } 0 < g < \\infty',
      }
    case 'second-order':
      if (claim.loss !== 'single') {
        const [name, among, amongLatex] =
          claim.loss === 'l2'
            ? ['r', 'r != 0', 'r \\neq 0']
            : ['s', 's_i = +-1', `s \\in \\{-1, 1\\}^{${claim.residuals.length}}`]
        return {
          text: `D^2 g(v, v) < 0 for v = DF^T ${name}, ${among}, where F = 0 and g > 0, ${mapText(claim.residuals)}, g = ${piecesText(claim.g)}`,
          latex: `\\nabla^2 g(v, v) < 0 \\text{ for } v = DF^\\top ${name},\\ ${amongLatex} \\text{ on } M \\cap \\{0 < g < \\infty\\}`,
        }
      }
      return {
        text: `D^2 g(v, v) < 0 for v = grad h, where h = 0 and g > 0, h = ${listed(claim.residuals, term)}, g = ${piecesText(claim.g)}`,
        latex: '\\nabla^2 g(\\nabla h, \\nabla h) < 0 \\text{ on } M \\cap \\{0 < g < \\infty\\}',
      }
    case 'coercive':
      return {
        text: `{f <= C, g <= C} is bounded for every C, f = ${term(claim.f)}, g = ${piecesText(claim.g)}`,
        latex: 'f + g \\text{ is coercive}',
      }
    case 'boundary':
      return {
        text: `g tends to infinity at the boundary of its domain${claim.level === 'infinity' ? '' : ` inside {f < ${term(claim.level)}}`}, g = ${piecesText(claim.g)}`,
        latex: `g \\to \\infty \\text{ at the boundary of } \\operatorname{dom} g${claim.level === 'infinity' ? '' : ` \\text{ inside } \\{f < ${latex(claim.level)}\\}`}`,
      }
    case 'nonzero-directions':
      return {
        text: `DF^T s != 0 for every s, s_i = +-1, where F = 0, ${mapText(claim.residuals)}`,
        latex: `DF^\\top s \\neq 0 \\text{ for } s \\in \\{-1, 1\\}^{${claim.residuals.length}} \\text{ on } M`,
      }
    case 'invariant-walls': {
      const walls = claim.walls.map(({ factors }) => listed(factors, (l) => `${term(l)} = 0`, ', '))
      const wallsLatex = claim.walls.map(({ factors }) => listed(factors, (l) => `${latex(l)} = 0`, ',\\ '))
      const inside = claim.level === 'infinity' ? '' : ` inside {f < ${term(claim.level)}}`
      const insideLatex = claim.level === 'infinity' ? '' : ` \\text{ inside } \\{f < ${latex(claim.level)}\\}`
      return {
        text: `at the boundary of its domain${inside} g tends to infinity, except at the walls ${walls.join('; ')}: these are invariant, grad h_j is parallel to them, and up to them g is C^2 with D^2 g(v, v) < 0 on M where g > 0, ${mapText(claim.residuals)}, g = ${piecesText(claim.g)}`,
        latex: `g \\to \\infty \\text{ at the boundary of } \\operatorname{dom} g${insideLatex} \\text{ or at the invariant walls } ${wallsLatex.join(';\\ ')}`,
      }
    }
    case 'solution-set': {
      const where = claim.assume.map((r) => printRelation(parseRelation(r)))
      const equations = [...claim.equations.map((e) => `${term(e)} = 0`), ...where].join(', ')
      return {
        text: `the real solutions of ${equations} are exactly ${nameList(claim.points, pointText, 'none')}`,
        latex: `\\left\\{${[
          ...claim.equations.map((e) => `${latex(e)} = 0`),
          ...claim.assume.map((r) => printLatexRelation(parseRelation(r))),
        ].join(',\\ ')}\\right\\} = ${
          claim.points.length === 0 ? '\\emptyset' : `\\left\\{${nameList(claim.points, pointLatex, '')}\\right\\}`
        }`,
      }
    }
    case 'flat-minima': {
      const { text, latex: size, on } = sharpness(claim.loss, claim.residuals)
      return {
        text: `${text} on ${on} is at least ${term(claim.minimum)}, with equality exactly at ${nameList(claim.points, pointText, 'none')}, ${mapText(claim.residuals)}`,
        latex: `\\min_M ${size} = ${latex(claim.minimum)} \\text{ exactly at } ${nameList(claim.points, pointLatex, '\\emptyset')}`,
      }
    }
    case 'described-set': {
      const given = conditions(claim.equations, claim.assume)
      const points = conditions(claim.description, claim.assume)
      return {
        text: `the real solutions of ${given.text} are exactly the points with ${points.text}, and there are some`,
        latex: `\\left\\{${given.latex}\\right\\} = \\left\\{${points.latex}\\right\\} \\neq \\emptyset`,
      }
    }
    case 'flat-set': {
      const points = conditions(claim.equations, [])
      const { text, latex: size, on } = sharpness(claim.loss, claim.residuals)
      return {
        text: `${text} on ${on} is at least ${term(claim.minimum)}, with equality exactly where ${points.text}, and there are such points, ${mapText(claim.residuals)}`,
        latex: `\\min_M ${size} = ${latex(claim.minimum)} \\text{ exactly where } ${points.latex}`,
      }
    }
    case 'independent':
      return {
        text: `the gradients of ${listed(claim.quantities, term, ', ')} are linearly independent at ${pointText(claim.point)}`,
        latex: `\\nabla(${listed(claim.quantities, latex, '),\\ \\nabla(')}) \\text{ are linearly independent at } ${pointLatex(claim.point)}`,
      }
    case 'constant-sharpness': {
      const { text, latex: size, on } = sharpness(claim.loss, claim.residuals)
      return {
        text: `${text} = ${term(claim.value)} wherever ${on}, ${mapText(claim.residuals)}`,
        latex: `${size} = ${latex(claim.value)} \\text{ on } M`,
      }
    }
    case 'no-flat-minimum':
      return {
        text: `where h = 0, the gradient of |grad h|^2 is no multiple of grad h, ${mapText(claim.residuals)}`,
        latex: '\\nabla |\\nabla h|^2 \\notin \\mathbb{R}\\,\\nabla h \\text{ on } M',
      }
    case 'strict-minimum':
      return {
        text: `${pointText(claim.point)} is a strict local minimum of f + g, f = ${term(claim.f)}, g = ${piecesText(claim.g)}`,
        latex: `${pointLatex(claim.point)} \\text{ is a strict local minimum of } f + g`,
      }
    case 'subregularity': {
      const { exponent: k } = claim
      return {
        text: `|F|^${2 * k} <= kappa*|grad f|^2 where 0 < f < near: the gradient of f is metrically ${k === 1 ? '1' : `1/${k}`}-subregular along M; f = ${term(claim.f)}, ${mapText(claim.residuals)}, kappa = ${term(claim.kappa)}, near = ${term(claim.near)}`,
        latex: `|F|^{${2 * k}} \\leq \\kappa\\,|\\nabla f|^2 \\text{ where } 0 < f < \\nu,\\quad \\kappa = ${latex(claim.kappa)} > 0,\\ \\nu = ${latex(claim.near)} > 0,\\ ${mapLatex(claim.residuals)}`,
      }
    }
    case 'decrease': {
      const { beta, gamma } = claim
      const [power, powerLatex] = [beta === 1 ? 'a' : `a^${beta}`, beta === 1 ? '\\alpha' : `\\alpha^{${beta}}`]
      // The obligation speaks of g on one cell: a step that leaves it may lead to a larger value of another piece.
      const isOneCell = claim.g.length === 1 && claim.g.every(({ when }) => when.length === 0)
      const [inside, insideLatex] = isOneCell
        ? ['', '']
        : [' and the step ends in the same cell', '\\text{ and the step ends in the same cell}']
      const [rate, rateLatex] =
        gamma === 0 ? [power, powerLatex] : [`${power}*|v|^${gamma}`, `${powerLatex}\\,|v|^{${gamma}}`]
      return {
        text: `g(x) - g(x - a*v/|v|) >= omega*${rate} for v = grad f(x), where 0 < f < near, 0 < g < infinity and 0 < a^2 <= step${inside}; f = ${term(claim.f)}, g = ${piecesText(claim.g)}, omega = ${term(claim.omega)}, near = ${term(claim.near)}, step = ${term(claim.step)}, positive where 0 < g < infinity and 0 <= f < near`,
        latex: `g(x) - g\\left(x - \\alpha \\tfrac{v}{|v|}\\right) \\geq \\omega\\,${rateLatex},\\ v = \\nabla f(x), \\text{ where } 0 < f < \\nu,\\ 0 < g < \\infty,\\ 0 < \\alpha^2 \\leq \\sigma${insideLatex},\\quad \\omega = ${latex(claim.omega)},\\ \\nu = ${latex(claim.near)},\\ \\sigma = ${latex(claim.step)}`,
      }
    }
    case 'projection-formula':
      return {
        text: `the normalized perturbed projection formula holds at ${pointText(claim.point)} along ${claim.normal.map((n) => `${n} = 0`).join(', ')}, f = ${term(claim.f)}`,
        latex: `\\text{the normalized perturbed projection formula holds at } ${pointLatex(claim.point)}`,
      }
    case 'first-integral':
    case 'law-bound':
    case 'local-laws':
    case 'polynomial-laws-bound':
    case 'linearly-independent':
      return lawStatement(claim)
  }
}
