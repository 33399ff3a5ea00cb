import { POSITIVE, type Signs, ZERO } from '../../kernel/sign.ts'
import { call, difference, negated, number, product, raised, sum, type Term } from '../../kernel/term.ts'
import { type JsonRecord, string } from '../certificate-json.ts'
import { admitting } from './admitting.ts'
import { coqText } from './coq-term.ts'
import { NONNEGATIVE } from './facts.ts'
import { notExported } from './not-exported.ts'
import { type CoqGoal, type Proof, readTerm, shown, textIn } from './proof-state.ts'
import { type Script, transfer } from './script.ts'
import { signProof, weaken } from './signs.ts'

/** What a fact states of u, and the lemma that says so: of u; of summands a and b of u; or of a positive u. */
interface StandardFact {
  readonly lemma: string
  readonly term: (u: Term) => Term
  readonly signs: Signs
  readonly of: 'any' | 'positive' | 'sum'
}

const ONE = number(1)

/** a and b where u is written as a + b. */
const summands = (u: Term): readonly [Term, Term] => {
  const last = u.op === 'add' ? u.args[u.args.length - 1] : undefined
  if (u.op !== 'add' || last === undefined) return notExported('an addition theorem of something that is no sum')
  return [sum(...u.args.slice(0, -1)), last]
}

const FACTS: Readonly<Record<string, StandardFact>> = {
  'exp-tangent': {
    lemma: 'exp_tangent',
    term: (u) => sum(call('exp', u), negated(ONE), negated(u)),
    signs: NONNEGATIVE,
    of: 'any',
  },
  'log-tangent': {
    lemma: 'log_tangent',
    term: (u) => sum(u, negated(ONE), negated(call('log', u))),
    signs: NONNEGATIVE,
    of: 'positive',
  },
  'log-lower': {
    lemma: 'log_lower',
    term: (u) => sum(call('log', u), negated(ONE), { op: 'divide', numerator: ONE, denominator: u }),
    signs: NONNEGATIVE,
    of: 'positive',
  },
  'exp-log': {
    lemma: 'exp_log',
    term: (u) => difference(call('exp', call('log', u)), u),
    signs: ZERO,
    of: 'positive',
  },
  'tanh-range': {
    lemma: 'tanh_range',
    term: (u) => difference(ONE, raised(call('tanh', u), 2)),
    signs: POSITIVE,
    of: 'any',
  },
  'tanh-exp': {
    lemma: 'tanh_exp',
    term: (u) => {
      const square = call('exp', product(number(2), u))
      return difference(product(call('tanh', u), sum(square, ONE)), difference(square, ONE))
    },
    signs: ZERO,
    of: 'any',
  },
  'sin-bound': {
    lemma: 'sin_bound',
    term: (u) => difference(raised(u, 2), raised(call('sin', u), 2)),
    signs: NONNEGATIVE,
    of: 'any',
  },
  'sin-sum': {
    lemma: 'sin_sum',
    term: (u) => {
      const [a, b] = summands(u)
      const parts = [product(call('sin', a), call('cos', b)), product(call('cos', a), call('sin', b))]
      return sum(call('sin', u), ...parts.map(negated))
    },
    signs: ZERO,
    of: 'sum',
  },
  'cos-sum': {
    lemma: 'cos_sum',
    term: (u) => {
      const [a, b] = summands(u)
      const parts = [negated(product(call('cos', a), call('cos', b))), product(call('sin', a), call('sin', b))]
      return sum(call('cos', u), ...parts)
    },
    signs: ZERO,
    of: 'sum',
  },
}

const factOf = (name: string): StandardFact => FACTS[name] ?? notExported(`the inequality "${name}"`)

/** The term about which a fact is. */
export const factTerm = (name: string, u: Term): Term => factOf(name).term(u)

/** Tangents, ranges and addition theorems of functions. */
export const standardInequality = (fields: JsonRecord, goal: CoqGoal, start: Proof): Script => {
  const target = shown(goal, 'a standard inequality')
  const fact = factOf(string(fields.fact))
  const u = readTerm(string(fields.of))
  const { lines, proof } = admitting([u, target.term], start)
  const name = proof.names.internal('f')
  const plain = (term: Term): string => `(${coqText(term, proof.written)})`
  const parts = fact.of === 'sum' ? summands(u).map(plain) : []
  const rewriting = proof.atoms.equations.toReversed().map((e) => `?${e}`)
  const positive = (): string =>
    weaken(signProof(u, proof), POSITIVE) ??
    notExported('a logarithm of a quantity that Coq does not see to be positive')
  return [
    ...lines,
    `pose proof (@${[fact.lemma, plain(u), ...parts].join(' ')}) as ${name}.`,
    ...(fact.of === 'sum' ? [`specialize (${name} ltac:(ring)).`] : []),
    ...(rewriting.length === 0 ? [] : [`rewrite ${rewriting.join(', ')} in ${name}.`]),
    ...(fact.of === 'positive' ? [`specialize (${name} ${positive()}).`] : []),
    transfer(target, textIn(fact.term(u), proof), name, fact.signs, proof),
  ]
}
