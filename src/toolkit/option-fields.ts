import type { ReportOptions } from '../report/render-report.ts'
import type { FieldKinds } from './argument-fields.ts'
import type { CheckOptions } from './check-options.ts'
import type { FlatnessOptions } from './compare-minima.ts'
import type { DriftOptions } from './drift.ts'
import type { ExponentOptions } from './exponent.ts'
import type { FilterOptions } from './filter.ts'
import type { LawsOptions } from './laws-options.ts'
import type { ProveOptions } from './prove.ts'
import type { ProveClaimsOptions } from './prove-claims.ts'
import type { SimulateOptions } from './simulate.ts'
import type { SubdifferentialOptions } from './subdifferential.ts'

const SEARCH = { timeout: 'number', seed: 'number', signal: 'abort signal' } as const
const THREADS = { workers: 'number', memory: 'number', threads: 'looked at' } as const
const HEARD = { onPhase: 'function', onFound: 'function' } as const
const TRUST = ['kernel', 'solver'] as const

/** The options of the functions of the public entry; the compiler sees to it that none is missing here. */
export const CHECK_FIELDS: FieldKinds<CheckOptions> = {
  ...SEARCH,
  ...THREADS,
  degree: 'number',
  trust: TRUST,
  simulate: 'looked at',
  cases: 'yes, no or text',
  onClaim: 'function',
  onPhase: 'function',
}

export const LAWS_FIELDS: FieldKinds<LawsOptions> = {
  ...SEARCH,
  ...THREADS,
  ...HEARD,
  candidates: 'texts',
  generators: 'yes or no',
  degree: 'number',
  method: ['gradient-flow', 'heavy-ball'],
  friction: 'text',
  metric: 'text',
}

export const PROVE_CLAIMS_FIELDS: FieldKinds<ProveClaimsOptions> = {
  cases: 'yes, no or text',
  ...SEARCH,
  ...THREADS,
  degree: 'number',
  trust: TRUST,
  onProof: 'function',
}

export const PROVE_FIELDS: FieldKinds<ProveOptions> = {
  assume: 'text',
  variables: 'text',
  parameters: 'text',
  cases: 'yes, no or text',
  ...SEARCH,
  ...THREADS,
  degree: 'number',
  trust: TRUST,
}

export const SIMULATE_FIELDS: FieldKinds<SimulateOptions> = {
  settings: 'looked at',
  method: 'text',
  beta: 'number',
  rho: 'number',
  firstRun: 'number',
  attractor: 'looked at',
  ...SEARCH,
}

export const EXPONENT_FIELDS: FieldKinds<ExponentOptions> = {
  point: 'texts',
  step: 'text',
  samples: 'texts',
  runs: 'number',
  ...SEARCH,
  threads: 'looked at',
  onPhase: 'function',
}

export const SUBDIFFERENTIAL_FIELDS: FieldKinds<SubdifferentialOptions> = {
  at: 'texts by name',
  ...SEARCH,
  onPhase: 'function',
}

export const FLATNESS_FIELDS: FieldKinds<FlatnessOptions> = { at: 'texts by name', and: 'texts by name', ...SEARCH }

export const DRIFT_FIELDS: FieldKinds<DriftOptions> = {
  law: 'text',
  methods: 'texts',
  ...SEARCH,
  ...THREADS,
  ...HEARD,
  trust: TRUST,
}

export const FILTER_FIELDS: FieldKinds<FilterOptions> = {
  alpha: 'text',
  beta: 'text',
  rho: 'text',
  momentum: 'text',
  ...SEARCH,
  ...THREADS,
  onPhase: 'function',
}

export const REPORT_FIELDS: FieldKinds<ReportOptions> = {
  fragment: 'yes or no',
  formula: 'function',
  recheck: 'looked at',
}
