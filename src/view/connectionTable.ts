/** The connection table of a node at a moment: which connections are listed, in which order, and their words. */
import {
  CONNECTION_STATES,
  type ConnectionIndex,
  type ConnectionState,
  carriedBy,
  connectionStateAt,
  connectionsAt,
} from '../analysis/scene/connectionIndex.ts'
import { type Names, NONE } from '../trace/schema.ts'
import { formatCount } from './format.ts'

export const CONNECTION_ORDERS = ['client', 'target', 'age', 'requests'] as const
export type ConnectionOrder = (typeof CONNECTION_ORDERS)[number]

export interface ConnectionQuery {
  /** The node by its number, and the moment. */
  readonly node: number
  readonly tUs: number
  /** Part of a client, port, target or state, in any case. */
  readonly search: string
  /** Only those in this state; null for all. */
  readonly state: ConnectionState | null
  readonly order: ConnectionOrder
  readonly isRising: boolean
}

export interface ConnectionList {
  /** Rows of the index, in order. */
  readonly rows: readonly number[]
  /** How many are open at the node, and how many of them in each state. */
  readonly open: number
  readonly counts: Readonly<Record<ConnectionState, number>>
}

export function listConnections(
  index: ConnectionIndex,
  names: Names,
  query: ConnectionQuery,
): ConnectionList {
  const all = connectionsAt(index, query)
  const counts = { opening: 0, answering: 0, idle: 0 }
  const search = query.search.trim().toLowerCase()
  const rows = all.filter((row) => {
    const { state } = connectionStateAt(index, row, query.tUs)
    counts[state]++
    if (query.state !== null && state !== query.state) return false
    return search === '' || searched(index, names, row).includes(search) || state.includes(search)
  })
  return { rows: inOrder(index, rows, query), open: all.length, counts }
}

export interface ConnectionWords {
  /** The population, and which of its clients at which port; or the node itself for a connection of its own. */
  readonly client: string
  readonly from: string
  readonly target: string
  readonly state: string
  readonly age: string
  readonly requests: string
}

export function connectionWords(
  index: ConnectionIndex,
  names: Names,
  row: number,
  tUs: number,
): ConnectionWords {
  const { state, sinceUs } = connectionStateAt(index, row, tUs)
  return {
    client: clientOf(index, names, row),
    from: fromOf(index, names, row),
    target: targetOf(index, names, row),
    state: state === 'idle' ? `idle ${secondsWords(tUs - sinceUs)}` : state,
    age: secondsWords(tUs - (index.openedUs[row] as number)),
    requests: formatCount(carriedBy(index, row, tUs)),
  }
}

/** What the chips call the states, in their order. */
export const stateChips = (
  counts: ConnectionList['counts'],
): readonly (readonly [ConnectionState, string])[] =>
  CONNECTION_STATES.map((state) => [state, `${state} ${formatCount(counts[state])}`])

const clientOf = ({ side, population }: ConnectionIndex, names: Names, row: number): string =>
  side[row] === 1 ? 'this node' : (names.populations[population[row] as number]?.id ?? '')

/** Where a node has several workers, which one it is at stands with it. */
function fromOf(index: ConnectionIndex, { nodes }: Names, row: number): string {
  const { side, address, port, node, worker } = index
  if (side[row] === 1) return 'pool'
  const ends = `${address[row]}:${port[row]}`
  const isOne = (nodes[node[row] as number]?.workers ?? 1) === 1
  return isOne ? ends : `${ends} worker ${(worker[row] as number) + 1}`
}

/** A client's connection that ends at the node leads nowhere else. */
const targetOf = ({ target }: ConnectionIndex, { targets }: Names, row: number): string =>
  target[row] === NONE ? 'ends here' : (targets[target[row] as number]?.id ?? '')

const searched = (index: ConnectionIndex, names: Names, row: number): string =>
  `${clientOf(index, names, row)}/${fromOf(index, names, row)} ${targetOf(index, names, row)}`.toLowerCase()

const secondsWords = (us: number): string =>
  us < 999_500
    ? `${Math.round(us / 1000)} ms`
    : us < 9.95e6
      ? `${(us / 1e6).toFixed(1)} s`
      : `${formatCount(Math.round(us / 1e6))} s`

/** Ties stay in the order in which the connections were opened. */
function inOrder(
  index: ConnectionIndex,
  rows: readonly number[],
  { order, isRising, tUs }: ConnectionQuery,
): readonly number[] {
  const keys = new Float64Array(index.count)
  for (const row of rows) keys[row] = keyOf(index, row, order, tUs)
  const sign = isRising ? 1 : -1
  return rows.toSorted(
    (a, b) =>
      sign * ((keys[a] as number) - (keys[b] as number)) ||
      (index.openedUs[a] as number) - (index.openedUs[b] as number),
  )
}

function keyOf(index: ConnectionIndex, row: number, order: ConnectionOrder, tUs: number): number {
  switch (order) {
    case 'client':
      return index.side[row] === 1
        ? -1
        : (index.population[row] as number) * 2 ** 32 + (index.address[row] as number)
    case 'target':
      return index.target[row] as number
    case 'age':
      return -(index.openedUs[row] as number)
    case 'requests':
      return carriedBy(index, row, tUs)
  }
}
