/**
 * Scenarios for tests of the engine: a small one in which every time is a whole number of milliseconds and nothing is
 * random, and a generator of valid ones that leaves no corner out.
 */

import { validateScenario } from '../../src/scenario/document/validate.ts'
import { baseOf } from '../../src/scenario/lanes.ts'
import type { LaneScenario, Scenario } from '../../src/scenario/types.ts'

export type Changes = Readonly<Record<string, unknown>>

export const constant = (ms: number) => ({ kind: 'constant', ms })

/**
 * One target `s0` with one slot behind a balancer `web` with one node, `web-a`; a request every 10 ms from 5 ms on,
 * each 10 ms of work; no network latency; everybody keeps connections; no health checks; the resolver asks
 * for the first time when its first client does. 100 ms long.
 */
const plainDocument = (): Record<string, unknown> => ({
  format: 1,
  seed: 'small',
  durationMs: 100,
  regions: { home: { zones: { a: {}, b: {} } } },
  network: {
    sameZone: constant(0),
    crossZone: constant(0),
    fromClients: { eu: { home: constant(0) } },
  },
  clients: {
    users: {
      place: 'eu',
      arrivals: { kind: 'periodic', perSecond: 100 },
      requests: { page: { demand: constant(10) } },
      addresses: 1,
      connections: { keepAliveMs: 60_000, perAddress: 1000 },
    },
  },
  dns: {
    resolvers: { isp: { place: 'eu', startsCold: true } },
    records: { shop: { answers: { web: { balancer: 'web' } } } },
  },
  balancers: {
    web: {
      region: 'home',
      zones: ['a'],
      listeners: { http: { protocol: 'http', otherwise: { groups: { web: {} } } } },
    },
  },
  targetGroups: {
    web: { health: { isActive: false }, targets: { s0: { zone: 'a', slots: 1 } } },
  },
})

/** Changes at dot paths that take the balancer away: DNS answers with the target `s0` itself. */
export const DIRECT: Changes = {
  balancers: {},
  'dns.records.shop.answers': { s0: { target: 's0' } },
}

/** The plain scenario with other values at some dot paths; `undefined` removes. Complete and valid. */
export function scenarioOf(...changes: readonly Changes[]): Scenario {
  const document = plainDocument()
  for (const some of changes) {
    for (const [path, value] of Object.entries(some))
      put(document, path.split('.'), structuredClone(value))
  }
  return valid(document)
}

/** Its one lane, as `simulate` takes it. */
export const laneOf = (...changes: readonly Changes[]): LaneScenario =>
  baseOf(scenarioOf(...changes))

/** The same scenario with another set of faults. */
export const withFaults = (lane: LaneScenario, faults: LaneScenario['faults']): LaneScenario =>
  baseOf(valid({ ...lane, faults }))

/** A scenario that is refused is a mistake of the test: it is told what is wrong. */
export function valid(document: unknown): Scenario {
  const result = validateScenario(structuredClone(document))
  if (result.ok) return result.scenario
  throw new Error(result.problems.map(({ message }) => message).join('\n'))
}

function put(document: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const last = keys[keys.length - 1] as string
  let here = document
  for (const key of keys.slice(0, -1)) {
    here[key] ??= {}
    here = here[key] as Record<string, unknown>
  }
  if (value === undefined) delete here[last]
  else here[last] = value
}
