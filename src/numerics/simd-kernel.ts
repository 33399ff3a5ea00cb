import { encodeModule, type WasmFunction } from '../algebra/web-assembly/encode-module.ts'
import { instantiate, type WasmMemory } from '../algebra/web-assembly/host.ts'
import { type Code, get, i32, repeatWhile, set, type ValueType, v128 } from '../algebra/web-assembly/instructions.ts'
import { expand } from './elementary/expand.ts'
import type { Iteration } from './iteration.ts'
import { latest } from './latest.ts'
import { hasVectorForm, type Sources, vectorCode } from './simd-instructions.ts'

/** An iteration on blocks of lanes in WebAssembly. */
export interface SimdKernel {
  /** The largest number of lanes of a block. */
  readonly lanes: number
  /** State j of all lanes; valid until another kernel runs. */
  readonly state: (j: number) => Float64Array
  /**
   * Makes as many steps as there are sizes, at most {@link MOST_STEPS}, with the first `count` lanes; each size is followed
   * by the further numbers of its step.
   */
  readonly run: (count: number, sizes: Float64Array, numbers: readonly number[]) => void
}

/** Steps of one call. */
export const MOST_STEPS = 1024
/** States that stay in registers from step to step. */
const MOST_IN_REGISTERS = 8
/** Instructions of a step that is interleaved with others. */
const LONGEST_INTERLEAVED = 100
/** Constants that are loaded once, before the loops. */
const MOST_CONSTANTS = 8

const PAIR = 16
const NUMBER = 8
const PAGE = 65536
/** Compiled kernels that are kept. */
const KEPT = 64

/** Addresses in memory: constants (twice each), tables, numbers (twice each), sizes of steps, then the states. */
interface Layout {
  /** By the number of the instruction. */
  readonly constant: ReadonlyMap<number, number>
  readonly table: ReadonlyMap<number, number>
  readonly number: (index: number) => number
  readonly sizes: number
  readonly state: (j: number) => number
  readonly end: number
}

/** Numbers that each step has for itself, its size among them. */
const numbersOfStep = ({ perStep = 0 }: Iteration): number => 1 + perStep

const layoutOf = (iteration: Iteration, lanes: number): Layout => {
  const { program, states } = iteration
  const constant = new Map<number, number>()
  const table = new Map<number, number>()
  let end = 0
  for (const [i, { op }] of program.instructions.entries()) {
    if (op !== 'constant') continue
    constant.set(i, end)
    end += PAIR
  }
  for (const [i, instruction] of program.instructions.entries()) {
    if (instruction.op !== 'entry') continue
    table.set(i, end)
    end += PAIR * Math.ceil(instruction.table.length / 2)
  }
  const numbers = end
  end += PAIR * Math.max(0, program.inputs - states - numbersOfStep(iteration))
  const sizes = end
  end += NUMBER * MOST_STEPS * numbersOfStep(iteration)
  const first = end
  return {
    constant,
    table,
    number: (index) => numbers + PAIR * index,
    sizes,
    state: (j) => first + NUMBER * lanes * j,
    end: first + NUMBER * lanes * states,
  }
}

// Parameters: the end of the sizes, and the end of the lanes in a state. Then an address in each.
const SIZES_END = 0
const LANES_END = 1
const SIZE_AT = 2
const LANE_AT = 3
const SIZE = 4

const load = (address: number): Code => v128.load(address, i32.constant(0))

const runFunction = (iteration: Iteration, layout: Layout, tile: number): WasmFunction => {
  const { program, states } = iteration
  const ownNumbers = numbersOfStep(iteration)
  let free = SIZE + ownNumbers
  const before: Code[] = []
  const kept = new Map<number, number>()
  if (layout.constant.size <= MOST_CONSTANTS)
    for (const [i, address] of layout.constant) {
      kept.set(i, free)
      before.push(set(free++, load(address)))
    }
  const source = (state: (j: number) => Code): Sources => ({
    input: (index) => {
      if (index < states) return state(index)
      const number = index - states
      return number < ownNumbers ? get(SIZE + number) : load(layout.number(number - ownNumbers))
    },
    constant: (i) => {
      const local = kept.get(i)
      return local === undefined ? load(layout.constant.get(i) as number) : get(local)
    },
    table: (i) => layout.table.get(i) as number,
  })
  const all = Array.from({ length: states }, (_, j) => j)
  const nextSize = Array.from({ length: ownNumbers }, (_, j) =>
    set(SIZE + j, v128.loadSplat64(layout.sizes + NUMBER * j, get(SIZE_AT))),
  )
  const forward = (local: number, by: number): Code => set(local, i32.add(get(local), i32.constant(by)))
  const steps = (...body: Code[]): Code => [
    set(SIZE_AT, i32.constant(0)),
    repeatWhile(i32.lessUnsigned(get(SIZE_AT), get(SIZES_END)), nextSize, body, forward(SIZE_AT, NUMBER * ownNumbers)),
  ]
  const blocks = (...body: Code[]): Code => [
    set(LANE_AT, i32.constant(0)),
    repeatWhile(i32.lessUnsigned(get(LANE_AT), get(LANES_END)), body, forward(LANE_AT, PAIR * tile)),
  ]
  const address = (j: number, t: number): number => layout.state(j) + PAIR * t
  const tiles = Array.from({ length: tile }, (_, t) => t)
  let body: Code
  if (tile > 1) {
    const held = tiles.map(() => all.map(() => free++))
    const local = (j: number, t: number): number => (held[t] as number[])[j] as number
    const codes = tiles.map((t) =>
      vectorCode(
        program,
        source((j) => get(local(j, t))),
        free,
      ),
    )
    free += Math.max(...codes.map(({ locals }) => locals)) + states
    const moved = (code: (typeof codes)[number], t: number): Code => [
      code.body,
      all.map((j) => set(free - states + j, code.output(j))),
      all.map((j) => set(local(j, t), get(free - states + j))),
    ]
    body = blocks(
      tiles.map((t) => all.map((j) => set(local(j, t), v128.load(address(j, t), get(LANE_AT))))),
      steps(codes.map(moved)),
      tiles.map((t) => all.map((j) => v128.store(address(j, t), get(LANE_AT), get(local(j, t))))),
    )
  } else {
    const codes = tiles.map((t) =>
      vectorCode(
        program,
        source((j) => v128.load(address(j, t), get(LANE_AT))),
        free,
      ),
    )
    free += Math.max(...codes.map(({ locals }) => locals)) + states
    body = steps(
      blocks(
        codes.map((code, t) => [
          code.body,
          all.map((j) => set(free - states + j, code.output(j))),
          all.map((j) => v128.store(address(j, t), get(LANE_AT), get(free - states + j))),
        ]),
      ),
    )
  }
  const locals: ValueType[] = Array.from({ length: free - SIZE }, () => 'v128')
  return { name: 'run', parameters: ['i32', 'i32'], locals: ['i32', 'i32', ...locals], body: [before, body] }
}

