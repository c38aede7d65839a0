/**
 * Zone-aware routing. Sources: Envoy, "Zone aware routing" and load_balancer_impl.cc (its comment has 40/40/20 and
 * 25/50/25 %), round_robin_lb_test.cc (ZoneAwareZonesMismatched, ZoneAwareDifferentZoneSize, ZoneAwareRoutingSmallZone,
 * NoZoneAwareRoutingOneZone); Envoy Gateway, "Zone Aware Routing" (not with consistent hashing).
 */
import { describe, expect, it } from 'vitest'
import { explainAttempt } from '../../src/engine/explain.ts'
import { zoneAware } from '../../src/narrowings/zoneAware.ts'
import { dealtSentences } from '../../src/trace/explanation.ts'
import { type Row, rowsOf } from '../support/asciiTrace.ts'
import { consideredOf, everybody, several } from '../support/considered.ts'
import { type Changes, constant, laneOf, scenarioOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

const ON = { isOn: true, ratio: 1, healthyMin: 6 } as const

/** The share of each zone by what it is called, of the requests of a node in zone 0; nodes and targets by zone. */
function shares(
  nodes: readonly number[],
  targets: readonly number[],
  knobs: Partial<Record<keyof typeof ON, never>> | Record<string, unknown> = {},
): Readonly<Record<string, number>> {
  const seen = consideredOf(
    targets.flatMap((count, zone) => several(count, { zone })),
    { nodeZones: nodes.flatMap((count, zone) => several(count, {}).map(() => zone)) },
  )
  const parts = zoneAware.divide(seen, everybody(seen), { ...ON, ...knobs } as typeof ON)
  const names = { zone: (zone: number) => 'ABCDE'.charAt(zone) }
  return Object.fromEntries(
    parts.map(({ nth, share }) => [
      zoneAware.called(seen, nth, names).replace('zone ', ''),
      Math.round(share * 1e6) / 1e6,
    ]),
  )
}

describe('the shares of zones', () => {
  it('are 62.5, 25 and 12.5 % for nodes 40/40/20 and targets 25/50/25 % (the published example)', () => {
    expect(shares([2, 2, 1], [2, 4, 2])).toEqual({ A: 0.625, B: 0.25, C: 0.125 })
  })

  it('are the own zone alone where its share of targets is that of nodes or more', () => {
    expect(shares([1, 1, 1], [2, 2, 2])).toEqual({ A: 1 })
    expect(shares([1, 2], [3, 3])).toEqual({ A: 1 })
  })

  it('are cut off to ten-thousandths as in Envoy: zones with nodes alone, with targets alone, with both', () => {
    // A 2 nodes, 1 target; B 2, 0; C 1, 3; D 1, 3; E 0, 1: 37.5 %, then 2084 : 2084 : 1250.
    const rest = (residual: number) => Math.round((0.625 * residual * 1e6) / 5418) / 1e6
    expect(shares([2, 2, 1, 1], [1, 0, 3, 3, 1])).toEqual({
      A: 0.375,
      C: rest(2084),
      D: rest(2084),
      E: rest(1250),
    })
  })

  it('are two thirds and the zone without nodes where that alone has targets to spare', () => {
    expect(shares([1, 1, 0], [1, 1, 1], { healthyMin: 3 })).toEqual({ A: 0.6666, C: 0.3334 })
  })

  it('are 60 % for a small zone among three that are alike in nodes', () => {
    // 2000 of 3333 ten-thousandths.
    expect(shares([1, 1, 1], [1, 2, 2], { healthyMin: 5 })).toEqual({ A: 0.6, B: 0.2, C: 0.2 })
  })

  it('are all away where the own zone has no target', () => {
    expect(shares([1, 1], [0, 6, 6])).toEqual({ C: 1 })
    // The other zone of nodes has no more targets than nodes.
    expect(shares([1, 1], [0, 9, 3])).toEqual({ B: 0.5, C: 0.5 })
  })

  it('leave the rest to any zone where only some requests are routed by zone', () => {
    expect(shares([2, 2, 1], [2, 4, 2], { ratio: 0.5 })).toEqual({
      'any zone': 0.5,
      A: 0.3125,
      B: 0.125,
      C: 0.0625,
    })
  })
})

describe('zone-aware routing is off', () => {
  it('below 6 healthy targets', () => {
    expect(shares([1, 1], [2, 3])).toEqual({ 'any zone': 1 })
    expect(shares([1, 1], [3, 3])).toEqual({ A: 1 })
  })

  it('where targets, or nodes, are in one zone', () => {
    expect(shares([1, 1], [6])).toEqual({ 'any zone': 1 })
    expect(shares([2], [3, 3])).toEqual({ 'any zone': 1 })
  })

  it('in panic, and for targets of another priority than 0', () => {
    const targets = { ...group([4, 4]), 'targetGroups.web.health.panicBelow': 0.7 }
    const down = { out: { kind: 'crash', target: 'b0', atMs: 0, forMs: 2000 } }
    const more = ['b1', 'b2'].map((target) => [target, { ...down.out, target }])
    const zonesSeen = (faults: unknown) =>
      new Set(sentBy('web-a', targets, { faults }).filter(late).map(zoneOf))
    expect(zonesSeen(down)).toEqual(new Set(['a']))
    expect(zonesSeen({ ...down, ...Object.fromEntries(more) })).toEqual(new Set(['a', 'b']))
    const seen = consideredOf(
      [0, 1].flatMap((zone) => several(4, { zone, priority: 1 })),
      {
        nodeZones: [0, 1],
      },
    )
    expect(zoneAware.divide(seen, everybody(seen), ON)).toMatchObject([{ nth: 0, share: 1 }])
  })
})

/** So many targets in each zone, with room for everything. */
const group = (counts: readonly number[]): Changes => ({
  'targetGroups.web.targets': Object.fromEntries(
    counts.flatMap((count, zone) =>
      several(count, {}).map((_, i) => {
        const name = 'abc'.charAt(zone)
        return [`${name}${i}`, { zone: name, slots: 1000 }]
      }),
    ),
  ),
  'targetGroups.web.zoneAware.isOn': true,
  'targetGroups.web.health': { isActive: true, intervalMs: 100, timeoutMs: 50 },
  'regions.home.zones': { a: {}, b: {}, c: {} },
  'balancers.web.zones': ['a', 'b'],
  'clients.users.arrivals': { kind: 'periodic', perSecond: 1000 },
  'clients.users.addresses': 500,
  'clients.users.connections': { keepAliveMs: 100, perAddress: 100 },
  'clients.users.requests.page.demand': constant(1),
  durationMs: 2000,
})
const sentBy = (node: string, ...changes: readonly Changes[]): Row[] =>
  rowsOf(simulate(laneOf(...changes))).filter((row) => row.node === node && row.targetUs >= 0)
const zoneOf = ({ target }: Row): string => (target ?? '').charAt(0)
const late = ({ nodeUs }: Row): boolean => nodeUs > 600_000

/** Five nodes of two balancers, in zones a, a, b, b, c. */
const fiveNodes: Changes = {
  'balancers.web.zones': ['a', 'b', 'c'],
  'balancers.more': {
    region: 'home',
    zones: ['a', 'b'],
    listeners: { http: { protocol: 'http', otherwise: { groups: { web: {} } } } },
  },
  'dns.records.shop': {
    ttlMs: 100,
    answers: { web: { balancer: 'web' }, more: { balancer: 'more' } },
  },
}

describe('a node', () => {
  it('deals its requests out so by a draw for each, and every algorithm chooses in the zone', () => {
    for (const id of ['round-robin', 'least-outstanding']) {
      const rows = sentBy('web-a', group([2, 4, 2]), fiveNodes, {
        'targetGroups.web.algorithm.id': id,
      })
      const share = (zone: string) =>
        rows.filter((row) => zoneOf(row) === zone).length / rows.length
      // About 400 requests: 3.3 standard deviations.
      expect(rows.length, id).toBeGreaterThan(300)
      expect(Math.abs(share('a') - 0.625), id).toBeLessThan(0.08)
      expect(Math.abs(share('b') - 0.25), id).toBeLessThan(0.072)
      expect(Math.abs(share('c') - 0.125), id).toBeLessThan(0.055)
    }
  })

  it('goes round the targets of each zone by itself', () => {
    const rows = sentBy('web-b', group([2, 4, 2]), fiveNodes)
    // b has 50 % of the targets and 40 % of the nodes: all stays.
    const targets = rows.map(({ target }) => target)
    expect(targets.slice(0, 8)).toEqual(['b0', 'b1', 'b2', 'b3', 'b0', 'b1', 'b2', 'b3'])
  })

  it('says how, and to which zone a request fell', () => {
    const lane = laneOf(group([2, 4, 2]), fiveNodes)
    const at = [0, 500_000, 900_000, 1_500_000].map((atUs) =>
      explainAttempt(lane, {}, { attempt: null, atUs }, []),
    )
    const one = at.find((explanation) => explanation?.node.endsWith('-a') === true)
    const [words] = one ? dealtSentences(one) : []
    expect(words).toMatch(
      /^Zone a has 40 % of the nodes and 25 % of the healthy targets: as much stays in it .* This request fell to zone (a, as 62.5|b, as 25|c, as 12.5) % do\.$/,
    )
    const usable = one?.candidates.filter(({ isUsable }) => isUsable).map(({ target }) => target)
    expect(new Set(usable?.map((id) => id.charAt(0))).size).toBe(1)
    expect(usable).toContain(one?.chosen)
  })

  it('notices when targets of its zone die, and sends what they cannot take elsewhere', () => {
    const faults = { out: { kind: 'crash', target: 'a0', atMs: 300, forMs: 1700 } }
    const rows = sentBy('web-a', group([2, 4, 2]), fiveNodes, { faults }).filter(late)
    const stays = rows.filter((row) => zoneOf(row) === 'a').length / rows.length
    // One of seven is 14.28 % against 40 % of nodes: 35.7 % stay.
    expect(Math.abs(stays - 0.357)).toBeLessThan(0.12)
  })
})

describe('zone-aware routing is refused', () => {
  const refused =
    (...changes: readonly Changes[]) =>
    () =>
      scenarioOf(group([3, 3]), ...changes)

  it('with cross-zone off, at layer 4, with a key, and beside an address that leads past it', () => {
    expect(refused({ 'balancers.web.crossZone': false })).toThrow('which sends to other zones')
    expect(refused({ 'balancers.web.kind': 'network' })).toThrow('knows targets of its zone')
    expect(refused({ 'targetGroups.web.algorithm.id': 'maglev' })).toThrow('chooses by a key')
    expect(refused({ 'targetGroups.web.stickiness.kind': 'source-ip' })).toThrow('lead past it')
  })
})
