// Our side of the simulation benchmark; prints milliseconds and the sum of the final coordinates, as ngd_peer.c does.
import { difference, number, product, raised, symbol } from '../src/kernel/term.ts'
import { normalizedGradientDescent } from '../src/numerics/normalized-gradient-descent.ts'
import { stepSizes } from '../src/numerics/step-sizes.ts'
import { startAt } from '../src/numerics/trajectories.ts'

const CHUNK = 1024
const count = Number(process.argv[2])
const steps = Number(process.argv[3])
const [x, y] = [symbol('x'), symbol('y')]
const h = difference(product(x, y), number(1))
const gradient = [y, x]
const residual = { value: h, gradient }

/** As one loop over a single point, written by hand: what the compiler has to beat. */
const plain = (starts: readonly (readonly [number, number])[]): number =>
  starts.reduce((total, [a, b]) => {
    let [u, v] = [a, b]
    for (let k = 0; k < steps; k++) {
      const alpha = 0.5 / Math.sqrt(Math.sqrt(k + 1))
      const factor = (u * v - 1 < 0 ? -alpha : alpha) / Math.sqrt(u * u + v * v)
      const next = u - factor * v
      v -= factor * u
      u = next
    }
    return total + (u + v)
  }, 0)

const blocked = (starts: readonly (readonly [number, number])[]): number => {
  const advance = normalizedGradientDescent({ variables: ['x', 'y'], objective: raised(h, 2), gradient, residual })
  const schedule = stepSizes(0.5, 4)
  const trajectories = startAt(starts, 2)
  for (let done = 0; done < steps; done += CHUNK) {
    const sizes = new Float64Array(Math.min(CHUNK, steps - done))
    schedule(done, sizes)
    advance(trajectories, 0, count, sizes, done)
  }
  const [u = new Float64Array(), v = new Float64Array()] = trajectories.positions
  return u.reduce((total, value, i) => total + (value + (v[i] ?? 0)), 0)
}

const starts = Array.from({ length: count }, (_, i): [number, number] => [
  0.3 + (1.5 * i) / count,
  1.9 - (1.3 * i) / count,
])
const run = process.argv[4] === 'plain' ? plain : blocked
const began = performance.now()
const sum = run(starts)
console.log(`${performance.now() - began} ${sum}`)
