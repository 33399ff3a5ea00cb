/** Flags that say where the output goes, how much of it there is, or which run it is: not what the run is. */
const LEFT_OUT: readonly string[] = [
  ...['json', 'out', 'quiet', 'figure', 'axes', 'timeout', 'workers', 'memory'],
  ...['seed', 'runs', 'firstRun'],
]

/** A word for a shell: in quotes where it has more than letters, digits and harmless signs. */
const quoted = (word: string): string =>
  /^[\w./:=,@%+][\w./:=,@%+-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

const dashed = (name: string): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/**
 * The command that repeats one run alone: `gradlaw simulate` with the same file and options, the seed, and the number of
 * the run among all runs of that seed.
 */
export const repeatCommand = (file: string | undefined, flags: object, seed: number, run: number): string => {
  const options = Object.entries(flags).flatMap(([name, value]) => {
    if (LEFT_OUT.includes(name) || value === undefined || value === false) return []
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    // With "=": a value may begin with a dash.
    return values.map((one) => (one === true ? dashed(name) : quoted(`${dashed(name)}=${String(one)}`)))
  })
  const own = [`--seed=${seed}`, `--first-run=${run}`, '--runs=1']
  return ['gradlaw', 'simulate', ...(file === undefined ? [] : [quoted(file)]), ...options, ...own].join(' ')
}
