import { afterAll, beforeAll, vi } from 'vitest'

/**
 * For the tests of a file, the clock goes so many times slower: work is counted as ever, and a machine that is busy with
 * something else still gets as far as an idle one before a deadline. Threads that are started have the clock of the
 * machine, so these tests start none.
 */
export const slowClock = (times: number): void => {
  const real = Date.now
  beforeAll(() => {
    const start = real()
    vi.spyOn(Date, 'now').mockImplementation(() => start + (real() - start) / times)
  })
  afterAll(() => {
    vi.restoreAllMocks()
  })
}
