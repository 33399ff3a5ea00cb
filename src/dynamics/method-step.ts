import { printTerm, product, raised, sum, symbol, symbols, type Term } from '../kernel/term.ts'
import {
  DIRECTION_MAPS,
  type DirectionMap,
  type DirectionOracle,
  directionMap,
  GRADIENT_MAPS,
  type GradientMap,
  type GradientOracle,
  gradientMap,
  type Momentum,
  momentumStep,
  usesRho,
} from './gradient-methods.ts'
import { termOracle } from './term-oracle.ts'

/** The methods whose step can be written down. */
export const STEP_METHODS = [
  ...(['gd', 'ngd', 'heavy-ball', 'nesterov', 'usam', 'usam2', 'usam2-chained', 'husam', 'sam'] as const),
  'gradient-penalty',
] as const
export type StepMethod = (typeof STEP_METHODS)[number]

/** The names a step uses besides the variables, none of which is a variable or a parameter of the objective. */
export interface StepNames {
  readonly alpha: string
  readonly beta: string
  readonly rho: string
  /** One over the length of a gradient; for one residual with its sign. */
  readonly inverse: string
  /** ∂f/∂h for one residual, at the points where the gradient is asked for, in order. */
  readonly slopes: readonly string[]
  /** ∂²f/∂h² for one residual, at x. */
  readonly curvature: string
  /** The position before, by variable. */
  readonly before: ReadonlyMap<string, string>
}

/** A name for a derivative of f in its residual at a point. */
export interface LossDerivative {
  readonly name: string
  readonly order: 1 | 2
  readonly at: readonly Term[]
}

/** One step x⁺ of a method as terms, and what the names in it mean. */
export interface MethodStep {
  readonly next: readonly Term[]
  /** Names that stand for numbers of the state: the position before, derivatives of the loss, an inverse length. */
  readonly states: readonly string[]
  /** Numbers of the method, positive; β ≥ 0. */
  readonly numbers: readonly string[]
  /** `inverse² · length² = 1` where directions are used. */
  readonly length?: { readonly inverse: string; readonly square: Term; readonly isSigned: boolean }
  /** With one residual: the step is that of every loss φ(|h|), whose derivatives have names. */
  readonly derivatives: readonly LossDerivative[]
}

/** Names that are free, by adding underscores. */
export const stepNames = (taken: readonly string[]): StepNames => {
  const free = (name: string): string => (taken.includes(name) ? free(`${name}_`) : name)
  const previous = (name: string): string => free(name.includes('[') ? name.replace('[', '_prev[') : `${name}_prev`)
  return {
    alpha: free('alpha'),
    beta: free('beta'),
    rho: free('rho'),
    inverse: free('r'),
    slopes: ['eps', 'eps2', 'eps3'].map(free),
    curvature: free('kappa'),
    before: new Map(taken.map((name) => [name, previous(name)])),
  }
}

const isDirection = (map: string): map is DirectionMap => (DIRECTION_MAPS as readonly string[]).includes(map)
const isGradient = (map: string): map is GradientMap => (GRADIENT_MAPS as readonly string[]).includes(map)

/** ∇f and ∇²f of f = φ(|h|) by the derivatives of h, those of φ being names; directions with an inverse length. */
const residualOracle = (
  residual: Term,
  variables: readonly string[],
  names: StepNames,
  found: Map<string, LossDerivative>,
): GradientOracle<readonly Term[], Term> & {
  readonly normalOf: (v: readonly Term[]) => readonly Term[] | undefined
} => {
  const oracle = termOracle(residual, variables)
  const normals = new Map<readonly Term[], readonly Term[]>()
  const keyOf = (at: readonly Term[]): string => at.map(printTerm).join(', ')
  const slopeAt = (at: readonly Term[]): Term => {
    const key = keyOf(at)
    const name = found.get(key)?.name ?? (names.slopes[found.size] as string)
    found.set(key, { name, order: 1, at })
    return symbol(name)
  }
  return {
    ...oracle,
    gradient: (at) => {
      const normal = oracle.gradient(at)
      const slope = slopeAt(at)
      const v = normal.map((entry) => product(slope, entry))
      normals.set(v, normal)
      return v
    },
    hessianTimes: (at, w) => {
      const normal = oracle.gradient(at)
      const along = product(symbol(names.curvature), sum(...normal.map((entry, j) => product(entry, w[j] as Term))))
      const bent = oracle.hessianTimes(at, w)
      const slope = slopeAt(at)
      return normal.map((entry, j) => sum(product(along, entry), product(slope, bent[j] as Term)))
    },
    normalOf: (v) => normals.get(v),
  }
}

/**
 * One step of a method on f, by the definitions of `gradient-methods.ts`. With a residual, f = φ(|h|), gradients are
 * ε∇h and second derivatives κ∇h∇hᵀ + ε∇²h with names ε = ∂f/∂h, κ = ∂²f/∂h², so that the step is that of every φ; and
 * directions are r∇h with r = sgn(h)/|∇h|, so that r² = 1/|∇h|², on M too, where either sign is an element of the
 * normalized subdifferential.
 */
export const methodStep = (
  method: StepMethod,
  f: Term,
  residual: Term | undefined,
  variables: readonly string[],
  names: StepNames,
): MethodStep => {
  const { alpha, beta, rho, inverse } = names
  const momentum: Momentum = method === 'heavy-ball' || method === 'nesterov' ? method : 'none'
  const map = isDirection(method) || isGradient(method) ? method : 'plain'
  const found = new Map<string, LossDerivative>()
  const own = residual === undefined ? undefined : residualOracle(residual, variables, names, found)
  let square: Term | undefined
  const oracle: DirectionOracle<readonly Term[], Term> = {
    ...(own ?? termOracle(f, variables)),
    unit: (v) => {
      const direction = own?.normalOf(v) ?? v
      square = sum(...direction.map((entry) => raised(entry, 2)))
      return direction.map((entry) => product(symbol(inverse), entry))
    },
  }
  const g = isDirection(map) ? directionMap(map, oracle) : gradientMap(map, oracle)
  const step = momentumStep(momentum, (at: readonly Term[]) => g(at, symbol(rho)), symbol(alpha), symbol(beta), oracle)
  const before = variables.map((name) => names.before.get(name) ?? name)
  const next = step(variables.map(symbol), before.map(symbol))
  const used = new Set(next.flatMap(symbols))
  const [atStart] = found.values()
  const derivatives: readonly LossDerivative[] = [
    ...[...found.values()].filter(({ name }) => used.has(name)),
    ...(used.has(names.curvature) && atStart !== undefined
      ? [{ name: names.curvature, order: 2 as const, at: atStart.at }]
      : []),
  ]
  return {
    next,
    states: [
      ...(momentum === 'none' ? [] : before),
      ...derivatives.map(({ name }) => name),
      ...(square === undefined ? [] : [inverse]),
    ],
    numbers: [
      alpha,
      ...(momentum === 'none' ? [] : [beta]),
      ...(map === 'sam' || (isGradient(map) && usesRho(map)) ? [rho] : []),
    ],
    ...(square === undefined ? {} : { length: { inverse, square, isSigned: own !== undefined } }),
    derivatives,
  }
}
