// The declaration files of the package: those that a reader of the entry's types comes to, and no others.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

const IMPORTED = /(?:from |import\(|import )['"](\.[^'"]+)\.ts['"]/g

/** The file and all that its types come from. */
const reached = (file, seen = new Set()) => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(IMPORTED))
    reached(join(dirname(file), `${path}.d.ts`), seen)
  return seen
}

/** Writes the declarations of src/index.ts into a folder; false where the sources have type errors. */
export const writeDeclarations = (folder) => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) return false
  const needed = reached(join(folder, 'index.d.ts'))
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && path.endsWith('.d.ts') && !needed.has(path)) rmSync(path)
  }
  // The deepest folders come last.
  for (const entry of entries.reverse()) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory() && readdirSync(path).length === 0) rmdirSync(path)
  }
  return true
}
