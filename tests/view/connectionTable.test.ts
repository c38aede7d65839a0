/** The connection table: which connections are open at a node at a moment, what they do, in which order they stand. */
import { describe, expect, it } from 'vitest'
import {
  carriedBy,
  connectionIndexOf,
  connectionStateAt,
  connectionsAt,
} from '../../src/analysis/scene/connectionIndex.ts'
import {
  type ConnectionQuery,
  connectionWords,
  listConnections,
} from '../../src/view/connectionTable.ts'
import { busyLane } from '../support/busyLane.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** A request at 5, 15, 25 ... ms of 1 ms of work, over two targets at layer 4 or 7; 2 ms to the target. */
const SMALL: Changes = {
  'clients.users.requests.page.demand': constant(1),
  'clients.users.connections.keepAliveMs': 50_000,
  'network.sameZone': constant(2),
  'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'a' } },
}
const query = (atMs: number, rest: Partial<ConnectionQuery> = {}): ConnectionQuery => ({
  node: 0,
  tUs: atMs * 1000,
  search: '',
  state: null,
  order: 'requests',
  isRising: false,
  ...rest,
})
function table(atMs: number, rest: Partial<ConnectionQuery> = {}, ...changes: readonly Changes[]) {
  const trace = simulate(laneOf(SMALL, ...changes))
  const index = connectionIndexOf(trace)
  const { names } = trace.meta
  const { rows, open, counts } = listConnections(index, names, query(atMs, rest))
  const lines = rows.map((row) => Object.values(connectionWords(index, names, row, atMs * 1000)))
  return { lines: lines.map((words) => words.join(', ')), open, counts }
}

describe('the connections of a node at a moment', () => {
  it('are those of its clients and, at layer 7, its own to the targets', () => {
    // The requests of 5, 15 and 25 ms are back at 14, 24 and 30: the first two open a connection to their target.
    expect(table(31).lines).toEqual([
      'users, 0:32768, ends here, idle 1 ms, 26 ms, 3',
      'this node, pool, s0, idle 1 ms, 26 ms, 2',
      'this node, pool, s1, idle 7 ms, 16 ms, 1',
    ])
  })

  it('are one from end to end at layer 4', () => {
    const { lines } = table(37, {}, { 'balancers.web.kind': 'network' })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^users, 0:32768, s[01], answering, 32 ms, 3$/)
  })

  it('are counted by what they do, and listed by it', () => {
    const { counts, open } = table(37)
    expect([open, counts]).toEqual([3, { opening: 0, answering: 2, idle: 1 }])
    expect(table(37, { state: 'idle' }).lines).toHaveLength(1)
  })

  it('are found by client, port, target and state', () => {
    const found = (search: string) => table(37, { search }).lines.length
    expect(['users/0:', '32768', ' S1 ', 'idle', 'pool', 'nothing'].map(found)).toEqual([
      1, 1, 1, 1, 2, 0,
    ])
  })

  it('are in the order that is asked for, either way', () => {
    const targets = (isRising: boolean) =>
      table(37, { order: 'target', isRising, search: 'pool' }).lines.map((line) =>
        line.slice(17, 19),
      )
    expect(targets(true)).toEqual(['s0', 's1'])
    expect(targets(false)).toEqual(['s1', 's0'])
  })
})

it('what a connection has carried when it closes is what its row says, in a lane in which everything happens', () => {
  const trace = simulate(busyLane())
  const index = connectionIndexOf(trace)
  const { requests, closedUs } = columnsOf(trace.connections)
  let carried = 0
  for (let row = 0; row < index.count; row++) {
    // Those that were given up or cut off were not carried to their end, and count here alone.
    expect(carriedBy(index, row, closedUs[row] as number)).toBeGreaterThanOrEqual(
      requests[row] as number,
    )
    carried += requests[row] as number
  }
  expect(carried).toBeGreaterThan(1000)
})

it('a moment never shows a connection that is closed, nor one that is idle and busy at once', () => {
  const trace = simulate(busyLane())
  const index = connectionIndexOf(trace)
  for (let tUs = 0; tUs < trace.meta.endedUs; tUs += trace.meta.endedUs / 20) {
    for (let node = 0; node < trace.meta.names.nodes.length; node++) {
      for (const row of connectionsAt(index, { node, tUs })) {
        const { sinceUs } = connectionStateAt(index, row, tUs)
        expect(sinceUs).toBeLessThanOrEqual(tUs)
        expect(index.openedUs[row] as number).toBeLessThanOrEqual(tUs)
        expect(index.closedUs[row] as number).toBeGreaterThan(tUs)
      }
    }
  }
})

it('lists 100,000 connections and keeps all that are open', () => {
  const count = 100_000
  const every = (of: (row: number) => number) =>
    Float64Array.from({ length: count }, (_, row) => of(row))
  const index = {
    count,
    side: new Uint8Array(count),
    population: new Uint16Array(count),
    address: Uint32Array.from({ length: count }, (_, row) => row),
    port: new Uint16Array(count).fill(32_768),
    node: new Uint16Array(count),
    worker: new Uint8Array(count),
    target: new Uint16Array(count),
    openedUs: every((row) => row),
    readyUs: every((row) => row),
    closedUs: every(() => 1e9),
    first: Uint32Array.from({ length: count + 1 }, (_, row) => row),
    beganUs: every((row) => row),
    endedUs: every((row) => row + 1),
  }
  const names = simulate(laneOf()).meta.names
  const { rows, open } = listConnections(index, names, query(1000, { order: 'age' }))
  expect([rows.length, open, rows[0]]).toEqual([count, count, 0])
})
