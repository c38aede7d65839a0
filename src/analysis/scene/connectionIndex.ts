/**
 * The connection table of nodes: what is needed to list the connections of one node that are open at a moment, and what each
 * has carried until then. Worked out once a trace; a moment costs a look at every connection, and a search among the
 * requests of those that are shown.
 */
import { rowsOf } from '../../base/columns.ts'
import { upperBound } from '../../base/search.ts'
import { routedOffset } from '../../trace/attempt.ts'
import { NO_ROW, type Trace, UNSET } from '../../trace/schema.ts'

export interface ConnectionIndex {
  readonly count: number
  // By connection.
  /** 0 where a client opened it, 1 where a node did. */
  readonly side: Uint8Array
  readonly population: Uint16Array
  /** Pseudonym of the client, and its port. */
  readonly address: Uint32Array
  readonly port: Uint16Array
  readonly node: Uint16Array
  /** Which of the node's workers has it, from 0 on. */
  readonly worker: Uint8Array
  readonly target: Uint16Array
  readonly openedUs: Float64Array
  readonly readyUs: Float64Array
  readonly closedUs: Float64Array
  /** Where its requests stand in `beganUs` and `endedUs`; one more than there are connections. */
  readonly first: Uint32Array
  readonly beganUs: Float64Array
  readonly endedUs: Float64Array
}

/** What a connection does at a moment. */
export const CONNECTION_STATES = ['opening', 'answering', 'idle'] as const
export type ConnectionState = (typeof CONNECTION_STATES)[number]

export function connectionIndexOf(trace: Trace): ConnectionIndex {
  const count = rowsOf(trace.connections)
  const index = {
    count,
    side: new Uint8Array(count),
    population: new Uint16Array(count),
    address: new Uint32Array(count),
    port: new Uint16Array(count),
    node: new Uint16Array(count),
    worker: new Uint8Array(count),
    target: new Uint16Array(count),
    openedUs: new Float64Array(count),
    readyUs: new Float64Array(count),
    closedUs: new Float64Array(count),
  }
  const rowOf = new Int32Array(count).fill(-1)
  let row = 0
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++, row++) {
      rowOf[chunk.id[i] as number] = row
      index.side[row] = chunk.side[i] as number
      index.population[row] = chunk.population[i] as number
      index.address[row] = chunk.address[i] as number
      index.port[row] = chunk.port[i] as number
      index.node[row] = chunk.node[i] as number
      index.worker[row] = chunk.worker[i] as number
      index.target[row] = chunk.target[i] as number
      index.openedUs[row] = chunk.openedUs[i] as number
      index.readyUs[row] = chunk.readyUs[i] as number
      index.closedUs[row] = chunk.closedUs[i] as number
    }
  }
  return { ...index, ...requestsBy(trace, rowOf) }
}

/** The requests of each connection, in the order in which they ended. */
function requestsBy(
  trace: Trace,
  rowOf: Int32Array,
): Pick<ConnectionIndex, 'first' | 'beganUs' | 'endedUs'> {
  const first = new Uint32Array(rowOf.length + 1)
  eachCarried(trace, (connection) => {
    const row = rowOf[connection] ?? -1
    if (row >= 0) first[row + 1] = (first[row + 1] as number) + 1
  })
  for (let row = 0; row < rowOf.length; row++) {
    first[row + 1] = (first[row + 1] as number) + (first[row] as number)
  }
  const total = first[rowOf.length] as number
  const beganUs = new Float64Array(total)
  const endedUs = new Float64Array(total)
  const next = first.slice()
  eachCarried(trace, (connection, began, ended) => {
    const row = rowOf[connection] ?? -1
    if (row < 0) return
    const at = next[row] as number
    next[row] = at + 1
    beganUs[at] = began
    endedUs[at] = ended
  })
  for (let row = 0; row < rowOf.length; row++) {
    inOrder(beganUs, endedUs, { from: first[row] as number, to: first[row + 1] as number })
  }
  return { first, beganUs, endedUs }
}

/** Puts a stretch in the order of the ends. It mostly is: rows come as they were over for everybody. */
function inOrder(
  beganUs: Float64Array,
  endedUs: Float64Array,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  for (let i = from + 1; i < to; i++) {
    const [began, ended] = [beganUs[i] as number, endedUs[i] as number]
    let at = i
    for (; at > from && (endedUs[at - 1] as number) > ended; at--) {
      beganUs[at] = beganUs[at - 1] as number
      endedUs[at] = endedUs[at - 1] as number
    }
    beganUs[at] = began
    endedUs[at] = ended
  }
}

/** Every stay of an attempt on a connection: on its client's, and on that of its node to a target, if it is another. */
function eachCarried(
  trace: Trace,
  visit: (connection: number, beganUs: number, endedUs: number) => void,
): void {
  for (const chunk of trace.attempts.chunks) {
    const { connection, targetConnection, sentUs, backUs, endUs, finishUs } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      const sent = sentUs[i] as number
      const finish = finishUs[i] as number
      const or = (offset: number): number => sent + (offset === UNSET ? finish : offset)
      const own = connection[i] as number
      const far = targetConnection[i] as number
      if (own !== NO_ROW) visit(own, sent, or(endUs[i] as number))
      if (far !== NO_ROW && far !== own)
        visit(far, or(routedOffset(chunk, i)), or(backUs[i] as number))
    }
  }
}

/** The connections of a node that are open at a moment, in the order in which they were written. */
export function connectionsAt(
  { count, node, openedUs, closedUs }: ConnectionIndex,
  at: { readonly node: number; readonly tUs: number },
): number[] {
  const rows: number[] = []
  for (let row = 0; row < count; row++) {
    const isOpen = (openedUs[row] as number) <= at.tUs && at.tUs < (closedUs[row] as number)
    if (isOpen && node[row] === at.node) rows.push(row)
  }
  return rows
}

/** How many requests a connection has carried to their end by a moment. */
export function carriedBy({ first, endedUs }: ConnectionIndex, row: number, tUs: number): number {
  const from = first[row] as number
  return upperBound(endedUs, tUs, from, first[row + 1] as number) - from
}

/** What it does then, and since when: for one that is idle since its last request, or since it could carry one. */
export function connectionStateAt(
  index: ConnectionIndex,
  row: number,
  tUs: number,
): { readonly state: ConnectionState; readonly sinceUs: number } {
  const { first, beganUs, endedUs, openedUs, readyUs } = index
  const ready = readyUs[row] as number
  if (tUs < ready) return { state: 'opening', sinceUs: openedUs[row] as number }
  const from = first[row] as number
  const next = from + carriedBy(index, row, tUs)
  if (next < (first[row + 1] as number) && (beganUs[next] as number) <= tUs) {
    return { state: 'answering', sinceUs: beganUs[next] as number }
  }
  return { state: 'idle', sinceUs: next > from ? (endedUs[next - 1] as number) : ready }
}
