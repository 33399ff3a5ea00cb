import { InputError, type InputProblem } from './input-error.ts'
import { constantObjection, nameObjection } from './names.ts'
import type { Token } from './scan.ts'
import { headOf, RESERVED_VECTORS, type Shape, shapeText } from './shapes.ts'

/** A piece of a longer text with its tokens; offsets refer to the whole text. */
export interface TokenizedText {
  readonly text: string
  readonly tokens: readonly Token[]
}

/** What is known of names: those declared, entries one by one, and the whole vectors and matrices among them. */
export interface KnownNames {
  readonly declared: ReadonlySet<string>
  readonly shapes: ReadonlyMap<string, Shape>
  /** Whether a name that is not declared is refused, or is a variable. */
  readonly refusesOthers: boolean
}

const WRITTEN_ENTRY = /^\[[1-9]\d*(?:,[1-9]\d*)?\]$/

/**
 * The tokens with entries of what is no whole vector or matrix as names of their own: `x [ 2 ]` is the name `x[2]`
 * where x has no declared size.
 */
export const withEntryNames = (tokens: readonly Token[], { shapes }: KnownNames): readonly Token[] => {
  const found: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token
    const isWhole = token.kind !== 'name' || shapes.has(token.text)
    const close = isWhole || tokens[i + 1]?.text !== '[' ? -1 : tokens.findIndex(({ text }, k) => k > i && text === ']')
    const index = tokens.slice(i + 1, close + 1).map(({ text }) => text)
    if (close > 0 && WRITTEN_ENTRY.test(index.join(''))) {
      found.push({ ...token, text: token.text + index.join('') })
      i = close
    } else found.push(token)
  }
  return found
}

/** Refuses names that mean nothing or something else, and, where only declared ones are taken, others. */
export const checkNames = ({ text, tokens }: TokenizedText, known: KnownNames): void => {
  const { declared, shapes, refusesOthers } = known
  const heads = new Set([...declared].map(headOf))
  const kinds = new Map<string, string>()
  const names = [...shapes.values()].map(shapeText)

  const problemOf = (name: string, head: string, next: string, before: string): InputProblem | undefined => {
    const isDeclared = declared.has(name) || shapes.has(name)
    const objection = nameObjection(head) ?? (heads.has(head) ? undefined : constantObjection(head))
    if (objection !== undefined || isDeclared) return objection
    const missing = `"${name}" is not declared`
    const expected = names.length === 0 ? 'an expression without names' : `one of ${names.join(', ')}`
    if (before === '^' && /^(?:T|t|top)$/.test(name)) {
      return { what: missing, advice: `write X' for the transpose, or declare "${name}" as a parameter` }
    }
    if (heads.has(head)) return { what: missing, expected, advice: `declare the whole of ${head} with its size` }
    const size = `declare it, such as ${head}:3 for a vector or ${head}:2x3 for a matrix`
    if (next === '[') return { what: `the size of "${head}" is not declared`, advice: size }
    if (refusesOthers) {
      const advice = name === head ? `declare "${name}" as a variable or a parameter, or correct the spelling` : size
      return { what: missing, expected, advice }
    }
    const kind = name === head ? 'a number' : name.includes(',') ? 'a matrix' : 'a vector'
    const other = kinds.get(head) ?? kind
    kinds.set(head, kind)
    if (other !== kind) return { what: `"${head}" is ${other} before, and ${kind} here`, advice: size }
    if (kind === 'a vector' && RESERVED_VECTORS.has(head)) {
      return { what: `"${name}" is a name that claims use themselves`, advice: 'take another name for this vector' }
    }
    return undefined
  }

  tokens.forEach((token, i) => {
    const next = tokens[i + 1]?.text ?? ''
    if (token.kind !== 'name' || next === '(') return
    const name = token.text
    const problem = problemOf(name, headOf(name), next, tokens[i - 1]?.text ?? '')
    if (problem !== undefined) throw new InputError({ ...problem, text, offset: token.offset, length: name.length })
  })
}
