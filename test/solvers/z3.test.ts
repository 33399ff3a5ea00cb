import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { ask } from '../../src/solvers/ask.ts'
import { newTurns } from '../../src/solvers/turns.ts'
import { workerFile } from '../../src/solvers/worker-file.ts'
import { askZ3, MISSING } from '../../src/solvers/z3.ts'
import { readZ3Answer } from '../../src/solvers/z3-request.ts'

const within = (seconds: number) => ({ deadline: Date.now() + seconds * 1000 })
const XY = '(declare-const x Real) (declare-const y Real)'
const IMPOSSIBLE = `${XY} (assert (< (+ (* x x) (* y y)) (* 2.0 x y)))`
const POSSIBLE = '(declare-const x Real) (assert (= (* x x) 2.0)) (assert (> x 0.0))'
describe('z3', () => {
  test('finds what is impossible, and exact models', async () => {
    expect(await askZ3(IMPOSSIBLE, within(60))).toMatchObject({
      outcome: 'unsat',
      version: expect.stringMatching(/^Z3 \d/),
    })
    expect(await askZ3(POSSIBLE, within(60))).toMatchObject({
      outcome: 'sat',
      values: { x: { polynomial: ['-2', '0', '1'], index: 2 } },
    })
  }, 120_000)

  test('says nothing about a script that it cannot read whole', async () => {
    const answer = await askZ3(`${IMPOSSIBLE} (assert (> z 0.0))`, within(60))
    expect(answer).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('unknown constant z') })
  }, 120_000)
})

test('where the package is not installed, the worker says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlaw-z3-'))
  try {
    const copy = join(folder, 'z3-worker.mjs')
    copyFileSync(workerFile('z3-worker'), copy)
    const answer = await ask(pathToFileURL(copy), { script: '', milliseconds: 1, megabytes: 1 }, within(20))
    expect(answer).toEqual({ answered: false, reason: expect.stringMatching(MISSING) })
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 30_000)

describe('an answer', () => {
  test.each([
    [{ outcome: 'unsat' }],
    [{ outcome: 'proved', version: '1' }],
    [{ outcome: 'sat', version: '1' }],
    [{ outcome: 'sat', version: '1', values: { x: 1 } }],
    [{ outcome: 'sat', version: '1', values: { x: '1/0' } }],
    [{ outcome: 'sat', version: '1', values: { x: { polynomial: ['a'], index: 1 } } }],
    [{ outcome: 'unknown', version: '1' }],
    ['unsat'],
    [null],
  ])('%j is none', (value) => expect(readZ3Answer(value)).toBeUndefined())
})

/** Starts the worker with a trap around the interface of z3: a call that is not allowed throws, and is named. */
const trapped = (script: string, allowed: readonly string[]): Promise<unknown> => {
  const trap = `
    import { createRequire } from 'node:module'
    const z3 = createRequire(${JSON.stringify(workerFile('z3-worker').href)})('z3-solver')
    const { init } = z3
    const allowed = new Set(${JSON.stringify(allowed)})
    const get = (target, name) => {
      if (!allowed.has(name)) throw new Error('called ' + String(name))
      return target[name]
    }
    z3.init = async () => {
      const api = await init()
      return { ...api, Z3: new Proxy(api.Z3, { get }) }
    }`
  const loader = `data:text/javascript,${encodeURIComponent(trap)}`
  return new Promise((resolve) => {
    const worker = new Worker(workerFile('z3-worker'), {
      workerData: { script, milliseconds: 30_000, megabytes: 1024 },
      execArgv: ['--import', loader],
    })
    const end = (value: unknown): void => {
      worker.terminate()
      resolve(value)
    }
    worker.once('message', end)
    worker.once('error', (error) => end(String(error)))
  })
}

const SAFE = [
  ...['get_full_version', 'global_param_set', 'mk_config', 'mk_context', 'mk_solver', 'solver_inc_ref'],
  ...['solver_from_string', 'get_error_code', 'get_error_msg', 'solver_check', 'solver_get_reason_unknown'],
  ...['solver_get_model', 'model_inc_ref', 'model_get_num_consts', 'model_get_const_decl', 'model_get_const_interp'],
  ...['get_decl_name', 'get_symbol_string', 'is_numeral_ast', 'is_algebraic_number', 'get_numeral_string'],
  ...['algebraic_get_poly', 'algebraic_get_i', 'ast_vector_inc_ref', 'ast_vector_size', 'ast_vector_get'],
]

describe('the call that gives false answers', () => {
  test('is named in no source and in no bundle', () => {
    // Bundles are in flat folders; what other tools keep beside them may hold links in a circle.
    const files = (folder: string, pattern: RegExp, recursive = false): string[] =>
      (existsSync(folder) ? readdirSync(folder, { recursive, encoding: 'utf8' }) : [])
        .filter((name) => pattern.test(name))
        .map((name) => `${folder}/${name}`)
    const bundles = [...files('dist', /\.js$/), ...files('node_modules/.cache/gradlaw', /-worker\.js$/)]
    const sources = files('src', /\.ts$/, true)
    expect(sources.length).toBeGreaterThan(100)
    expect(bundles.filter((name) => name.endsWith('z3-worker.js')).length).toBeGreaterThan(0)
    expect([...sources, ...bundles].filter((path) => /eval_smtlib2/.test(readFileSync(path, 'utf8')))).toEqual([])
  })

  test('is not made: the worker answers with nothing but the safe ones', async () => {
    expect(SAFE).not.toContain('eval_smtlib2_string')
    expect(await trapped(IMPOSSIBLE, SAFE)).toMatchObject({ outcome: 'unsat' })
    expect(await trapped(POSSIBLE, SAFE)).toMatchObject({ outcome: 'sat' })
    // The trap does catch what it should.
    expect(
      await trapped(
        POSSIBLE,
        SAFE.filter((name) => name !== 'solver_from_string'),
      ),
    ).toContain('called solver_from_string')
  }, 120_000)
})

describe('turns', () => {
  const soon = () => ({ deadline: Date.now() + 20_000 })

  test('are given to so many at a time, in the order of coming', async () => {
    const turns = newTurns(2)
    const order: number[] = []
    const visit = async (i: number): Promise<void> => {
      const leave = await turns.enter(soon())
      order.push(i)
      expect(order.length - left).toBeLessThanOrEqual(2)
      await new Promise((resolve) => setTimeout(resolve, 5))
      left += 1
      leave?.()
    }
    let left = 0
    await Promise.all(Array.from({ length: 12 }, (_, i) => visit(i)))
    expect(order).toEqual(Array.from({ length: 12 }, (_, i) => i))
  })

  test('who gives up takes no place', async () => {
    const turns = newTurns(1)
    const leave = await turns.enter(soon())
    expect(await turns.enter({ deadline: Date.now() + 20 })).toBeUndefined()
    expect(await turns.enter({ deadline: Date.now() + 20_000, signal: AbortSignal.timeout(20) })).toBeUndefined()
    expect(await turns.enter({ deadline: Date.now() - 1 })).toBeUndefined()
    const next = turns.enter(soon())
    leave?.()
    expect(await next).toBeDefined()
  })
})
