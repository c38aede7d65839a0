/**
 * In the engine, what is taken out of an array is of its type without a word more. Its indices are numbers that it made
 * itself; a cast at each of them proves nothing, and hides what the line says.
 */
import ts from 'typescript'
import { eachNode, lineOf, parse, type SourceText } from './sourceFiles.ts'

export function castViolations(source: SourceText): readonly string[] {
  if (!source.path.startsWith('src/engine/')) return []
  const file = parse(source)
  const found: string[] = []
  eachNode(file, (node) => {
    const isCast = ts.isAsExpression(node) && node.type.kind === ts.SyntaxKind.NumberKeyword
    if (!isCast && !ts.isNonNullExpression(node)) return
    let element = node.expression
    while (ts.isParenthesizedExpression(element)) element = element.expression
    if (!ts.isElementAccessExpression(element)) return
    // By a name it is a field of a record.
    if (ts.isStringLiteral(element.argumentExpression)) return
    found.push(`${source.path}:${lineOf(file, node.getStart())}: ${node.getText()} is cast`)
  })
  return found
}
