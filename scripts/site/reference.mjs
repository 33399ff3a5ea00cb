// The exports of src/index.ts with their docstrings, read with the compiler of TypeScript.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

const textOf = (parts) => ts.displayPartsToString(parts).replaceAll(/\{@link (\w+)\}/g, '`$1`')

const declared = (checker, symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)

/** The text of a type's declaration, with the docstrings of its fields. */
const typeText = (symbol) =>
  (symbol.declarations ?? []).map((node) => node.getText().replace(/^export /, '')).join('\n\n')

const valueText = (checker, name, symbol) => {
  const [node] = symbol.declarations ?? []
  const type = checker.getTypeOfSymbolAtLocation(symbol, node)
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType
  const signatures = type.getCallSignatures()
  return signatures.length === 0
    ? `${name}: ${checker.typeToString(type, undefined, flags)}`
    : signatures.map((signature) => `${name}${checker.signatureToString(signature, undefined, flags)}`).join('\n')
}

/** What the package exports, in alphabetical order: its name, its kind, its declaration and its docstring. */
export const readReference = () => {
  const entry = join(root, 'src/index.ts')
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const program = ts.createProgram([entry], { ...options, incremental: false, tsBuildInfoFile: undefined })
  const checker = program.getTypeChecker()
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))
  return exported
    .map((alias) => {
      const symbol = declared(checker, alias)
      const isClass = (symbol.flags & ts.SymbolFlags.Class) !== 0
      const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0
      const tags = symbol.getJsDocTags(checker)
      return {
        name: alias.name,
        kind: isClass ? 'class' : isValue ? 'function' : 'type',
        declaration: isValue && !isClass ? valueText(checker, alias.name, symbol) : typeText(symbol),
        documentation: textOf(symbol.getDocumentationComment(checker)),
        examples: tags.filter(({ name }) => name === 'example').map(({ text }) => textOf(text)),
      }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
