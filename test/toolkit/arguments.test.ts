// What programs without types pass by mistake is refused with words, at once.
import { expect, test } from 'vitest'
import * as gradlaw from '../../src/index.ts'

const library = gradlaw as unknown as { readonly [name: string]: (...given: readonly unknown[]) => unknown }
const { check, drift, exponent, filter, flatness, laws, parse, prove, recheck, report, simulate, subdifferential } =
  library
const { loadProblemFile, parseClaimsFile, proofFileOf, proveClaims, shallowHeatMap } = library
const f = { objective: '(x*y-1)^2' }

const MISTAKES: readonly (readonly [string, () => unknown, RegExp])[] = [
  ['a text for a problem', () => check?.('(x*y-1)^2'), /not a text alone\nexpected: an object: \{ objective/],
  ['nothing for a problem', () => check?.(), /fields of a problem are undefined/],
  ['a regularizer beside the problem', () => check?.(f, '(x^2-y^2)^2'), /options of check are "\(x\^2-y\^2\)\^2"/],
  [
    'a regularizer among the options',
    () => check?.(f, { regularizer: 'x' }),
    /no "regularizer" in the options of check/,
  ],
  ['another spelling', () => check?.({ ...f, regulariser: 'x' }), /no "regulariser" in the fields of a problem/],
  ['no objective', () => check?.({ regularizer: 'x' }), /there is no objective/],
  ['a number for a regularizer', () => check?.({ ...f, regularizer: 3 }), /neither a text nor a list of pieces/],
  ['a time in words', () => check?.(f, { timeout: 'soon' }), /timeout is "soon"\nexpected: a number/],
  ['a text for what laws are asked of', () => laws?.('(x*y-1)^2'), /nothing is asked about/],
  ['laws of another spelling', () => laws?.({ ...f, varables: 'x,y' }), /no "varables"/],
  ['one candidate', () => laws?.(f, { candidates: 'x' }), /candidates is "x"\nexpected: a list of texts/],
  ['an object for a claim', () => prove?.({ claim: 'x > 0' }), /a claim is an object/],
  ['a list of assumptions', () => prove?.('x > 0', { assume: ['x > 1'] }), /assume is a list\nexpected: a text/],
  ['a number for an expression', () => parse?.(3), /an expression is 3/],
  ['names in one text', () => parse?.('x', { variables: 'x, y' }), /variables is "x, y"\nexpected: a list/],
  ['one method', () => drift?.(f, { methods: 'ngd' }), /methods is "ngd"/],
  [
    'a step in floating point',
    () => filter?.('gd', { alpha: 0.1 }),
    /alpha is 0.1\nexpected: a text, such as 'x\^2' or '1\/10'/,
  ],
  ['no method', () => filter?.({ method: 'gd' }), /a method is an object/],
  ['two points one after the other', () => flatness?.(f, { x: '1', y: '1' }), /no "x" in the options of flatness/],
  ['one point', () => flatness?.(f, { at: { x: '1', y: '1' } }), /a point is missing/],
  [
    'numbers for coordinates',
    () => subdifferential?.({ objective: 'abs(x)' }, { at: { x: 0 } }),
    /at is an object\nexpected: texts by/,
  ],
  [
    'names for coordinates',
    () => exponent?.(f, { point: { x: '1' }, step: '1' }),
    /point is an object\nexpected: a list/,
  ],
  ['no object', () => simulate?.(f, 7), /options of simulate are 7/],
  ['no text of a proof', () => recheck?.({}), /this is not JSON/],
  ['a format that is not there', async () => report?.(await laws?.(f), 'pdf'), /no format pdf\nexpected: one of latex/],
  ['what cannot be reported', () => report?.(parse?.('x'), 'latex'), /nothing can be reported/],
  ['nothing for how it is reported', () => report?.({ laws: [] }, 'json', null), /options of report are null/],
  ['a list for an objective', () => check?.({ objective: ['x'] }), /objective is a list\nexpected: a text/],
  ['a time beside the objective', () => check?.({ ...f, timeout: 5 }), /no "timeout" in the fields of a problem/],
  ['a number in a piece', () => check?.({ ...f, regularizer: [{ when: 'x > 0', value: 1 }] }), /nor a list of pieces/],
  ['a number for who is told', () => check?.(f, { onPhase: 5 }), /onPhase is 5\nexpected: a function/],
  ['a trust of another name', () => check?.(f, { trust: 'z3' }), /trust is "z3"\nexpected: one of kernel, solver/],
  ['runs that are wanted', () => check?.(f, { simulate: true }), /settings of simulate are true/],
  ['half a run', () => check?.({ ...f, simulate: { runs: 2.5 } }), /runs: 2.5\nexpected: a whole number/],
  [
    'no selection',
    () => simulate?.({ ...f, simulate: { selection: 'first' } }),
    /selection is "first"\nexpected: one of/,
  ],
  ['numbers of a point', () => exponent?.({ ...f, exponent: { point: [1, 1], step: '1' } }), /a list of texts/],
  ['nothing for options', () => drift?.(f, null), /options of drift are null/],
  ['a flow of another name', () => laws?.(f, { method: 'heavyball' }), /one of gradient-flow, heavy-ball/],
  ['a map of another spelling', () => laws?.({ map: 'x*y', varables: 'x, y' }), /no "varables" in the fields of a map/],
  ['a number for names', () => laws?.({ map: 'x*y', variables: 5 }), /variables is 5\nexpected: a text, or a list/],
  ['a number for a list of claims', () => parseClaimsFile?.(5), /a list of claims is 5/],
  ['no name of a file', () => parseClaimsFile?.('claims: []'), /the name of a list of claims is undefined/],
  ['a number for a file', () => loadProblemFile?.(0), /the name of a problem file is 0/],
  ['no list of claims', () => proveClaims?.(5), /fields of a list of claims are 5/],
  ['a number of claims', () => proveClaims?.({ claims: 5 }), /claims is no list of claims/],
  [
    'an unknown theorem',
    () => proveClaims?.({ theorem: 'T', claims: [] }),
    /theorem is "T"\nexpected: one of one-step/,
  ],
  ['a result for its claims', () => proofFileOf?.({ claims: [] }), /no list of claims/],
  ['a number for a map of runs', () => shallowHeatMap?.(5), /options of shallowHeatMap are 5/],
  ['one step size', () => shallowHeatMap?.({ etas: 0.1 }), /etas is 0.1\nexpected: a list of numbers/],
  ['an object of no kind', () => prove?.(Object.create(null)), /a claim is an object/],
]

test.each(MISTAKES)('%s', async (_, call, message) => {
  const refusal = (async () => call())()
  await expect(refusal).rejects.toThrow(message)
  await expect(refusal).rejects.toMatchObject({ name: 'InputError' })
})

test('fields that are undefined are not there', async () => {
  const options = { assume: undefined, timeout: undefined, onPhase: undefined, degree: undefined, unheard: undefined }
  expect(await prove?.('x^2 >= 0', options)).toMatchObject({ verdict: { status: 'proved' } })
})

test('settings of runs that are left out are the usual ones', async () => {
  const checked = await check?.({ objective: 'x^2', simulate: { runs: 2 } }, { timeout: 10, workers: 0 })
  expect(checked).toMatchObject({ evidence: { runs: 2, steps: 20_000, alpha: 0.5 } })
})

test('a subject that is undefined is not there', async () => {
  expect(await laws?.({ network: undefined, map: 'x*y' }, { timeout: 10, workers: 0 })).toMatchObject({ map: 'x*y' })
})
