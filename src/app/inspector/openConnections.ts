/** The connections of a trace, made ready for looking at a moment of it: once a trace, when somebody looks. */
import { type ConnectionIndex, connectionIndexOf } from '../../analysis/scene/connectionIndex.ts'
import type { Trace } from '../../trace/schema.ts'

const indices = new WeakMap<Trace, ConnectionIndex>()

/** Null before the end of a run: a connection has its row when it closes, so until then the idle ones are missing. */
export function connectionsOf(trace: Trace | undefined): ConnectionIndex | null {
  if (trace === undefined) return null
  const { truncated, endedUs, durationUs } = trace.meta
  if (truncated === null && endedUs !== durationUs) return null
  const known = indices.get(trace) ?? connectionIndexOf(trace)
  indices.set(trace, known)
  return known
}
