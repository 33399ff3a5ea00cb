import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const checkout = mkdtempSync(join(tmpdir(), 'gradlaw-setup-'))
afterAll(() => rmSync(checkout, { recursive: true, force: true }))

test('packages are not installed through a symbolic link', () => {
  const others = join(checkout, 'others')
  for (const folder of ['scripts', 'others']) mkdirSync(join(checkout, folder))
  copyFileSync(join(root, 'scripts/setup.mjs'), join(checkout, 'scripts/setup.mjs'))
  copyFileSync(join(root, 'package-lock.json'), join(checkout, 'package-lock.json'))
  writeFileSync(join(others, 'kept'), '')
  symlinkSync('others', join(checkout, 'node_modules'))
  // Without a PATH there is no npm to be run by mistake.
  const env = { ...process.env, PATH: '' }
  const { status, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs'], {
    cwd: checkout,
    env,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toContain('node_modules is a symbolic link')
  expect(stderr).not.toContain('npm ci failed')
  expect(readdirSync(others)).toEqual(['kept'])
})
