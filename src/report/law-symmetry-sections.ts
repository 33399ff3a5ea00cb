import { parseTerm } from '../kernel/parse-term.ts'
import { type Block, type Formula, type Inline, paragraph, type Row, text } from './document.ts'
import { formulaOf, symbolic, termFormula } from './formula.ts'
import type { ReportedLaws, ReportedSymmetry } from './reported-laws.ts'

const MOST_FIELDS = 12
const MOST_COMPONENTS = 8

/** x ∂_x − y ∂_y, as addends. */
const fieldFormulas = (field: ReportedSymmetry['field']): readonly Formula[] =>
  Object.entries(field).map(([name, component]) => {
    const term = parseTerm(component)
    const variable = formulaOf(name)
    const derivation = symbolic(`\\partial_{${variable.latex}}`, `d/d(${name})`)
    const { latex, plain } = termFormula(term)
    if (plain === '1') return derivation
    if (plain === '-1') return symbolic(`-${derivation.latex}`, `-${derivation.plain}`)
    return term.op === 'add'
      ? symbolic(`\\left(${latex}\\right) ${derivation.latex}`, `(${plain})*${derivation.plain}`)
      : symbolic(`${latex}\\, ${derivation.latex}`, `${plain}*${derivation.plain}`)
  })

const algebraName = (name: string): Inline => {
  const known = /^(gl|sl|so|o|sp|u)\((\d+)\)$/.exec(name)
  return known === null ? name : symbolic(`\\mathfrak{${known[1]}}(${known[2]})`, name)
}

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** The Lie algebra of affine symmetries: found by exact linear algebra, no claim of the kernel. */
export const symmetrySection = ({ symmetries, map, network }: ReportedLaws): readonly Block[] => {
  if (symmetries.length === 0) return []
  const parts = new Map(
    symmetries.flatMap(({ part }) => (part === undefined ? [] : [[part.index, part.name] as const])),
  )
  const named = [...parts.values()].flatMap((name, i) => (i === 0 ? [algebraName(name)] : [' + ', algebraName(name)]))
  const algebra = named.length === 0 ? [] : text`: ${named}`
  const ofType = (type: ReportedSymmetry['type']): number => symmetries.filter((own) => own.type === type).length
  const [even, odd] = [ofType('symmetric'), ofType('antisymmetric')]
  const square = symbolic('x^\\top S x', "x'*S*x")
  const laws =
    even === 0
      ? []
      : text` ${even === 1 ? 'One generator is symmetric and gives a quadratic law' : `${even} generators are symmetric and give quadratic laws`} ${square} ([J], Proposition 3.36 [R+]).`
  const none =
    odd === 0
      ? []
      : text` ${odd === 1 ? 'One generator is antisymmetric and gives' : `${odd} generators are antisymmetric and give`} no quadratic law in this way; other laws may exist, as ${symbolic('y/x', 'y/x')} for ${symbolic('(x^2 + y^2 - 1)^2', '(x^2 + y^2 - 1)^2')}.`
  const shown = symmetries.slice(0, MOST_FIELDS).filter(({ field }) => Object.keys(field).length <= MOST_COMPONENTS)
  const left = symmetries.length - shown.length
  const invariant = map === undefined && network === undefined ? symbolic('f', 'f') : symbolic('\\varphi', 'phi')
  const rows = shown.map(
    ({ field }, i): Row => ({
      left: symbolic(`A_{${i + 1}}`, `A${i + 1}`),
      relation: '=',
      right: fieldFormulas(field),
    }),
  )
  return [
    { kind: 'heading', level: 2, text: 'Symmetries' },
    paragraph(
      text`A Lie algebra of affine vector fields along which ${invariant} does not change was found, of dimension ${symbolic(String(symmetries.length), String(symmetries.length))}${algebra}. It was computed in exact arithmetic; the kernel was not asked about it.${laws}${none}`,
    ),
    ...(rows.length === 0 ? [] : [{ kind: 'display' as const, rows }]),
    ...(left === 0
      ? []
      : [paragraph([`${plural(left, 'generator is', 'generators are')} not shown here: the JSON document has all.`])]),
  ]
}

const MOST_CLAIMS = 8

/** What is proved not to exist. */
export const negativeSection = ({ negative }: ReportedLaws): readonly Block[] =>
  negative.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'What does not exist' },
        ...negative.map(({ theorem, source, trust, text: words, claims }): Block => {
          const isKernel = trust === 'kernel' && claims.every(({ verdict }) => verdict.status === 'proved')
          const statements = [...new Set(claims.map(({ statement }) => statement))]
          const rest = statements.length - MOST_CLAIMS
          return {
            kind: 'statement',
            name: isKernel ? 'Proposition' : 'Finding',
            note: `${theorem}; ${source}`,
            content: [
              paragraph([words]),
              paragraph([
                `It rests on ${plural(statements.length, 'claim', 'claims')}, ${isKernel ? 're-checked by the kernel' : 'not all re-checked by the kernel'}: ${statements.slice(0, MOST_CLAIMS).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`,
              ]),
            ],
          }
        }),
      ]

/** What nobody looked for, so that nothing is said about it. */
export const notSearchedSection = ({ notSearched }: ReportedLaws): readonly Block[] =>
  notSearched.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'What was not searched' },
        { kind: 'list', items: notSearched.map((what) => [what]) },
      ]
