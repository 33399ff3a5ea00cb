// The public entry: the commands' nouns as functions, with their types.

export { InputError, type Position } from './expression/input-error.ts'
export { type CheckedClaim, isCheckedClaim, type Rejection, verify } from './kernel/checked-claim.ts'
export type { Claim, PiecesJson, PointJson } from './kernel/claim.ts'
export type { ContextJson } from './kernel/context.ts'
export type { Json } from './kernel/json.ts'
export type { LawKind } from './laws/find-laws.ts'
export type { Evidence, LawDrift } from './numerics/evidence.ts'
export type { LawsReportFormat } from './report/laws-report.ts'
export type { ReportFormat, ReportOptions } from './report/render-report.ts'
export type { ExactNumber, ExactValue, Verdict } from './search/verdict.ts'
export { sweep, sweepCell } from './sweeps/api.ts'
export type {
  CellStatus,
  SweepEnd,
  SweepOptions,
  SweepProgress,
  SweepResult,
  SweepRow,
  SweepTrouble,
} from './sweeps/sweep-result.ts'
export type { CheckResult, ClaimEntry, ClaimId, Conclusion, ConclusionVerdict } from './theorems/check-result.ts'
export type { TheoremEntry } from './theorems/theorem-page.ts'
export {
  check,
  exponent,
  flatness,
  laws,
  type Parsed,
  parse,
  report,
  simulate,
  subdifferential,
} from './toolkit/api.ts'
export type { CheckOptions } from './toolkit/check-options.ts'
export {
  type ClaimsFile,
  loadClaimsFile,
  type NamedClaim,
  parseClaimsFile,
} from './toolkit/claims-file.ts'
export type { FlatnessOptions, FlatnessResult } from './toolkit/compare-minima.ts'
export type { LimitJson, SubdifferentialsJson } from './toolkit/describe-subdifferentials.ts'
export { type DriftOptions, type DriftResult, drift } from './toolkit/drift.ts'
export type { Exponent, ExponentOptions, ExponentResult } from './toolkit/exponent.ts'
export { type FilterEnd, type FilterOptions, type FilterResult, filter } from './toolkit/filter.ts'
export type { FlowText, LawsInput, MapText, NetworkText } from './toolkit/law-input.ts'
export type { LawsOptions } from './toolkit/laws-options.ts'
export type { LawEntry, LawsResult } from './toolkit/laws-result.ts'
export type { MethodDrift } from './toolkit/method-drift.ts'
export type { Expectation, Problem, ProblemText, SimulateSettings } from './toolkit/problem.ts'
export { loadProblemFile } from './toolkit/problem-file.ts'
export { type ProofFile, proofFileOf, type RecheckEntry, type RecheckResult, recheck } from './toolkit/proof-file.ts'
export { type ProveOptions, type ProveResult, prove } from './toolkit/prove.ts'
export { type ClaimsResult, type NamedProof, type ProveClaimsOptions, proveClaims } from './toolkit/prove-claims.ts'
export { type HeatMap, type HeatMapCell, type HeatMapOptions, shallowHeatMap } from './toolkit/shallow-heat-map.ts'
export type { Shown, Worded } from './toolkit/shown.ts'
export type { SimulateOptions } from './toolkit/simulate.ts'
export type { SubdifferentialOptions, SubdifferentialResult } from './toolkit/subdifferential.ts'
export type { AxisText, SweepText } from './toolkit/sweep-settings.ts'
