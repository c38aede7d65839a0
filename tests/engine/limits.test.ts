/** A run that reaches a limit stops there and says so. Nothing hangs. */
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/base/columns.ts'
import { constant, laneOf } from '../support/scenarios.ts'
import { simulate, simulateReport } from '../support/simulate.ts'

describe('limits.attempts', () => {
  it('stops the run at that many attempts', () => {
    const { meta, attempts } = simulate(laneOf({ 'limits.attempts': 4 }))
    expect(meta.truncated).toBe('Stopped at 4 attempts: limits.attempts of the scenario.')
    expect(meta.counts).toMatchObject({ requests: 4, attempts: 4, answered: 4 })
    // The fifth request, at 45 ms, is the one that finds no room.
    expect(meta.endedUs).toBe(45_000)
    expect(rowsOf(attempts)).toBe(4)
  })

  it('does not mind a run of exactly that many', () => {
    const { meta } = simulate(laneOf({ 'limits.attempts': 10 }))
    expect(meta.truncated).toBeNull()
    expect(meta.counts.attempts).toBe(10)
  })

  it('does not count probes, though they queue like requests', () => {
    const { meta } = simulate(
      laneOf({
        'limits.attempts': 10,
        'targetGroups.web.health': { isActive: true, intervalMs: 100, timeoutMs: 50, queued: true },
        seed: 's9',
      }),
    )
    expect(meta.truncated).toBeNull()
    expect(meta.counts.attempts).toBe(10)
  })

  it('holds for health checks by themselves, which cost as much', () => {
    const { meta, probes } = simulate(
      laneOf({
        'limits.attempts': 50,
        'clients.users.arrivals': { kind: 'periodic', perSecond: 1 },
        'targetGroups.web.health': { isActive: true, intervalMs: 100, timeoutMs: 50 },
        durationMs: 60_000,
      }),
    )
    expect(meta.truncated).toBe(
      'Stopped at 50 health checks: limits.attempts of the scenario holds for them, too.',
    )
    expect(rowsOf(probes)).toBe(50)
    expect(meta.endedUs).toBeLessThan(6_000_000)
  })

  it.each([1, 5, 11, 12, 40])('counts retries: %i', (attempts) => {
    const { meta } = simulate(
      laneOf({
        'clients.users.retry': { attemptsMax: 20, backoffMs: 30, jitter: 0, budgetRatio: 1 },
        'targetGroups.web.targets.s0.errorRatio': 1,
        'limits.attempts': attempts,
        durationMs: 60_000,
      }),
    )
    expect(meta.truncated).toContain('limits.attempts')
    expect(meta.counts.attempts).toBe(attempts)
  })

  it('stops a storm of retries between two requests', () => {
    const { meta } = simulate(
      laneOf({
        // Ten requests within 10 ms, and no more; none is ever answered.
        'clients.users.arrivals': {
          kind: 'profile',
          corners: [
            [0, 1000],
            [10, 1000],
            [11, 0],
          ],
        },
        'clients.users.timeoutMs': 50,
        'clients.users.retry': { attemptsMax: 20, backoffMs: 30, jitter: 0, budgetRatio: 1 },
        faults: { stuck: { kind: 'hang', target: 's0', atMs: 0, forMs: 60_000 } },
        'limits.attempts': 15,
        durationMs: 60_000,
      }),
    )
    expect(meta.truncated).toContain('limits.attempts')
    expect(meta.counts.attempts).toBe(15)
  })

  it('stops users who think no time at all about an answer that takes none', () => {
    const { meta } = simulate(
      laneOf({
        'clients.users.arrivals': { kind: 'closed-loop', users: 3, think: constant(0) },
        'clients.users.requests.page.demand': constant(0),
        'limits.attempts': 3000,
      }),
    )
    expect(meta.truncated).toContain('limits.attempts')
    expect(meta.endedUs).toBe(0)
    expect(meta.counts.attempts).toBe(3000)
  })
})

describe('limits.inFlight', () => {
  const overloaded = { 'clients.users.requests.page.demand': constant(1000), durationMs: 1000 }

  it.each([1, 7, 1024, 1025, 2048, 3000])('stops the run at %i in flight', (inFlight) => {
    const { meta } = simulate(
      laneOf(overloaded, {
        'clients.users.arrivals.perSecond': 10_000,
        'targetGroups.web.targets.s0.queue': { limit: 100_000 },
        'limits.inFlight': inFlight,
      }),
    )
    expect(meta.truncated).toBe(
      `Stopped at ${inFlight} attempts in flight: limits.inFlight of the scenario.`,
    )
    expect(meta.counts.requests).toBe(inFlight)
    expect(meta.counts.unfinished).toBe(inFlight)
  })

  it('counts probes that queue, too', () => {
    const { meta } = simulate(
      laneOf({
        'targetGroups.web.health': {
          isActive: true,
          intervalMs: 100,
          timeoutMs: 100,
          queued: true,
        },
        faults: { stuck: { kind: 'hang', target: 's0', atMs: 0, forMs: 60_000 } },
        'clients.users.arrivals.perSecond': 0.01,
        durationMs: 60_000,
        'limits.inFlight': 50,
      }),
    )
    expect(meta.truncated).toContain('limits.inFlight')
    expect(meta.endedUs).toBeLessThan(6_000_000)
  })
})

it('a retry storm of 200,000 attempts ends', () => {
  const { meta } = simulateReport(
    laneOf({
      'clients.users.arrivals.perSecond': 20_000,
      'clients.users.retry': { attemptsMax: 20, backoffMs: 0, jitter: 0, budgetRatio: 1 },
      'clients.users.timeoutMs': 50,
      durationMs: 3_600_000,
      'limits.attempts': 200_000,
      'limits.inFlight': 1_000_000,
    }),
  )
  expect(meta.truncated).toContain('limits.')
  expect(meta.counts.attempts).toBe(200_000)
})
