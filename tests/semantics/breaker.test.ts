/**
 * Circuit breakers. Source: Envoy, circuit_breaker.proto (max_requests and max_pending_requests 1024, for each proxy) and
 * its documentation (overflow is a 503 at once, flag UO).
 */
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** A request every 10 ms from 5 ms on, 25 ms of work at one of four slots; a node may have two under way. */
const two: Changes = {
  'targetGroups.web.targets.s0.slots': 4,
  'targetGroups.web.breaker': { isOn: true, requestsMax: 2 },
  'clients.users.requests.page.demand': constant(25),
}
const statusesOf = (...changes: readonly Changes[]): string =>
  rowsOf(simulate(laneOf(two, ...changes)))
    .slice(0, 7)
    .map(({ status }) => status)
    .join(' ')

describe('a circuit breaker', () => {
  it('answers what would be one too many at its node, 503 at once, and lets in what comes after', () => {
    // Those of 5 and 15 ms are under way until 30 and 40.
    expect(statusesOf()).toBe('200 200 503 200 200 503 200')
    const [, , third] = rowsOf(simulate(laneOf(two)))
    expect(third).toMatchObject({ author: 'node', cause: 'overflow', target: null, endUs: 25_000 })
  })

  it('is off unless it is switched on, and is then as large as Envoy makes it', () => {
    expect(statusesOf({ 'targetGroups.web.breaker': { requestsMax: 2 } })).not.toContain('503')
    expect(laneOf({ 'targetGroups.web.breaker': { isOn: true } })).toMatchObject({
      targetGroups: { web: { breaker: { requestsMax: 1024, pendingMax: 1024 } } },
    })
  })

  it('counts for each node alone: two nodes let in twice as much', () => {
    const both = {
      'balancers.web.zones': ['a', 'b'],
      'targetGroups.web.breaker.requestsMax': 1,
      'clients.users.addresses': 40,
      'clients.users.arrivals.perSecond': 200,
      durationMs: 400,
    }
    const nodes = new Set(
      rowsOf(simulate(laneOf(two, both)))
        .filter(({ cause }) => cause === 'overflow')
        .map(({ node }) => node),
    )
    expect(nodes).toEqual(new Set(['web-a', 'web-b']))
  })

  it('lets a time-out go as well as an answer', () => {
    const hung = {
      'targetGroups.web.breaker.requestsMax': 1,
      'clients.users.timeoutMs': 20,
      'balancers.web.cancelAbandoned': true,
      durationMs: 200,
    }
    // Given up at 25 ms, and its target told: the next one is let in at 25.
    const rows = rowsOf(simulate(laneOf(two, hung)))
    expect(rows.slice(0, 4).map(({ cause }) => cause)).toEqual([
      'client-timeout',
      'overflow',
      'client-timeout',
      'overflow',
    ])
  })
})

describe('pending requests', () => {
  /** A node opens connections in 4 ms, and a request takes 2 more. */
  const slow = {
    'network.sameZone': constant(2),
    'clients.users.arrivals.perSecond': 1000,
    'clients.users.requests.page.demand': constant(1),
    'targetGroups.web.breaker': { isOn: true, pendingMax: 3 },
    durationMs: 40,
  }

  it('are those that wait for a connection to open: so many of them at most', () => {
    const rows = rowsOf(simulate(laneOf(two, slow)))
    const overflow = rows.filter(({ cause }) => cause === 'overflow')
    expect(overflow.length).toBeGreaterThan(0)
    // Once connections lie idle, nobody waits for one.
    expect(Math.max(...overflow.map(({ sentUs }) => sentUs))).toBeLessThan(12_000)
  })

  it('are none where an idle connection is found', () => {
    const later = { ...slow, 'clients.users.arrivals.perSecond': 100, durationMs: 200 }
    expect(statusesOf(later, { 'targetGroups.web.breaker.pendingMax': 1 })).not.toContain('503')
  })
})
