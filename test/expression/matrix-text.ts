import fc from 'fast-check'

// Random texts of matrices of a given size, with as few parentheses as a writer would use.

/** sum 1, product 2, sign 3, power 4, atom 5. */
interface Text {
  readonly text: string
  readonly level: number
}

/** The declared names, for `declareNames`. */
export const DECLARED = 'X:2x3, Y:3x2, S:2x2, x:3, y:3, u:2, W1:1x2, z'

const NAMES: readonly (readonly [name: string, rows: number, columns: number])[] = [
  ...([
    ['X', 2, 3],
    ['Y', 3, 2],
    ['S', 2, 2],
    ['x', 3, 1],
    ['y', 3, 1],
    ['u', 2, 1],
    ['W1', 1, 2],
    ['z', 1, 1],
  ] as const),
]

const SIDES = [1, 2, 3] as const

const atLeast = (level: number, part: Text): string => (part.level >= level ? part.text : `(${part.text})`)

const leaves = (rows: number, columns: number): fc.Arbitrary<Text> => {
  const atom = (text: string): Text => ({ text, level: 5 })
  const number = fc.integer({ min: 0, max: 3 }).map(String)
  const found: fc.Arbitrary<Text>[] = NAMES.flatMap(([name, r, c]) => [
    ...(r === rows && c === columns ? [fc.constant(atom(name))] : []),
    ...(c === rows && r === columns ? [fc.constant(atom(`${name}'`))] : []),
  ])
  const rowTexts = fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  })
  found.push(rowTexts.map((table) => atom(`[${table.map((row) => `[${row.join(', ')}]`).join(', ')}]`)))
  if (columns === 1) found.push(rowTexts.map((table) => atom(`[${table.flat().join(', ')}]`)))
  if (rows === columns) found.push(fc.constant(atom(`eye(${rows})`)))
  if (rows === 1 && columns === 1) {
    found.push(number.map(atom), fc.constantFrom('X[2,3]', 'x[2]', 'S[1,2]', "Y'[2,1]", 'W1[2]').map(atom))
  }
  if (rows === 1 && columns === 3) found.push(fc.constant(atom('X[2,:]')))
  if (rows === 2 && columns === 1) found.push(fc.constant(atom('X[:,3]')))
  if (rows === 2 && columns === 2) found.push(fc.constant(atom('X[:,2:3]')))
  return fc.oneof(...found)
}

const made = new Map<string, fc.Arbitrary<Text>>()

/** Texts of rows×columns matrices, nested at most so deep. */
const texts = (rows: number, columns: number, depth: number): fc.Arbitrary<Text> => {
  const key = `${rows} ${columns} ${depth}`
  const known = made.get(key)
  if (known !== undefined) return known
  const found =
    depth === 0 ? leaves(rows, columns) : fc.oneof(leaves(rows, columns), ...nested(rows, columns, depth - 1))
  made.set(key, found)
  return found
}

const nested = (rows: number, columns: number, depth: number): readonly fc.Arbitrary<Text>[] => {
  const same = texts(rows, columns, depth)
  const scalar = texts(1, 1, depth)
  const pair = fc.tuple(same, same)
  const call = (name: string, ...args: readonly Text[]): Text => ({
    text: `${name}(${args.map(({ text }) => text).join(', ')})`,
    level: 5,
  })
  const products = SIDES.map((inner) =>
    fc
      .tuple(texts(rows, inner, depth), texts(inner, columns, depth))
      .map(([a, b]) => ({ text: `${atLeast(2, a)}*${atLeast(3, b)}`, level: 2 })),
  )
  const found: fc.Arbitrary<Text>[] = [
    ...products,
    pair.map(([a, b]) => ({ text: `${a.text} + ${atLeast(2, b)}`, level: 1 })),
    pair.map(([a, b]) => ({ text: `${a.text} - ${atLeast(2, b)}`, level: 1 })),
    same.map((a) => ({ text: `-${atLeast(3, a)}`, level: 3 })),
    fc.tuple(scalar, same).map(([k, a]) => ({ text: `${atLeast(2, k)}*${atLeast(3, a)}`, level: 2 })),
    same.map((a) => ({ text: `${atLeast(2, a)}/2`, level: 2 })),
    pair.map(([a, b]) => ({ text: `${atLeast(2, a)} .* ${atLeast(3, b)}`, level: 2 })),
    same.map((a) => ({ text: `${atLeast(2, a)} ./ 3`, level: 2 })),
    same.map((a) => ({ text: `${atLeast(5, a)} .^ 2`, level: 4 })),
    same.map((a) => call('abs', a)),
    pair.map(([a, b]) => call('max', a, b)),
    fc.tuple(same, scalar).map(([a, k]) => call('min', a, k)),
    texts(columns, rows, depth).map((a) => ({ text: `${atLeast(5, a)}'`, level: 5 })),
    texts(columns, rows, depth).map((a) => call('transpose', a)),
  ]
  if (rows === columns) found.push(same.map((a) => ({ text: `${atLeast(5, a)}^2`, level: 4 })))
  if (rows === columns && rows > 1) found.push(texts(rows, 1, depth).map((a) => call('diag', a)))
  if (rows === 1 && columns === 1) {
    for (const r of SIDES) {
      found.push(
        texts(r, r, depth).map((a) => call('trace', a)),
        texts(r, r, depth).map((a) => call('det', a)),
      )
      found.push(fc.tuple(texts(r, 1, depth), texts(r, 1, depth)).map(([a, b]) => call('dot', a, b)))
      for (const c of SIDES) {
        const some = texts(r, c, depth)
        found.push(
          some.map((a) => call('sum', a)),
          some.map((a) => call('normF2', a)),
          some.map((a) => call('norm1', a)),
        )
        found.push(some.map((a) => call('prod', a)))
        if (r * c > 1) found.push(some.map((a) => ({ text: `(${a.text})[${r},${c}]`, level: 5 })))
      }
    }
  }
  return found
}

/** Texts of matrices of all sizes up to 3×3, with their sizes. */
export const matrixText = (depth: number): fc.Arbitrary<{ text: string; rows: number; columns: number }> =>
  fc
    .tuple(fc.constantFrom(...SIDES), fc.constantFrom(...SIDES))
    .chain(([rows, columns]) => texts(rows, columns, depth).map(({ text }) => ({ text, rows, columns })))
