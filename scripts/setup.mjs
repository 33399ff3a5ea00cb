// Makes a checkout ready to run: installs the npm packages of package-lock.json where they are missing or differ, and
// with --suites the Debian packages that some test suites need. Plain Node, no dependency; instant when nothing is to do.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, lstatSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const inCI = process.env.CI === 'true'

const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options }).status === 0

const readLock = (path) => {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** True where node_modules holds just what package-lock.json says (packages for other platforms aside). */
const packagesAreCurrent = () => {
  const wanted = readLock('package-lock.json')
  const installed = readLock('node_modules/.package-lock.json')
  if (wanted === undefined || installed === undefined) return false
  const present = Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || installed[path] === undefined) return path === '' || entry.optional === true
    return installed[path].version === entry.version && installed[path].integrity === entry.integrity
  })
  return present && Object.keys(installed).every((path) => wanted[path] !== undefined)
}

/** True where `tool` can be run from PATH. */
const isOnPath = (tool) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

const isInstalled = (debianPackage) => existsSync(`/var/lib/dpkg/info/${debianPackage}.list`)

// Each tool with the Debian packages that bring it, and what cannot be tested without it.
const TOOLS = [
  {
    tool: 'pdflatex',
    packages: ['texlive-latex-base', 'texlive-latex-recommended', 'texlive-pictures', 'lmodern'],
    without: 'LaTeX reports are not compiled',
  },
  { tool: 'pdftotext', packages: ['poppler-utils'], without: 'compiled reports are not read back' },
  { tool: 'python3', packages: ['python3'], without: 'certificates are not re-checked by proofs/check.py' },
  { tool: 'coqc', packages: ['coq'], without: 'exported theorems are not checked by Coq' },
  { tool: 'redis-server', packages: ['redis-server'], without: 'sweeps over Redis are not run' },
  { tool: 'chromium', packages: ['chromium'], without: 'the explorer is not tried in a browser' },
  { tool: 'gcc', packages: ['gcc'], without: 'trajectories are not compared with compiled C' },
]

const onDebian = existsSync('/var/lib/dpkg/info')
const isMissing = ({ tool, packages }) =>
  !isOnPath(tool) || (onDebian && tool === 'pdflatex' && !packages.every(isInstalled))

const installDebianPackages = (packages) => {
  if (!onDebian || !isOnPath('apt-get')) return
  const isRoot = process.getuid?.() === 0
  if (!isRoot && !(isOnPath('sudo') && run('sudo', ['-n', 'true'], { stdio: 'ignore' }))) return
  const aptGet = (...args) => {
    const line = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=600', ...args]
    const [command, ...rest] = isRoot ? line : ['sudo', '-n', ...line]
    return run(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  console.error(`setup: installing ${packages.join(' ')}`)
  const install = () => aptGet('install', '-y', '--no-install-recommends', ...packages)
  if (!install() && aptGet('update')) install()
}

const isLink = (path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink() === true

if (!packagesAreCurrent()) {
  if (isLink('node_modules')) {
    console.error('setup: node_modules is a symbolic link, and npm ci would empty the folder that it points to.')
    console.error('setup: install there, or remove the link and run this again.')
    process.exit(1)
  }
  console.error('setup: installing npm packages')
  if (!run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])) {
    console.error('setup: npm ci failed')
    process.exit(1)
  }
}

if (process.argv.includes('--suites')) {
  const wanted = TOOLS.filter(isMissing).flatMap(({ packages }) => packages)
  if (wanted.length > 0) installDebianPackages(wanted)
  const missing = TOOLS.filter(isMissing)
  for (const { tool, packages, without } of missing) {
    console.error(`setup: ${inCI ? 'ERROR' : 'WARNING'}: ${tool} is missing, so ${without}.`)
    console.error(`setup:   apt-get install --no-install-recommends ${packages.join(' ')}`)
  }
  if (inCI && missing.length > 0) process.exit(1)
}
