/** What Coq keeps for itself, and the names of its real numbers that exported files use. */
const TAKEN = [
  'as at cofix cofixpoint definition else end exists exists2 fix for forall fun if in let lemma match mod return then',
  'theorem using where with by do IF Set Prop Type SProp section variable hypothesis assumption proof qed',
  'R Z N I E O S True False nat IZR INR R0 R1 PI exp ln sqrt sin cos tan tanh sinh cosh Rabs Rmax Rmin Rpower pow Rsqr',
  'left right conj split eq_refl eq_trans eq_sym f_equal or_introl sgn root contradiction nonzero derive named',
  'derivable_pt_lim Rplus Rmult Rminus Rdiv Ropp Rinv Rlt Rle Rgt Rge eq not and or ex list option bool true false',
]
const RESERVED: ReadonlySet<string> = new Set(TAKEN.flatMap((line) => line.split(' ')))

/** Names the proof scripts introduce themselves: h_1, e_2, r_3 and so on. */
const INTERNAL = /^[a-zA-Z]+_\d+$/

const codePoint = (character: string): string => `u${(character.codePointAt(0) ?? 0).toString(16)}`

/** A name in letters, digits and underscores: X[1,2] becomes X_1_2, θ becomes u3b8. */
const plain = (name: string): string => {
  const letters = name
    .replaceAll(/[[,]/g, '_')
    .replaceAll(']', '')
    .replaceAll(/[^A-Za-z0-9_]/gu, codePoint)
  return /^[A-Za-z]/.test(letters) ? letters : `v${letters}`
}

/** Gives Coq identifiers, each only once. */
export interface Identifiers {
  /** An identifier as near to `wanted` as may be. */
  readonly fresh: (wanted: string) => string
  /** `prefix_1`, `prefix_2`, ...: no name of a user is mapped to one of these. */
  readonly internal: (prefix: string) => string
  /** Identifiers for a part of the file, which may not repeat those given so far. */
  readonly inner: () => Identifiers
}

export const identifiers = (taken: Iterable<string> = []): Identifiers => {
  const used = new Set(taken)
  const counts = new Map<string, number>()
  const isFree = (name: string): boolean =>
    !used.has(name) && !RESERVED.has(name) && !RESERVED.has(name.toLowerCase()) && !INTERNAL.test(name)
  return {
    fresh: (wanted) => {
      const base = plain(wanted)
      let name = base
      for (let k = 0; !isFree(name); k++) name = `${base}${k === 0 ? "'" : `'${k}`}`
      used.add(name)
      return name
    },
    internal: (prefix) => {
      const count = (counts.get(prefix) ?? 0) + 1
      counts.set(prefix, count)
      return `${prefix}_${count}`
    },
    inner: () => identifiers(used),
  }
}
