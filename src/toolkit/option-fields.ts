import type { FieldKind, FieldKinds } from './argument-fields.ts'
import type { CheckOptions } from './check-options.ts'
import type { FlatnessOptions } from './compare-minima.ts'
import type { DriftOptions } from './drift.ts'
import type { ExponentOptions } from './exponent.ts'
import type { FilterOptions } from './filter.ts'
import type { LawsOptions } from './laws-options.ts'
import type { ProveOptions } from './prove.ts'
import type { SimulateOptions } from './simulate.ts'
import type { SubdifferentialOptions } from './subdifferential.ts'

const SEARCH = { timeout: 'number', seed: 'number', signal: 'abort signal' } as const
const THREADS = { workers: 'number', memory: 'number', threads: 'looked at' } as const
const HEARD: { readonly onPhase: FieldKind; readonly onFound: FieldKind } = {
  onPhase: 'looked at',
  onFound: 'looked at',
}

/** The options of the functions of the public entry; the compiler sees to it that none is missing here. */
export const CHECK_FIELDS: FieldKinds<CheckOptions> = {
  ...SEARCH,
  ...THREADS,
  degree: 'number',
  trust: 'text',
  simulate: 'looked at',
  cases: 'yes, no or text',
  onClaim: 'looked at',
  onPhase: 'looked at',
}

export const LAWS_FIELDS: FieldKinds<LawsOptions> = {
  ...SEARCH,
  ...THREADS,
  ...HEARD,
  candidates: 'texts',
  generators: 'yes or no',
  degree: 'number',
  method: 'text',
  friction: 'text',
  metric: 'text',
}

export const PROVE_FIELDS: FieldKinds<ProveOptions> = {
  assume: 'text',
  variables: 'text',
  parameters: 'text',
  cases: 'yes, no or text',
  ...SEARCH,
  ...THREADS,
  degree: 'number',
  trust: 'text',
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
  onPhase: 'looked at',
}

export const SUBDIFFERENTIAL_FIELDS: FieldKinds<SubdifferentialOptions> = {
  at: 'texts by name',
  ...SEARCH,
  onPhase: 'looked at',
}

export const FLATNESS_FIELDS: FieldKinds<FlatnessOptions> = { at: 'texts by name', and: 'texts by name', ...SEARCH }

export const DRIFT_FIELDS: FieldKinds<DriftOptions> = {
  law: 'text',
  methods: 'texts',
  ...SEARCH,
  ...THREADS,
  ...HEARD,
  trust: 'text',
}

export const FILTER_FIELDS: FieldKinds<FilterOptions> = {
  alpha: 'text',
  beta: 'text',
  rho: 'text',
  momentum: 'text',
  ...SEARCH,
  ...THREADS,
  onPhase: 'looked at',
}
