import type { EvidenceJson } from '../theorems/check-result.ts'
import { type Block, type Inline, paragraph, text } from './document.ts'
import { formulaOf, symbolic } from './formula.ts'

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const decimal = (value: number, digits = 4): Inline => {
  const size = Math.abs(value)
  const shown =
    size === 0 ? '0' : size >= 1e-3 && size < 1e5 ? value.toPrecision(digits) : value.toExponential(digits - 1)
  const [mantissa = '', exponent] = shown.split('e')
  return exponent === undefined
    ? symbolic(shown, shown)
    : symbolic(`${mantissa} \\cdot 10^{${Number(exponent)}}`, shown)
}

const field = (evidence: unknown, name: string): unknown =>
  typeof evidence === 'object' && evidence !== null ? (evidence as Record<string, unknown>)[name] : undefined

/** A law as it was printed for users; shown as text where it is not in the kernel's grammar. */
const lawFormula = (law: string): Inline => {
  try {
    return formulaOf(law)
  } catch {
    return law
  }
}

const row = (name: string, content: readonly Inline[]): readonly (readonly Inline[])[] => [[name], content]

const rows = (evidence: EvidenceJson, order: number | undefined): readonly (readonly (readonly Inline[])[])[] => {
  const { runs, steps, alpha, exponent, seed, converged, confidence, complete } = evidence
  const found: (readonly (readonly Inline[])[])[] = []
  const measured = (name: string, value: unknown, digits?: number): void => {
    if (isNumber(value)) found.push(row(name, [decimal(value, digits)]))
  }
  found.push(
    row(
      'Runs and steps of each',
      text`${String(runs)} × ${String(steps)}${complete === false ? ' (stopped early)' : ''}`,
    ),
  )
  const q = exponent === 'infinity' ? '' : `^{1/${exponent}}`
  found.push(
    row('Steps', [
      exponent === 'infinity'
        ? symbolic(`\\alpha_k = ${alpha}`, `alpha_k = ${alpha}`)
        : symbolic(`\\alpha_k = ${alpha}/(k+1)${q}`, `alpha_k = ${alpha}/(k+1)^(1/${exponent})`),
      `, seed ${seed}`,
    ]),
  )
  if (isNumber(converged)) {
    const interval = Array.isArray(confidence)
      ? ` (95 % interval ${confidence.map((c) => Number(c).toFixed(3)).join(' to ')})`
      : ''
    found.push(row('Ended at the attractor', [`${converged} of ${runs}${interval}`]))
  }
  measured('Median distance to the attractor', field(evidence.distances, 'median'), 3)
  measured('Largest distance to the attractor', field(evidence.distances, 'max'), 3)
  measured('Median of f at the end', field(evidence.finalObjective, 'median'), 3)
  measured(order === undefined ? 'Fitted order p' : `Fitted order p (proved: ${order})`, evidence.fittedOrder)
  measured('One-step decrease of g over its second-order prediction', evidence.secondOrderRatio)
  measured('The same along 2-cycles', evidence.trajectoryRatio)
  const drifts = Array.isArray(evidence.lawDrift) ? evidence.lawDrift : []
  for (const drift of drifts) {
    const flow = field(drift, 'flow')
    const law = field(drift, 'law')
    if (isNumber(flow) && typeof law === 'string') {
      found.push([text`Drift of ${lawFormula(law)} along the gradient flow`, [decimal(flow, 2)]])
    }
  }
  return found
}

const OPINIONS: Readonly<Record<string, string>> = {
  agrees: 'A second algebra system computes the same gradient of f.',
  disagrees: 'A second algebra system computes a different gradient of f: this should be looked into.',
}

/** Agreement is what everyone expects of a simplification; only the opposite is worth a word. */
const SIMPLIFICATIONS: Readonly<Record<string, string>> = {
  disagrees:
    'A second algebra system finds other values of f than its simplified form has: this should be looked into.',
}

const crossChecks = (evidence: EvidenceJson): readonly Block[] => {
  const opinion = OPINIONS[String(field(evidence.gradientSecondOpinion, 'status'))]
  const curvature = Array.isArray(evidence.curvatureIdentity) ? evidence.curvatureIdentity : []
  const derivatives = curvature.map((check) => field(check, 'derivatives'))
  const identity = curvature.map((check) => field(check, 'identity'))
  const simplification = SIMPLIFICATIONS[String(field(evidence.simplificationSecondOpinion, 'status'))]
  const parts: Inline[] = [
    ...(opinion === undefined ? [] : [`${opinion} `]),
    ...(simplification === undefined ? [] : [`${simplification} `]),
    ...(derivatives.includes('disagree')
      ? ['Two independent computations of the second-order term differ: this should be looked into. ']
      : []),
    ...(derivatives.length > 0 && derivatives.every((d) => d === 'agree')
      ? ['Two independent computations of the second-order term agree. ']
      : []),
    ...(identity.length > 0 && identity.every((i) => i === 'holds')
      ? text`It equals ${symbolic('-\\tfrac12\\langle\\nabla g,\\nabla|\\nabla h|^2\\rangle', '-1/2 <grad g, grad |grad h|^2>')}, as it must for a conserved $g$.`
      : []),
  ]
  return parts.length === 0 ? [] : [paragraph(parts, 'Cross-checks')]
}

/** The measurements as a table, the fitted order beside the one proved; evidence beside the verdicts, never one of them. */
export const evidenceSection = (evidence: EvidenceJson | undefined, order?: number): readonly Block[] => {
  if (evidence === undefined) return []
  const heading: Block = { kind: 'heading', level: 2, text: 'Numbers' }
  if (!isNumber(evidence.runs) || evidence.runs === 0) {
    const note = typeof evidence.note === 'string' ? evidence.note : 'nothing was run'
    return [heading, paragraph(text`No runs: ${note}.`), ...crossChecks(evidence)]
  }
  return [
    heading,
    {
      kind: 'table',
      caption: 'Measured in floating point: evidence, not a verdict.',
      head: ['Quantity', 'Measured'],
      rows: rows(evidence, order),
    },
    ...crossChecks(evidence),
  ]
}
