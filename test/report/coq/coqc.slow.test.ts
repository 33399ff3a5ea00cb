import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../../src/kernel/checked-claim.ts'
import type { Claim } from '../../../src/kernel/claim.ts'
import type { Json } from '../../../src/kernel/json.ts'
import { type CoqEntry, coqDocument } from '../../../src/report/coq/coq-document.ts'
import { hasTools } from '../../support/tools.ts'
import { axiomsIn, type CoqFolder, compile, coqFolder, isStandard } from './coqc.ts'
import {
  CIRCLE,
  circle,
  corpusEntries,
  distinct,
  furtherEntries,
  recordedEntries,
  relationEntry,
  savedEntries,
} from './entries.ts'

/** The same JSON with one text replaced wherever it stands. */
const replaced = (json: Json, from: string, to: string): Json =>
  JSON.parse(JSON.stringify(json).replaceAll(JSON.stringify(from), JSON.stringify(to))) as Json

/** Cases of a sign, with a proof that only holds in one of them. */
const splitAtZero: Json = {
  kind: 'split',
  on: 'x',
  cells: [
    { sign: '>', proof: { kind: 'sign', form: '0' } },
    { sign: '<=', proof: { kind: 'sign', form: '0' } },
  ],
}
const INTEGER = { variables: ['x'], parameters: ['n'], integers: ['n'], assume: ['n > 0'] }
const SQUARE = { ...INTEGER, assume: ['n^2 = 4'] }

/** Claims with a wrong certificate, or wrong ones. */
const WRONG: readonly (readonly [string, CoqEntry])[] = [
  ['a square', circle(replaced(CIRCLE, 'x - y', 'x - 2*y'))],
  ['a weight', circle(replaced(CIRCLE, '1', '2'))],
  ['a multiple', circle(replaced(CIRCLE, '2', '3'))],
  ['an equation', circle(replaced(CIRCLE, 'x*y - 1', 'x*y - 2'))],
  ['the claim', relationEntry('x^2 + y^2 >= 3', CIRCLE, { assume: ['x*y = 1'] })],
  ['the form of a sign', relationEntry('x^2 - 2*x*y + y^2 >= 0', { kind: 'sign', form: '(x - 2*y)^2' })],
  ['an identity', relationEntry('(x + y)^2 = x^2 + x*y + y^2', { kind: 'identity' })],
  ['a definite form', relationEntry('x^2 + y^2 > 0', { kind: 'sign', form: 'x^2 + y^2' })],
  ['exp', relationEntry('exp(2*x) = exp(x)^3', { kind: 'identity' })],
  ['abs', relationEntry('abs(x) = x', { kind: 'identity' })],
  ['both signs of 0', relationEntry('sgn(0) = 1', { kind: 'identity' })],
  ['a sign where u may be 0', relationEntry('sgn(x) = 1', splitAtZero, { assume: ['x >= 0'] })],
  ['a congruence', relationEntry('false', { kind: 'congruence', of: 'n^2 - 4', modulus: 3 }, SQUARE)],
  ['a gap between integers', relationEntry('n >= 2', splitAtZero, INTEGER)],
  ['a root', relationEntry('sqrt(x^2) = x', { kind: 'identity' })],
]

/** The entries in this many parts: Coq takes longer for one long file than for two of half its length. */
const parts = (entries: readonly CoqEntry[], count: number): readonly (readonly CoqEntry[])[] =>
  Array.from({ length: count }, (_, i) => entries.filter((_entry, k) => k % count === i))

describe.runIf(hasTools('the Coq export', 'coqc'))('coqc', () => {
  let coq: CoqFolder
  beforeAll(async () => {
    coq = await coqFolder(coqDocument([circle()]).text)
  }, 300_000)
  afterAll(() => coq.remove())

  const accepts = async (entries: readonly CoqEntry[]) => {
    const { text, theorems, leftOut } = coqDocument(entries)
    const { accepted, output } = await coq.compile(text)
    expect(output).not.toContain('Error')
    expect(accepted).toBe(true)
    expect(axiomsIn(output).length).toBeGreaterThan(0)
    expect(axiomsIn(output).filter((axiom) => !isStandard(axiom))).toEqual([])
    return { theorems: theorems.length, leftOut: leftOut.length }
  }

  describe('accepts, from the axioms of the real numbers alone,', { concurrent: true, timeout: 600_000 }, () => {
    const proofs = distinct([...savedEntries(), ...recordedEntries()])

    test.each(parts(proofs, 2).map((part, i) => [i + 1, part] as const))(
      'the saved and the recorded proofs, part %i',
      async (_, part) => {
        expect((await accepts(part)).theorems).toBeGreaterThan(100)
      },
    )

    test('proofs of the corpus', async () => {
      const corpus = corpusEntries()
      for (const { claim, certificate } of corpus) expect(isCheckedClaim(verify(claim, certificate))).toBe(true)
      const { theorems, leftOut } = await accepts(corpus)
      expect(theorems).toBeGreaterThan(150)
      expect(leftOut).toBeLessThanOrEqual(12)
    })

    test('integers, constants, isolated roots, signs and facts', async () => {
      const further = furtherEntries()
      for (const { claim, certificate } of further) expect(isCheckedClaim(verify(claim, certificate))).toBe(true)
      const { theorems, leftOut } = await accepts(further)
      expect(theorems).toBeGreaterThan(70)
      expect(leftOut).toBeLessThanOrEqual(15)
    })
  })

  test('does not believe a wrong certificate', { timeout: 300_000 }, () => {
    const right = { ...circle(), name: 'right' }
    const documents = [
      coqDocument([right]),
      ...WRONG.map(([, entry], i) => coqDocument([{ ...entry, name: `wrong_${i + 1}` }])),
    ]
    for (const [, { claim, certificate }] of WRONG) expect(isCheckedClaim(verify(claim, certificate))).toBe(false)
    const theorems = documents.flatMap((document) => document.theorems)
    expect(theorems.length).toBeGreaterThan(9)
    expect(
      coq.known(
        documents.map(({ text }) => text),
        theorems,
      ),
    ).toEqual(documents[0]?.theorems)
  })

  test('binds a parameter to which a function is applied though it does not depend on it', {
    timeout: 120_000,
  }, async () => {
    const claim: Claim = {
      claim: 'minimum-zero',
      context: { variables: ['x', 'y'], parameters: ['a'], integers: [], assume: [], constants: {} },
      f: 'x^2',
      residual: null,
    }
    const proofs = { nonnegative: { kind: 'sign', form: 'x^2' } }
    const entry = { name: 'minimum', statement: 'f >= 0', claim, certificate: { outcome: 'proved', proofs } }
    const { text, theorems } = coqDocument([entry])
    expect(theorems).toHaveLength(1)
    expect(text).toContain('0 <= f x y a')
    expect((await compile(text)).output).not.toContain('Error')
  })

  test('reads names that mean something in Coq', { timeout: 120_000 }, async () => {
    const names = [
      'exists',
      'fun',
      'I',
      'R',
      'X[1,2]',
      'X_1_2',
      'x_1',
      'θ',
      '_',
      'exp_1',
      'sqrt2',
      'H_1',
      'pow_pos',
      'f',
      'in',
    ]
    const total = names.map((name) => `${name}^2`).join(' + ')
    const { text, theorems } = coqDocument([
      relationEntry(`${total} + exp(R + f) > 0`, { kind: 'sign', form: `${total} + exp(R + f)` }, { variables: names }),
    ])
    expect(theorems).toHaveLength(1)
    expect((await compile(text)).output).not.toContain('Error')
  })
})
