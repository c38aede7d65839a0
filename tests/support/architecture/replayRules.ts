/**
 * What the replay zone must not use: whatever may differ between two runs (clocks, timers, chance,
 * locale) or between two engines (functions that ECMAScript leaves "implementation-approximated").
 */
import ts from 'typescript'
import { eachNode, lineOf, parse, type SourceText } from './sourceFiles.ts'

const ZONE = [
  ...['base', 'model', 'distributions', 'arrivals', 'algorithms', 'faults'],
  ...['scenario', 'trace', 'engine', 'analysis'],
]

export const isInReplayZone = (path: string): boolean =>
  ZONE.some((folder) => path.startsWith(`src/${folder}/`))

const BANNED_GLOBALS = new Set([
  ...['Date', 'performance', 'crypto', 'Intl', 'Temporal', 'navigator', 'process'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'requestIdleCallback'],
  ...['queueMicrotask', 'WeakRef', 'FinalizationRegistry', 'eval', 'Function'],
  // Doors to all of the above.
  ...['globalThis', 'window', 'self', 'global'],
])

/** Exact by definition, so the same bits everywhere. What is not here is banned. */
const EXACT_MATH = new Set([
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt'],
  ...['trunc', 'E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'PI', 'SQRT1_2', 'SQRT2'],
])

const LOCALE_METHODS = /^(toLocale.*|localeCompare)$/

export function replayViolations(source: SourceText): readonly string[] {
  const file = parse(source)
  const isEngine = source.path.startsWith('src/engine/')
  const locals = localsOf(file)
  const found: string[] = []
  eachNode(file, (node) => {
    const banned = bannedIn(node, locals) ?? (isEngine ? asyncIn(node) : null)
    if (banned !== null) {
      found.push(`${source.path}:${lineOf(file, node.getStart())}: ${banned} is banned here`)
    }
  })
  return found
}

function bannedIn(node: ts.Node, locals: readonly Local[]): string | null {
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskToken) return '**'
  if (node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken) return '**='
  if (!ts.isIdentifier(node)) return null
  if (LOCALE_METHODS.test(node.text)) return node.text
  if (isOnlyAName(node)) return null
  if (BANNED_GLOBALS.has(node.text)) return isLocal(node, locals) ? null : node.text
  return node.text === 'Math' ? bannedMath(node) : null
}

/** `Math` by itself or by a computed name could be any of its functions. */
function bannedMath(math: ts.Identifier): string | null {
  const use = math.parent
  if (!ts.isPropertyAccessExpression(use) || use.expression !== math) return 'Math taken as a value'
  return EXACT_MATH.has(use.name.text) ? null : `Math.${use.name.text}`
}

/** A name of a global that the file uses for a thing of its own, and where. */
interface Local {
  readonly name: string
  readonly scope: ts.Node
}

function localsOf(file: ts.SourceFile): readonly Local[] {
  const locals: Local[] = []
  eachNode(file, (node) => {
    const isDeclaration =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node)
    if (!isDeclaration || !node.name || !ts.isIdentifier(node.name)) return
    if (!BANNED_GLOBALS.has(node.name.text)) return
    locals.push({ name: node.name.text, scope: scopeOf(node) })
  })
  return locals
}

/** The function, block or loop that a declaration belongs to, or the file. */
function scopeOf(declaration: ts.Node): ts.Node {
  let scope = declaration.parent
  while (
    !(ts.isFunctionLike(scope) || ts.isBlock(scope) || ts.isSourceFile(scope) || isLoop(scope))
  ) {
    scope = scope.parent
  }
  return scope
}

const isLoop = (node: ts.Node): boolean =>
  ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)

const isLocal = (node: ts.Identifier, locals: readonly Local[]): boolean =>
  locals.some(
    ({ name, scope }) => name === node.text && scope.pos <= node.pos && node.end <= scope.end,
  )

/** Whether the identifier names a member of something else: `x.Date`, `{ Date: 1 }`. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  if (ts.isQualifiedName(parent)) return parent.right === node
  if (ts.isBindingElement(parent)) return parent.propertyName === node
  const isMember =
    ts.isPropertyAssignment(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent)
  return isMember && parent.name === node
}

/** The engine runs to its end at once: what waits could be overtaken. */
function asyncIn(node: ts.Node): string | null {
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async'
  if (ts.isAwaitExpression(node)) return 'await'
  return ts.isIdentifier(node) && node.text === 'Promise' && !isOnlyAName(node) ? 'Promise' : null
}
