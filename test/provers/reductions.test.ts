import { describe, expect, test } from 'vitest'
import { checkProof } from '../../src/kernel/check-proof.ts'
import { obligationsOf } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import type { Sequent } from '../../src/kernel/sequent.ts'
import { byCongruence } from '../../src/provers/congruences.ts'
import { convexityLemmas } from '../../src/provers/convexity-lemmas.ts'
import { levelCandidates } from '../../src/provers/critical-level.ts'
import { factorReductions } from '../../src/provers/factor-reductions.ts'
import { integerLemmas } from '../../src/provers/integer-lemmas.ts'
import type { Lemma } from '../../src/provers/lemma-proofs.ts'
import { logarithmReductions } from '../../src/provers/logarithm-reductions.ts'
import { atZerosOfPowers } from '../../src/provers/power-zeros.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import type { Reduction } from '../../src/provers/reduction.ts'
import { rootReductions } from '../../src/provers/root-reductions.ts'
import { proveSequent } from '../../src/provers/sequent-prover.ts'
import { seriesLemmas } from '../../src/provers/series-lemmas.ts'
import { pieceReductions } from '../../src/provers/sign-pieces.ts'
import { context, within } from './claims.ts'

const xy = context(['x', 'y'])
const integers = context([], { parameters: ['m', 'n', 'k'], integers: ['m', 'n', 'k'] })
const powers = context(['x'], { parameters: ['p'] })

const sequentOf = (goal: string, assume: readonly string[] = [], own: Claim['context'] = xy): Sequent => {
  const [first] = obligationsOf({ claim: 'relation', context: own, assume, goal })
  if (first === undefined) throw new Error('a relation has one obligation')
  return first.sequent
}

const search = { ...within(60_000), hints: {} }

describe('a reduction makes of proofs of its goals one that the kernel accepts', () => {
  const reductions: readonly (readonly [string, readonly string[], (s: Sequent) => readonly Reduction[]])[] = [
    ['sqrt(x^2 + 1) >= x', [], rootReductions],
    ['1 + x^2 >= sqrt(x^2 + 1)', [], rootReductions],
    ['1 + x^2 > sqrt(x^2 + 1/2)', [], rootReductions],
    ['cbrt(x^3 + 1) > x', [], rootReductions],
    ['x^2 + 2 >= 3*cbrt(x^2)', [], rootReductions],
    ['sqrt(2 + sqrt(3)) = (sqrt(6) + sqrt(2))/2', [], rootReductions],
    ['log(x^2*y) = 2*log(x) + log(y)', ['x > 0', 'y > 0'], logarithmReductions],
    ['log(1 + exp(x)) > x', [], logarithmReductions],
    ['log((x + y)/2) >= (log(x) + log(y))/2', ['x > 0', 'y > 0'], logarithmReductions],
    ['abs(x) + x >= 0', [], pieceReductions],
    ['x >= y', ['x^5 >= y^5'], (s) => factorReductions(s, search.budget)],
    ['x^5 > y^5', ['x > y'], (s) => factorReductions(s, search.budget)],
  ]
  test.each(reductions)('%s where %j', { timeout: 120_000 }, async (goal, assume, find) => {
    const sequent = sequentOf(goal, assume)
    const [first] = find(sequent)
    if (first === undefined) throw new Error('expected a reduction')
    const proofs = []
    for (const inner of first.goals) {
      const attempt = await proveSequent(inner, search)
      if (attempt.status !== 'proof') throw new Error('expected a proof')
      proofs.push(attempt.proof)
    }
    checkProof(first.close(proofs), sequent)
  })
})

