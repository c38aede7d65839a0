/** What the examples about zones, regions and DNS say holds for any seed. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { clientCachesDns } from '../../src/scenario/presets/clientCachesDns.ts'
import { crossZone } from '../../src/scenario/presets/crossZone.ts'
import { dnsFailover } from '../../src/scenario/presets/dnsFailover.ts'
import { dnsPolicies } from '../../src/scenario/presets/dnsPolicies.ts'
import { multivalue } from '../../src/scenario/presets/multivalue.ts'
import type { Preset } from '../../src/scenario/presets/preset.ts'
import { zoneEvacuation } from '../../src/scenario/presets/zoneEvacuation.ts'
import { attemptsOf, type TracedAttempt } from '../../src/trace/attempt.ts'
import { bundledSimulate } from '../support/bundled.ts'
import { SEEDS } from '../support/seeds.ts'

// Hours of load over all seeds: bundled, as it runs on the page.
const { simulate } = await bundledSimulate()

/** The attempts of a lane that were sent within these moments and are over. */
function attempts(
  { scenario }: Preset,
  { lane, seed }: { readonly lane: string | null; readonly seed: number },
  [fromMs, toMs]: readonly [number, number],
): TracedAttempt[] {
  const trace = simulate(resolveLane({ ...scenario, seed: `${seed}` }, lane))
  return [...attemptsOf(trace)].filter(
    ({ sentUs, outcome }) =>
      sentUs >= fromMs * 1000 && sentUs < toMs * 1000 && outcome !== 'unfinished',
  )
}

const shareOf = (all: readonly TracedAttempt[], is: (one: TracedAttempt) => boolean): number =>
  all.filter(is).length / all.length

const hasFailed = ({ failure }: TracedAttempt): boolean => failure !== 'none'
const latencyMs = (all: readonly TracedAttempt[], p: number): number => {
  const sorted = all
    .map(({ sentUs, endUs }) => ((endUs ?? sentUs) - sentUs) / 1000)
    .sort((a, b) => a - b)
  return sorted[Math.ceil(p * sorted.length) - 1] ?? 0
}

it.each(SEEDS)('cross-zone: 25 % and 6.25 % without, 10 % with: seed %i', (seed) => {
  const off = attempts(crossZone, { lane: null, seed }, [5000, 58_000])
  const on = attempts(crossZone, { lane: 'across', seed }, [5000, 58_000])
  const share = (all: readonly TracedAttempt[], id: string) =>
    shareOf(all, ({ target }) => target === id)
  // Clients draw a node for each connection, about 17,000 of them.
  for (const id of ['web-1', 'web-2']) expect(Math.abs(share(off, id) - 0.25)).toBeLessThan(0.015)
  for (const id of ['web-3', 'web-10'])
    expect(Math.abs(share(off, id) - 0.0625)).toBeLessThan(0.005)
  for (const id of ['web-1', 'web-10']) expect(Math.abs(share(on, id) - 0.1)).toBeLessThan(0.001)
  expect(latencyMs(off, 0.99)).toBeGreaterThan(1.2 * latencyMs(on, 0.99))
})

it.each(SEEDS)('dns-failover: over soon with 20 s, not with 300 s: seed %i', (seed) => {
  const europe = (lane: string | null, window: readonly [number, number]): number =>
    shareOf(
      attempts(dnsFailover, { lane, seed }, window).filter(({ place }) => place === 'eu'),
      hasFailed,
    )
  // Dark at 30 s; noticed at most three intervals of 10 s later; then the TTL, and a client that waits 2 s.
  expect(europe(null, [31_000, 50_000])).toBe(1)
  expect(europe(null, [82_500, 175_000])).toBe(0)
  expect(europe('long', [82_500, 175_000])).toBeGreaterThan(0.2)
})

it.each(SEEDS)('dns-policies: who goes to eu-west, by policy: seed %i', (seed) => {
  const toEurope = (lane: string | null, from: string): number =>
    shareOf(
      attempts(dnsPolicies, { lane, seed }, [2000, 58_000]).filter(({ place }) => place === from),
      ({ balancer }) => balancer === 'eu-west',
    )
  for (const lane of [null, 'geolocation']) {
    expect([toEurope(lane, 'eu'), toEurope(lane, 'us')]).toEqual([1, 0])
  }
  expect([toEurope('failover', 'eu'), toEurope('failover', 'us')]).toEqual([1, 1])
  expect(Math.abs(toEurope('simple', 'us') - 0.5)).toBeLessThan(0.03)
  // Of about 50 answers at each place, 3.3 standard deviations.
  expect(Math.abs(toEurope('weighted', 'us') - 0.75)).toBeLessThan(0.21)
})

it.each(SEEDS)('client-caches-dns: for ever means for ever: seed %i', (seed) => {
  const failing = (lane: string | null): number =>
    shareOf(attempts(clientCachesDns, { lane, seed }, [33_000, 58_000]), hasFailed)
  // Sixty clients, each with one of two addresses: half of them, give or take 3.3 standard deviations.
  expect(failing(null)).toBeGreaterThan(0.5 - 0.22)
  expect(failing('obedient')).toBe(0)
})

it.each(SEEDS)(
  'multivalue-round-robin: a balancer loses less than a quarter of what DNS loses: seed %i',
  (seed) => {
    const lost = (lane: string | null): number =>
      attempts(multivalue, { lane, seed }, [20_000, 88_000]).filter(hasFailed).length
    expect(lost('balanced')).toBeGreaterThan(0)
    expect(lost('balanced')).toBeLessThan(lost(null) / 4)
  },
)

it.each(SEEDS)('zone-evacuation: nobody notices, and the shift ends it: seed %i', (seed) => {
  const late = [50_000, 65_000] as const
  const [idle, shifted] = ['idle', null].map((lane) =>
    attempts(zoneEvacuation, { lane, seed }, late),
  )
  expect(latencyMs(idle ?? [], 0.99)).toBeGreaterThan(1.5 * latencyMs(shifted ?? [], 0.99))
  expect(shareOf(idle ?? [], ({ node }) => node === 'web-b')).toBeGreaterThan(0.2)
  expect(shareOf(shifted ?? [], ({ node }) => node === 'web-b')).toBe(0)
})
