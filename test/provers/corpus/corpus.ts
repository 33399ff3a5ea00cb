import { readFileSync } from 'node:fs'

type Texts = { readonly [name: string]: string }

/** One claim whose truth is known, or known to be out of reach. */
export interface CorpusClaim {
  readonly claim: string
  readonly assume?: string
  readonly parameters?: string
  readonly expect: 'proved' | 'refuted' | 'unknown'
  /** What is known of a claim expected to stay unknown: an answer that agrees would be an improvement, not a fault. */
  readonly truth?: 'true' | 'false' | 'open'
  /** The kind of proof expected, where there is only one worth having. */
  readonly kind?: string
  /** A point where a false claim fails. */
  readonly witness?: Texts
  /** Where a true claim is sampled: values of some of its names by free ones, so that its equations hold. */
  readonly on?: Texts
  readonly source?: string
  readonly note?: string
  /** Also checked by every run of the tests, as it takes little time. */
  readonly everyday?: true
}

const AREAS = [
  'classical',
  'forms',
  'constrained',
  'functions',
  'one-variable',
  'integers',
  'dynamics',
  'out-of-reach',
] as const

const read = (area: string): readonly CorpusClaim[] =>
  JSON.parse(readFileSync(`test/provers/corpus/${area}.json`, 'utf8')) as CorpusClaim[]

export const CORPUS = AREAS.map((area) => [area, read(area)] as const)

/** Whether a claim is known to be true. */
export const isTrue = ({ expect, truth }: CorpusClaim): boolean => expect === 'proved' || truth === 'true'

/** Every claim with its title. */
export const CLAIMS = CORPUS.flatMap(([area, claims]) =>
  claims.map((given) => {
    const under = given.assume === undefined ? '' : ` where ${given.assume}`
    return { area, given, title: `${given.expect}: ${given.claim}${under}` }
  }),
)
