import type { Claim } from '../../kernel/claim.ts'
import { domainConditions } from '../../kernel/domain.ts'
import { lower } from '../../kernel/lower.ts'
import { vanishes } from '../../kernel/normal-form.ts'
import { subtract } from '../../kernel/polynomial.ts'
import type { Obligation } from '../../kernel/reading.ts'
import type { Scope } from '../../kernel/scope.ts'
import type { Goal } from '../../kernel/sequent.ts'
import type { Fact } from '../../kernel/sign.ts'
import type { Relation } from '../../kernel/term.ts'
import { polynomialTerm } from '../formula.ts'
import { partsOf } from './claim-parts.ts'
import { NO_RULE, relation, writer } from './claim-writer.ts'
import type { Definitions } from './definitions.ts'
import { gapOf } from './proof-state.ts'
import type { CoqStatement } from './written-theorem.ts'

const says = (given: Relation, fact: Fact, scope: Scope): boolean =>
  given.op === fact.op && vanishes(subtract(lower(gapOf(given), scope), fact.polynomial))

const saysGoal = (given: Relation | 'false', goal: Goal, scope: Scope): boolean =>
  given === 'false' || goal === 'false' ? given === goal : says(given, goal, scope)

/** Whether a statement says what the kernel derived from the claim, hypothesis by hypothesis. */
const agrees = ({ hypotheses, goal, scope }: CoqStatement, { sequent }: Obligation): boolean =>
  hypotheses.length === sequent.hypotheses.length &&
  hypotheses.every((h, i) => says(h, sequent.hypotheses[i] as Fact, scope)) &&
  saysGoal(goal, sequent.goal, scope)

/** A statement, and whether it is written in normal forms, where functions and derivatives have lost their names. */
export interface WrittenStatement {
  readonly statement: CoqStatement
  readonly isNormal: boolean
}

/** The obligation as the kernel derived it. */
const normalStatement = ({ sequent }: Obligation): WrittenStatement => {
  const { scope, hypotheses, goal } = sequent
  const normal = ({ polynomial, op }: Fact): Relation => relation(polynomialTerm(polynomial, scope), op)
  return {
    statement: {
      scope,
      hypotheses: hypotheses.map(normal),
      goal: goal === 'false' ? 'false' : normal(goal),
      defined: new Map(),
      unfold: [],
    },
    isNormal: true,
  }
}

/**
 * What one obligation of a claim says, for Coq: about the functions of the claim and their derivatives where that can
 * be written and agrees with what the kernel derived; in normal forms otherwise.
 */
export const statementFor = (claim: Claim, obligation: Obligation, definitions: Definitions): WrittenStatement => {
  const { scope } = obligation.sequent
  const w = writer(claim, definitions, scope)
  try {
    const parts = partsOf(claim, obligation.name, w)
    if (parts === undefined) return normalStatement(obligation)
    const statement: CoqStatement = {
      scope,
      hypotheses: [...w.assume, ...domainConditions(parts.terms, scope), ...parts.hypotheses],
      goal: parts.goal,
      defined: w.defined,
      unfold: [...w.unfold],
    }
    return agrees(statement, obligation) ? { statement, isNormal: false } : normalStatement(obligation)
  } catch (error) {
    if (error === NO_RULE) return normalStatement(obligation)
    throw error
  }
}
