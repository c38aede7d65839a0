/** Connections that are open at a moment. */
import type { Trace } from '../../trace/schema.ts'

/** How many there are to a target. */
export function openConnections(
  trace: Trace,
  at: { readonly target: number; readonly tUs: number },
): number {
  let open = 0
  for (const chunk of trace.connections.chunks) {
    const { target, openedUs, closedUs } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      const isHere = target[i] === at.target
      if (isHere && (openedUs[i] as number) <= at.tUs && at.tUs < (closedUs[i] as number)) open++
    }
  }
  return open
}
