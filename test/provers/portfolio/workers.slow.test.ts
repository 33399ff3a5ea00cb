import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { Claim } from '../../../src/kernel/claim.ts'
import { metered } from '../../../src/provers/budgets.ts'
import type { Answer, Question } from '../../../src/provers/portfolio/question.ts'
import { newWorkers, type WorkerOptions, type Workers } from '../../../src/provers/portfolio/workers.ts'
import { proveClaim } from '../../../src/provers/prove-claim.ts'
import { context, within } from '../claims.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlaw-workers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const open: Workers[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((workers) => workers.close()))
})

const workersOf = (options: WorkerOptions = {}): Workers => {
  const workers = newWorkers({ count: 2, ...options })
  open.push(workers)
  return workers
}

/** Threads whose answer to each question is what this program makes of it. */
const fake = (program: string, options: WorkerOptions = {}): Workers => {
  const file = join(folder, `${open.length}-${program.length}.mjs`)
  writeFileSync(
    file,
    `import { parentPort, workerData } from 'node:worker_threads'
    const say = (id, reply) => parentPort.postMessage(JSON.stringify({ id, reply, milliseconds: 1 }))
    parentPort.on('message', ({ id, question, deadline }) => { ${program} })`,
  )
  return workersOf({ ...options, file: pathToFileURL(file) })
}

const motzkin: Claim = {
  claim: 'relation',
  context: context(['x', 'y']),
  assume: [],
  goal: 'x^4*y^2 + x^2*y^4 - 3*x^2*y^2 + 1 >= 0',
}

const question = (strategy: Question['strategy'] = 'cone', milliseconds = 20_000): Question => ({
  claim: motzkin,
  strategy,
  obligation: 'goal',
  effort: { milliseconds: 2000, degree: 8, depth: 0 },
  milliseconds,
  hints: { seed: 1 },
})

const never = new AbortController().signal
const ask = (workers: Workers, q = question(), milliseconds = 20_000): Promise<Answer> =>
  workers.ask(q, { deadline: Date.now() + milliseconds }, never)
const why = ({ reply }: Answer): string => (reply.found === 'nothing' ? reply.why : reply.found)

const FOREVER = 'for (;;);'
const BOMB = 'const all = []; for (;;) all.push({ id, all: [...Array(1000).keys()] })'
const NOTHING = `say(id, { found: 'nothing', why: 'exhausted', tried: [] })`

