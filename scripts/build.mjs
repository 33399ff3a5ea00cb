// Bundles the command, the library and the workers into dist/; with --types also writes the declaration files.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeDeclarations } from './declarations.mjs'
import { FONTS, licencesOf } from './licences.mjs'
import { BUNDLE, workerEntries, writeRecheckPage, writeWhole } from './workers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const entries = Object.fromEntries(
  Object.entries({ cli: 'src/cli/main.ts', index: 'src/index.ts', ...workerEntries() }).filter(([, path]) =>
    existsSync(join(root, path)),
  ),
)

mkdirSync(dist, { recursive: true })

// Everything lies flat in dist/, so that './x-worker.js' is right from every chunk. CommonJS packages need `require`.
const { metafile, outputFiles } = await build({
  ...BUNDLE,
  entryPoints: entries,
  outdir: dist,
  splitting: true,
  chunkNames: 'chunk-[name]-[hash]',
  metafile: true,
  write: false,
  define: { GRADLAW_VERSION: JSON.stringify(version) },
  banner: { js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);" },
})

for (const { path, text } of outputFiles) {
  const isCommand = basename(path) === 'cli.js'
  if (existsSync(path) && !isCommand && readFileSync(path, 'utf8') === text) continue
  const head = isCommand && !text.startsWith('#!') ? '#!/usr/bin/env node\n' : ''
  writeWhole(path, head + text, isCommand ? 0o755 : 0o644)
}
await writeRecheckPage(dist)
const written = new Set([...outputFiles.map(({ path }) => basename(path)), 'recheck-page.js'])
for (const file of readdirSync(dist)) {
  if (file.endsWith('.js') && !written.has(file)) rmSync(join(dist, file))
}

// What PNG figures need beside the bundle: the program that draws them and its fonts.
for (const [name, path] of Object.entries({
  'resvg.wasm': '@resvg/resvg-wasm/index_bg.wasm',
  'KaTeX_Main-Regular.ttf': 'katex/dist/fonts/KaTeX_Main-Regular.ttf',
  'KaTeX_Math-Italic.ttf': 'katex/dist/fonts/KaTeX_Math-Italic.ttf',
})) {
  const [from, to] = [join(root, 'node_modules', path), join(dist, name)]
  if (!existsSync(to) || !readFileSync(to).equals(readFileSync(from))) copyFileSync(from, to)
}

const sources = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs))
writeWhole(join(dist, 'THIRD-PARTY.txt'), `${licencesOf(sources)}${FONTS}`)

if (process.argv.includes('--types') && entries.index !== undefined && !writeDeclarations(dist)) process.exit(1)
