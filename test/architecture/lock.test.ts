import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Entry {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))
const manifest = read('package.json') as Entry
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Entry>> }

test('every dependency is an exact version, and the one that is locked', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version)
  }
})

// npm ci refuses a file that lacks the builds for other platforms; scripts/complete-lock.mjs puts them in.
test('the lock names the builds for every platform', () => {
  const optional = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  expect(optional.length).toBeGreaterThan(0)
  expect(optional.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([])
})

test('the lock names no registry', () => {
  expect(JSON.stringify(packages)).not.toContain('"resolved"')
})
