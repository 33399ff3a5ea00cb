import type { Json } from '../kernel/json.ts'
import { multiply, power, vanishes } from '../kernel/normal-form.ts'
import {
  type Atom,
  add,
  atomsOf,
  type Entry,
  fromAtom,
  fromEntries,
  negate,
  type Polynomial,
  subtract,
} from '../kernel/polynomial.ts'
import { fact, type Sequent, signsUnder, withFacts } from '../kernel/sequent.ts'
import { NEGATIVE, POSITIVE } from '../kernel/sign.ts'
import { printTerm, product, quotient, raised } from '../kernel/term.ts'
import { clearFactors } from './clear-factors.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'
import { cellFacts } from './splits.ts'

type Root = Atom & { readonly kind: 'root' }

/** The roots in p that no other atom of p has inside. */
const outerRoots = (p: Polynomial): Root[] => {
  const top = [...new Set([...p.values()].flatMap((e) => e.monomial.map(([atom]) => atom)))]
  const isInside = (root: Atom): boolean => top.some((a) => a !== root && 'arg' in a && atomsOf(a.arg).has(root))
  return top.filter((a): a is Root => a.kind === 'root' && !isInside(a))
}

/** The coefficients of p as a polynomial in an atom, constant first. */
const coefficientsIn = (p: Polynomial, atom: Atom): Polynomial[] => {
  const parts: Entry[][] = [[], []]
  for (const { monomial, coefficient } of p.values()) {
    const times = monomial.find(([a]) => a === atom)?.[1] ?? 0
    while (parts.length <= times) parts.push([])
    parts[times]?.push({ monomial: monomial.filter(([a]) => a !== atom), coefficient })
  }
  return parts.map(fromEntries)
}

const squared = (p: Polynomial): Polynomial => power(p, 2)

/** A + B·√p ≥ 0 or > 0, by B²·p ≥ A² where A < 0 and B ≥ 0, or by A ≥ 0 and A² ≥ B²·p where B ≤ 0. */
const squareRoot = (sequent: Sequent, root: Root, a: Polynomial, b: Polynomial): Reduction => {
  const { goal, scope } = sequent
  if (goal === 'false') throw new RangeError('expected a relation, found false')
  const { op, polynomial: g } = goal
  const text = (p: Polynomial): string => textFor(p, scope)
  const r = text(fromAtom(root))
  const opposite = text(negate(g))
  const signs = signsUnder(termFor(b, scope), sequent)
  const gap = subtract(multiply(squared(b), root.arg), squared(a))
  if ((signs & NEGATIVE) === 0) {
    const [low, high] = op === '>' ? (['<=', '>'] as const) : (['<', '>='] as const)
    const below = withFacts(sequent, ...cellFacts(a, low))
    return {
      name: 'square roots',
      goals: [{ ...below, goal: fact(gap, op) }],
      close: ([proof]) => {
        const closing = squaresAndMultiples([
          { times: [text(gap)] },
          { square: opposite },
          { weight: '2', times: [opposite, text(b), r] },
        ])
        const cells = [
          { sign: high, proof: { kind: 'sign', form: `(${text(a)}) + (${text(b)})*${r}` } },
          { sign: low, proof: afterLemma(`${text(gap)} ${op} 0`, proof as Json, closing) },
        ]
        return { kind: 'split', on: text(a), cells }
      },
    }
  }
  if ((signs & POSITIVE) === 0) {
    const rest = negate(gap)
    return {
      name: 'square roots',
      goals: [
        { ...sequent, goal: fact(a, '>=') },
        { ...sequent, goal: fact(rest, op) },
      ],
      close: ([first, second]) =>
        afterLemma(
          `${text(a)} >= 0`,
          first as Json,
          afterLemma(
            `${text(rest)} ${op} 0`,
            second as Json,
            squaresAndMultiples([
              { times: [text(rest)] },
              { square: opposite },
              { weight: '2', times: [opposite, text(a)] },
            ]),
          ),
        ),
    }
  }
  return splitSigns(sequent, b)
}

/** The sequent in each of the cells u < 0, u = 0, u > 0. */
const splitSigns = (sequent: Sequent, u: Polynomial): Reduction => {
  const signs = ['<', '=', '>'] as const
  return {
    name: 'signs of coefficients of roots',
    goals: signs.map((sign) => withFacts(sequent, ...cellFacts(u, sign))),
    close: (proofs) => ({
      kind: 'split',
      on: textFor(u, sequent.scope),
      cells: signs.map((sign, i) => ({ sign, proof: proofs[i] as Json })),
    }),
  }
}

