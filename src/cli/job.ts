import type { CheckResult, ClaimEntry } from '../theorems/check-result.ts'
import type { FilterNumbers } from '../toolkit/filter-request.ts'
import type { FlowText, MapText, NetworkText } from '../toolkit/law-input.ts'
import type { ExponentSettings, ProblemText, SimulateSettings } from '../toolkit/problem.ts'

/** Where a problem comes from: a file, or the command line. */
export type ProblemSource = { readonly file: string } | { readonly text: ProblemText }

/** What laws are asked of: a problem, a model map, or a network. */
export type LawsSource = ProblemSource | MapText | NetworkText

export interface SearchOptions {
  readonly timeout: number
  /** Where none is given, a problem file's own counts. */
  readonly seed?: number
  readonly degree?: number
  /** No solver is asked. */
  readonly trust?: 'kernel'
  /** Threads for hard claims, and MiB for each. */
  readonly workers?: number
  readonly memory?: number
}

/** Work that is done in a worker thread, so that the terminal stays answerable. */
export type Job =
  | {
      readonly kind: 'check'
      readonly problem: ProblemSource
      readonly options: SearchOptions & { readonly simulate: boolean; readonly cases: boolean | string }
    }
  | {
      readonly kind: 'laws'
      readonly asked: LawsSource
      readonly candidates: readonly string[]
      readonly flow: FlowText
      readonly generators: boolean
      readonly options: SearchOptions
    }
  | {
      readonly kind: 'prove'
      readonly claim: string
      readonly options: SearchOptions & {
        readonly assume?: string
        readonly variables?: string
        readonly parameters?: string
        readonly cases?: boolean | string
      }
    }
  | { readonly kind: 'prove-file'; readonly file: string; readonly options: SearchOptions }
  | {
      readonly kind: 'simulate'
      readonly problem: ProblemSource
      readonly settings: Partial<SimulateSettings>
      readonly method: string
      readonly numbers: { readonly beta?: number; readonly rho?: number; readonly firstRun?: number }
      /** A figure of the runs is asked for, on these axes where they are named. */
      readonly figure?: { readonly axes?: readonly string[] }
      readonly options: SearchOptions
    }
  | {
      readonly kind: 'exponent'
      readonly problem: ProblemSource
      readonly settings: Partial<ExponentSettings> & { readonly runs?: number }
      readonly options: SearchOptions
    }
  | {
      readonly kind: 'subdifferential'
      readonly problem: ProblemSource
      /** The point, a text for every variable; without it, all minima. */
      readonly at?: { readonly [variable: string]: string }
      readonly options: SearchOptions
    }
  | {
      readonly kind: 'flatness'
      readonly problem: ProblemSource
      /** Two minima, a text for every variable. */
      readonly at: { readonly [variable: string]: string }
      readonly and: { readonly [variable: string]: string }
      readonly options: SearchOptions
    }
  | {
      readonly kind: 'filter'
      readonly method: string
      readonly numbers: FilterNumbers
      readonly options: SearchOptions
    }
  | {
      readonly kind: 'drift'
      readonly problem: ProblemSource
      readonly settings: { readonly law?: string; readonly methods?: readonly string[] }
      readonly figure?: boolean
      readonly options: SearchOptions
    }
  | { readonly kind: 'recheck'; readonly file: string; readonly options: SearchOptions }

/** What a worker is started with. `cancelled` becomes 1 when its job should end: a search sees it without a message. */
export interface JobData {
  readonly cancelled: Int32Array
}

/** What is said to a worker: a job, one after the other, or that the job at hand should end. */
export type Request = { readonly type: 'job'; readonly job: Job } | { readonly type: 'cancel' }

/** What a worker says while it works, and when it ends. */
export type Message =
  /** The program is loaded, or the next job arrived: the time of the job begins. */
  | { readonly type: 'started' }
  | { readonly type: 'phase'; readonly phase: string }
  | { readonly type: 'read'; readonly problem: CheckResult['problem'] }
  | { readonly type: 'claim'; readonly entry: ClaimEntry }
  /** What is known so far, should the job be ended. */
  | { readonly type: 'known'; readonly value: unknown }
  | { readonly type: 'result'; readonly value: unknown; readonly expect?: unknown }
  /** A search ran out of its time and nothing caught it: what was said before stands. */
  | { readonly type: 'spent' }
  | { readonly type: 'input-error'; readonly message: string }
  | { readonly type: 'defect'; readonly message: string }