describe('a thread', () => {
  test('proves, and is there for the next question', async () => {
    const workers = workersOf({ count: 1 })
    const proofs = [await ask(workers), await ask(workers)]
    expect(proofs.map(why)).toEqual(['proof', 'proof'])
    expect(proofs[0]).toEqual(proofs[1])
  })

  test('that loops for ever is ended at the deadline, and another one answers the next question', async () => {
    const workers = fake(`if (question.strategy === 'cone') ${FOREVER} else ${NOTHING}`, { count: 1 })
    const started = Date.now()
    expect(why(await ask(workers, question('cone'), 300))).toBe('timeout')
    expect(Date.now() - started).toBeLessThan(5000)
    expect(why(await ask(workers, question('points')))).toBe('exhausted')
  })

  test('that loops for ever is ended long before a far deadline', async () => {
    const workers = fake(FOREVER)
    const started = Date.now()
    expect(why(await ask(workers, question('cone', 1), 3_600_000))).toBe('timeout')
    expect(Date.now() - started).toBeLessThan(15_000)
  })

  test('that exceeds its memory says so, and the others go on', async () => {
    const workers = fake(`if (question.strategy === 'cone') { ${BOMB} } else ${NOTHING}`, { memory: 32 })
    const answers = await Promise.all([
      ask(workers),
      ask(workers, question('points')),
      ask(workers, question('splits')),
    ])
    expect(answers.map(why)).toEqual(['memory', 'exhausted', 'exhausted'])
  })

  test('that dies is reported', async () => {
    expect(why(await ask(fake('process.exit(3)')))).toMatch(/^failed: /)
    expect(why(await ask(fake(`throw new Error('broken')`)))).toBe('failed: broken')
  })

  test.each([
    `parentPort.postMessage({ id })`,
    `parentPort.postMessage('{')`,
    `parentPort.postMessage(JSON.stringify({ id, reply: { found: 'everything' }, milliseconds: 1 }))`,
    `parentPort.postMessage(JSON.stringify({ id, reply: { found: 'failing' }, milliseconds: -1 }))`,
    `parentPort.postMessage('null')`,
  ])('whose answer cannot be read is ended: %s', async (program) => {
    expect(why(await ask(fake(program)))).toMatch(/^failed: /)
  })

  test('is not waited for once a signal is aborted', async () => {
    const workers = fake(FOREVER)
    for (const how of ['own', 'budget'] as const) {
      const controller = new AbortController()
      const { signal } = controller
      const answer = workers.ask(
        question(),
        { deadline: Date.now() + 60_000, ...(how === 'budget' ? { signal } : {}) },
        how === 'own' ? signal : never,
      )
      await new Promise((resolve) => setTimeout(resolve, 100))
      const aborted = Date.now()
      controller.abort()
      expect(why(await answer)).toBe('interrupted')
      expect(Date.now() - aborted).toBeLessThan(200)
    }
  })

  test('ends with its workers', async () => {
    const workers = fake(FOREVER)
    const answers = [ask(workers), ask(workers), ask(workers)]
    await new Promise((resolve) => setTimeout(resolve, 100))
    await workers.close()
    expect((await Promise.all(answers)).map(why)).toEqual(['interrupted', 'interrupted', 'interrupted'])
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Worker')).toEqual([])
  })

  test('is not needed where a program was bundled without it', async () => {
    const workers = workersOf({ file: pathToFileURL(join(folder, 'not-there.mjs')) })
    expect(why(await ask(workers))).toBe('proof')
    expect(why(await ask(workers))).toBe('proof')
  })
})

describe('what a thread says is only a proposal', () => {
  const falseClaim: Claim = { ...motzkin, goal: 'x^4*y^2 + x^2*y^4 - 3*x^2*y^2 + 999999999999/1000000000000 >= 0' }
  const verdictOf = async (claim: Claim, workers: Workers) => {
    const search = within(60_000)
    // Nothing is found in the first look that takes no time.
    return proveClaim(claim, { ...search, budget: metered(search.budget, 1000), workers })
  }
  const FORGED = [
    `{ found: 'proof', proof: { kind: 'identity' } }`,
    `{ found: 'proof', proof: { kind: 'positivstellensatz', terms: [], multiples: [] } }`,
    `{ found: 'proof', proof: null }`,
    `{ found: 'proof' }`,
    `{ found: 'certificate', certificate: { outcome: 'proved', proofs: { goal: { kind: 'identity' } } } }`,
    `{ found: 'certificate', certificate: { outcome: 'refuted', obligation: 'goal', point: { x: '0', y: '0' } } }`,
    `{ found: 'certificate', certificate: { outcome: 'proved', proofs: {} } }`,
    `{ found: 'certificate', certificate: 'proved' }`,
    `{ found: 'attained', attained: {} }`,
  ]

  test.each(FORGED)('refused: %s', async (reply) => {
    const open = {
      ...motzkin,
      goal: 'x^6 + y^6 + 1 - (x^4*y^2 + x^2*y^4 + x^4 + y^4 + x^2 + y^2) + 3*x^2*y^2 + x*y*(x - y)^2*exp(x*y)^2 >= -1',
    }
    const verdict = await verdictOf(open, fake(`say(id, ${reply})`))
    expect(verdict.status).toBe('unknown')
    expect(verdict.status === 'unknown' && verdict.tried.join('\n')).toContain('refused by the kernel')
  })

  test('a false claim stays refuted, whatever threads say', async () => {
    for (const reply of FORGED) {
      expect((await verdictOf(falseClaim, fake(`say(id, ${reply})`))).status).not.toBe('proved')
    }
  })
})
