/** The models of queueing theory as scenarios: their arrivals, the work they ask for, and the stations that do it. */
import type { Changes } from '../support/scenarios.ts'

/**
 * One Poisson stream without a balancer and without a network. Connections are kept for ever and never waited for, so
 * that latency is the time in the target.
 */
export const STREAM: Changes = {
  balancers: {},
  'dns.records.shop.answers': { s0: { target: 's0' } },
  'clients.users.connections': { keepAliveMs: 3_600_000, perAddress: 10_000 },
  'clients.users.timeoutMs': 3_600_000,
  'limits.attempts': 1_000_000_000,
}

export const poisson = (perSecond: number): Changes => ({
  'clients.users.arrivals': { kind: 'poisson', perSecond },
})

/**
 * The same, but nobody comes after `untilMs`: everybody who came is served to the end, and a short run leaves out no
 * long stay. In order of arrival nobody is served sooner for that.
 */
export const poissonUntil = (perSecond: number, untilMs: number): Changes => ({
  'clients.users.arrivals': {
    kind: 'profile',
    corners: [
      [0, perSecond],
      [untilMs, perSecond],
      [untilMs + 0.001, 0],
    ],
  },
})

export const demand = (distribution: object): Changes => ({
  'clients.users.requests.page.demand': distribution,
})

/** The target of the one-node models: room for everybody. */
export const station = (slots: number, order: 'fifo' | 'sharing' = 'fifo'): Changes => ({
  'targetGroups.web.targets.s0': { zone: 'a', slots, queue: { limit: 1_000_000, order } },
})

/** The same stream through a balancer node to so many targets. */
export const balanced = (targets: number, algorithm: object): Changes => ({
  balancers: {
    web: {
      region: 'home',
      zones: ['a'],
      listeners: { http: { protocol: 'http', otherwise: { groups: { web: {} } } } },
    },
  },
  'dns.records.shop.answers': { web: { balancer: 'web' } },
  'targetGroups.web': {
    algorithm,
    health: { isActive: false },
    targets: Object.fromEntries(
      Array.from({ length: targets }, (_, i) => [
        `s${i}`,
        { zone: 'a', slots: 1, queue: { limit: 1_000_000 } },
      ]),
    ),
  },
})

/** Mean service time of the models. */
export const SERVICE_MS = 10

/**
 * Service times of mean 10 ms with a given squared coefficient of variation: nearly all take 1 ms, a few very long.
 * The slow share p and its length s solve 1 + p (s - 1) = 10 and (s - 1)^2 p (1 - p) = 100 cv2.
 */
export function twoSizes(cv2: number): object {
  const slowRatio = 81 / (81 + 100 * cv2)
  return {
    kind: 'bimodal',
    fastMs: 1,
    slowMs: Math.round(1000 * (1 + 9 / slowRatio)) / 1000,
    slowRatio,
  }
}

/** Mean and squared coefficient of variation of service times, of the figures as they are written. */
export function momentsOf(spec: object): { readonly mean: number; readonly cv2: number } {
  if ('ms' in spec) return { mean: spec.ms as number, cv2: 0 }
  if ('meanMs' in spec) return { mean: spec.meanMs as number, cv2: 1 }
  const { fastMs, slowMs, slowRatio } = spec as {
    fastMs: number
    slowMs: number
    slowRatio: number
  }
  const mean = fastMs + slowRatio * (slowMs - fastMs)
  return { mean, cv2: ((slowMs - fastMs) ** 2 * slowRatio * (1 - slowRatio)) / mean ** 2 }
}
