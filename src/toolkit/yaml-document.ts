import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { InputError } from '../expression/input-error.ts'
import type { ReadField } from './problem.ts'
import type { Complaint, Refuse } from './shape.ts'

/** Characters of the longest file that is read. */
export const LARGEST_FILE = 256 * 1024
const DEEPEST = 100

/** How deep flow collections are nested, so that a hostile file cannot exhaust the stack of the YAML parser. */
const flowDepth = (content: string): number => {
  let depth = 0
  let deepest = 0
  for (const character of content) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth)
    else if (character === ']' || character === '}') depth--
  }
  return deepest
}

const refuse = (file: string, line: number, column: number, complaint: Complaint): never => {
  const { what, ...rest } = complaint
  throw new InputError({ what: `${file}:${line}:${column}: ${what}`, ...rest })
}

/** The data of a YAML file, and how to complain about it with file, line and column. */
export interface YamlDocument {
  readonly data: unknown
  readonly refuse: Refuse
  /** Reads one field; an error in its text becomes one with the place in the file. */
  readonly field: ReadField
}

/**
 * Reads the text of a YAML file that is one map; `kind` says in a message what it should be, as in "a problem file",
 * and `wants` what that is.
 */
export const readYaml = (content: string, file: string, kind: string, wants: string): YamlDocument => {
  if (content.length > LARGEST_FILE || flowDepth(content) > DEEPEST) {
    return refuse(file, 1, 1, {
      what: `this is too large or too deeply nested for ${kind}`,
      expected: `at most ${LARGEST_FILE} characters and ${DEEPEST} levels`,
    })
  }
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const refuseAt = (offset: number, complaint: Complaint): never => {
    const { line, col } = lines.linePos(Math.min(Math.max(offset, 0), content.length))
    return refuse(file, Math.max(line, 1), Math.max(col, 1), complaint)
  }
  const [error] = [...document.errors, ...document.warnings]
  if (error !== undefined) {
    const what =
      error.code === 'MULTIPLE_DOCS'
        ? 'a second document starts here'
        : `this is not YAML: ${(error.message.split('\n')[0] as string).replace(/ at line .*$/, '')}`
    return refuseAt(error.pos[0], { what, expected: 'one YAML document' })
  }
  if (!isMap(document.contents)) {
    return refuseAt(0, { what: `this is not ${kind}`, expected: wants })
  }
  /** Where a field, or as much of its path as there is, starts; `key` for the name in front of it. */
  const offsetOf = (path: readonly PropertyKey[], key = false): number => {
    for (let length = path.length; length > 0; length--) {
      const parent = document.getIn(path.slice(0, length - 1), true)
      const last = path[length - 1]
      if (key && length === path.length && isMap(parent)) {
        const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last)
        if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0]
      }
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return node.range[0]
    }
    return 0
  }
  const refuseField: Refuse = (path, complaint, key) => refuseAt(offsetOf(path, key), complaint)
  const field: ReadField = (path, text, read) => {
    try {
      return read()
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause
      const start = offsetOf(path)
      const quoted = /['"]/.test(content[start] ?? '') ? 1 : 0
      const within = cause.position?.offset ?? 0
      // Where the file shows the text as it is, the place inside the text is a place in the file.
      const isVerbatim = content.startsWith(text.slice(0, within + 1), start + quoted)
      const rest = cause.message.split('\n').slice(1)
      const what = [`${path.join('.')}: ${cause.what}`, ...rest].join('\n')
      return refuseAt(isVerbatim ? start + quoted + within : start, { what })
    }
  }
  return { data: plainData(document, refuseAt), refuse: refuseField, field }
}

/** The data of a document; aliases are resolved a few times only, so that they cannot multiply without end. */
const plainData = (
  document: ReturnType<typeof parseDocument>,
  refuseAt: (offset: number, complaint: Complaint) => never,
): unknown => {
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch (cause) {
    if (cause instanceof ReferenceError)
      return refuseAt(0, { what: 'the aliases (*name) of this file multiply too far' })
    throw cause
  }
}
