import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A TypeScript source: its path from the root of the repository, with `/`, and its text. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** One import as written; `target` is the path for a relative one, else the specifier. */
export interface Import {
  readonly from: string
  readonly target: string
  readonly relative: boolean
  readonly typeOnly: boolean
}

/** Every TypeScript file under src. */
export const readSources = (): readonly Source[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** The room of a source: the folder under src, or `entry` for src/index.ts. */
export const roomOf = (path: string): string => {
  const [, room, rest] = path.split('/')
  return rest === undefined || room === undefined ? 'entry' : room
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  const clause = node.importClause
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

const parse = ({ path, text }: Source): ts.SourceFile => ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)

/** All imports of a source: static, re-exported, dynamic, type queries, and `new URL('./x', import.meta.url)`. */
export const importsOf = (source: Source): readonly Import[] => {
  const found: Import[] = []
  const note = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return
    // A style sheet is no source.
    if (specifier.text.endsWith('.css')) return
    const relative = specifier.text.startsWith('.')
    const target = relative ? join(dirname(source.path), specifier.text).replaceAll('\\', '/') : specifier.text
    found.push({ from: source.path, target, relative, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) note(node.moduleSpecifier, isTypeOnly(node))
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) note(node.argument.literal, true)
    else if (ts.isCallExpression(node)) {
      const callee = node.expression
      const loads =
        callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
      if (loads) note(node.arguments[0], false)
    }
    ts.forEachChild(node, visit)
  }
  visit(parse(source))
  return found
}

/** The names of `eval` and `Function` where a source calls them. */
export const compilingCallsOf = (source: Source): readonly string[] => {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isCall = ts.isCallExpression(node) || ts.isNewExpression(node)
    if (isCall && ts.isIdentifier(node.expression) && /^(eval|Function)$/.test(node.expression.text)) {
      found.push(node.expression.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(parse(source))
  return found
}

/** One cycle of the graph as a list of nodes that ends where it began, or undefined where there is none. */
export const findCycle = (edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined => {
  const done = new Set<string>()
  const walk = (node: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
    if (done.has(node)) return undefined
    for (const next of edges.get(node) ?? []) {
      const cycle = walk(next, [...path, node])
      if (cycle !== undefined) return cycle
    }
    done.add(node)
    return undefined
  }
  for (const node of edges.keys()) {
    const cycle = walk(node, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}
