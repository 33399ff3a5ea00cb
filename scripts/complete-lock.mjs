// Completes package-lock.json after `npm install` from a registry that does not carry the builds for other platforms:
// npm leaves those out, and `npm ci` then refuses the file. Their names and versions are those of the packages that
// list them; what they run on is read off their names. Run it by hand after changing dependencies.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const lock = JSON.parse(readFileSync(path, 'utf8'))

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']

const platform = (name) => {
  const words = name.split('/').at(-1).split('-')
  const os = words.filter((word) => SYSTEMS.includes(word))
  const cpu = words.filter((word) => PROCESSORS.includes(word))
  const libc = words.some((word) => /^musl/.test(word)) ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  if (cpu.length !== 1) throw new Error(`${name}: expected a processor's name in it`)
  return { cpu, ...(os.length > 0 && { os }), ...(os[0] === 'linux' && libc.length > 0 && { libc }) }
}

let added = 0
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] !== undefined) continue
    if (!/^\d/.test(version)) throw new Error(`${name}: expected an exact version, found ${version}`)
    lock.packages[`node_modules/${name}`] = { version, ...platform(name), dev: true, optional: true }
    added += 1
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
console.log(`${added} packages added`)
