// Sweeps: what a cell costs beyond its steps, in threads and over Redis, beside a pool of Python processes that writes
// rows of the same form; how two threads do against one; and a million cells over Redis with two worker processes, two
// kills and a restart of the server, compared byte by byte with the same sweep in threads.
// `node bench/sweeps.mjs [cells] [cells of the last]`, after a build. Never asserted in tests.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const peer = fileURLToPath(new URL('sweep_peer.py', import.meta.url))
const [few, many] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 1_000_000)]
const home = mkdtempSync(join(tmpdir(), 'gradlaw-sweeps-'))
const children = new Set()

const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const start = (command, args) => {
  const child = spawn(command, args, { stdio: 'ignore' })
  children.add(child)
  child.once('close', () => children.delete(child))
  return child
}
const ended = (child) => new Promise((resolve) => (children.has(child) ? child.once('close', resolve) : resolve()))
const kill = async (child) => {
  child.kill('SIGKILL')
  await ended(child)
}
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** A grid of so many cells, whose runs have so many steps. */
const problem = (cells, steps) => {
  const file = join(home, `${cells}-${steps}.yaml`)
  const [alphas, xs] = [100, 50]
  writeFileSync(
    file,
    `objective: (x*y - 1)^2
simulate: {steps: ${steps}, seed: 1}
sweep:
  over:
    method: [ngd, gd]
    alpha: {from: 0.001, to: 0.3, count: ${alphas}, scale: log}
    x: {from: -2, to: 2, count: ${xs}}
    y: {from: -2, to: 2, count: ${Math.round(cells / (2 * alphas * xs))}}
  attractor: [[1, 1], [-1, -1]]
`,
  )
  return file
}

const seconds = (work) => {
  const started = performance.now()
  work()
  return (performance.now() - started) / 1000
}
const sweep = (file, out, ...args) =>
  execFileSync(process.execPath, [cli, 'sweep', file, '--fresh', '--quiet', '--out', join(home, out), ...args])
const micro = (s, cells) => `${((s / cells) * 1e6).toFixed(1)} µs a cell`
const server = (port) => {
  mkdirSync(join(home, 'redis'), { recursive: true })
  const kept = ['--dir', join(home, 'redis'), '--appendonly', 'yes', '--save', '']
  return start('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', ...kept])
}

try {
  console.log(`${cpus().length} cores`)
  const cheap = problem(few, 1)
  const threads = seconds(() => sweep(cheap, 'cheap'))
  console.log(`cells of one step, in threads: ${micro(threads, few)} (${few} cells)`)
  const python = spawnSync('/usr/bin/python3', [peer, `${few}`, join(home, 'peer.ndjson')], { encoding: 'utf8' })
  if (python.status === 0) console.log(`the same in a pool of Python processes: ${micro(Number(python.stdout), few)}`)

  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let redis = server(port)
  const worker = () => start(process.execPath, [cli, 'worker', '--redis', url, '--workers', '1', '--quiet'])
  let workers = [worker(), worker()]
  await rest(2000)
  const shared = seconds(() => sweep(cheap, 'shared', '--redis', url))
  console.log(`over Redis, with two worker processes: ${micro(shared, few)}`)

  const heavy = problem(20_000, 5000)
  const [one, two] = [1, 2].map((n) => seconds(() => sweep(heavy, `heavy${n}`, '--workers', `${n}`)))
  console.log(`cells of 5000 steps: two threads are ${(one / two).toFixed(2)} times as fast as one`)

  const large = problem(many, 100)
  const embedded = seconds(() => sweep(large, 'embedded'))
  console.log(`${many} cells of 100 steps in threads: ${embedded.toFixed(1)} s`)
  const partial = join(home, 'large/cells.partial.ndjson')
  const whole = statSync(join(home, 'embedded/cells.ndjson')).size
  const began = performance.now()
  const running = start(process.execPath, [
    cli,
    'sweep',
    large,
    '--quiet',
    '--out',
    join(home, 'large'),
    '--redis',
    url,
  ])
  const reaches = async (part) => {
    while (children.has(running) && !(existsSync(partial) && statSync(partial).size > part * whole)) await rest(50)
  }
  await reaches(0.2)
  await kill(workers[0])
  workers[0] = worker()
  await reaches(0.5)
  await kill(redis)
  await rest(500)
  redis = server(port)
  await reaches(0.7)
  await Promise.all(workers.map(kill))
  workers = [worker(), worker()]
  await ended(running)
  console.log(`over Redis, with kills and a restart: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  const same = ['cells.ndjson', 'manifest.json'].every((name) =>
    readFileSync(join(home, 'large', name)).equals(readFileSync(join(home, 'embedded', name))),
  )
  const { cells } = JSON.parse(readFileSync(join(home, 'large/manifest.json'), 'utf8'))
  console.log(`${cells.done} of ${cells.total} cells, ${same ? 'the same bytes' : 'OTHER BYTES'}`)
} finally {
  await Promise.all([...children].map(kill))
  rmSync(home, { recursive: true, force: true })
}
