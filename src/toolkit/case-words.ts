import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import { number, type Relation, type Term } from '../kernel/term.ts'
import type { ParameterCase } from './parameter-cases.ts'

/** The same statement for a terminal and for a page. */
interface Formula {
  readonly plain: string
  readonly latex: string
}

/** `b < 0` reads better than `0 > b`. */
const shown =
  (print: (term: Term) => string) =>
  ({ left, op, right }: Relation): string =>
    op === '>' && left.op === 'number' ? `${print(right)} < ${print(left)}` : `${print(left)} ${op} ${print(right)}`

/** A case in words: the parameters and 0 in one chain such as `a > b > 0` where the signs order them, else a list. */
export const caseWords = ({ when, sample }: Pick<ParameterCase, 'when' | 'sample'>): Formula => {
  const zero = number(0)
  const names = [...new Set(when.flatMap(({ left, right }) => [left, right]).filter((t) => t.op === 'symbol'))]
  const sampled = (term: Term): number => {
    const [n = '0', d = '1'] = (term.op === 'symbol' ? (sample?.[term.name] ?? '0') : '0').split('/')
    return Number(n) / Number(d)
  }
  const isNamed = (term: Term, name: Term): boolean => printPlain(term) === printPlain(name)
  const order = [...new Map([...names, zero].map((term) => [printPlain(term), term])).values()].sort(
    (a, b) => sampled(b) - sampled(a),
  )
  const links = order.slice(1).map((low, i) => {
    const high = order[i] as Term
    return when.find(
      ({ left, op, right }) =>
        (isNamed(left, high) && isNamed(right, low)) || (op === '=' && isNamed(left, low) && isNamed(right, high)),
    )
  })
  const [top, bottom] = order
  const isChain = when.every(({ left, right }) =>
    [left, right].every((term) => order.some((name) => isNamed(term, name))),
  )
  if (sample === undefined || !isChain || links.some((link) => link === undefined)) {
    return { plain: when.map(shown(printPlain)).join(', '), latex: when.map(shown(printLatex)).join(',\\ ') }
  }
  if (order.length === 2 && top === zero)
    return { plain: `${printPlain(bottom as Term)} < 0`, latex: `${printLatex(bottom as Term)} < 0` }
  const chain = (print: (term: Term) => string): string =>
    order.map((term, i) => (i === 0 ? print(term) : ` ${links[i - 1]?.op} ${print(term)}`)).join('')
  return { plain: chain(printPlain), latex: chain(printLatex) }
}
