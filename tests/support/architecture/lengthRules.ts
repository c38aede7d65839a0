/** How long a file and a function may be: longer, and two ideas share a room. */
import ts from 'typescript'
import { eachNode, lineOf, parse, type SourceText } from './sourceFiles.ts'

const FILE_LINES_MAX = 400
/** Where a file is read as a whole or not at all. */
const CORE_LINES_MAX = 350
const CORE = ['src/engine/', 'src/scenario/', 'src/runtime/']
const FUNCTION_LINES_MAX = 70

export function lengthViolations(source: SourceText): readonly string[] {
  const file = parse(source)
  const lines = source.text.replace(/\n$/, '').split('\n').length
  const isCore = CORE.some((folder) => source.path.startsWith(folder))
  const linesMax = isCore ? CORE_LINES_MAX : FILE_LINES_MAX
  const found = lines > linesMax ? [`${source.path} has ${lines} lines; at most ${linesMax}`] : []
  // The function that a test file gives to `describe` is a heading, not a function.
  if (/\.(test|spec)\.tsx?$/.test(source.path)) return found
  eachNode(file, (node) => {
    if (!ts.isFunctionLike(node)) return
    const first = lineOf(file, node.getStart())
    const count = lineOf(file, node.getEnd()) - first + 1
    if (count > FUNCTION_LINES_MAX) {
      const name = node.name?.getText() ?? 'a function'
      found.push(
        `${source.path}:${first}: ${name} has ${count} lines; at most ${FUNCTION_LINES_MAX}`,
      )
    }
  })
  return found
}