describe('lemmas carry proofs that the kernel accepts', () => {
  const cases: readonly (readonly [string, readonly string[], Claim['context'], (s: Sequent) => Lemma[], number])[] = [
    ['exp(x) + exp(y) > 0', [], xy, convexityLemmas, 4],
    ['log(x) > log(y)', ['y > 1', 'x > 1'], xy, convexityLemmas, 8],
    ['exp(log(x)) = x', ['x > 0'], xy, convexityLemmas, 2],
    ['abs(x)^(p) > 0', ['x != 0'], powers, convexityLemmas, 5],
    ['sin(x + y) + cos(-x) + exp(x^2) > 0', ['x >= 0'], xy, seriesLemmas, 8],
    ['tanh(x) = tanh(2*x)', [], xy, seriesLemmas, 2],
    ['m > 0', ['2*m > 5', '3*n >= 4', 'm - n > 0'], integers, integerLemmas, 3],
  ]
  test.each(cases)('%s where %j', (goal, assume, own, find, least) => {
    const sequent = sequentOf(goal, assume, own)
    const lemmas = find(sequent)
    expect(lemmas.length).toBeGreaterThanOrEqual(least)
    const known = [...sequent.hypotheses]
    for (const { fact, proof } of lemmas) {
      checkProof(proof, { ...sequent, hypotheses: known, goal: fact })
    }
  })
})

describe('congruences', () => {
  test.each([
    ['m^2 + n^2 != 4*k + 3', true],
    ['m^3 + n^3 + k^3 != 4', true],
    ['n*(n + 1)/2 != 1/3', true],
    ['m^2 + n^2 != 4*k + 1', false],
    ['2*m != 4*n', false],
  ] as const)('%s: %s', (goal, expected) => {
    const sequent = sequentOf(goal, [], integers)
    const proof = byCongruence(sequent)
    expect(proof !== undefined).toBe(expected)
    if (proof !== undefined) checkProof(proof, sequent)
  })
})

describe('powers with integer parameters and zeros', () => {
  const own = context(['x', 'y'], { parameters: ['m', 'n'], integers: ['m', 'n'], assume: ['m > 0', 'n > 0'] })
  const residuals = ['x^(m)*y^(n) - 1']
  const f = '(x^(m)*y^(n) - 1)^2'
  const claims: readonly Claim[] = [
    { claim: 'tame', context: own, f, class: 'exponential' },
    { claim: 'full-rank', context: own, residuals },
    { claim: 'critical-values', context: own, f, residuals, loss: 'single', level: '1' },
    { claim: 'minimum-zero', context: own, f, residual: null },
    { claim: 'minimum-zero', context: own, f: 'x^(2*m)*y^(2*n)', residual: null },
    { claim: 'relation', context: own, assume: ['x = 0'], goal: 'x^(m) = 0' },
    { claim: 'relation', context: own, assume: ['x != 0'], goal: 'x^(m) != 0' },
  ]
  test.each(claims)('%j', { timeout: 120_000 }, async (claim) => {
    expect((await proveClaim(claim, within(60_000))).status).toBe('proved')
  })

  test.each<Claim>([
    { claim: 'relation', context: own, assume: [], goal: 'x^(2*n) > 0' },
    { claim: 'relation', context: own, assume: [], goal: 'x^(n) != y^(m)' },
  ])('%j is false', { timeout: 120_000 }, async (claim) => {
    expect((await proveClaim(claim, within(60_000))).status).toBe('refuted')
  })

  test('1 is the level to try', () => {
    const norm = { loss: 'single', residuals: residuals.map(parseTerm), phi: parseTerm('t^2') } as const
    expect(levelCandidates(parseTerm(f), norm, own, search)[0]).toBe('1')
  })

  test.each([
    ['x^(2*m) >= 2*x^(m) - 1'],
    ['abs(x)^(2*m) + abs(y)^(2*n) >= 2*abs(x)^(m)*abs(y)^(n)'],
    ['x^(4*m) - x^(2*m) + 1/4 >= 0'],
  ])('%s', { timeout: 120_000 }, async (goal) => {
    const claim: Claim = { claim: 'relation', context: own, assume: [], goal }
    expect((await proveClaim(claim, within(60_000))).status).toBe('proved')
  })

  test('1/x is left out where x is 0', () => {
    const [first] = obligationsOf({ claim: 'full-rank', context: own, residuals })
    if (first === undefined) throw new Error('full rank has an obligation')
    const found = atZerosOfPowers(first.sequent)
    expect(found?.goals.map(({ goal }) => goal === 'false')).toEqual([false, true])
    expect(found && atZerosOfPowers(found.goals[1] as Sequent)).toBeUndefined()
  })
})
