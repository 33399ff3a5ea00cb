import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of more than ten seconds, the longest first; the other slow ones come after them, and then the rest. */
const LONGEST = [
  'cases/known-facts',
  'provers/corpus/corpus',
  'toolkit/proposals',
  'second-checker/agreement',
  'toolkit/several-residuals',
  'second-checker/check',
  'provers/last-resort',
  'toolkit/drift',
  'report/coq/coqc',
  'refused/saved-proofs',
  'refused/wrong-regularizers',
  'solvers/z3',
  'sweeps/redis',
  'cli/stopping',
  'provers/coercivity/prove-coercive',
  'provers/least-sharp',
  'provers/points',
  'toolkit/axes',
  'cli/laws',
  'toolkit/filter',
  'provers/order/order',
  'cli/json',
  'docs/code-blocks',
].map((name) => `test/${name}.slow.test.ts`)

const rankOf = (path: string): number => {
  const known = LONGEST.indexOf(path)
  if (known >= 0) return known
  const isSlow = path.endsWith('.slow.test.ts') || path === 'test/architecture/package.test.ts'
  return LONGEST.length + (isSlow ? 0 : 1)
}

/** The order of test files: what takes longest is started first, so that no thread is left with it in the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification): number => rankOf(relative(this.ctx.config.root, file.moduleId))
    // Equal ranks keep the order of names, on a fresh clone as on a machine that ran the tests before.
    const byName = [...files].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
    return byName.sort((a, b) => rank(a) - rank(b))
  }
}
