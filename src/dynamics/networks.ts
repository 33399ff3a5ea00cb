import { InputError } from '../expression/input-error.ts'
import { entryName, entryNames, type Shape } from '../expression/shapes.ts'
import { product, sum, symbol, type Term } from '../kernel/term.ts'

/** A family of models with its sizes filled in, as a map of its weights. */
export interface Network {
  /** The name as it would be typed, `relu:2,2,2,bias`. */
  readonly name: string
  /** What the components of the map are, in words. */
  readonly components: string
  readonly shapes: readonly Shape[]
  readonly variables: readonly string[]
  readonly potentials: readonly Term[]
}

const MOST_PARAMETERS = 2000
const MOST_PATHS = 20_000

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

const matrix = (name: string, rows: number, columns: number): Shape => ({ name, kind: 'matrix', rows, columns })

const entry = (shape: Shape, i: number, j?: number): Term => symbol(entryName(shape, i, j))

const weights = (widths: readonly number[]): Shape[] =>
  widths.slice(1).map((rows, l) => matrix(`W${l + 1}`, rows, widths[l] as number))

/** φ = W_L ⋯ W_1, entry by entry; sums of the inner layers stay together. */
const linear = (widths: readonly number[]): Omit<Network, 'name' | 'variables'> => {
  const shapes = weights(widths)
  const inputs = upTo(widths[0] as number)
  const entryOf = (layer: number, row: number, input: number): Term => {
    const shape = shapes[layer] as Shape
    if (layer === 0) return entry(shape, row, input)
    return sum(...upTo(shape.columns).map((k) => product(entry(shape, row, k), entryOf(layer - 1, k, input))))
  }
  const last = shapes.length - 1
  const outputs = upTo(widths.at(-1) as number)
  const factors = shapes.map(({ name }) => name).reverse()
  return {
    components: `the entries of ${factors.join('*')}`,
    shapes,
    potentials: outputs.flatMap((row) => inputs.map((input) => entryOf(last, row, input))),
  }
}

/**
 * The paths of a network with rectifiers: products of the weights from an input, or from a bias, to an output. With
 * each activation pattern the outputs are sums over the paths that are active, so that a law for all data and all
 * patterns is conserved by every path (Marcotte, Gribonval and Peyré, arXiv 2307.00144, section 2).
 */
const relu = (widths: readonly number[], bias: boolean): Omit<Network, 'name' | 'variables'> => {
  const matrices = weights(widths)
  const vectors = matrices.map(({ rows }, l): Shape => ({ name: `b${l + 1}`, kind: 'vector', rows, columns: 1 }))
  /** The paths that end at a unit of a layer, as their factors from the last one back. */
  const pathsTo = (layer: number, unit: number): Term[][] => {
    if (layer < 0) return [[]]
    const shape = matrices[layer] as Shape
    const through = upTo(shape.columns).flatMap((k) =>
      pathsTo(layer - 1, k).map((rest) => [entry(shape, unit, k), ...rest]),
    )
    return bias ? [...through, [entry(vectors[layer] as Shape, unit)]] : through
  }
  const outputs = upTo(widths.at(-1) as number)
  return {
    components: `the paths, products of weights from an input${bias ? ' or a bias' : ''} to an output`,
    shapes: bias ? [...matrices, ...vectors] : matrices,
    potentials: outputs.flatMap((unit) => pathsTo(matrices.length - 1, unit)).map((path) => product(...path)),
  }
}

/**
 * One head of self-attention, softmax(X Q K^⊤ X^⊤) X V O: the weights enter through Q K^⊤ and V O alone. With a single
 * token (n = 1) the softmax is constant, so that Q and K have no part in the model and are left out.
 */
const attention = (d: number, tokens: number, head: number): Omit<Network, 'name' | 'variables'> => {
  const [q, k, v, o] = [matrix('Q', d, head), matrix('K', d, head), matrix('V', d, head), matrix('O', head, d)]
  const entries = (term: (i: number, j: number, m: number) => Term): Term[] =>
    upTo(d).flatMap((i) => upTo(d).map((j) => sum(...upTo(head).map((m) => term(i, j, m)))))
  const scores = entries((i, j, m) => product(entry(q, i, m), entry(k, j, m)))
  const outputs = entries((i, j, m) => product(entry(v, i, m), entry(o, m, j)))
  return tokens === 1
    ? { components: 'the entries of V*O (the softmax of one token is constant)', shapes: [v, o], potentials: outputs }
    : { components: "the entries of Q*K' and V*O", shapes: [q, k, v, o], potentials: [...scores, ...outputs] }
}

