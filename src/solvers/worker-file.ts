/**
 * Where the bundle of the worker `name` lies: beside the bundle that asks, in an installed gradlaw. A source that runs
 * unbundled, as in the tests, finds it in the cache that `scripts/workers.mjs` fills before the tests run.
 */
export const workerFile = (name: string): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL(`../../node_modules/.cache/gradlaw/${name}.js`, import.meta.url)
    : new URL(`./${name}.js`, import.meta.url)
