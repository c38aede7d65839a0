/** When the worker of a node took a request up, where nodes take time: the trace says only when it came, and was done. */
import { NO_ROW, type Trace, UNSET } from '../../trace/schema.ts'
import { workersOf } from '../../trace/workers.ts'

interface AtNode {
  readonly row: number
  readonly node: string | null
  readonly connection: number | null
  readonly nodeUs: number | null
  readonly routedUs: number | null
  readonly endUs: number | null
  readonly finishUs: number
}

/**
 * When the last one before it was done, or when it came if that was earlier; for what its worker was never done with,
 * when somebody lost it. Null where its node takes no time. What was left by its client is worked on too, and counts
 * here as work of the next.
 */
export function workBeganUs(trace: Trace, attempt: AtNode): number | null {
  const { nodes } = trace.meta.names
  const node = nodes.findIndex(({ id }) => id === attempt.node)
  const { nodeUs, routedUs, connection } = attempt
  if (nodeUs === null || nodes[node]?.takesTime !== true) return null
  if (routedUs === null) return attempt.endUs ?? attempt.finishUs
  const workers = workersOf(trace)
  const own = workers.get(connection ?? NO_ROW)
  let beganUs = nodeUs
  let before = 0
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      if (chunk.node[i] !== node || chunk.routedUs[i] === UNSET || before + i === attempt.row)
        continue
      const doneUs = (chunk.sentUs[i] as number) + (chunk.routedUs[i] as number)
      // Of those that were done at the same moment it was none that came later.
      const isBefore = doneUs > beganUs && doneUs <= routedUs && cameUs(chunk, i) <= nodeUs
      if (isBefore && workers.get(chunk.connection[i] as number) === own) beganUs = doneUs
    }
    before += chunk.rows
  }
  return beganUs
}

const cameUs = (chunk: Trace['attempts']['chunks'][number], i: number): number =>
  (chunk.sentUs[i] as number) + (chunk.nodeUs[i] as number)
