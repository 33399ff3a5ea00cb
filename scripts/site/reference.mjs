// The exports of src/index.ts with their docstrings, read with the compiler of TypeScript, and the types inside them.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))
const FLAGS = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType

const textOf = (parts) => ts.displayPartsToString(parts).replaceAll(/\{@link (\w+)\}/g, '`$1`')

const declared = (checker, symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)

/** The text of a type's declaration, with the docstrings of its fields. */
const typeText = (symbol) =>
  (symbol.declarations ?? []).map((node) => node.getText().replace(/^export /, '')).join('\n\n')

const valueText = (checker, name, symbol) => {
  const [node] = symbol.declarations ?? []
  const type = checker.getTypeOfSymbolAtLocation(symbol, node)
  const signatures = type.getCallSignatures()
  return signatures.length === 0
    ? `${name}: ${checker.typeToString(type, undefined, FLAGS)}`
    : signatures.map((signature) => `${name}${checker.signatureToString(signature, undefined, FLAGS)}`).join('\n')
}

/** The members of a class that its users see, each with its docstring. */
const classText = (symbol) =>
  (symbol.declarations ?? [])
    .map((node) => {
      const heritage = (node.heritageClauses ?? []).map((clause) => ` ${clause.getText()}`).join('')
      const seen = node.members.filter(
        (member) => member.name !== undefined && !/^#|^private\b/.test(member.getText().trim()),
      )
      const members = seen.map((member) => {
        const comment = member.getFullText().match(/\/\*\*[\s\S]*?\*\//)?.[0]
        const body =
          member.body === undefined ? member.getText() : member.getText().slice(0, -member.body.getText().length)
        return `${comment === undefined ? '' : `  ${comment}\n`}  ${body.trim()}`
      })
      return `class ${symbol.name}${heritage} {\n${members.join('\n')}\n}`
    })
    .join('\n\n')

/** The types of ours, and the values whose types they are, that the declarations of a symbol name. */
const typesNamed = (checker, symbol) => {
  const found = new Set()
  const add = (name) => {
    const at = checker.getSymbolAtLocation(name)
    const target = at && declared(checker, at)
    const isOurs = target?.declarations?.some(
      (node) =>
        (ts.isInterfaceDeclaration(node) ||
          ts.isTypeAliasDeclaration(node) ||
          ts.isClassDeclaration(node) ||
          ts.isVariableDeclaration(node)) &&
        node.getSourceFile().fileName.startsWith(join(root, 'src')),
    )
    if (isOurs) found.add(target)
  }
  const visit = (node) => {
    // What a function does inside is nobody's business.
    if (ts.isBlock(node)) return
    if (ts.isTypeReferenceNode(node)) add(node.typeName)
    if (ts.isTypeQueryNode(node)) add(node.exprName)
    if (ts.isExpressionWithTypeArguments(node)) add(node.expression)
    node.forEachChild(visit)
  }
  for (const node of symbol.declarations ?? []) {
    if (ts.isVariableDeclaration(node) && node.type === undefined) {
      const initial = node.initializer
      if (initial !== undefined && ts.isArrowFunction(initial)) {
        for (const parameter of initial.parameters) visit(parameter)
        if (initial.type !== undefined) visit(initial.type)
      }
    } else visit(node)
  }
  return found
}

/**
 * What the package exports, and below it the types that it does not export but names, in alphabetical order: name, kind
 * (`function`, `type` or `inner`), declaration and docstring.
 */
export const readReference = () => {
  const entry = join(root, 'src/index.ts')
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const program = ts.createProgram([entry], { ...options, incremental: false, tsBuildInfoFile: undefined })
  const checker = program.getTypeChecker()
  const exported = checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))
    .map((alias) => [alias.name, declared(checker, alias)])
  const known = new Set(exported.map(([, symbol]) => symbol))
  const names = new Set(exported.map(([name]) => name))
  const inner = []
  for (const symbol of known) {
    for (const named of typesNamed(checker, symbol)) {
      if (known.has(named) || names.has(named.name)) continue
      known.add(named)
      names.add(named.name)
      inner.push([named.name, named])
    }
  }
  const described =
    (isInner) =>
    ([name, symbol]) => {
      const isClass = (symbol.flags & ts.SymbolFlags.Class) !== 0
      const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0
      const tags = symbol.getJsDocTags(checker)
      const texts = (tag) => tags.filter((one) => one.name === tag).map(({ text }) => textOf(text))
      return {
        name,
        kind: isInner ? 'inner' : isValue && !isClass ? 'function' : 'type',
        declaration: isClass
          ? classText(symbol)
          : isValue && !isInner
            ? valueText(checker, name, symbol)
            : isValue
              ? `const ${typeText(symbol).replace(/ satisfies .*$/s, '')}`
              : typeText(symbol),
        documentation: textOf(symbol.getDocumentationComment(checker)),
        parameters: texts('param').map((text) => /^(\w+)\s+(?:-\s+)?(.*)$/s.exec(text)?.slice(1) ?? ['', text]),
        throws: texts('throws'),
        examples: texts('example'),
      }
    }
  return [...exported.map(described(false)), ...inner.map(described(true))].sort((a, b) => (a.name < b.name ? -1 : 1))
}
