import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ServedFile } from './page-server.ts'

/** What the page asks for, with what it is told where the optional package is missing. */
const MODULE = '/z3/z3-built.mjs'

/** Where the files of z3 for browsers lie, if the package is installed. */
const z3Folder = (): string | null => {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('z3-solver'))
    return ['z3-built.js', 'z3-built.wasm'].every((name) => existsSync(join(folder, name))) ? folder : null
  } catch {
    return null
  }
}

/**
 * The files of an installed z3-solver for a page that is isolated from other origins, by their paths: its program, for
 * its threads and as a module that exports it, and its WebAssembly. They are no part of gradlaw's own package.
 */
export const z3Files = (folder: string | null = z3Folder()): ReadonlyMap<string, ServedFile> => {
  if (folder === null) return new Map([[MODULE, { text: 'export default null\n' }]])
  const program = join(folder, 'z3-built.js')
  return new Map<string, ServedFile>([
    // The program is a script that leaves its function in a variable.
    [MODULE, { text: `${readFileSync(program, 'utf8')}\nexport default initZ3\n` }],
    ['/z3/z3-built.js', { path: program }],
    ['/z3/z3-built.wasm', { path: join(folder, 'z3-built.wasm') }],
  ])
}
