/**
 * What a node does itself, where that takes time. Sources: NGINX ("Inside NGINX: How We Designed for Performance & Scale") and
 * Envoy ("Threading model"): a connection belongs to one worker, whose loop does one thing at a time. That a request is paid
 * for together with its answer as it comes, a connection with its first request, that there is no limit to what waits, and that
 * what a client has given up is worked on all the same, is our model.
 */
import { describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/analysis/invariants/invariants.ts'
import { workBeganUs } from '../../src/analysis/numbers/workBegan.ts'
import { explainAttempt } from '../../src/engine/explain.ts'
import { parseAttempt } from '../../src/model/name.ts'
import { attemptsOf } from '../../src/trace/attempt.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { type Row, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const WORK = 'balancers.web.work'
const requestMs = (ms: number): Changes => ({ [`${WORK}.request`]: constant(ms) })

/** A target with room for all, and one client address a request: every 10 ms from 5 ms on, 10 ms of work each. */
const roomy: Changes = {
  'targetGroups.web.targets.s0': { zone: 'a', slots: 100 },
  'clients.users.addresses': 1000,
}
const run = (...changes: readonly Changes[]): Trace => simulate(laneOf(roomy, ...changes))
/** When each came to the node, was done there and was at its target, in milliseconds. */
const stamps = (trace: Trace): (readonly number[])[] =>
  rowsOf(trace).map(({ nodeUs, routedUs, targetUs }) =>
    [nodeUs, routedUs ?? -1000, targetUs].map((us) => us / 1000),
  )
const workers = ({ meta }: Trace) => meta.counts.workers

describe('a node', () => {
  it('takes no time unless it is told to', () => {
    expect(stamps(run())[0]).toEqual([5, -1, 5])
    expect(workers(run())).toEqual([])
  })

  it('sends a request on when it is done with it', () => {
    expect(stamps(run(requestMs(4))).slice(0, 2)).toEqual([
      [5, 9, 9],
      [15, 19, 19],
    ])
  })

  it('does one thing at a time, first in, first out', () => {
    const trace = run(requestMs(15))
    expect(stamps(trace).slice(0, 4)).toEqual([
      [5, 20, 20],
      [15, 35, 35],
      [25, 50, 50],
      [35, 65, 65],
    ])
    // Always busy from the first request on: six stayed for 15 to 40 ms, four were there for 35 to 5 when the run ended.
    expect(workers(trace)).toEqual([{ busyUs: 95_000, hadUs: (165 + 80) * 1000, hadMax: 4 }])
  })

  it('chooses when it is done, and not when the request comes', () => {
    const lane = laneOf(roomy, requestMs(4))
    const [{ name }] = rowsOf(simulate(lane)) as [Row]
    const attempt = parseAttempt(name)
    expect(explainAttempt(lane, {}, { attempt, atUs: 0 }, [])?.atUs).toBe(9000)
  })

  it('says when it took a request up: when the one before it was done', () => {
    const trace = run(requestMs(15))
    const began = [...attemptsOf(trace)]
      .sort((a, b) => a.sentUs - b.sentUs)
      .slice(0, 3)
      .map((attempt) => workBeganUs(trace, attempt))
    expect(began).toEqual([5000, 20_000, 35_000])
  })

  it('works on what its client has given up, and those behind it wait for that', () => {
    const trace = run(requestMs(25), {
      'clients.users.timeoutMs': 20,
      'balancers.web.cancelAbandoned': true,
    })
    // Given up at 25, 35 and 45: nobody is sent on, and the worker is busy to the end.
    expect(stamps(trace).every(([, routedMs]) => routedMs === -1)).toBe(true)
    expect(workers(trace)[0]?.busyUs).toBe(95_000)
  })

  it('sends that on all the same, where targets are not told to stop', () => {
    const trace = run(requestMs(25), { 'clients.users.timeoutMs': 20 })
    expect(stamps(trace).slice(0, 2)).toEqual([
      [5, 30, 30],
      [15, 55, 55],
    ])
  })

  it('loses what it has with its zone, and begins afresh', () => {
    const trace = run(requestMs(15), {
      durationMs: 200,
      'clients.users.timeoutMs': 1000,
      'clients.users.connections': { keepAliveMs: 0, perAddress: 1000 },
      'targetGroups.web.targets.s0': { zone: 'b', slots: 100 },
      'faults.out': { kind: 'zone-outage', zone: 'a', atMs: 40, forMs: 50 },
    })
    const done = stamps(trace).filter(([, routedMs]) => routedMs !== -1)
    // Two were done before; what came before 90 is lost, and the one of 95 does not wait for it.
    expect(done.slice(0, 3)).toEqual([
      [5, 20, 20],
      [15, 35, 35],
      [95, 110, 110],
    ])
  })
})

describe('a new connection', () => {
  it('is paid for with its first request', () => {
    const trace = run(requestMs(1), {
      [`${WORK}.connection`]: constant(3),
      'clients.users.addresses': 1,
    })
    // The second comes on the connection of the first, which has its answer.
    expect(stamps(trace).slice(0, 3)).toEqual([
      [5, 9, 9],
      [15, 19, 19],
      [25, 26, 26],
    ])
  })
})

describe('several workers', () => {
  it('work side by side, each for the connections that it accepted', () => {
    const changes = { 'balancers.web.workers': 2, durationMs: 400 }
    const trace = run(requestMs(18), changes)
    // Of one worker 40 requests would be 720 ms of work.
    const busyUs = workers(trace).map((one) => one.busyUs)
    expect(busyUs).toHaveLength(2)
    expect(Math.min(...busyUs)).toBeGreaterThan(200_000)
    expect(stamps(trace).filter(([, ms]) => ms !== -1).length).toBeGreaterThan(400 / 18)
  })

  it('do so whatever they share', () => {
    const done = ['nothing', 'counts', 'all'].map((share) =>
      stamps(
        run(requestMs(18), {
          'balancers.web.workers': 2,
          'balancers.web.workersShare': share,
          durationMs: 400,
        }),
      ).map(([came, routed]) => [came, routed]),
    )
    expect(done[1]).toEqual(done[0])
    expect(done[2]).toEqual(done[0])
  })
})

describe('a node of layer 4', () => {
  const layer4: Changes = { 'balancers.web.kind': 'network' }

  it('takes its time for a flow and for what comes on it', () => {
    const trace = run(layer4, requestMs(1), {
      [`${WORK}.connection`]: constant(2),
      'clients.users.addresses': 1,
    })
    expect(stamps(trace).slice(0, 3)).toEqual([
      [5, 8, 8],
      [15, 18, 18],
      [25, 26, 26],
    ])
  })

  it('has as many workers as it says', () => {
    const trace = run(layer4, requestMs(18), { 'balancers.web.workers': 3, durationMs: 400 })
    expect(workers(trace)).toHaveLength(3)
    expect(Math.min(...workers(trace).map(({ busyUs }) => busyUs))).toBeGreaterThan(0)
  })

  it('passes on nothing whose client has gone meanwhile', () => {
    const trace = run(layer4, requestMs(25), { 'clients.users.timeoutMs': 20 })
    expect(rowsOf(trace).every(({ targetUs }) => targetUs === -1)).toBe(true)
  })
})

describe('the invariants', () => {
  const lane = laneOf(roomy, requestMs(4))
  /** With the stamps of the row in which the second request stands `byUs` later. */
  const spoilt = (byUs: number): string => {
    const trace = simulate(lane)
    const [chunk] = trace.attempts.chunks
    const row = chunk?.ordinal.indexOf(1) ?? -1
    if (chunk !== undefined) chunk.routedUs[row] = (chunk.routedUs[row] as number) + byUs
    return checkInvariants(trace, lane).join('\n')
  }

  it('hold, and find a worker that does two things at once, or out of turn', () => {
    expect(spoilt(0)).toBe('')
    expect(spoilt(-2000)).toContain('Worker 0, microseconds')
    expect(spoilt(16_000)).toContain('before one that came earlier')
  })
})
