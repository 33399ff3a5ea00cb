// Bundles test/theorems/theory-process.ts and runs it: `npm run theory` rewrites the generated part of docs/theory.md.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { BUNDLE } from './workers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const outdir = join(root, 'node_modules/.cache/gradlaw')
mkdirSync(outdir, { recursive: true })
await build({
  ...BUNDLE,
  entryPoints: { 'theory-process': 'test/theorems/theory-process.ts' },
  outdir,
  packages: 'external',
})
const { status } = spawnSync(process.execPath, [join(outdir, 'theory-process.js')], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
