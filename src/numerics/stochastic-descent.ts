import { number, product, type Term } from '../kernel/term.ts'
import { type BlockMethod, blockAdvance } from './block-advance.ts'
import type { Descended } from './descent.ts'
import { assemble, local, statements, tableStatements } from './javascript.ts'
import { loopSource } from './loop-source.ts'
import type { MethodNumbers } from './momentum-descent.ts'
import { ALPHA, BETA, before, type MomentumMethod, momentumProgram, RHO } from './momentum-program.ts'
import type { Program } from './program.ts'
import { type ProgramBuilder, programBuilder } from './program-builder.ts'
import { stateAt, wordsOf } from './random.ts'
import { classifySamples } from './sample-classes.ts'
import type { Advance } from './trajectories.ts'

/** With more classes, all of whose steps a kernel takes, JavaScript is faster, which takes one: so it was measured. */
const MOST_COMPILED = 8

const addends = (f: Term): readonly Term[] => (f.op === 'add' ? f.args.flatMap(addends) : [f])

/** The samples of f: those declared, or its addends as it is written. */
export const samplesOf = ({ objective, samples }: Descended): readonly Term[] => samples ?? addends(objective)

/** The next position with a sample of one class; `drawn` is the instruction that is the sample's number. */
type ClassStep = (b: ProgramBuilder, inputs: ReadonlyMap<string, number>, drawn: number) => readonly number[]

/** The rest of an integer below 2^32 divided by `count`, exactly. */
const restOf = (b: ProgramBuilder, word: number, count: number): number => {
  const divisor = b.constant(count)
  return b.subtract(word, b.multiply(divisor, b.apply('floor', b.divide(word, divisor))))
}

/**
 * A step x_{k+1} = step(x_k, x_{k−1}) with f = Σ_{i < m} f_i replaced by m·f_i, i uniform, for each trajectory and step;
 * samples are drawn with replacement. The draws depend on the seed, the trajectory and the step alone.
 *
 * Samples that differ in numbers alone share one program, which takes them from tables. Blocks of trajectories take the
 * steps of all classes and choose; one trajectory alone takes that of its class.
 */
export const stochasticDescent = (
  method: MomentumMethod,
  descended: Descended,
): ((numbers: MethodNumbers) => Advance) => {
  const { variables } = descended
  const samples = samplesOf(descended)
  const count = samples.length
  const { classes, classOf } = classifySamples(samples)
  const remembers = method.momentum !== 'none'
  const coordinates = [...variables, ...(remembers ? variables.map(before) : [])]

  const steps = classes.map(({ formula, columns }): ClassStep => {
    const step = momentumProgram(method, product(number(count), formula), variables)
    return (b, inputs, drawn) => {
      const data = [...columns].map(([name, column]) => [name, b.entry(column, drawn)] as const)
      return step(b, new Map([...inputs, ...data])).next
    }
  })
  const alone = (step: ClassStep): Program => {
    const b = programBuilder()
    const names = [...variables, ...variables.map(before), ALPHA, BETA, RHO]
    const inputs = new Map(names.map((name, j) => [name, b.input(j)]))
    return b.program(names.length + 1, step(b, inputs, b.input(names.length)))
  }
  const sources = [...variables.map((_, j) => `x${j}`), ...variables.map((_, j) => `w${j}`)]
  const inputs = [...sources, 'size', 'beta', 'rho', 'drawn']
  const cases = steps.map((own, c) => {
    const program = alone(own)
    return {
      tables: tableStatements(program, `c${c}`),
      step: `case ${c}: {
${statements(program, (j) => inputs[j] ?? '', `c${c}`)}
${program.outputs.map((t, j) => `y${j} = ${local(t)}`).join('\n')}
break
}`,
    }
  })
  const body = `const classOf = [${classOf.join(', ')}]
${cases.map(({ tables }) => tables).join('\n')}
${loopSource({
  dimension: variables.length,
  remembers,
  beforeAll: 'const states = Array.from({ length: high - low }, (_, j) => stateOf(low + j))',
  beforeStep: 'const [even, odd] = wordsOf(first + k)',
  step: `const drawn = $hash($hash(states[i - low], even), odd) % ${count}
switch (classOf[drawn]) {
${cases.map(({ step }) => step).join('\n')}
}`,
})}`
  type Make = (stateOf: (i: number) => number, words: typeof wordsOf, beta: number, rho: number) => Advance
  const make = assemble<Make>(['stateOf', 'wordsOf', 'beta', 'rho'], body)

  const iteration = (): BlockMethod['iteration'] => {
    const b = programBuilder()
    const names = [...coordinates, ':state', ALPHA, ':even', ':odd', BETA, RHO]
    const at = new Map(names.map((name, j) => [name, b.input(j)]))
    const given = (name: string): number => at.get(name) as number
    const every = new Map([...variables.map((name) => [before(name), given(name)] as const), ...at])
    const drawn = restOf(b, b.apply('hash', b.apply('hash', given(':state'), given(':even')), given(':odd')), count)
    const ownClass = classes.length === 1 ? drawn : b.entry(classOf, drawn)
    const next = steps
      .map((step) => step(b, every, drawn))
      .reduce((others, own, c) => own.map((value, j) => b.equal(ownClass, b.constant(c), value, others[j] as number)))
    const kept = remembers ? variables.map(given) : []
    return {
      program: b.program(names.length, [...next, ...kept, given(':state')]),
      states: coordinates.length + 1,
      perStep: 2,
    }
  }
  let compiled: BlockMethod['iteration'] | undefined
  return ({ beta, rho, seed, firstRun = 0 }) => {
    const state = (trajectory: number): number => stateAt(seed, firstRun + trajectory)
    const plain = make(state, wordsOf, beta, rho)
    if (classes.length > MOST_COMPILED) return plain
    return blockAdvance(plain, () => {
      compiled ??= iteration()
      return {
        iteration: compiled,
        remembers,
        numbers: [beta, rho],
        draws: { state, words: wordsOf },
        watches: [],
        isCritical: () => false,
      }
    })
  }
}
