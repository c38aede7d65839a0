/**
 * Circles of imports, those of types alone included: what takes part in one cannot be read, tested or moved without
 * the rest of it. Lint sees those of values only, and none between folders.
 */
import { importsOf, type SourceText } from './sourceFiles.ts'

/** What each thing imports, by name. */
type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** Each circle of files, its members in the order of the alphabet: `a.ts b.ts`. */
export const fileCircles = (sources: readonly SourceText[]): readonly string[] =>
  circlesOf(graphOf(sources, (path) => path))

/**
 * Each circle between the folders in `parent`, where one that imports another must not be imported by it, by way of a
 * third or directly. Files of `parent` itself are in no folder: what composes the parts stands above them, what they
 * share below, and a circle by way of such a file is one of files or none.
 */
export function folderCircles(sources: readonly SourceText[], parent: string): readonly string[] {
  const inside = new RegExp(`^${parent}/[^/]+(?=/)`)
  return circlesOf(graphOf(sources, (path) => inside.exec(path)?.[0] ?? null))
}

/** @param nodeOf what a file belongs to; null if it is no part of the graph */
function graphOf(sources: readonly SourceText[], nodeOf: (path: string) => string | null): Graph {
  const graph = new Map<string, Set<string>>()
  for (const source of sources) {
    const from = nodeOf(source.path)
    if (from === null) continue
    const targets = graph.get(from) ?? new Set()
    graph.set(from, targets)
    for (const { path } of importsOf(source)) {
      const to = path === null ? null : nodeOf(path)
      // What a folder imports of itself is no matter between folders; a file that imports itself is a circle.
      if (to !== null && (to !== from || to === path)) targets.add(to)
    }
  }
  return graph
}

/** Everything that can be reached from itself, with all that is reached from it and reaches it. */
function circlesOf(graph: Graph): readonly string[] {
  const reached = new Map([...graph.keys()].map((node) => [node, reachedFrom(graph, node)]))
  const circles = [...reached].flatMap(([node, others]) => {
    const circle = [...others].filter((other) => reached.get(other)?.has(node))
    return others.has(node) ? [circle.sort().join(' ')] : []
  })
  return [...new Set(circles)].sort()
}

function reachedFrom(graph: Graph, start: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [start]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of graph.get(node) ?? []) {
      if (reached.has(next)) continue
      reached.add(next)
      open.push(next)
    }
  }
  return reached
}
