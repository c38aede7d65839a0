/** What a run costs is said before it begins, where it is much. */
import { describe, expect, it } from 'vitest'
import { costOf, costWarning } from '../../src/scenario/cost.ts'
import { baseOf } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import { type Changes, constant, laneOf } from '../support/scenarios.ts'
import { simulateReport } from '../support/simulate.ts'

const cost = (...changes: readonly Changes[]) =>
  costOf(laneOf(...changes), { recordings: {}, keepsRows: true })

const targets = (length: number) =>
  Object.fromEntries(Array.from({ length }, (_, t) => [`s${t}`, { zone: 'a' }]))

/** Two million requests, each of which looks at 5,000 targets. */
const looking: Changes = {
  durationMs: 100_000,
  'clients.users.arrivals': { kind: 'poisson', perSecond: 20_000 },
  'targetGroups.web.targets': targets(5000),
  'targetGroups.web.algorithm': { id: 'weighted-round-robin' },
}

describe('the cost of a run', () => {
  it.each(presets.map((preset) => [preset.id, preset] as const))(
    'is nothing to speak of in %s',
    (_, { scenario }) => {
      const lane = baseOf(scenario)
      expect(costWarning(costOf(lane, { recordings: {}, keepsRows: true }))).toBeNull()
    },
  )

  it.each<readonly [string, Changes]>([
    ['of a steady stream', {}],
    ['of a stream that varies', { 'clients.users.arrivals': { kind: 'bursts' } }],
    [
      'of users who think',
      { 'clients.users.arrivals': { kind: 'closed-loop', users: 20, think: constant(100) } },
    ],
    [
      'of a surge',
      {
        faults: {
          rush: { kind: 'surge', population: 'users', perSecond: 500, atMs: 1000, forMs: 30_000 },
        },
      },
    ],
  ])('counts the attempts %s as they will be, within a tenth', (_, changes) => {
    const many: Changes = {
      durationMs: 20_000,
      'targetGroups.web.targets.s0.slots': 1000,
      'clients.users.requests.page.demand': constant(1),
    }
    const { attempts } = simulateReport(laneOf(many, changes)).meta.counts
    expect(cost(many, changes).attempts / attempts).toBeGreaterThan(0.9)
    expect(cost(many, changes).attempts / attempts).toBeLessThan(1.1)
  })

  it('counts the health checks as they will be', () => {
    const checked: Changes = {
      durationMs: 60_000,
      'balancers.web.zones': ['a', 'b'],
      'targetGroups.web.health': { intervalMs: 1000, timeoutMs: 500 },
      'targetGroups.web.targets': targets(5),
    }
    expect(cost(checked).probes).toBe(600)
  })

  it('counts no more than the limit of attempts', () => {
    expect(cost(looking, { limits: { attempts: 1000 } }).attempts).toBe(1000)
  })

  it('grows with the targets that each pick looks at', () => {
    expect(costWarning(cost(looking))).toMatch(/^This run takes about \d+ (seconds|minutes)\.$/)
    const blind: Changes = { 'targetGroups.web.algorithm': { id: 'random' } }
    expect(costWarning(cost(looking, blind))).toBeNull()
  })

  it('says what all retries would take, where only they make it much', () => {
    const twice: Changes = {
      durationMs: 100_000,
      'clients.users.arrivals': { kind: 'poisson', perSecond: 100_000 },
      'clients.users.retry': { attemptsMax: 3, budget: 'none' },
      limits: { attempts: 1_000_000_000 },
    }
    const { seconds, atMost } = cost(twice)
    expect(seconds).toBeLessThan(30)
    expect(atMost.seconds / seconds).toBeCloseTo(3)
    expect(costWarning({ ...cost(twice), bytes: 0, atMost: { ...atMost, bytes: 0 } })).toBe(
      'This run takes up to 60 seconds, with all that may be retried, ejected, launched and slowed.',
    )
    const thrifty: Changes = {
      'clients.users.retry': { attemptsMax: 3, budget: 'ratio', budgetRatio: 0.1 },
    }
    expect(cost(twice, thrifty).atMost.seconds / seconds).toBeCloseTo(1.1)
  })

  it('is memory for every address of every stream', () => {
    const rush = (i: number) => ({
      kind: 'surge',
      population: 'users',
      perSecond: 1,
      atMs: i,
      forMs: 10,
    })
    const crowded: Changes = {
      'clients.users.addresses': 1_000_000,
      faults: Object.fromEntries(Array.from({ length: 256 }, (_, i) => [`f${i}`, rush(i)])),
    }
    expect(costWarning(cost(crowded))).toMatch(/ GB of memory\.$/)
    const sticky: Changes = { 'targetGroups.web.stickiness': { kind: 'balancer-cookie' } }
    expect(cost(crowded, sticky).bytes - cost(crowded).bytes).toBe(257e6 * 12)
  })

  it.each<readonly [string, Changes]>([
    [
      'periods of a tenth of a second over 5,000 places, whose instances come and go at once',
      {
        'targetGroups.web.scaling': {
          ...{ kind: 'simple-scaling', periodMs: 100, launchMs: 0, cooldownMs: 0 },
        },
        'targetGroups.web.deregistrationMs': 0,
      },
    ],
    [
      'errors that may eject all of 5,000 targets a hundred times a second',
      {
        'targetGroups.web.ejection': { errorsInARow: 1, sweepMs: 10, ratioMax: 1 },
        'clients.users.arrivals': { kind: 'poisson', perSecond: 500 },
      },
    ],
    [
      'a zone of 5,000 targets that fails under 200,000 connections of layer 4',
      {
        'balancers.web.kind': 'network',
        'balancers.web.layer4': { crossZone: true },
        'clients.users.arrivals': { kind: 'poisson', perSecond: 100 },
        'clients.users.addresses': 1_000_000,
        faults: { dark: { kind: 'zone-outage', zone: 'a', atMs: 1000, forMs: 1000 } },
      },
    ],
  ])('is much with %s', (_, changes) => {
    const hour: Changes = { durationMs: 3_600_000, 'targetGroups.web.targets': targets(5000) }
    expect(costWarning(cost(hour, changes))).toMatch(/\d+ (seconds|minutes)/)
  })

  it('is what it takes that 1,000 slots share a core, at most, and nothing while each has one', () => {
    const on = (cores: number): Changes => ({
      durationMs: 600_000,
      hosts: { big: { zone: 'a', cores } },
      'targetGroups.web.targets.s0': { kind: 'container', host: 'big', zone: 'a', slots: 1000 },
    })
    expect(cost(on(1)).atMost.seconds).toBeGreaterThan(10)
    expect(cost(on(1024)).atMost.seconds).toBeLessThan(1)
  })

  it('is nothing to speak of for groups that scale, eject and are checked as usual', () => {
    const usual: Changes = {
      durationMs: 3_600_000,
      'targetGroups.web.targets': targets(100),
      'targetGroups.web.ejection': { errorsInARow: 5 },
      'targetGroups.web.scaling': { kind: 'target-tracking' },
      'dns.records.shop.check': { isOn: true, intervalMs: 10_000 },
    }
    expect(costWarning(cost(usual))).toBeNull()
  })

  it('is less memory without rows', () => {
    const lane = laneOf(looking)
    const [rows, none] = [true, false].map((keepsRows) =>
      costOf(lane, { recordings: {}, keepsRows }),
    )
    expect(none?.bytes).toBeLessThan((rows?.bytes ?? 0) / 2)
  })

  it('is what nodes do anew when they deal requests out among many targets that join', () => {
    const joining: Changes = {
      'targetGroups.web.health.isActive': true,
      'targetGroups.web.targets': Object.fromEntries(
        Object.entries(targets(5000)).map(([id, one], t) => [
          id,
          { ...one, initial: true, priority: t % 2 },
        ]),
      ),
      'balancers.web.workers': 8,
    }
    expect(costWarning(cost(joining))).toMatch(/^This run takes about .* (seconds|minutes)/)
    const alike = { ...joining, 'targetGroups.web.targets': targets(5000) }
    expect(costWarning(cost(alike))).toBeNull()
  })

  it('is memory for the tables of each part at each worker', () => {
    const levels = Array.from({ length: 16 }, (_, t) => [`s${t}`, { zone: 'a', priority: t }])
    const tables: Changes = {
      'targetGroups.web.algorithm': { id: 'maglev' },
      'targetGroups.web.targets': Object.fromEntries(levels),
      'balancers.web.workers': 32,
    }
    // 16 parts of 65,537 cells of four bytes, for each of 32 workers.
    expect(cost(tables).bytes).toBeGreaterThan(32 * 16 * 65_537 * 4)
  })
})
