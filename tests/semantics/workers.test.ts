/**
 * Worker processes of a node. Sources: NGINX, ngx_http_upstream_module ("zone": without it each worker keeps its own
 * counts, rotation and failures), ngx_http_upstream_keepalive_module (idle connections are "preserved in the cache of
 * each worker process"); Envoy, upstream.h (load balancers are each worker's, counters of hosts common to all); HAProxy,
 * threads, which share all of it. Which worker accepts a connection is our model: a hash, as with SO_REUSEPORT.
 */
import { describe, expect, it } from 'vitest'
import { explainAttempt } from '../../src/engine/explain.ts'
import { parseAttempt } from '../../src/model/name.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { changeLines, type Row, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** Four targets with room, 200 requests a second of 40 ms from 200 clients, which keep their connections. */
const many: Changes = {
  'targetGroups.web.targets': Object.fromEntries(
    ['s0', 's1', 's2', 's3'].map((id) => [id, { zone: 'a', slots: 100 }]),
  ),
  'clients.users.arrivals': { kind: 'poisson', perSecond: 200 },
  'clients.users.addresses': 200,
  'clients.users.requests.page.demand': constant(40),
  durationMs: 4000,
}
const WORKERS = 'balancers.web.workers'
const SHARE = 'balancers.web.workersShare'
const four = { [WORKERS]: 4 }

/** What clients opened: its number, its two ends in one, and which worker accepted it. */
const connectionsOf = ({ connections }: Trace) =>
  connections.chunks.flatMap(({ rows, id, side, address, port, worker }) =>
    Array.from({ length: rows }, (_, i) => i)
      .filter((i) => side[i] === 0)
      .map((i) => ({ id: id[i], from: `${address[i]}:${port[i]}`, worker: worker[i] as number })),
  )

/** By the number of a connection, who accepted it. */
const workers = (trace: Trace): ReadonlyMap<number | undefined, number> =>
  new Map(connectionsOf(trace).map(({ id, worker }) => [id, worker]))

/** Requests in the order in which they came to the node, by the worker that had them. */
function byWorker(trace: Trace): readonly Row[][] {
  const accepted = workers(trace)
  const rows = rowsOf(trace).sort((a, b) => a.nodeUs - b.nodeUs)
  const numbers = [...new Set(accepted.values())].sort()
  return numbers.map((n) => rows.filter(({ connection }) => accepted.get(connection) === n))
}

const takesTurns = (rows: readonly Row[]): boolean =>
  rows.every(({ target }, i) => target === `s${i % 4}`)

/** Whether each of some requests goes to a target with the fewest requests in flight of all workers. */
function choosesLeast(changes: Changes): boolean {
  const rows = rowsOf(simulate(laneOf(many, changes)))
  const inFlight = ({ nodeUs: atUs }: Row, id: string | null): number =>
    rows.filter(
      ({ target, nodeUs, backUs }) =>
        target === id && nodeUs < atUs && (backUs < 0 || backUs > atUs),
    ).length
  return rows
    .slice(100, 300)
    .every(
      (row) =>
        inFlight(row, row.target) ===
        Math.min(...['s0', 's1', 's2', 's3'].map((id) => inFlight(row, id))),
    )
}

describe('a connection', () => {
  it('belongs to one worker, and all workers get about as many', () => {
    const each = byWorker(simulate(laneOf(many, four)))
    expect(each).toHaveLength(4)
    // 200 connections, dealt by a hash: a share of a quarter has a deviation of 6.
    for (const rows of each) {
      const { size } = new Set(rows.map(({ connection }) => connection))
      expect(size).toBeGreaterThan(50 - 4 * 6)
      expect(size).toBeLessThan(50 + 4 * 6)
    }
  })

  it('goes to the same worker in every lane, whatever workers share', () => {
    const of = (share: string) =>
      new Map(
        connectionsOf(simulate(laneOf(many, four, { [SHARE]: share }))).map(({ from, worker }) => [
          from,
          worker,
        ]),
      )
    expect(of('counts')).toEqual(of('nothing'))
    expect(of('all')).toEqual(of('nothing'))
  })
})

