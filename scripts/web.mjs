// Builds the explorer, a static page, into dist/web/: the page, and its workers beside it with the toolkit in chunks
// that they share. The same sources give the same bytes.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { readExamples } from './gallery-examples.mjs'
import { FONTS, licencesOf } from './licences.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = (path) => join(root, 'src', path)

/** What the page puts in the place of modules that need Node. */
const INSTEAD = new Map([
  [source('solvers/thread.ts'), source('web/engine/page-thread.ts')],
  [source('solvers/thread-side.ts'), source('web/engine/page-thread-side.ts')],
  [source('solvers/worker-file.ts'), source('web/engine/page-worker-file.ts')],
  [source('solvers/z3-module.ts'), source('web/engine/page-z3-module.ts')],
])

const forPage = {
  name: 'gradlaw-for-page',
  enforce: 'pre',
  async resolveId(specifier, importer, options) {
    if (!specifier.startsWith('.')) return null
    const resolved = await this.resolve(specifier, importer, { ...options, skipSelf: true })
    return resolved === null ? null : (INSTEAD.get(resolved.id) ?? resolved)
  },
}

/** Of the formats of KaTeX's fonts, every browser that knows module workers reads the first. */
const oneFontFormat = {
  name: 'gradlaw-one-font-format',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('katex') && id.endsWith('.css')
      ? code.replaceAll(/,\s*url\([^)]*\)\s*format\(["'](?:woff|truetype)["']\)/g, '')
      : null,
}

const workers = Object.fromEntries(
  [
    ...readdirSync(source('web'), { recursive: true })
      .filter((path) => path.endsWith('-worker.ts'))
      .map((path) => join('web', path)),
    ...[
      'provers/portfolio/prover-worker.ts',
      'solvers/highs-worker.ts',
      'solvers/nerdamer-worker.ts',
      'solvers/z3-worker.ts',
    ],
  ].map((path) => [basename(path, '.ts'), source(path)]),
)

/** A digest of everything that the page is built from. */
const tagOf = () => {
  const hash = createHash('sha256')
  const files = readdirSync(join(root, 'src'), { recursive: true }).sort()
  for (const file of files) if (/\.(tsx?|css|html|svg)$/.test(file)) hash.update(readFileSync(source(file)))
  hash.update(JSON.stringify(readExamples()))
  const examples = readdirSync(join(root, 'proofs')).filter((file) => file.endsWith('.yaml'))
  for (const file of examples.sort()) hash.update(readFileSync(join(root, 'proofs', file)))
  for (const file of ['package-lock.json', 'scripts/web.mjs']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 10)
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Builds the page; gives the names and sizes of what was written. */
export const buildWeb = async ({ outDir = join(root, 'dist/web') } = {}) => {
  const result = await build({
    root: source('web'),
    base: './',
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'error',
    cacheDir: join(root, 'node_modules/.cache/vite'),
    plugins: [forPage, oneFontFormat],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') } },
    define: {
      GRADLAW_EXAMPLES: JSON.stringify(readExamples()),
      GRADLAW_VERSION: JSON.stringify(version),
      GRADLAW_BUILD: JSON.stringify(tagOf()),
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // A worker has no document to preload into: what it imports later, it asks for when it needs it.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, dependencies, { hostId }) =>
          hostId === 'index.html' || /^assets\/(explorer|start-page)-/.test(hostId) ? dependencies : [],
      },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4096,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { explorer: source('web/index.html'), ...workers },
        output: {
          entryFileNames: ({ name }) => (name in workers ? 'assets/[name].js' : 'assets/[name]-[hash].js'),
          chunkFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  })
  const { output } = result
  const modules = output.flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []))
  writeFileSync(join(outDir, 'THIRD-PARTY.txt'), `${licencesOf(modules)}${FONTS}`)
  return output.map((file) => ({
    name: file.fileName,
    bytes: Buffer.byteLength(file.type === 'chunk' ? file.code : file.source),
  }))
}

/** Builds the page for tests, unless the same sources were built before; gives the folder. */
export const buildWebOnce = async () => {
  const folder = join(root, 'node_modules/.cache/gradlaw', `web-${tagOf()}`)
  if (existsSync(folder)) return folder
  const partial = `${folder}.${process.pid}.partial`
  await buildWeb({ outDir: partial })
  if (existsSync(folder)) rmSync(partial, { recursive: true })
  else renameSync(partial, folder)
  return folder
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await buildWeb()
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  // Not to stdout: `npm pack --json` builds first, and prints its own answer there.
  console.error(`dist/web: ${files.length} files, ${(total / 1024).toFixed(0)} KiB`)
}
