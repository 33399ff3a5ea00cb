// Bundles the worker entries (src/**/*-worker.ts) with esbuild.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The options that every bundle shares. Packages that are installed beside gradlaw are not bundled. */
export const BUNDLE = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['highs', 'nerdamer', 'piscina', 'z3-solver', 'pg', 'redis'],
  // yaml's only ES modules; its CommonJS ones cannot be shaken, and `await import` of them has no named exports.
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
}

/**
 * The worker entries, by the name of their bundle: `nerdamer-worker` for src/solvers/nerdamer-worker.ts. Those of the page
 * are built with it (`scripts/web.mjs`).
 */
export const workerEntries = () =>
  Object.fromEntries(
    readdirSync(join(root, 'src'), { recursive: true })
      .filter((path) => path.endsWith('-worker.ts') && !path.startsWith('web'))
      .map((path) => [basename(path, '.ts'), join('src', path)]),
  )

/** Where sources that run unbundled (in vitest) find their workers; see src/solvers/worker-file.ts. */
const CACHE = join(root, 'node_modules/.cache/gradlaw')

/** Writes a file by renaming it into place, so that whoever reads it meanwhile never reads half of it. */
export const writeWhole = (path, contents, mode = 0o644) => {
  const partial = `${path}.${process.pid}.partial`
  writeFileSync(partial, contents, { mode })
  renameSync(partial, path)
}

/** Writes the script of reports that check their own certificates: one text, to be put into a page. */
export const writeRecheckPage = async (folder) => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/web/recheck/recheck-page.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  })
  writeWhole(join(folder, 'recheck-page.js'), outputFiles[0].contents)
}

/** Writes every worker's bundle to the cache; one that cannot be built fails the tests that ask it, and no others. */
export default async function buildWorkers() {
  mkdirSync(CACHE, { recursive: true })
  await writeRecheckPage(CACHE).catch(() => rmSync(join(CACHE, 'recheck-page.js'), { force: true }))
  await Promise.all(
    Object.entries(workerEntries()).map(async ([name, path]) => {
      const outfile = join(CACHE, `${name}.js`)
      try {
        const { outputFiles } = await build({ ...BUNDLE, entryPoints: [path], outfile, write: false })
        writeWhole(outfile, outputFiles[0].contents)
      } catch {
        console.error(`${path} could not be built`)
        rmSync(outfile, { force: true })
      }
    }),
  )
}