/** A + B·∛p ≥ 0 or > 0 by A³ + B³·p: (a + b)·((a + b)² + 3·(a − b)²)/4 = a³ + b³. */
const cubeRoot = (sequent: Sequent, root: Root, a: Polynomial, b: Polynomial): Reduction => {
  const { goal, scope } = sequent
  if (goal === 'false') throw new RangeError('expected a relation, found false')
  const { op, polynomial: g } = goal
  const text = (p: Polynomial): string => textFor(p, scope)
  const cubes = add(power(a, 3), multiply(power(b, 3), root.arg))
  const opposite = text(negate(g))
  return {
    name: 'cube roots',
    goals: [{ ...sequent, goal: fact(cubes, op) }],
    close: ([proof]) =>
      afterLemma(
        `${text(cubes)} ${op} 0`,
        proof as Json,
        squaresAndMultiples([
          { times: [text(cubes)] },
          { weight: '1/4', square: opposite, times: [opposite] },
          { weight: '3/4', square: text(subtract(a, multiply(b, fromAtom(root)))), times: [opposite] },
        ]),
      ),
  }
}

/** A + B·r = 0 by A^n = (−B)^n·p for n = 2 or 3, where the cofactor cannot vanish. */
const conjugate = (sequent: Sequent, root: Root, a: Polynomial, b: Polynomial): Reduction[] => {
  const { goal, scope } = sequent
  if (goal === 'false') throw new RangeError('expected a relation, found false')
  const text = (p: Polynomial): string => textFor(p, scope)
  const br = multiply(b, fromAtom(root))
  const isSquare = root.index === 2
  const norm = isSquare
    ? subtract(squared(a), multiply(squared(b), root.arg))
    : add(power(a, 3), multiply(power(b, 3), root.arg))
  const cofactor = isSquare ? subtract(a, br) : add(subtract(squared(a), multiply(a, br)), squared(br))
  const name = 'conjugates of roots'
  if (vanishes(norm)) {
    // goal²·(±cofactor) ≡ 0
    return [cofactor, negate(cofactor)].map((positive) => ({
      name,
      goals: [{ ...sequent, goal: fact(positive, '>') }],
      close: ([proof]) =>
        afterLemma(
          `${text(positive)} > 0`,
          proof as Json,
          squaresAndMultiples([{ square: text(goal.polynomial), times: [text(positive)] }]),
        ),
    }))
  }
  const factor = `(${text(goal.polynomial)})*(${text(cofactor)})`
  return [
    {
      name,
      goals: [
        { ...sequent, goal: fact(norm, '=') },
        { ...sequent, goal: fact(cofactor, '!=') },
      ],
      close: ([first, second]) =>
        afterLemma(
          `${text(norm)} = 0`,
          first as Json,
          afterLemma(
            `${text(cofactor)} != 0`,
            second as Json,
            squaresAndMultiples([{ square: factor }], [[text(norm), text(negate(norm))]]),
          ),
        ),
    },
  ]
}

/** The goal without denominators: N op 0 for the goal N/m² op 0. */
const cleared = (sequent: Sequent): Reduction | undefined => {
  const { goal, scope } = sequent
  if (goal === 'false') return undefined
  const { numerator, factors } = clearFactors(goal.polynomial, true)
  if (factors.length === 0) return undefined
  const below = product(
    ...factors.map(({ base, power: k }) => {
      const term = termFor(base, scope)
      return k === 2 ? raised(term, 2) : raised(term, k)
    }),
  )
  const top = termFor(numerator, scope)
  return {
    name: 'denominators',
    goals: [{ ...sequent, goal: fact(numerator, goal.op) }],
    close: ([proof]) =>
      afterLemma(`${printTerm(top)} ${goal.op} 0`, proof as Json, {
        kind: 'sign',
        form: printTerm(quotient(top, below)),
      }),
  }
}

/** Ways to get rid of a square or cube root in the goal. */
export const rootReductions = (sequent: Sequent): readonly Reduction[] => {
  const { goal } = sequent
  if (goal === 'false' || goal.op === '!=') return []
  const hasRoots = [...atomsOf(goal.polynomial)].some((a) => a.kind === 'root')
  if (!hasRoots) return []
  const first = cleared(sequent)
  if (first !== undefined) return [first]
  const found = outerRoots(goal.polynomial).flatMap((root): Reduction[] => {
    const [a, b, ...more] = coefficientsIn(goal.polynomial, root)
    if (a === undefined || b === undefined || more.length > 0 || root.index > 3) return []
    if (goal.op === '=') return conjugate(sequent, root, a, b)
    return [root.index === 2 ? squareRoot(sequent, root, a, b) : cubeRoot(sequent, root, a, b)]
  })
  // Roots with a known sign of the coefficient first.
  return found.sort((x, y) => rank(x) - rank(y))
}

const rank = ({ name }: Reduction): number => (name.startsWith('signs') ? 1 : 0)
