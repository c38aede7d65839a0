/** Workers of nodes, as the connections of their clients show them: what each has in hand. */
import { type ConnectionIndex, connectionStateAt, connectionsAt } from './connectionIndex.ts'

export interface WorkerAt {
  /** Open connections of clients, and those of them on which a request is under way. */
  readonly open: number
  readonly busy: number
}

/** What each worker of a node has at a moment. */
export function workersAt(
  index: ConnectionIndex,
  at: { readonly node: number; readonly workers: number; readonly tUs: number },
): readonly WorkerAt[] {
  const found = Array.from({ length: at.workers }, () => ({ open: 0, busy: 0 }))
  for (const row of connectionsAt(index, at)) {
    const one = index.side[row] === 0 ? found[index.worker[row] as number] : undefined
    if (one === undefined) continue
    one.open++
    if (connectionStateAt(index, row, at.tUs).state === 'answering') one.busy++
  }
  return found
}
