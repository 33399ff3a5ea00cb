// The semidefinite solver beside Debian's csdp on the same programs, one after the other. `node bench/semidefinite.mjs`.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'gradlaw-sdp-'))

/** The processor time of csdp, with reading, in milliseconds, and its value; undefined where it is absent. */
const csdp = (file) => {
  const script = 'TIMEFORMAT="user %U"; command -v csdp > /dev/null || exit 127; time csdp "$0" 2>&1'
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, file], { cwd: folder, encoding: 'utf8', env })
  if (status === 127) return undefined
  const seconds = Number(/^user (\S+)/m.exec(stderr)?.[1])
  const value = -Number(/^Primal objective value: *(\S+)/m.exec(stdout)?.[1])
  return { ms: 1000 * seconds, value }
}

try {
  const bundle = join(folder, 'ours.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/semidefinite.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'warning',
  })
  const ours = JSON.parse(execFileSync(process.execPath, [bundle, folder], { encoding: 'utf8' }))
  console.log(
    'Lower bounds of random polynomials: basis, equations, our processor time, that of csdp on one thread, ratio',
  )
  for (const { name, n, half, basis, equations, ms, value } of ours) {
    const peer = csdp(join(folder, `${name}.dat-s`))
    const what = `${n} variables, degree ${2 * half}`.padEnd(26)
    const sizes = `${basis}`.padStart(4) + `${equations}`.padStart(6)
    if (peer === undefined) {
      console.log(`${what}${sizes}  ${ms.toFixed(0)} ms; no csdp here`)
      continue
    }
    const agree =
      Math.abs(peer.value - value) < 1e-5 * (1 + Math.abs(value)) ? '' : `  values differ: ${value}, ${peer.value}`
    const ratio = peer.ms < 10 ? 'too short to compare' : (ms / peer.ms).toFixed(2)
    console.log(`${what}${sizes}  ${ms.toFixed(0)} ms  ${peer.ms.toFixed(0)} ms  ${ratio}${agree}`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
