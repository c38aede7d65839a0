/** Two lanes that differ only in the algorithm face the same traffic, to the bit. */
import { describe, expect, it } from 'vitest'
import { algorithms } from '../../src/algorithms/index.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { type Row, rowsOf } from '../support/asciiTrace.ts'
import { busyLane } from '../support/busyLane.ts'
import { columnsOf } from '../support/sameRows.ts'
import type { Changes } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** No faults in the way: who is served is served at the speed of its target. */
const CALM: Changes = {
  faults: {},
  durationMs: 5000,
  'targetGroups.web.targets': {
    s0: { zone: 'a', slots: 4, weight: 2 },
    s1: { zone: 'b', slots: 4 },
    s2: { zone: 'c', slots: 8 },
  },
}

const lanesOf = (...changes: readonly Changes[]): readonly LaneScenario[] =>
  algorithms.map(({ id }) => busyLane(CALM, ...changes, { 'targetGroups.web.algorithm': { id } }))

const isFirst = (row: Row): boolean => row.attempt === 1
const byName = (rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.name, row]))

/** Service times of what was served to its end: at speed 1 that is the demand. */
const demands = (rows: readonly Row[]): Map<string, number> =>
  new Map(
    rows
      .filter((row) => row.startUs >= 0 && row.serviceEndUs >= 0)
      .map((row) => [row.name, row.serviceEndUs - row.startUs]),
  )

/** Addresses of the clients, by attempt: those that got a connection. */
function addresses(trace: Trace): Map<string, string> {
  const { id, address, population } = columnsOf(trace.connections)
  const owner = new Map([...id].map((one, i) => [one, `${population[i]}/${address[i]}`]))
  return new Map(
    rowsOf(trace)
      .filter((row) => row.connection >= 0)
      .map((row) => [row.name, owner.get(row.connection) as string]),
  )
}

/** How many names both have, and that all of these have the same value. */
function agreeing<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): number {
  const shared = [...a.keys()].filter((name) => b.has(name))
  for (const name of shared) expect([name, a.get(name)]).toEqual([name, b.get(name)])
  return shared.length
}

describe('in an open loop', () => {
  const traces = lanesOf().map((lane) => simulate(lane))
  const first = traces[0] as Trace

  it('lanes differ in where requests go', () => {
    expect(new Set(traces.map(({ meta }) => meta.digest)).size).toBe(algorithms.length)
  })

  it.each(algorithms.map(({ id }, i) => [id, traces[i] as Trace] as const))(
    'arrivals of %s are those of the first lane',
    (_, trace) => {
      const arrivals = (one: Trace) =>
        rowsOf(one)
          .filter(isFirst)
          .map(({ name, sentUs, path }) => [name, sentUs, path])
      expect(arrivals(trace)).toEqual(arrivals(first))
      expect(trace.meta.counts.requests).toBeGreaterThan(1000)
    },
  )

  it.each(algorithms.map(({ id }, i) => [id, traces[i] as Trace] as const))(
    'work and clients of %s are those of the first lane',
    (_, trace) => {
      expect(agreeing(demands(rowsOf(trace)), demands(rowsOf(first)))).toBeGreaterThan(1000)
      expect(agreeing(addresses(trace), addresses(first))).toBeGreaterThan(1000)
    },
  )
})

describe('in a closed loop with retries', () => {
  const traces = lanesOf({
    'clients.users.arrivals': {
      kind: 'closed-loop',
      users: 80,
      think: { kind: 'exponential', meanMs: 100 },
    },
    'clients.users.timeoutMs': 60,
  }).map((lane) => simulate(lane))
  const first = traces[0] as Trace

  const requestOf = (row: Row): string => `${row.user}/${row.ordinal}`
  /** From the end of a request to the next of the same user. */
  const thinkTimes = (trace: Trace): Map<string, number> => {
    const rows = rowsOf(trace)
    const ends = new Map(
      rows
        .filter(({ outcome, endUs }) => outcome !== 'continued' && endUs >= 0)
        .map((row) => [requestOf(row), row.endUs]),
    )
    return new Map(
      rows.filter(isFirst).flatMap((row) => {
        const before = row.ordinal === 0 ? 0 : ends.get(`${row.user}/${row.ordinal - 1}`)
        return before === undefined ? [] : [[requestOf(row), row.sentUs - before] as const]
      }),
    )
  }
  /** From the end of an attempt to the next of the same request. */
  const backoffs = (trace: Trace): Map<string, number> => {
    const rows = byName(rowsOf(trace))
    return new Map(
      [...rows.values()]
        .filter(({ attempt, cause }) => attempt > 1 && cause !== 'run-ended')
        .map((row) => {
          const before = rows.get(`users/${row.user}/${row.ordinal}#${row.attempt - 1}`) as Row
          return [row.name, row.sentUs - before.endUs] as const
        }),
    )
  }
  const paths = (trace: Trace): Map<string, string> =>
    new Map(rowsOf(trace).map((row) => [row.name, row.request]))

  it.each(algorithms.map(({ id }, i) => [id, traces[i] as Trace] as const))(
    'every draw of %s is that of the first lane',
    (_, trace) => {
      expect(agreeing(thinkTimes(trace), thinkTimes(first))).toBeGreaterThan(500)
      expect(agreeing(backoffs(trace), backoffs(first))).toBeGreaterThan(trace === first ? 0 : 20)
      expect(agreeing(paths(trace), paths(first))).toBeGreaterThan(500)
      expect(agreeing(demands(rowsOf(trace)), demands(rowsOf(first)))).toBeGreaterThan(500)
    },
  )

  it('moments follow from what the lane did', () => {
    const sent = traces.map((trace) =>
      rowsOf(trace)
        .map(({ sentUs }) => sentUs)
        .join(),
    )
    expect(new Set(sent).size).toBe(algorithms.length)
  })
})
