// The rooms of src and what each may import: the table of docs/architecture.md, as data.

/** For each room, the rooms it may import from. `entry` is src/index.ts. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  search: ['kernel'],
  expression: ['kernel'],
  algebra: ['kernel', 'search'],
  solvers: ['kernel', 'search', 'expression'],
  dynamics: ['kernel', 'search', 'expression', 'algebra'],
  numerics: ['kernel', 'search', 'expression', 'algebra', 'dynamics'],
  laws: ['kernel', 'search', 'expression', 'algebra', 'solvers', 'dynamics', 'numerics'],
  provers: ['kernel', 'search', 'expression', 'algebra', 'solvers', 'dynamics', 'numerics'],
  theorems: ['kernel', 'expression', 'dynamics'],
  report: ['kernel', 'expression'],
  toolkit: [
    'kernel',
    'search',
    'expression',
    'algebra',
    'solvers',
    'dynamics',
    'numerics',
    'laws',
    'provers',
    'theorems',
    'report',
  ],
  sweeps: [
    'kernel',
    'search',
    'expression',
    'algebra',
    'solvers',
    'dynamics',
    'numerics',
    'laws',
    'provers',
    'theorems',
    'report',
    'toolkit',
  ],
  cli: ['toolkit', 'report', 'sweeps', 'web'],
  web: ['toolkit', 'report', 'numerics'],
  entry: ['kernel', 'expression', 'toolkit', 'report', 'sweeps'],
}

// A shell shows results, whose types live where they are made.
const SHOWN = ['kernel', 'search', 'expression', 'numerics', 'laws', 'theorems']

/** Rooms from which only types may come: they vanish when the program runs. */
export const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = {
  theorems: ['search'],
  report: ['search', 'dynamics', 'theorems', 'numerics'],
  cli: SHOWN,
  web: [...SHOWN, 'solvers'],
  entry: SHOWN,
}

/** For each npm package (with its scope), the only rooms that may import it. A package that is not listed may not be imported. */
export const PACKAGE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  mathjs: ['expression'],
  highs: ['solvers'],
  nerdamer: ['solvers'],
  'z3-solver': ['solvers'],
  yaml: ['toolkit'],
  zod: ['toolkit'],
  commander: ['cli'],
  '@resvg/resvg-wasm': ['cli'],
  katex: ['report', 'web'],
  'd3-contour': ['numerics', 'web'],
  preact: ['web'],
  '@codemirror/state': ['web'],
  '@codemirror/view': ['web'],
  '@codemirror/commands': ['web'],
  '@codemirror/lint': ['web'],
  '@codemirror/autocomplete': ['web'],
  '@observablehq/plot': ['web'],
  piscina: ['sweeps'],
  bullmq: ['sweeps'],
  ioredis: ['sweeps'],
  'hyparquet-writer': ['sweeps'],
}

/** Rooms that import nothing of Node either. */
export const WITHOUT_NODE: readonly string[] = [
  'kernel',
  'search',
  'algebra',
  'dynamics',
  'numerics',
  'theorems',
  'report',
  'web',
]

/** Rooms that may compile a checked tree to JavaScript with `Function`; nobody may call `eval`. */
export const MAY_COMPILE: readonly string[] = ['numerics']

/**
 * The kernel stays small enough to be read in a day. The first plan said 2,000 lines; with thirty forms of claims,
 * nine kinds of proof, coercivity chains, refutations and enclosures of transcendental values, each in plain code with
 * its reasons, it is more than twice that; docs/architecture.md says of each file what it is trusted for. What is not
 * needed for checking belongs elsewhere.
 */
export const KERNEL_LINES = 4730

/** The part of the kernel that counts laws (`src/kernel/laws`) is read by itself, and has a limit of its own. */
export const LAW_LINES = 735
