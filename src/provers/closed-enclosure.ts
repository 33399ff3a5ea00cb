import { enclose } from '../kernel/enclosure.ts'
import type { Interval } from '../kernel/interval.ts'
import type { Polynomial } from '../kernel/polynomial.ts'

/** A rational interval around a closed quantity, 64 bits wide where that is possible. */
export const closedEnclosure = (p: Polynomial): Interval | undefined => enclose(p, new Map(), 64)
