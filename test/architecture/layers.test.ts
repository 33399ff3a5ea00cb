import { isBuiltin } from 'node:module'
import { describe, expect, test } from 'vitest'
import { compilingCallsOf, findCycle, importsOf, readSources, roomOf, type Source } from './imports.ts'
import {
  KERNEL_LINES,
  LAW_LINES,
  MAY_COMPILE,
  MAY_IMPORT,
  MAY_IMPORT_TYPES,
  PACKAGE_ROOMS,
  WITHOUT_NODE,
} from './rooms.ts'

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** What the sources do that the rooms' table forbids, one line each. */
const violations = (sources: readonly Source[]): readonly string[] => {
  const paths = new Set(sources.map(({ path }) => path))
  const found: string[] = []
  for (const source of sources) {
    const room = roomOf(source.path)
    const mayImport = MAY_IMPORT[room]
    if (mayImport === undefined) {
      found.push(`${source.path}: ${room} is not a room`)
      continue
    }
    for (const { target, relative, typeOnly } of importsOf(source)) {
      const line = `${source.path} imports ${target}`
      if (relative) {
        const other = roomOf(target)
        const types = typeOnly && (MAY_IMPORT_TYPES[room]?.includes(other) ?? false)
        if (!paths.has(target)) found.push(`${line}, which does not exist`)
        else if (other !== room && !mayImport.includes(other) && !types) {
          found.push(`${line}: ${room} may not import ${other}`)
        }
      } else if (isBuiltin(target)) {
        if (!target.startsWith('node:')) found.push(`${line}: write node:${target}`)
        if (WITHOUT_NODE.includes(room)) found.push(`${line}: ${room} imports nothing of Node`)
      } else if (!(PACKAGE_ROOMS[packageOf(target)]?.includes(room) ?? false)) {
        found.push(`${line}: ${room} may not import this package`)
      }
    }
    const compiling = compilingCallsOf(source).filter((name) => name === 'eval' || !MAY_COMPILE.includes(room))
    found.push(...compiling.map((name) => `${source.path} calls ${name}`))
  }
  return found
}

const graph = (sources: readonly Source[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter(({ relative, typeOnly }) => relative && !typeOnly)
        .map(({ target }) => target),
    ]),
  )

const sources = readSources()

describe('the sources', () => {
  test('import only what the rooms allow', { timeout: 120_000 }, () => {
    expect(sources.length).toBeGreaterThan(0)
    expect(violations(sources)).toEqual([])
  })

  test('have no import cycle', () => {
    expect(findCycle(graph(sources))).toBeUndefined()
  })

  test.each([
    ['kernel', KERNEL_LINES, (path: string) => roomOf(path) === 'kernel' && !path.includes('/laws/')],
    ['law-count checker', LAW_LINES, (path: string) => roomOf(path) === 'kernel' && path.includes('/laws/')],
  ] as const)('keep the %s within %i lines', (name, limit, isOwn) => {
    const files = sources.filter(({ path }) => isOwn(path))
    const lines = files.map(({ text }) => text.split('\n').length - 1).reduce((a, b) => a + b, 0)
    const code = files.flatMap(({ text }) => text.split('\n')).filter((line) => !/^\s*(\/\/|\/\*|\*|$)/.test(line))
    console.log(`${name}: ${files.length} files, ${lines} lines of at most ${limit}, ${code.length} of them code`)
    expect(lines).toBeGreaterThan(0)
    expect(lines).toBeLessThanOrEqual(limit)
  })
})

describe('the table of rooms', () => {
  test('lets imports run one way only', () => {
    expect(findCycle(new Map(Object.entries(MAY_IMPORT)))).toBeUndefined()
    for (const rooms of [...Object.values(MAY_IMPORT), ...Object.values(MAY_IMPORT_TYPES)]) {
      for (const room of rooms) expect(Object.keys(MAY_IMPORT)).toContain(room)
    }
  })

  test.each([
    ['src/kernel/a.ts', "import { b } from '../algebra/b.ts'", 'kernel may not import algebra'],
    ['src/kernel/a.ts', "import type { B } from '../algebra/b.ts'", 'kernel may not import algebra'],
    ['src/kernel/a.ts', "import { readFileSync } from 'node:fs'", 'kernel imports nothing of Node'],
    ['src/kernel/a.ts', "import { parse } from 'mathjs'", 'kernel may not import this package'],
    ['src/laws/a.ts', "const m = await import('mathjs')", 'laws may not import this package'],
    ['src/laws/a.ts', "const m = require('nerdamer')", 'laws may not import this package'],
    ['src/laws/a.ts', "export * from '../provers/b.ts'", 'laws may not import provers'],
    ['src/laws/a.ts', "type B = import('../theorems/b.ts').B", 'laws may not import theorems'],
    ['src/report/a.ts', "import { b } from '../theorems/b.ts'", 'report may not import theorems'],
    ['src/report/a.ts', "import { type B, b } from '../theorems/b.ts'", 'report may not import theorems'],
    ['src/toolkit/a.ts', "import { b } from '../web/b.ts'", 'toolkit may not import web'],
    ['src/solvers/a.ts', "import path from 'path'", 'write node:path'],
    ['src/cli/a.ts', "import { b } from './b.ts'", 'which does not exist'],
    ['src/other/a.ts', '', 'other is not a room'],
    ['src/provers/a.ts', "new Function('x', 'return x')", 'calls Function'],
    ['src/numerics/a.ts', "eval('1')", 'calls eval'],
  ])('is enforced: %s with %s', (path, text, reason) => {
    const others = ['algebra', 'provers', 'theorems', 'web'].map((room) => ({ path: `src/${room}/b.ts`, text: '' }))
    expect(violations([{ path, text }, ...others])).toEqual([expect.stringContaining(reason)])
  })

  test.each([
    ['src/report/a.ts', "import type { B } from '../theorems/b.ts'"],
    ['src/report/a.ts', "import { type B } from '../theorems/b.ts'"],
    ['src/numerics/a.ts', "new Function('x', 'return x')"],
    ['src/expression/a.ts', "const m = await import('mathjs')"],
  ])('allows %s with %s', (path, text) => {
    expect(
      violations([
        { path, text },
        { path: 'src/theorems/b.ts', text: '' },
      ]),
    ).toEqual([])
  })

  test('finds a cycle', () => {
    const cyclic = [
      { path: 'src/laws/a.ts', text: "import { b } from './b.ts'" },
      { path: 'src/laws/b.ts', text: "export { c } from './c.ts'" },
      { path: 'src/laws/c.ts', text: "import { a } from './a.ts'" },
    ]
    expect(findCycle(graph(cyclic))).toEqual(['src/laws/a.ts', 'src/laws/b.ts', 'src/laws/c.ts', 'src/laws/a.ts'])
  })
})
