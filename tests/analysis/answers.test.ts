/** Nothing comes in through a zone that DNS has left, beyond its TTL: held of every trace, and broken by hand here. */
import { describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/analysis/invariants/invariants.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { type Changes, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const LEFT_MS = 160
const TTL_MS = 50

/** A new connection for each request; the resolver asks at 5 ms and every 50 ms; zone b is left by DNS at 160 ms. */
const lane = (dnsCache: string, changes: Changes = {}) =>
  laneOf({
    'balancers.web.zones': ['a', 'b'],
    'targetGroups.web.targets': { s0: { zone: 'a', slots: 9 }, s1: { zone: 'b', slots: 9 } },
    'clients.users.connections': { keepAliveMs: 0, perAddress: 1000 },
    'clients.users.addresses': 20,
    'clients.users.dnsCache': dnsCache,
    'dns.records.shop.ttlMs': TTL_MS,
    faults: { away: { kind: 'zonal-shift', zone: 'b', atMs: LEFT_MS, forMs: 1000 } },
    durationMs: 1000,
    ...changes,
  })

/** The same, with connections that were opened from a moment on led into zone b. */
function misled(trace: Trace, fromMs: number): Trace {
  const chunks = trace.connections.chunks.map((chunk) => ({
    ...chunk,
    node: chunk.node.map((node, i) =>
      chunk.side[i] === 0 && (chunk.openedUs[i] as number) >= 1000 * fromMs ? 1 : node,
    ),
  }))
  return { ...trace, connections: { ...trace.connections, chunks } } as Trace
}

const wrong = (dnsCache: string, fromMs: number): readonly string[] => {
  const scenario = lane(dnsCache)
  return checkInvariants(misled(simulate(scenario), fromMs), scenario).filter((sentence) =>
    sentence.endsWith('had answered with.'),
  )
}

describe('a connection into a zone that DNS has left', () => {
  it.each(['none', 'ttl'])('is found once the TTL is over, with a cache of kind %s', (cache) => {
    expect(wrong(cache, LEFT_MS + 2 * TTL_MS).length).toBeGreaterThan(20)
  })

  it('is none while an answer from before is kept', () => {
    const scenario = lane('ttl', { durationMs: 200 })
    const found = checkInvariants(misled(simulate(scenario), LEFT_MS), scenario)
    expect(found.filter((sentence) => sentence.endsWith('had answered with.'))).toEqual([])
  })

  it('is not looked at where clients keep an address for ever', () => {
    expect(wrong('forever', 0)).toEqual([])
  })
})
