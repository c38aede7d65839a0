/**
 * Names come from links and files: `constructor` is one. Where a page looks something of the scenario up by its name, it
 * looks among what was written there (`own`), never among what every object has.
 */
import ts from 'typescript'
import { eachNode, lineOf, parse, type SourceText } from './sourceFiles.ts'

const PLACES = ['src/app/', 'src/view/']

export function nameViolations(source: SourceText): readonly string[] {
  if (!PLACES.some((place) => source.path.startsWith(place))) return []
  const file = parse(source)
  const found: string[] = []
  eachNode(file, (node) => {
    if (!ts.isElementAccessExpression(node)) return
    if (!/\bscenario\b[\w?.]*\.\w+\??\.?$/.test(node.expression.getText())) return
    found.push(`${source.path}:${lineOf(file, node.getStart())}: ${node.getText()} is not own()`)
  })
  return found
}
