/**
 * What a node does when few or none of its targets are healthy. Sources: AWS Application Load Balancer, target group
 * health (fail-open); Envoy, "Panic threshold" and `healthy_panic_threshold` of cluster.proto.
 */
import { describe, expect, it } from 'vitest'
import { healthy } from '../../src/narrowings/healthy.ts'
import { eventsAt } from '../../src/view/eventWords.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { consideredOf } from '../support/considered.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** How many of ten are used when so many are healthy. */
function used(healthyOnes: number, settings: { failsOpen?: boolean; panicBelow?: number }): number {
  const into: number[] = []
  const from = Array.from({ length: 10 }, (_, place) => place)
  const view = consideredOf(
    from.map((place) => ({ isHealthy: place < healthyOnes })),
    settings,
  )
  healthy.narrow(view, from, into, {})
  return into.length
}

/** Five targets; all but `alive` of them are down from 200 ms on. */
const dying = (alive: number, ...changes: readonly Changes[]): Changes[] => {
  const ids = ['s0', 's1', 's2', 's3', 's4']
  const down = ids.slice(alive)
  return [
    {
      'targetGroups.web.targets': Object.fromEntries(ids.map((id) => [id, { zone: 'a' }])),
      'targetGroups.web.health': { intervalMs: 100, timeoutMs: 50 },
      'clients.users.requests.page.demand': constant(1),
      faults: Object.fromEntries(
        down.map((target) => [target, { kind: 'crash', target, atMs: 200, forMs: 1800 }]),
      ),
      durationMs: 2000,
    },
    ...changes,
  ]
}
const settled = (...changes: readonly Changes[]) =>
  rowsOf(simulate(laneOf(...changes))).filter(({ sentUs }) => sentUs > 600_000)

describe('the panic threshold', () => {
  it('is crossed only below it, not at it (Envoy: 50 %)', () => {
    expect([6, 5, 4, 0].map((n) => used(n, { panicBelow: 0.5 }))).toEqual([6, 5, 10, 10])
  })

  it('is crossed by none healthy alone when it is 0 and the group fails open (ALB)', () => {
    expect([2, 1, 0].map((n) => used(n, {}))).toEqual([2, 1, 10])
  })

  it('is never crossed when the group does not fail open (Envoy: 0 disables panic)', () => {
    expect([2, 1, 0].map((n) => used(n, { failsOpen: false }))).toEqual([2, 1, 0])
  })

  it('makes a node send to dead targets although others are healthy', () => {
    const panics = { 'targetGroups.web.health.panicBelow': 0.5 }
    const targetsOf = (alive: number) =>
      new Set(settled(...dying(alive, panics)).map(({ target }) => target))
    expect(targetsOf(3)).toEqual(new Set(['s0', 's1', 's2']))
    expect(targetsOf(2)).toEqual(new Set(['s0', 's1', 's2', 's3', 's4']))
  })

  it('is told with the share that is still healthy', () => {
    const trace = simulate(laneOf(...dying(2, { 'targetGroups.web.health.panicBelow': 0.5 })))
    const { atUs } = columnsOf(trace.changes)
    const words = [...new Set(atUs)].flatMap((us) => eventsAt(trace, us)).map((e) => e.sentence)
    expect(words).toContain('Node a holds only 40 % of its targets healthy and uses all (panic)')
  })

  it('does not take a node out of DNS while a target of its is healthy (ALB: DNS has a threshold of its own)', () => {
    const endings = settled(
      ...dying(1, {
        'targetGroups.web.health.panicBelow': 0.5,
        'balancers.web.zones': ['a', 'b'],
        'dns.records.shop.ttlMs': 10,
        'clients.users.addresses': 100,
        'clients.users.connections.keepAliveMs': 0,
      }),
    )
    expect(new Set(endings.map(({ node }) => node))).toEqual(new Set(['web-a', 'web-b']))
  })

  it('is refused where the group does not fail open', () => {
    const both = { failsOpen: false, panicBelow: 0.5 }
    expect(() => scenarioOf({ 'targetGroups.web.health': both })).toThrow('never panics')
  })
})

describe('a group that does not fail open', () => {
  it('is answered 503 by its node while none of its targets is healthy', () => {
    const endings = settled(...dying(0, { 'targetGroups.web.health.failsOpen': false }))
    expect(new Set(endings.map(({ status, cause }) => `${status} ${cause}`))).toEqual(
      new Set(['503 no-targets']),
    )
  })
})

describe('target group health of an ALB: two zones of ten targets, six in b fail, both thresholds 50 %', () => {
  const ids = Array.from({ length: 20 }, (_, i) => `s${i}`)
  const failing = ids.slice(14)
  const run = (crossZone: boolean) =>
    simulate(
      laneOf({
        'balancers.web.zones': ['a', 'b'],
        'balancers.web.crossZone': crossZone,
        'targetGroups.web.targets': Object.fromEntries(
          ids.map((id, i) => [id, { zone: i < 10 ? 'a' : 'b', slots: 100 }]),
        ),
        'targetGroups.web.health': {
          intervalMs: 100,
          timeoutMs: 50,
          panicBelow: 0.5,
          unnamedBelow: 0.5,
        },
        'dns.records.shop.ttlMs': 1000,
        'clients.users.arrivals': { kind: 'periodic', perSecond: 1000 },
        'clients.users.addresses': 500,
        'clients.users.connections': { keepAliveMs: 0, perAddress: 100 },
        'clients.users.requests.page.demand': constant(1),
        faults: Object.fromEntries(
          failing.map((target) => [target, { kind: 'crash', target, atMs: 200, forMs: 5000 }]),
        ),
        durationMs: 3000,
      }),
    )
  const sentTo = (trace: ReturnType<typeof run>, node: string, fromMs: number, untilMs: number) =>
    new Set(
      rowsOf(trace)
        .filter((row) => row.node === node && row.targetUs >= 0)
        .filter(({ nodeUs }) => nodeUs > fromMs * 1000 && nodeUs < untilMs * 1000)
        .map(({ target }) => target),
    )

  it('without cross-zone b has 40 %: it uses all ten, the six bad ones too, and leaves DNS', () => {
    const trace = run(false)
    // Noticed by 400 ms; the resolver asks again at 1,000.
    expect(sentTo(trace, 'web-b', 500, 1000)).toEqual(new Set(ids.slice(10)))
    expect(sentTo(trace, 'web-b', 1100, 3000).size).toBe(0)
    expect(sentTo(trace, 'web-a', 1100, 3000)).toEqual(new Set(ids.slice(0, 10)))
  })

  it('with cross-zone 14 of 20 are 70 %: nothing happens, and only these are used', () => {
    const trace = run(true)
    for (const node of ['web-a', 'web-b']) {
      expect(sentTo(trace, node, 1100, 3000)).toEqual(new Set(ids.slice(0, 14)))
    }
  })
})
