/**
 * Deregistration. Source: AWS Application Load Balancer, "Deregistration delay": a deregistering target is draining and
 * gets no new requests, what is in flight may finish, and a request that outlives the delay is a 502.
 */
import { describe, expect, it } from 'vitest'
import { explainAttempt } from '../../src/engine/explain.ts'
import { changeLines, rowsOf } from '../support/asciiTrace.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** Two targets in turn, a request every 10 ms from 5 ms on, 15 ms of work; `s0` is deregistered from 30 to 60 ms. */
const away: Changes = {
  'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'a' } },
  'clients.users.requests.page.demand': constant(15),
  faults: { out: { kind: 'deregistration', target: 's0', atMs: 30, forMs: 30 } },
}
const linesOf = (...changes: readonly Changes[]): string[] =>
  changeLines(simulate(laneOf(away, ...changes))).filter((line) => !/fault|dns/.test(line))
/** The targets of the requests, in order. */
const targetsOf = (...changes: readonly Changes[]): string =>
  rowsOf(simulate(laneOf(away, ...changes)))
    .map(({ target }) => target?.slice(1) ?? '-')
    .join('')

describe('a deregistered target', () => {
  it('gets nothing new from when its node has heard of it, and its share when it is back', () => {
    expect(targetsOf({ faults: {} })).toBe('0101010101')
    expect(targetsOf()).toBe('0101110101')
    expect(linesOf()).toEqual([
      '30 deregistered s0',
      '30 draining web-a s0',
      '60 registered s0',
      '60 joined web-a s0',
      '60 healthy web-a s0',
    ])
  })

  it('finishes what it has: the request of 25 ms is answered at 40', () => {
    const [, , third] = rowsOf(simulate(laneOf(away)))
    expect(third).toMatchObject({ target: 's0', status: 200, endUs: 40_000 })
  })

  it('outlived by a request is a 502 of its node when the delay is over', () => {
    const slow = {
      'clients.users.requests.page.demand': constant(25),
      'targetGroups.web.deregistrationMs': 10,
    }
    const trace = simulate(laneOf(away, slow))
    const rows = rowsOf(trace)
    // Sent at 25, asked of `s0`, which ends it at 50: its node gives up at 40.
    expect(rows[2]).toMatchObject({
      target: 's0',
      status: 502,
      author: 'node',
      cause: 'deregistration-delay',
      endUs: 40_000,
      serviceEndUs: 50_000,
    })
    expect(rows.filter(({ status }) => status === 502)).toHaveLength(1)
    expect(linesOf(slow)).toContain('40 unused web-a s0')
  })

  it('has no successor: a group of which all are deregistered is empty, and answers 503', () => {
    const only = { 'targetGroups.web.targets': { s0: { zone: 'a' } } }
    const rows = rowsOf(simulate(laneOf(away, only)))
    expect(rows.map(({ status }) => status).join(' ')).toBe('200 200 200 503 503 503 200 200 200 0')
    expect(rows[3]).toMatchObject({ author: 'node', cause: 'no-targets' })
  })

  it('is not failed open to: of those registered none is healthy, so they are used alone', () => {
    const checks = {
      'targetGroups.web.targets.s1.initial': true,
      'targetGroups.web.health': { intervalMs: 1000, timeoutMs: 10 },
      'dns.records.shop.ttlMs': 0,
    }
    expect(targetsOf(checks).slice(3, 6)).toBe('111')
  })

  it('is named as the reason why it was not chosen', () => {
    const lane = laneOf(away)
    const found = explainAttempt(lane, {}, { attempt: null, atUs: 31_000 }, [])
    expect(found?.narrowed[0]).toMatchObject({ label: 'Registered', away: ['s0'] })
    expect(found?.candidates[0]?.health).toBe('draining')
  })
})

describe('registered again', () => {
  const checks = {
    durationMs: 200,
    'targetGroups.web.health': { intervalMs: 100, timeoutMs: 10, healthyAfter: 5 },
  }

  it('it needs one successful check, like any new target', () => {
    const lines = linesOf(checks)
    const healthyMs = Number.parseFloat(lines.find((line) => line.includes(' healthy ')) ?? '')
    expect(healthyMs).toBeGreaterThan(60)
    expect(healthyMs).toBeLessThan(160)
  })

  it('it starts slowly, even where all were new at the start', () => {
    const slowly = {
      ...checks,
      'targetGroups.web.slowStartMs': 50,
      'targetGroups.web.targets.s0.initial': true,
      'targetGroups.web.targets.s1.initial': true,
    }
    expect(linesOf(slowly).filter((line) => line.includes('slow-start'))).toHaveLength(1)
  })

  it('it is out until the last of two that deregistered it gives it back', () => {
    const twice = {
      faults: {
        one: { kind: 'deregistration', target: 's0', atMs: 30, forMs: 30 },
        two: { kind: 'deregistration', target: 's0', atMs: 40, forMs: 30 },
      },
    }
    expect(linesOf(twice).filter((line) => line.includes('registered'))).toEqual([
      '30 deregistered s0',
      '70 registered s0',
    ])
  })
})

describe('the control-plane delay', () => {
  it('is how much later a node hears of it, both ways', () => {
    const late = { 'balancers.web.propagationMs': 20 }
    expect(targetsOf(late)).toBe('0101011101')
    expect(linesOf(late)).toEqual([
      '30 deregistered s0',
      '50 draining web-a s0',
      '60 registered s0',
      '80 joined web-a s0',
      '80 healthy web-a s0',
    ])
  })

  it('is one of its own for each node, up to the whole (model)', () => {
    const zones = {
      'balancers.web.zones': ['a', 'b'],
      'balancers.web.propagationMs': 20,
      'balancers.web.propagationSpread': 0.5,
    }
    const heard = linesOf(zones).filter((line) => line.includes('draining'))
    const delays = heard.map((line) => Number.parseFloat(line) - 30)
    expect(delays).toHaveLength(2)
    expect(new Set(delays).size).toBe(2)
    for (const ms of delays) expect(ms).toBeGreaterThanOrEqual(10)
    for (const ms of delays) expect(ms).toBeLessThanOrEqual(20)
  })

  it('keeps the order of what happened, even if it happens faster than it is heard of', () => {
    const brief = {
      'balancers.web.propagationMs': 40,
      'faults.out.forMs': 10,
    }
    expect(linesOf(brief).map((line) => line.split(' ')[0])).toEqual(['30', '40', '70', '80', '80'])
  })
})
