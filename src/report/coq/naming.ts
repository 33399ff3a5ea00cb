import { termOfPolynomial } from '../../expression/term-of-polynomial.ts'
import { readExponent } from '../../kernel/lower.ts'
import type { Polynomial } from '../../kernel/polynomial.ts'
import { POSITIVE } from '../../kernel/sign.ts'
import type { Term } from '../../kernel/term.ts'
import { type CoqNotation, type CoqText, coqText } from './coq-term.ts'
import { type NamedFact, namedFact } from './facts.ts'
import type { Identifiers } from './identifiers.ts'

/** An equation `denominator * monomial = polynomial` with whole coefficients, for `ring` and `field`. */
export interface Rule {
  readonly name: string
  readonly denominator: bigint
}

/** A variable of the proof: `equation : function (text) = name`. */
export interface Generator {
  readonly name: string
  readonly equation: string
  readonly text: string
}

/** The tactic that closes an equation between rational functions of names. */
export type Identity = (left: string, right: string, rules: readonly Rule[]) => string

/** What has been written while the functions of one theorem are named; its members add to the same lists. */
export interface Naming {
  /** The notation in which functions keep their names, for both sides of `function = value`. */
  readonly written: CoqNotation
  /** The notation in which every function is written by its value in names. */
  readonly notation: CoqNotation
  readonly names: Identifiers
  readonly lines: string[]
  /** The names of the equations `function = value`, inner functions first. */
  readonly equations: string[]
  readonly rules: Rule[]
  readonly facts: NamedFact[]
  readonly textOf: (term: Term) => string
  readonly termOf: (polynomial: Polynomial) => Term
  /** Closes left = right by the rules so far. */
  readonly identity: (left: string, right: string, rules?: readonly Rule[]) => string
  /** `rewrite ...`, which writes everything in names. */
  readonly rewriting: string
  /** A name for `fn (text)`, the text already in names; `key` tells which are the same. */
  readonly generator: (key: string, prefix: string, fn: string, text: string) => Generator & { readonly isNew: boolean }
  /** Keeps 0 < text or 0 <= text; returns the name of the fact. */
  readonly addFact: (prefix: string, term: Term, signs: number, text: string, reason: string) => string
  readonly addRule: (statement: string, reason: string, denominator?: bigint) => string
  /** Shows `function as written = value` and remembers the equation; `before` are the rewritings of the tactic. */
  readonly learn: (head: string, value: CoqText, reason: string, before?: string) => CoqText
  /** Proves `fn (argument) = name`, where the name was given for an equal argument. */
  readonly sameAs: (generator: Generator, argument: string) => string
}

const isAtom = (term: Term, { scope }: CoqNotation): boolean =>
  term.op === 'call' || (term.op === 'power' && readExponent(term.exponent, scope).kind !== 'integer')

/** An empty naming; `namedValue` names a function and gives its value. */
export const createNaming = (
  written: CoqNotation,
  names: Identifiers,
  close: Identity,
  namedValue: (term: Term) => CoqText,
): Naming => {
  const { scope } = written
  const lines: string[] = []
  const equations: string[] = []
  const rules: Rule[] = []
  const facts: NamedFact[] = []
  const generators = new Map<string, Generator>()
  const notation: CoqNotation = {
    ...written,
    override: (term) => (isAtom(term, written) ? namedValue(term) : undefined),
  }
  const rewriting = (): string =>
    `rewrite ${equations
      .toReversed()
      .map((name) => `?${name}`)
      .join(', ')}`
  const identity = (left: string, right: string, by: readonly Rule[] = rules): string => close(left, right, by)
  return {
    written,
    notation,
    names,
    lines,
    equations,
    rules,
    facts,
    textOf: (term) => coqText(term, notation),
    termOf: (polynomial) => termOfPolynomial(polynomial, scope.variables),
    identity,
    get rewriting() {
      return equations.length === 0 ? 'idtac' : rewriting()
    },
    generator: (key, prefix, fn, text) => {
      const known = generators.get(key)
      if (known !== undefined) return { ...known, isNew: false }
      const made = { name: names.internal(prefix), equation: names.internal('is'), text }
      lines.push(`destruct (named (${fn} (${text}))) as [${made.name} ${made.equation}].`)
      generators.set(key, made)
      return { ...made, isNew: true }
    },
    addFact: (prefix, term, signs, text, reason) => {
      const name = names.internal(prefix)
      lines.push(`assert (${name} : ${signs === POSITIVE ? '0 < ' : '0 <= '}${text}) by (${reason}).`)
      facts.push(namedFact(name, term, signs, scope))
      return name
    },
    addRule: (statement, reason, denominator = 1n) => {
      const name = names.internal('rule')
      lines.push(`assert (${name} : ${statement}) by (${reason}).`)
      rules.push({ name, denominator })
      return name
    },
    learn: (head, value, reason, before = equations.length === 0 ? '' : `${rewriting()}; `) => {
      const name = names.internal('eq')
      lines.push(`assert (${name} : ${head} = ${value.text}) by (${before}${reason}).`)
      equations.push(name)
      return value
    },
    sameAs: ({ text, equation }, argument) =>
      text === argument ? `exact ${equation}` : `rewrite <- ${equation}; f_equal; ${identity(argument, text)}`,
  }
}