const EXPECTED = 'linear:3,3,3, relu:2,3,1, relu:2,2,2,bias, or attention:d=2,n=2'

const refuse = (text: string, what: string, part: string = text): never => {
  throw new InputError({
    what,
    text,
    offset: Math.max(text.indexOf(part), 0),
    length: Math.max(part.length, 1),
    expected: EXPECTED,
  })
}

const readSize = (text: string, part: string): number => {
  const size = /^\s*\d{1,4}\s*$/.test(part) ? Number(part) : 0
  return size > 0 ? size : refuse(text, `"${part.trim()}" is no size of a layer`, part)
}

const readWidths = (text: string, parts: readonly string[]): number[] => {
  const widths = parts.map((part) => readSize(text, part))
  return widths.length < 2 ? refuse(text, 'a network has at least two widths, of its inputs and its outputs') : widths
}

const readAttention = (text: string, parts: readonly string[]): { d: number; n: number; h: number } => {
  const sizes = new Map<string, number>()
  for (const part of parts) {
    const [, key = '', value = ''] = /^\s*(\w+)\s*=(.*)$/.exec(part) ?? []
    if (!['d', 'n', 'h'].includes(key)) refuse(text, `"${part.trim()}" is not d=, n= or h=`, part)
    if (sizes.has(key)) refuse(text, `${key} is given twice`, part)
    sizes.set(key, readSize(text, value))
  }
  const d = sizes.get('d') ?? refuse(text, 'the embedding size is missing: d=')
  const n = sizes.get('n') ?? refuse(text, 'the number of tokens is missing: n=')
  return { d, n, h: sizes.get('h') ?? d }
}

const requireModest = (text: string, parameters: number, paths: number): void => {
  if (parameters > MOST_PARAMETERS) refuse(text, `${parameters} weights are more than the ${MOST_PARAMETERS} supported`)
  if (paths > MOST_PATHS) refuse(text, `${paths} paths are more than the ${MOST_PATHS} supported`)
}

const measured = (text: string, widths: readonly number[], bias: boolean): void => {
  const parameters = widths
    .slice(1)
    .reduce((total, rows, l) => total + rows * ((widths[l] as number) + Number(bias)), 0)
  requireModest(
    text,
    parameters,
    widths.reduce((a, b) => a * b, 1),
  )
}

/**
 * Reads the name of a network.
 *
 * `linear:n0,n1,…,nL`: the entries of W_L ⋯ W_1. `relu:n0,…,nL` or `relu:n0,…,nL,bias`: the path products of a network
 * with rectifiers. `attention:d=D,n=N` (and `h=H`, by default D): one head on N tokens of size D.
 * Throws {@link InputError} where the name is no network or one that is too large.
 *
 * @example readNetwork('linear:2,1,2').variables // W1[1,1], W1[1,2], W2[1,1], W2[2,1]
 */
export const readNetwork = (text: string): Network => {
  const [, family = '', rest = ''] = /^\s*([A-Za-z]*)\s*:(.*)$/s.exec(text) ?? []
  const parts = rest.split(',')
  const named = (name: string, network: Omit<Network, 'name' | 'variables'>): Network => ({
    name,
    ...network,
    variables: network.shapes.flatMap(entryNames),
  })
  switch (family) {
    case 'linear': {
      const widths = readWidths(text, parts)
      measured(text, widths, false)
      return named(`linear:${widths.join()}`, linear(widths))
    }
    case 'relu': {
      const bias = parts.at(-1)?.trim() === 'bias'
      const widths = readWidths(text, bias ? parts.slice(0, -1) : parts)
      measured(text, widths, bias)
      return named(`relu:${widths.join()}${bias ? ',bias' : ''}`, relu(widths, bias))
    }
    case 'attention': {
      const { d, n, h } = readAttention(text, parts)
      requireModest(text, 4 * d * h, 2 * d * d * h)
      const head = h === d ? '' : `,h=${h}`
      return named(`attention:d=${d},n=${n}${head}`, attention(d, n, h))
    }
    default:
      return refuse(
        text,
        family === '' ? 'this names no network' : `"${family}" is no family of networks`,
        family || text,
      )
  }
}
