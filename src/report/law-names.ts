import { printPlain } from '../expression/print-plain.ts'
import { headOf } from '../expression/shapes.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import type { Formula, Inline } from './document.ts'
import { symbolic } from './formula.ts'
import type { ReportedLaw, ReportedLaws } from './reported-laws.ts'

export type MatrixLaw = ReportedLaws['matrixLaws'][number]

/** A law with the number that the report gives it: c_1, c_2, … */
export interface NumberedLaw {
  readonly law: ReportedLaw
  readonly number: number
}

/** The laws in the order of the report. */
export interface LawNames {
  /** Matrices all of whose entries are proved, with the laws that they stand for. */
  readonly matrices: readonly { readonly matrix: MatrixLaw; readonly entries: readonly NumberedLaw[] }[]
  readonly others: readonly NumberedLaw[]
  readonly all: readonly NumberedLaw[]
  /** The letter of the names; one that the question does not use. */
  readonly letter: string
}

const LETTERS = ['c', 'q', 'p', 'k', 'L']

const isProved = (law: ReportedLaw | undefined): law is ReportedLaw => law?.verdict.status === 'proved'

/** Numbers the laws: entries of conserved matrices first, then others, and candidates of the user last. */
export const nameLaws = ({ laws, matrixLaws, variables, parameters }: ReportedLaws): LawNames => {
  const byText = new Map(laws.filter(({ kind }) => kind !== 'supplied').map((law) => [law.expression, law]))
  const all: NumberedLaw[] = []
  const numbered = (law: ReportedLaw): NumberedLaw => {
    const known = all.find((other) => other.law === law)
    if (known !== undefined) return known
    const entry = { law, number: all.length + 1 }
    all.push(entry)
    return entry
  }
  const matrices = matrixLaws.flatMap((matrix) => {
    const found = matrix.entries.map((entry) => byText.get(entry) ?? byText.get(printPlain(parseTerm(entry))))
    // A symmetric matrix of one entry says less than the entry.
    const saysMore = found.length > 1 || matrix.kind === 'trace' || matrix.kind === 'antisymmetric'
    return saysMore && found.every(isProved) ? [{ matrix, entries: found.map(numbered) }] : []
  })
  const entries = new Set(all.map(({ law }) => law))
  const rest = laws.filter((law) => !entries.has(law))
  const others = [
    ...rest.filter(({ kind }) => kind !== 'supplied'),
    ...rest.filter(({ kind }) => kind === 'supplied'),
  ].map(numbered)
  const used = new Set([...variables, ...parameters].map((name) => headOf(name).replace(/[_\d].*$/, '')))
  return { matrices, others, all, letter: LETTERS.find((letter) => !used.has(letter)) ?? 'law' }
}

export const lawName = (letter: string, number: number): Formula =>
  symbolic(`${letter.length === 1 ? letter : `\\mathrm{${letter}}`}_{${number}}`, `${letter}${number}`)

const LONGEST_RUN = 3

/** Runs of consecutive numbers, such as 1–3 and 5. */
const runsOf = (numbers: readonly number[]): readonly (readonly [first: number, last: number])[] => {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] + 1 === number) run[1] = number
    else runs.push([number, number])
  }
  return runs
}

/** c_1, c_2 and c_4; long runs of consecutive numbers are abbreviated. */
export const lawList = (letter: string, numbers: readonly number[]): readonly Inline[] => {
  const names = runsOf(numbers).flatMap(([first, last]) => {
    const all = Array.from({ length: last - first + 1 }, (_, i) => lawName(letter, first + i))
    return all.length <= LONGEST_RUN ? all : [lawName(letter, first), symbolic('\\dots', '...'), lawName(letter, last)]
  })
  const isAbbreviated = names.some(({ plain }) => plain === '...')
  return names.flatMap((name, i) =>
    i === 0 ? [name] : [i === names.length - 1 && !isAbbreviated ? ' and ' : ', ', name],
  )
}