describe('workers that share nothing', () => {
  it('each go round by themselves, from the first target on', () => {
    const each = byWorker(simulate(laneOf(many, four)))
    expect(each.every(takesTurns)).toBe(true)
    expect(takesTurns(each.flat().sort((a, b) => a.nodeUs - b.nodeUs))).toBe(false)
  })

  it('each count what they have in flight alone', () => {
    const lane = laneOf(many, four, {
      'targetGroups.web.algorithm': { id: 'least-outstanding' },
    })
    const trace = simulate(lane)
    const accepted = workers(trace)
    const rows = rowsOf(trace).filter(({ backUs }) => backUs >= 0)
    const asked = rows.filter((_, i) => i > 200 && i % 40 === 0)
    for (const row of asked) {
      const question = { attempt: parseAttempt(row.name), atUs: row.sentUs }
      const answer = explainAttempt(lane, {}, question, [])
      const worker = accepted.get(row.connection)
      const own = rows.filter(
        ({ connection, nodeUs, backUs }) =>
          accepted.get(connection) === worker && nodeUs < row.nodeUs && backUs > row.nodeUs,
      )
      const known = answer?.candidates.map(({ target, known: { inFlight } }) => [target, inFlight])
      expect(answer?.worker).toBe(worker)
      expect(known).toEqual(
        ['s0', 's1', 's2', 's3'].map((id) => [
          id,
          own.filter(({ target }) => target === id).length,
        ]),
      )
    }
    expect(asked.length).toBeGreaterThan(10)
  })

  it('keep idle connections to targets apart, so that more of them are opened', () => {
    const opened = (share: string): number =>
      simulate(laneOf(many, four, { [SHARE]: share })).connections.chunks.reduce(
        (sum, { rows, side }) => sum + side.subarray(0, rows).filter((by) => by === 1).length,
        0,
      )
    expect(opened('nothing')).toBeGreaterThan(1.3 * opened('all'))
  })

  it('each eject a target for the errors that they have had themselves', () => {
    const broken = {
      'targetGroups.web.targets.s0.errorRatio': 1,
      'targetGroups.web.ejection': { errorsInARow: 3, baseMs: 60_000, ratioMax: 1 },
    }
    const ejections = (share: string): number =>
      changeLines(simulate(laneOf(many, four, broken, { [SHARE]: share }))).filter((line) =>
        line.includes('ejected web-a s0'),
      ).length
    expect([ejections('nothing'), ejections('counts'), ejections('all')]).toEqual([4, 1, 1])
  })

  it('have one health check for all of them', () => {
    const probes = (count: number): number =>
      simulate(laneOf(many, { [WORKERS]: count })).probes.chunks.reduce(
        (sum, { rows }) => sum + rows,
        0,
      )
    expect(probes(4)).toBe(probes(1))
  })
})

describe('workers that share their counts', () => {
  it('see what all of them have in flight, and choose as one does who has all requests', () => {
    for (const algorithm of [
      { id: 'least-outstanding' },
      { id: 'least-connections', dialect: 'haproxy' },
      { id: 'least-connections', dialect: 'nginx' },
    ]) {
      const settings = { ...four, 'targetGroups.web.algorithm': algorithm }
      expect(choosesLeast({ ...settings, [SHARE]: 'counts' })).toBe(true)
      expect(choosesLeast({ ...settings, [SHARE]: 'nothing' })).toBe(false)
    }
  })

  it('each go round by themselves all the same', () => {
    expect(byWorker(simulate(laneOf(many, four, { [SHARE]: 'counts' }))).every(takesTurns)).toBe(
      true,
    )
  })
})

describe('workers that share all', () => {
  it('decide as one worker does', () => {
    const rows = (changes: Changes): Row[] => rowsOf(simulate(laneOf(many, changes)))
    expect(rows({ ...four, [SHARE]: 'all' })).toEqual(rows({}))
  })
})
