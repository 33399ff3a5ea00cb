// A test runner for Stryker: bundles the kernel's tests once and runs them in this process, each mutant in a fresh
// instance of the bundle, for the kernel remembers atoms and signs. A mutant takes milliseconds this way.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { build } from 'esbuild'
import { suite } from './suite.mjs'

/** Slower tests are left out: each surviving mutant would run them all. */
const MOST_MILLISECONDS = 60
const TESTS = ['./test/kernel/kernel-suite.ts']
const TIMES = 'mutation-times.json'
const namespace = '__stryker__'

/** `import.meta.dirname` means the folder of the source, not that of the bundle. */
const sourceFolders = {
  name: 'source folders',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
      loader: 'ts',
    })),
}

const bundle = async () => {
  const { outputFiles } = await build({
    entryPoints: TESTS,
    absWorkingDir: process.cwd(),
    bundle: true,
    write: false,
    // package.json says that no module has side effects; tests have no other ones.
    ignoreAnnotations: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    plugins: [sourceFolders],
    logLevel: 'error',
  })
  return outputFiles[0].text
}

class KernelRunner {
  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    const code = `(require, module, exports) => {${await bundle()}\n}`
    this.script = new Script(code, { filename: 'kernel-suite.cjs' })
    this.require = createRequire(join(process.cwd(), 'package.json'))
    // A process that had to be killed for its mutant is followed by one that makes no dry run of its own.
    this.times = new Map(existsSync(TIMES) ? JSON.parse(readFileSync(TIMES, 'utf8')) : [])
  }

  /** The tests of a fresh instance, the fastest first. */
  load() {
    const { vitest, tests } = suite()
    const require = (name) => (name === 'vitest' ? vitest : this.require(name))
    const module = { exports: {} }
    this.script.runInThisContext()(require, module, module.exports)
    const time = ({ name }) => this.times.get(name) ?? 0
    return tests.filter((test) => time(test) <= MOST_MILLISECONDS).sort((a, b) => time(a) - time(b))
  }

  async dryRun() {
    const state = this.state()
    state.activeMutant = undefined
    state.mutantCoverage = undefined
    this.times.clear()
    const results = []
    for (const { name, run } of this.load()) {
      state.currentTestId = name
      const started = process.cpuUsage()
      let failureMessage
      try {
        await run()
      } catch (error) {
        failureMessage = error.message
      }
      const timeSpentMs = process.cpuUsage(started).user / 1000
      this.times.set(name, timeSpentMs)
      if (timeSpentMs > MOST_MILLISECONDS) {
        delete state.mutantCoverage?.perTest[name]
        continue
      }
      const status = failureMessage === undefined ? 'success' : 'failed'
      results.push({ id: name, name, timeSpentMs, status, ...(failureMessage !== undefined && { failureMessage }) })
    }
    state.currentTestId = undefined
    writeFileSync(TIMES, JSON.stringify([...this.times]))
    return { status: 'complete', tests: results, mutantCoverage: state.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const state = this.state()
    state.activeMutant = activeMutant.id
    state.hitCount = hitLimit === undefined ? undefined : 0
    state.hitLimit = hitLimit
    const isTimeout = () => hitLimit !== undefined && state.hitCount > hitLimit
    let nrOfTests = 0
    try {
      const wanted = testFilter && new Set(testFilter)
      for (const { name, run } of this.load()) {
        if (wanted && !wanted.has(name)) continue
        nrOfTests++
        try {
          await run()
        } catch (error) {
          if (isTimeout()) return { status: 'timeout', reason: error.message }
          return { status: 'killed', killedBy: [name], failureMessage: `${error.message}`, nrOfTests }
        }
        if (isTimeout()) return { status: 'timeout', reason: 'the mutant loops' }
      }
    } catch (error) {
      // The bundle itself could not be loaded.
      return { status: 'killed', killedBy: [], failureMessage: `${error.message}`, nrOfTests: 1 }
    } finally {
      state.activeMutant = undefined
    }
    return { status: 'survived', nrOfTests }
  }

  state() {
    globalThis[namespace] ??= {}
    return globalThis[namespace]
  }
}

/** Nobody tests the words of a message, only the reason that begins a refusal. */
const MESSAGES = new Map([
  ['refuse', 1],
  ['need', 1],
  ['Error', 0],
  ['RangeError', 0],
  ['SyntaxError', 0],
  ['TypeError', 0],
  ['BudgetSpent', 0],
])

const messages = {
  shouldIgnore: ({ key, parent }) => {
    const from = MESSAGES.get(parent?.callee?.name)
    const isArgument = parent?.type === 'CallExpression' || parent?.type === 'NewExpression'
    return isArgument && from !== undefined && typeof key === 'number' && key >= from ? 'words of a message' : undefined
  },
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'kernel', injectableClass: KernelRunner },
  { kind: 'Ignore', name: 'messages', value: messages },
]