/** The iteration without the values of its constants: what its code depends on. */
const shapeOf = ({ program, states, perStep = 0 }: Iteration): string =>
  JSON.stringify([
    states,
    perStep,
    program.inputs,
    program.outputs,
    program.instructions.map((instruction) => {
      if (instruction.op === 'constant') return 0
      return Object.values(
        instruction.op === 'entry' ? { ...instruction, table: instruction.table.length } : instruction,
      )
    }),
  ])

interface Compiled {
  readonly layout: Layout
  readonly run: (sizesEnd: number, lanesEnd: number) => void
}

/** Kernels of one thread run one after the other, in one memory that is as large as the largest of them needs. */
let memory: WasmMemory | undefined
const kept = latest<Compiled | undefined>(KEPT)

const compile = (iteration: Iteration, lanes: number): Compiled | undefined => {
  const layout = layoutOf(iteration, lanes)
  const instance = instantiate(encodeModule([runFunction(iteration, layout, tileOf(iteration))]), memory)
  const run = instance?.exports.run
  if (instance === undefined || run === undefined) return undefined
  memory = instance.memory
  return { layout, run }
}

/** Pairs of lanes whose steps are interleaved, to hide latency where a step is short; long ones need the registers. */
const tileOf = ({ states, program }: Iteration): number =>
  states * 4 <= MOST_IN_REGISTERS && program.instructions.length <= LONGEST_INTERLEAVED ? 4 : 1

/**
 * The iteration on up to `lanes` lanes at once; undefined where SIMD is missing, or a function of the program in it.
 *
 * The values are those of JavaScript, to the bit. Kernels are kept by the shape of their program.
 */
export const simdKernel = (written: Iteration, lanes: number): SimdKernel | undefined => {
  const iteration = { ...written, program: expand(written.program) }
  if (!hasVectorForm(iteration.program)) return undefined
  const found = kept(`${lanes} ${shapeOf(iteration)}`, () => compile(iteration, lanes))
  if (found === undefined) return undefined
  const { layout, run } = found
  const granularity = 2 * tileOf(iteration)
  const constants = new Float64Array(layout.number(0) / NUMBER)
  for (const [i, instruction] of iteration.program.instructions.entries()) {
    const at = (layout.constant.get(i) ?? layout.table.get(i) ?? 0) / NUMBER
    if (instruction.op === 'constant') constants.fill(instruction.value, at, at + 2)
    if (instruction.op === 'entry') constants.set(instruction.table, at)
  }
  const buffer = (): ArrayBuffer => {
    const own = memory as WasmMemory
    const missing = layout.end - own.buffer.byteLength
    if (missing > 0) own.grow(Math.ceil(missing / PAGE))
    return own.buffer
  }
  return {
    lanes,
    state: (j) => new Float64Array(buffer(), layout.state(j), lanes),
    run: (count, sizes, numbers) => {
      // Its loops look at their ends after a step.
      if (sizes.length === 0 || count === 0) return
      const doubles = new Float64Array(buffer(), 0, layout.state(0) / NUMBER)
      doubles.set(constants)
      for (const [i, value] of numbers.entries())
        doubles.fill(value, layout.number(i) / NUMBER, layout.number(i) / NUMBER + 2)
      doubles.set(sizes, layout.sizes / NUMBER)
      const padded = Math.ceil(count / granularity) * granularity
      for (let j = 0; j < iteration.states && padded > count; j++) {
        const lane = new Float64Array(buffer(), layout.state(j), lanes)
        lane.fill(lane[count - 1] ?? 0, count, padded)
      }
      run(NUMBER * sizes.length, NUMBER * padded)
    },
  }
}
