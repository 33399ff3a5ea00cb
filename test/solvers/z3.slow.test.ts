import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { workerFile } from '../../src/solvers/worker-file.ts'
import { askZ3 } from '../../src/solvers/z3.ts'

const within = (seconds: number) => ({ deadline: Date.now() + seconds * 1000 })

// Nobody knows three cubes with sum 114.
const OPEN =
  '(declare-const a Int) (declare-const b Int) (declare-const c Int) (assert (= (+ (* a a a) (* b b b) (* c c c)) 114))'

/** A question whose answer is known: k > 1 real numbers with sum s and sum of squares q exist where k·q >= s². */
const spheres = (k: number, s: number, q: number) => {
  const names = Array.from({ length: k }, (_, i) => `x${i}`)
  const sum = (terms: readonly string[]): string =>
    terms.length === 1 ? (terms[0] as string) : `(+ ${terms.join(' ')})`
  return {
    script: [
      ...names.map((name) => `(declare-const ${name} Real)`),
      `(assert (= ${sum(names)} ${s}.0))`,
      `(assert (= ${sum(names.map((name) => `(* ${name} ${name})`))} ${q}.0))`,
    ].join('\n'),
    outcome: (k === 1 ? q === s * s : k * q >= s * s) ? 'sat' : 'unsat',
  }
}

describe('z3 under attack', () => {
  // In one instance, questions as text get false answers when they meet: here none do.
  test('sixty questions at the same time are all answered rightly', async () => {
    const questions = Array.from({ length: 60 }, (_, i) => spheres(1 + (i % 3), 1 + (i % 7), 1 + ((i * 5) % 11)))
    expect(new Set(questions.map(({ outcome }) => outcome)).size).toBe(2)
    const answers = await Promise.all(questions.map(({ script }) => askZ3(script, within(500))))
    expect(answers.map(({ outcome }) => outcome)).toEqual(questions.map(({ outcome }) => outcome))
  }, 600_000)

  test('is stopped at the deadline and when cancelled', async () => {
    const started = Date.now()
    const late = await askZ3(OPEN, within(3))
    expect(['unknown', 'unavailable']).toContain(late.outcome)
    const signal = AbortSignal.timeout(1500)
    const cancelled = await askZ3(OPEN, { deadline: Date.now() + 100_000, signal })
    expect(cancelled).toEqual({ outcome: 'unavailable', reason: 'cancelled' })
    expect(Date.now() - started).toBeLessThan(60_000)
  }, 120_000)

  test('a worker that is ended takes the threads of z3 with it', () => {
    const program = `
      import { Worker } from 'node:worker_threads'
      const workerData = { script: ${JSON.stringify(OPEN)}, milliseconds: 60000, megabytes: 1024 }
      const worker = new Worker(new URL(${JSON.stringify(workerFile('z3-worker').href)}), { workerData, execArgv: [] })
      const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
      const used = async () => {
        const before = process.cpuUsage()
        await pause(1500)
        return process.cpuUsage(before).user / 1e6
      }
      await pause(4000)
      const busy = await used()
      await worker.terminate()
      console.log(JSON.stringify([busy, await used()]))`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const [busy, after] = JSON.parse(stdout) as [number, number]
    expect(busy).toBeGreaterThan(0)
    expect(after).toBeLessThan(busy / 3)
  }, 60_000)

  test('keeps within the memory given', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `x${i}`)
    const cubes = names.map((a) => `(* ${a} ${a} ${a})`).join(' ')
    const script = [
      ...names.map((a) => `(declare-const ${a} Real)`),
      `(assert (= (+ ${cubes}) 1.0))`,
      `(assert (> (* ${names.join(' ')}) 7.0))`,
    ].join('\n')
    expect(['unknown', 'unavailable']).toContain((await askZ3(script, within(30), 1)).outcome)
  }, 60_000)
})
