/** What the engine draws has the shares that the scenario says. */
import { describe, expect, it } from 'vitest'
import { CHANGE_KINDS } from '../../src/trace/schema.ts'
import { rowsOf } from '../support/asciiTrace.ts'
import { worst, Z_MAX, zScores } from '../support/chances.ts'
import { columnsOf } from '../support/sameRows.ts'
import { type Changes, constant, DIRECT, laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** 20,000 requests, each over a connection of its own, to targets that are never busy. */
const many: Changes = {
  'clients.users.arrivals': { kind: 'poisson', perSecond: 2000 },
  'clients.users.requests.page.demand': constant(1),
  'clients.users.addresses': 100,
  'clients.users.connections': { keepAliveMs: 0, perAddress: 10_000 },
  'targetGroups.web.targets': {
    s0: { zone: 'a', slots: 1000 },
    s1: { zone: 'b', slots: 1000 },
    s2: { zone: 'b', slots: 1000 },
  },
  durationMs: 10_000,
}
const run = (...changes: readonly Changes[]) => simulate(laneOf(many, ...changes))

/** How often each of the names occurs. */
const tally = <T>(values: readonly T[], names: readonly T[]): number[] =>
  names.map((name) => values.filter((value) => value === name).length)

const expectShares = (counts: readonly number[], shares: readonly number[]): void => {
  expect(counts.reduce((a, b) => a + b, 0)).toBeGreaterThan(15_000)
  const total = shares.reduce((a, b) => a + b, 0)
  expect(
    worst(
      zScores(
        counts,
        shares.map((share) => share / total),
      ),
    ),
  ).toBeLessThan(Z_MAX)
}

describe('the share of', () => {
  it('each kind of request is its weight', () => {
    const kinds = { page: 5, search: 3, cart: 2, never: 0 }
    const rows = rowsOf(
      run({
        'clients.users.requests': Object.fromEntries(
          Object.entries(kinds).map(([id, weight]) => [id, { weight, demand: constant(1) }]),
        ),
      }),
    )
    const counts = tally(
      rows.map(({ request }) => request),
      Object.keys(kinds),
    )
    expect(counts[3]).toBe(0)
    expectShares(counts.slice(0, 3), [5, 3, 2])
  })

  it('each client is the same', () => {
    const { side, address } = columnsOf(run().connections)
    const ofClients = [...address].filter((_, i) => side[i] === 0)
    const counts = tally(
      ofClients,
      Array.from({ length: 100 }, (_, i) => i),
    )
    // A hundred comparisons: their sum of squares has mean 99 and standard deviation 14.1.
    const squares = zScores(
      counts,
      counts.map(() => 0.01),
    ).reduce((sum, z) => sum + z * z, 0)
    expect(Math.abs(squares - 99)).toBeLessThan(Z_MAX * 14.1)
  })

  it('each address in an answer is the same: nodes', () => {
    const rows = rowsOf(run({ 'balancers.web.zones': ['a', 'b'] }))
    expectShares(
      tally(
        rows.map(({ node }) => node),
        ['web-a', 'web-b'],
      ),
      [1, 1],
    )
  })

  it('each address in an answer is the same: targets', () => {
    const answers = { s0: { target: 's0' }, s1: { target: 's1' }, s2: { target: 's2' } }
    const rows = rowsOf(run(DIRECT, { 'dns.records.shop.answers': answers }))
    expectShares(
      tally(
        rows.map(({ target }) => target),
        ['s0', 's1', 's2'],
      ),
      [1, 1, 1],
    )
  })

  it('each resolver is its own, of clients', () => {
    const trace = run({
      'clients.users.addresses': 20_000,
      'balancers.web.zones': ['a', 'b'],
      'dns.resolvers': { small: { place: 'eu', share: 1 }, big: { place: 'eu', share: 3 } },
      'dns.records.shop.ttlMs': 1,
    })
    const { kind, a } = columnsOf(trace.changes)
    const asked = tally(
      [...a].filter((_, i) => kind[i] === CHANGE_KINDS.indexOf('dns-answer')),
      [0, 1],
    )
    // Renewal: at rate r a resolver asks every 1 ms + 1 / r: 500 a second make 333, 1500 make 600.
    const [small, big] = asked as [number, number]
    expect(Math.abs(small / 10 - 1000 / 3)).toBeLessThan(Z_MAX * spreadOfAsking(500))
    expect(Math.abs(big / 10 - 600)).toBeLessThan(Z_MAX * spreadOfAsking(1500))
  })

  it('errors is their ratio, of each target alone', () => {
    const rows = rowsOf(
      run({
        'targetGroups.web.algorithm': { id: 'random' },
        'targetGroups.web.targets.s1.errorRatio': 0.3,
        faults: { bad: { kind: 'errors', target: 's2', ratio: 0.6, atMs: 0, forMs: 60_000 } },
      }),
    )
    for (const [target, ratio] of [
      ['s0', 0],
      ['s1', 0.3],
      ['s2', 0.6],
    ] as const) {
      const here = rows.filter((row) => row.target === target && row.status > 0)
      const errors = here.filter(({ status }) => status === 500).length
      expect(here.length).toBeGreaterThan(6000)
      expect(worst(zScores([errors, here.length - errors], [ratio, 1 - ratio]))).toBeLessThan(Z_MAX)
    }
  })

  it('lost packets is their ratio, each way', () => {
    const rows = rowsOf(
      run({
        faults: {
          lossy: {
            kind: 'packet-loss',
            between: 'eu',
            and: 'a',
            ratio: 0.1,
            atMs: 0,
            forMs: 60_000,
          },
        },
      }),
    ).filter(({ outcome, sentUs }) => outcome === 'answered' && sentUs < 7_000_000)
    // Late by 0, 200, 600, 1400 ms: a geometric number of losses, and no second draw where the first came through.
    const there = [0, 200, 600].map(
      (ms) => rows.filter(({ nodeUs, sentUs }) => nodeUs - sentUs === ms * 1000).length,
    )
    const back = [0, 200, 600].map(
      (ms) => rows.filter(({ endUs, backUs }) => endUs - backUs === ms * 1000).length,
    )
    for (const [once, twice, thrice] of [there, back] as [number, number, number][]) {
      const more = rows.length - once - twice - thrice
      expect(worst(zScores([once, twice, thrice, more], [0.9, 0.09, 0.009, 0.001]))).toBeLessThan(
        Z_MAX,
      )
    }
  })
})

/** Standard deviation of asks a second, over 10 s, of a renewal process of gaps 1 ms + exponential. */
function spreadOfAsking(perSecond: number): number {
  const meanMs = 1 + 1000 / perSecond
  const deviationMs = 1000 / perSecond
  return Math.sqrt((10_000 * deviationMs ** 2) / meanMs ** 3) / 10
}

describe('cross-zone', () => {
  /** Two targets in zone a, eight in zone b: the example of the ELB user guide. */
  const vector: Changes = {
    'balancers.web.zones': ['a', 'b'],
    'targetGroups.web.algorithm': { id: 'round-robin' },
    'targetGroups.web.targets': Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [`s${i}`, { zone: i < 2 ? 'a' : 'b', slots: 1000 }]),
    ),
  }
  const names = Array.from({ length: 10 }, (_, i) => `s${i}`)

  it('on gives each of the ten targets 10 %', () => {
    const rows = rowsOf(run(vector, { 'balancers.web.crossZone': true }))
    for (const node of ['web-a', 'web-b']) {
      const counts = tally(
        rows.filter((row) => row.node === node).map(({ target }) => target),
        names,
      )
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })

  it('off gives each of the two 25 % and each of the eight 6.25 %', () => {
    const rows = rowsOf(run(vector, { 'balancers.web.crossZone': false }))
    const counts = tally(
      rows.map(({ target }) => target),
      names,
    )
    // Each node shares out its half evenly, to the request; the halves are drawn.
    const [two, eight] = [counts.slice(0, 2), counts.slice(2)]
    expect(Math.max(...two) - Math.min(...two)).toBeLessThanOrEqual(1)
    expect(Math.max(...eight) - Math.min(...eight)).toBeLessThanOrEqual(1)
    const sum = (some: readonly number[]): number => some.reduce((a, b) => a + b, 0)
    expectShares([sum(two), sum(eight)], [0.5, 0.5])
    expect(
      rows.every(
        ({ node, target }) => (node === 'web-a') === names.slice(0, 2).includes(target as string),
      ),
    ).toBe(true)
  })
})
