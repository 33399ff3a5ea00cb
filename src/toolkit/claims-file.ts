import * as z from 'zod/mini'
import { parseRelationText } from '../expression/parse-relation.ts'
import { declareNames } from '../expression/shapes.ts'
import { requireText } from './argument-fields.ts'
import { joined, type ReadField } from './problem.ts'
import { KINDS, parameterAssumptions } from './problem-shape.ts'
import { readProofClaim } from './prove.ts'
import { readShaped, type ShapeWords } from './shape.ts'
import { readTextFile } from './text-file.ts'
import { readYaml } from './yaml-document.ts'

/** One claim of a list, as `prove` takes it. */
export interface NamedClaim {
  /** What the claim says in words, or the name it is known by. */
  readonly name: string
  readonly claim: string
  readonly assume: string
  readonly variables?: string
  readonly parameters: string
}

/** The pages that conclude from lists of claims. */
export const CLAIMS_THEOREMS = ['one-step-product', 'product-of-variables'] as const
export type ClaimsTheorem = (typeof CLAIMS_THEOREMS)[number]

/** Those that bring the claims they need: the list may be empty. */
const BRINGS_CLAIMS: readonly ClaimsTheorem[] = ['product-of-variables']

/** A list of claims: identities and inequalities that belong together. */
export interface ClaimsFile {
  readonly title?: string
  readonly source?: string
  /** The theorem page that concludes from the claims. */
  readonly theorem?: ClaimsTheorem
  readonly claims: readonly NamedClaim[]
}

const text = z.pipe(z.union([z.string(), z.number()]), z.transform(String))
const names = z.array(z.string())

const SHAPE = z.strictObject({
  title: z.optional(text),
  source: z.optional(text),
  theorem: z.optional(z.enum(CLAIMS_THEOREMS)),
  variables: z.optional(names),
  parameters: z.optional(z.nullable(z.record(z.string(), z.enum(KINDS)))),
  assume: z.optional(z.nullable(names)),
  claims: z.array(
    z.strictObject({
      name: text,
      claim: z.string(),
      assume: z.optional(z.nullable(names)),
      variables: z.optional(names),
    }),
  ),
})

const WORDS: ShapeWords = {
  expected: {
    title: 'a line of text',
    source: 'a line of text',
    theorem: `one of ${CLAIMS_THEOREMS.join(', ')}`,
    variables: 'a list of names, such as [x, y] or ["a:3", "b:3"]',
    'variables.*': 'a name, such as x, or with its size in quotes, such as "a:3"',
    parameters: 'a map from names to kinds, such as {eta: positive}',
    'parameters.*': `one of ${KINDS.join(', ')}`,
    assume: 'a list of relations, such as ["x*y = 1", "x > 0"]',
    'assume.*': 'a relation, such as "x > 0"',
    claims: 'a list of at least one {name: ..., claim: "..."}',
    'claims.*': 'a map with name and claim, and possibly assume and variables',
    'claims.*.name': 'a line of text',
    'claims.*.claim': 'one relation in quotes, such as "x^2 + y^2 >= 2*x*y"',
    'claims.*.assume': 'a list of relations, such as ["x*y = 1", "x > 0"]',
    'claims.*.assume.*': 'a relation, such as "x > 0"',
    'claims.*.variables': 'a list of names, such as [x, y] or ["a:3", "b:3"]',
    'claims.*.variables.*': 'a name, such as x, or with its size in quotes, such as "a:3"',
  },
  fields: {
    '': ['title', 'source', 'theorem', 'variables', 'parameters', 'assume', 'claims'],
    claims: ['name', 'claim', 'assume', 'variables'],
  },
}

const KIND = 'a list of claims'

const readAssumption = (assumption: string, path: readonly PropertyKey[], field: ReadField): string =>
  field(path, assumption, () => {
    parseRelationText(assumption)
    return assumption
  })

/**
 * Reads the text of a file with `claims:`, a list of `{name, claim}` that share variables, parameters and assumptions;
 * a claim may add assumptions and have variables of its own.
 *
 * A wrong file, or a claim that is not exactly one relation, is refused with file, line, column and advice
 * (`InputError`).
 *
 * @example parseClaimsFile('claims: [{ name: square, claim: "(x+1)^2 = x^2 + 2*x + 1" }]', 'squares.yaml').claims.length // 1
 */
export const parseClaimsFile = (content: string, file: string): ClaimsFile => {
  requireText(content, KIND)
  requireText(file, `the name of ${KIND}`)
  const { data, refuse, field } = readYaml(content, file, KIND, 'a map with at least "claims"')
  const { title, source, theorem, variables, parameters, assume, claims } = readShaped(SHAPE, WORDS, data, refuse)
  if (claims.length === 0 && !BRINGS_CLAIMS.some((name) => name === theorem)) {
    refuse(['claims'], { what: 'claims is empty', expected: WORDS.expected.claims as string }, false)
  }
  const declared = joined(Object.keys(parameters ?? {}))
  field(['parameters'], declared, () => declareNames(declared))
  const shared = [
    ...(assume ?? []).map((one, i) => readAssumption(one, ['assume', i], field)),
    ...parameterAssumptions(parameters ?? {}),
  ]
  return {
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    ...(theorem === undefined ? {} : { theorem }),
    claims: claims.map((given, i): NamedClaim => {
      const own = (given.assume ?? []).map((one, j) => readAssumption(one, ['claims', i, 'assume', j], field))
      const known = given.variables ?? variables
      const claim: NamedClaim = {
        name: given.name,
        claim: given.claim,
        assume: joined([...shared, ...own]),
        parameters: declared,
        ...(known === undefined ? {} : { variables: joined(known) }),
      }
      field(['claims', i, 'claim'], claim.claim, () => readProofClaim(claim.claim, claim))
      return claim
    }),
  }
}

/**
 * Reads a list of claims from disk; throws `InputError` where it cannot be read or is wrong.
 *
 * @example loadClaimsFile('proofs/bw.yaml').theorem // 'one-step-product'
 */
export const loadClaimsFile = (file: string): ClaimsFile => parseClaimsFile(readTextFile(file, KIND), file)

/** Whether the text of a YAML file is meant to be a list of claims: its map has the key `claims` at the left margin. */
export const isClaimsFile = (content: string): boolean => /^["']?claims["']?\s*:/m.test(content)
