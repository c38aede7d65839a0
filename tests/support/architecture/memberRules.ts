/** Who asks for a member of a family by its name: outside of the family nobody, or a new member means edits elsewhere. */
import ts from 'typescript'
import { faults } from '../../../src/faults/index.ts'
import { families } from '../../../src/scenario/families.ts'
import { settingsOf } from '../settingsOf.ts'
import { eachNode, lineOf, parse, type SourceText } from './sourceFiles.ts'

/** Some faults are called like the one effect that they have, and for effects everybody asks. */
const EFFECTS = new Set(
  faults.flatMap(({ knobs, effects }) =>
    settingsOf(knobs).flatMap((setting) => effects(setting as never).map(({ kind }) => kind)),
  ),
) as ReadonlySet<string>

const MEMBERS: ReadonlyMap<string, string> = new Map(
  Object.entries(families).flatMap(([name, { members }]) =>
    members.flatMap(({ id }) => (EFFECTS.has(id) ? [] : [[id, name] as const])),
  ),
)

/** Each comparison with the id of a member, outside of the folders of families. */
export function memberViolations(source: SourceText): readonly string[] {
  if (Object.keys(families).some((name) => source.path.startsWith(`src/${name}/`))) return []
  const file = parse(source)
  const found: string[] = []
  eachNode(file, (node) => {
    for (const text of comparedIn(node)) {
      const family = MEMBERS.get(text)
      if (family === undefined) continue
      const where = `${source.path}:${lineOf(file, node.getStart())}`
      found.push(`${where}: ask ${family}/index.ts for what ${text} is, not for its name`)
    }
  })
  return found
}

const EQUALITIES = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

/** The texts that a node compares something with; the type of a value of JavaScript is none of ours. */
function comparedIn(node: ts.Node): readonly string[] {
  const sides = ts.isCaseClause(node)
    ? [node.expression]
    : ts.isBinaryExpression(node) && EQUALITIES.has(node.operatorToken.kind)
      ? [node.left, node.right]
      : []
  if (sides.some(ts.isTypeOfExpression)) return []
  return sides.flatMap((side) => (ts.isStringLiteral(side) ? [side.text] : []))
}
