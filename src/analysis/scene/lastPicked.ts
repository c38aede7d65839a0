/** The request for which a node chose a target last, before a moment: what the node has just thought about. */
import { routedOffset } from '../../trace/attempt.ts'
import { NONE, UNSET } from '../../trace/schema.ts'
import { firstBlock } from './blocks.ts'
import type { TraceIndex } from './traceIndex.ts'

/** Its row in the trace; null when the node has sent nothing on by then. `node` is its number. */
export function lastPicked(
  index: Pick<TraceIndex, 'trace' | 'blocks'>,
  { node, tUs }: { readonly node: number; readonly tUs: number },
): number | null {
  const { blocks } = index
  const middle = firstBlock(blocks, tUs)
  const best = { row: -1, atUs: -1 }
  // Those that are under way at the moment, or were sent before it and end later.
  for (let b = middle; b < blocks.count && (blocks.earliestFromUs[b] as number) <= tUs; b++) {
    if ((blocks.earliestUs[b] as number) <= tUs) look(index, { b, node, tUs }, best)
  }
  // Those that were over by then, back to where all were over before the best reached the node.
  for (let b = middle - 1; b >= 0 && (blocks.latestUs[b] as number) >= best.atUs; b--) {
    look(index, { b, node, tUs }, best)
  }
  return best.row < 0 ? null : best.row
}

function look(
  { trace, blocks }: Pick<TraceIndex, 'trace' | 'blocks'>,
  of: { readonly b: number; readonly node: number; readonly tUs: number },
  best: { row: number; atUs: number },
): void {
  const chunk = trace.attempts.chunks[blocks.chunkOf[of.b] as number]
  if (chunk === undefined) return
  const first = blocks.firstIn[of.b] as number
  const end = first + (blocks.rowsIn[of.b] as number)
  for (let i = first; i < end; i++) {
    if (chunk.node[i] !== of.node || chunk.target[i] === NONE || chunk.nodeUs[i] === UNSET) continue
    const atUs = (chunk.sentUs[i] as number) + routedOffset(chunk, i)
    if (atUs > of.tUs || atUs <= best.atUs) continue
    best.atUs = atUs
    best.row = (blocks.firstRow[of.b] as number) + i - first
  }
}
