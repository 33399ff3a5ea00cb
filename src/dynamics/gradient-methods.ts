/**
 * What a method may ask of f and do with vectors: over numbers it is a program, over polynomials in an eigenvalue it is
 * the linearization at a critical point.
 */
export interface GradientOracle<V, C> {
  /** ∇f(x). */
  readonly gradient: (x: V) => V
  /** ∇²f(x)·w. */
  readonly hessianTimes: (x: V, w: V) => V
  readonly plus: (a: V, b: V) => V
  readonly minus: (a: V, b: V) => V
  readonly times: (c: C, v: V) => V
}

/** The maps g that take the place of ∇f in a method; ρ is the length of the ascent or the weight of the penalty. */
export const GRADIENT_MAPS = ['plain', 'usam', 'usam2', 'usam2-chained', 'husam', 'gradient-penalty'] as const
export type GradientMap = (typeof GRADIENT_MAPS)[number]

/** How the steps before the last one enter. */
export const MOMENTA = ['none', 'heavy-ball', 'nesterov'] as const
export type Momentum = (typeof MOMENTA)[number]

/**
 * g(x) for each map:
 * - plain: ∇f(x);
 * - usam: ∇f(x + ρ∇f(x)), sharpness-aware minimization without normalization;
 * - usam2, nested: ∇f(x + ρ∇f(x + ρ∇f(x)));
 * - usam2-chained: ∇f(x″) with x′ = x + ρ∇f(x), x″ = x′ + ρ∇f(x′);
 * - husam: ∇f(x + ρ∇²f(x)∇f(x));
 * - gradient-penalty: the gradient ∇f(x) + ρ∇²f(x)∇f(x) of f + ρ|∇f|²/2.
 *
 * Source: [BLP]; the gradient penalty is our own addition.
 */
export const gradientMap = <V, C>(map: GradientMap, { gradient, hessianTimes, plus, times }: GradientOracle<V, C>) => {
  const ascend = (rho: C, from: V, along: V): V => plus(from, times(rho, along))
  const maps: { readonly [name in GradientMap]: (x: V, rho: C) => V } = {
    plain: (x) => gradient(x),
    usam: (x, rho) => gradient(ascend(rho, x, gradient(x))),
    usam2: (x, rho) => gradient(ascend(rho, x, gradient(ascend(rho, x, gradient(x))))),
    'usam2-chained': (x, rho) => {
      const first = ascend(rho, x, gradient(x))
      return gradient(ascend(rho, first, gradient(first)))
    },
    husam: (x, rho) => gradient(ascend(rho, x, hessianTimes(x, gradient(x)))),
    'gradient-penalty': (x, rho) => ascend(rho, gradient(x), hessianTimes(x, gradient(x))),
  }
  return maps[map]
}

/** An oracle with directions too: `unit(v)` is v/|v|. They have no linearization, so there are no filters of these. */
export interface DirectionOracle<V, C> extends GradientOracle<V, C> {
  readonly unit: (v: V) => V
}

/** The maps that take directions of gradients. */
export const DIRECTION_MAPS = ['ngd', 'sam'] as const
export type DirectionMap = (typeof DIRECTION_MAPS)[number]

/**
 * g(x) for each map:
 * - ngd: ∇f(x)/|∇f(x)|, normalized gradient descent; source: [J], Definition 3.2;
 * - sam: ∇f(x + ρ∇f(x)/|∇f(x)|), sharpness-aware minimization; source: Foret, Kleiner, Mobahi, Neyshabur,
 *   arXiv 2010.01412, Algorithm 1.
 */
export const directionMap =
  <V, C>(map: DirectionMap, { gradient, unit, plus, times }: DirectionOracle<V, C>) =>
  (x: V, rho: C): V =>
    map === 'ngd' ? unit(gradient(x)) : gradient(plus(x, times(rho, unit(gradient(x)))))

/** Whether the map has a length ρ. */
export const usesRho = (map: GradientMap): boolean => map !== 'plain'

/**
 * x_{k+1} from x_k and x_{k−1} with steps α and momentum β:
 * - none: x − αg(x);
 * - heavy-ball: x − αg(x) + β(x − x_{k−1});
 * - nesterov: y − αg(y) at y = x + β(x − x_{k−1}).
 */
export const momentumStep =
  <V, C>(momentum: Momentum, g: (x: V) => V, alpha: C, beta: C, oracle: GradientOracle<V, C>) =>
  (x: V, previous: V): V => {
    const { plus, minus, times } = oracle
    const onwards = (): V => times(beta, minus(x, previous))
    if (momentum === 'nesterov') {
      const y = plus(x, onwards())
      return minus(y, times(alpha, g(y)))
    }
    const descended = minus(x, times(alpha, g(x)))
    return momentum === 'none' ? descended : plus(descended, onwards())
  }
