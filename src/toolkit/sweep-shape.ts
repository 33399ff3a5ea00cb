import * as z from 'zod/mini'

const text = z.pipe(z.union([z.string(), z.number()]), z.transform(String))
const whole = (low: number, high: number) => z.int().check(z.minimum(low), z.maximum(high))
const positive = z.number().check(z.positive())
const value = z.union([z.number(), z.string()])

/** More cells than this are refused: no folder of results should grow without an end. */
export const MOST_CELLS = 10_000_000

/** The `sweep:` section of a problem file. */
export const SWEEP_SHAPE = z.strictObject({
  design: z.optional(z.enum(['grid', 'random'])),
  cells: z.optional(whole(1, MOST_CELLS)),
  repeat: z.optional(whole(1, MOST_CELLS)),
  runs: z.optional(whole(1, 100_000)),
  timeout: z.optional(positive),
  tolerance: z.optional(positive),
  attractor: z.optional(z.array(z.array(text))),
  over: z.record(
    z.string(),
    z.union([
      z.array(value).check(z.minLength(1)),
      z.strictObject({
        from: z.number(),
        to: z.number(),
        count: z.optional(whole(1, MOST_CELLS)),
        scale: z.optional(z.enum(['linear', 'log'])),
      }),
      value,
    ]),
  ),
})

const AXIS = 'a list of values, such as [1, 2, 4], or a range, such as {from: 0.01, to: 1, count: 5, scale: log}'

/** What a field of the section takes, in words. */
export const SWEEP_EXPECTED: Readonly<Record<string, string>> = {
  sweep: 'a map with over and, possibly, design, cells, repeat, runs, timeout, tolerance or attractor',
  'sweep.design': 'grid or random',
  'sweep.cells': `a whole number from 1 to ${MOST_CELLS}`,
  'sweep.repeat': `a whole number from 1 to ${MOST_CELLS}`,
  'sweep.runs': 'a whole number from 1 to 100000',
  'sweep.timeout': 'a positive number of seconds',
  'sweep.tolerance': 'a positive number',
  'sweep.attractor': 'a list of points, such as [[1, 1], [-1, -1]]',
  'sweep.over': 'a map from what is varied to its values, such as {alpha: [0.1, 0.2], method: [ngd, gd]}',
  'sweep.over.*': AXIS,
}

/** The fields of the section. */
export const SWEEP_FIELDS: Readonly<Record<string, readonly string[]>> = {
  sweep: ['design', 'cells', 'repeat', 'runs', 'timeout', 'tolerance', 'attractor', 'over'],
}
