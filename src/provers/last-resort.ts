import { EXTRA_FIELD } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import type { Obligation } from '../kernel/reading.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { smtScript } from '../solvers/smt-script.ts'
import { askZ3, NOT_INSTALLED } from '../solvers/z3.ts'
import type { ModelValue } from '../solvers/z3-request.ts'
import { attain } from './attained.ts'
import type { Search } from './attempt.ts'
import { addMilliseconds, atMostMilliseconds, millisecondsLeft } from './budgets.ts'
import { modelPoints } from './model-points.ts'
import { refutes } from './refutation.ts'
import { refutedVerdict } from './refuted-verdict.ts'

/** The share of the time that is kept for the solver, and the most of it, in milliseconds. */
const SHARE = 1 / 5
const MOST_MS = 12_000
/** With less, it is not worth starting. */
const LEAST_MS = 400

const reservedForSolver = (milliseconds: number): number => {
  const share = Math.min(milliseconds * SHARE, MOST_MS)
  return share < LEAST_MS ? 0 : share
}

/** A refutation at a point that a model may mean; the kernel decides. */
const refutedAt = (
  claim: Claim,
  { name, sequent }: Obligation,
  values: ReadonlyMap<string, ModelValue>,
  search: Search,
): Verdict | undefined => {
  for (const point of modelPoints(sequent, values, search.budget)) {
    if (isSpent(search.budget)) return undefined
    if (!refutes(sequent, point.values)) continue
    const constants = Object.keys(point.constants).length === 0 ? {} : { constants: point.constants }
    const verdict = refutedVerdict(claim, { outcome: 'refuted', obligation: name, point: point.texts, ...constants })
    if (verdict !== undefined) return verdict
  }
  return undefined
}

/** The values of a model by the names of the sequent. */
const byName = (
  values: { readonly [symbol: string]: ModelValue },
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, ModelValue> =>
  new Map(
    [...names].flatMap(([symbol, name]) => {
      const value = values[symbol.replaceAll('|', '')]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )

const modelWords = (isRefutable: boolean, isExact: boolean): string => {
  if (!isRefutable) return 'that refutes nothing'
  return isExact ? 'that the kernel does not confirm' : 'of what is known of its functions, no counterexample'
}

const titleOf = (claim: Claim, name: string): string => `the claim "${claim.claim}", obligation "${name}"`

/**
 * Asks z3 about the obligations that are left when everything else was tried.
 *
 * Where it finds every negation of an open obligation unsatisfiable, the verdict is `proved` with `trust: 'solver'`:
 * nothing of that was re-checked, and the certificate says so; it holds the scripts of these obligations, and the
 * kernel's proofs of the others. Where z3 finds a model, an exact point is made of it and given to the kernel: accepted,
 * it is a refutation like any other.
 */
export const bySolver = async (
  claim: Claim,
  obligations: readonly Obligation[],
  proofs: ReadonlyMap<string, Json>,
  search: Search,
): Promise<{ readonly verdict?: Verdict; readonly tried: readonly string[] }> => {
  const tried: string[] = []
  const { budget } = search
  const open = obligations.filter(({ name }) => !proofs.has(name))
  const scripts: Record<string, string> = {}
  let version = ''
  for (const [i, obligation] of open.entries()) {
    const { name, sequent, refutable } = obligation
    const share = (budget.deadline - Date.now()) / (open.length - i)
    if (share < LEAST_MS / 2) {
      tried.push(`z3: ${name}: no time left`)
      continue
    }
    const script = smtScript(sequent, titleOf(claim, name))
    if (script === undefined) {
      tried.push(`z3: ${name}: too long to ask`)
      continue
    }
    const slice = atMostMilliseconds(budget, share)
    const answer = await askZ3(script.text, slice)
    if (answer.outcome === 'unsat') {
      scripts[name] = script.text
      version = answer.version.replace(/^Z3 /, '')
      continue
    }
    if (answer.outcome !== 'sat') {
      tried.push(`z3: ${name}: ${answer.reason}`)
      if (answer.reason === NOT_INSTALLED) break
      continue
    }
    const verdict = refutable
      ? refutedAt(claim, obligation, byName(answer.values, script.names), { ...search, budget })
      : undefined
    if (verdict !== undefined) return { verdict, tried }
    tried.push(`z3: ${name}: a model ${modelWords(refutable, script.isExact)}`)
  }
  if (open.length === 0 || open.some(({ name }) => scripts[name] === undefined)) return { tried }
  const beside = claim.claim === 'minimum-zero' ? await attain(claim, search) : {}
  if (beside === undefined) return { tried: [...tried, 'z3: no point where f is zero was found'] }
  const certificate: Json = { solver: 'z3', version, scripts, proofs: Object.fromEntries(proofs), ...beside }
  return { verdict: { status: 'proved', trust: 'solver', method: `z3 ${version}`, certificate }, tried }
}

/**
 * The search for a proof of the claim with the solver as last resort, for which some of the time is kept. Claims whose
 * proofs are more than their obligations (coercivity) are searched as before; for a zero of f the provers are asked.
 */
export const withSolver = (claim: Claim, search: Search): Search => {
  if (EXTRA_FIELD[claim.claim] !== undefined && claim.claim !== 'minimum-zero') return search
  const { budget } = search
  const { deadline, signal } = budget
  const reserved = reservedForSolver(Math.min(millisecondsLeft(budget), deadline - Date.now()))
  return {
    ...search,
    budget: { ...atMostMilliseconds(budget, millisecondsLeft(budget) - reserved), deadline: deadline - reserved },
    lastResort: async (own, obligations, proofs) => {
      // The work of z3 is not counted but timed.
      const started = Date.now()
      const most = Math.max(reserved, millisecondsLeft(budget))
      const clock: Budget = {
        deadline: Math.min(deadline, started + most),
        ...(signal === undefined ? {} : { signal }),
      }
      const answer = await bySolver(own, obligations, proofs, { ...search, budget: clock })
      addMilliseconds(budget, Date.now() - started)
      return answer
    },
  }
}
