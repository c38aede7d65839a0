/** The source files of the repository, and what a file imports. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** A file as the rules see it; a planted violation is one that is on no disk. */
export interface SourceText {
  /** From the top of the repository, with slashes: `src/base/draws.ts`. */
  readonly path: string
  readonly text: string
}

export interface Import {
  /** As written: `../base/draws.ts`, `react`. */
  readonly specifier: string
  /** Path from the top of the repository, or null for a package. */
  readonly path: string | null
  /** What is named from it; `*` stands for all of it. */
  readonly names: readonly string[]
  readonly line: number
}

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

/** All scripts below the folders given. */
export function readSources(...folders: readonly string[]): readonly SourceText[] {
  return folders.flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .sort()
      .map((file) => ({
        path: relative(ROOT, file).split(sep).join('/'),
        text: readFileSync(file, 'utf8'),
      })),
  )
}

const parsed = new WeakMap<SourceText, ts.SourceFile>()

/** Each file once: there are many rules, and reading a file takes longer than looking it over. */
export function parse(source: SourceText): ts.SourceFile {
  const { path, text } = source
  const file = parsed.get(source) ?? ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  parsed.set(source, file)
  return file
}

export const lineOf = (file: ts.SourceFile, position: number): number =>
  file.getLineAndCharacterOfPosition(position).line + 1

export function eachNode(file: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    visit(node)
    ts.forEachChild(node, walk)
  }
  ts.forEachChild(file, walk)
}

/**
 * Everything that the file takes from another: imports and re-exports of values and of types,
 * `import()` of either, and files named by `new URL('...', import.meta.url)` as workers are.
 */
export function importsOf(source: SourceText): readonly Import[] {
  const found = imports.get(source) ?? findImports(source)
  imports.set(source, found)
  return found
}

const imports = new WeakMap<SourceText, readonly Import[]>()

function findImports(source: SourceText): readonly Import[] {
  const file = parse(source)
  const found: Import[] = []
  eachNode(file, (node) => {
    const specifier = specifierOf(node)
    if (specifier === null) return
    found.push({
      specifier,
      path: specifier.startsWith('.')
        ? posix.normalize(posix.join(posix.dirname(source.path), specifier.replace(/\?.*$/, '')))
        : null,
      names: namesOf(node),
      line: lineOf(file, node.getStart()),
    })
  })
  return found
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textOf(node.moduleSpecifier)
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return textOf(node.argument.literal)
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0])
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
    const [address, base] = node.arguments ?? []
    return base?.getText() === 'import.meta.url' ? textOf(address) : null
  }
  return null
}

const textOf = (node: ts.Node | undefined): string | null =>
  node && ts.isStringLiteralLike(node) ? node.text : null

function namesOf(node: ts.Node): readonly string[] {
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings
    if (bindings && ts.isNamedImports(bindings)) return bindings.elements.map(originalName)
    return bindings ? ['*'] : []
  }
  if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
    return node.exportClause.elements.map(originalName)
  }
  return ['*']
}

const originalName = (element: ts.ImportSpecifier | ts.ExportSpecifier): string =>
  (element.propertyName ?? element.name).text
