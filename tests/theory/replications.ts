/**
 * A model simulated over and over with other seeds, and its mean latency held against what theory says.
 *
 * The rule: at least 20 replications, a stated warm-up, a standard error of at most 0.5 % of what is expected, and a
 * distance of at most 3.3 standard errors. The error comes from the spread between replications and from nothing else.
 */
import { expect, vi } from 'vitest'
import { bundledSimulate } from '../support/bundled.ts'
import { mean, variance, Z_MAX } from '../support/chances.ts'
import { type Changes, laneOf } from '../support/scenarios.ts'

const RELATIVE_ERROR_MAX = 0.005

export interface Experiment {
  /** Mean latency in milliseconds that theory expects. */
  readonly expectedMs: number
  /** Lane of one replication; the seed comes on top. */
  readonly changes: readonly Changes[]
  readonly replications: number
  readonly durationMs: number
  /** What begins empty is not yet typical: left out of the means. */
  readonly warmUpMs: number
}

export interface Measured {
  readonly meanMs: number
  /** Standard error of the mean, in milliseconds. */
  readonly errorMs: number
  readonly z: number
}

const { simulateReport } = await bundledSimulate()
// Ten million requests take ten seconds, and longer on a machine that has other work.
vi.setConfig({ testTimeout: 300_000 })

/** Runs the replications, estimates the mean latency and prints it; asserts all of the rule but the distance. */
export function measure(name: string, experiment: Experiment): Measured {
  const { replications, durationMs, warmUpMs, expectedMs, changes } = experiment
  expect(replications).toBeGreaterThanOrEqual(20)
  const latenciesMs: number[] = []
  let requests = 0
  for (let i = 0; i < replications; i++) {
    const seed = `${name} ${i}`
    const lane = laneOf(STREAM, { durationMs, warmUpMs }, ...changes, { seed })
    const { meta, report } = simulateReport(lane)
    const { counts } = meta
    // Nothing but the queue made anybody wait, and nobody was lost.
    expect(meta.truncated).toBeNull()
    expect(counts.answered + counts.unfinished).toBe(counts.requests)
    expect(report.failures).toEqual([])
    latenciesMs.push(report.latency.meanMs)
    requests += counts.requests
  }
  const meanMs = mean(latenciesMs)
  const errorMs = Math.sqrt(variance(latenciesMs) / replications)
  const measured = { meanMs, errorMs, z: (meanMs - expectedMs) / errorMs }
  report(name, expectedMs, measured, requests)
  expect(errorMs / meanMs).toBeLessThanOrEqual(RELATIVE_ERROR_MAX)
  return measured
}

/** Measures, and holds the mean against theory. */
export function expectTheory(name: string, experiment: Experiment): void {
  const measured = measure(name, experiment)
  expect(Math.abs(measured.z)).toBeLessThanOrEqual(Z_MAX)
}

function report(name: string, expectedMs: number, measured: Measured, requests: number): void {
  const { meanMs, errorMs, z } = measured
  const share = ((errorMs / expectedMs) * 100).toFixed(2)
  process.stdout.write(
    `${name.padEnd(44)} theory ${expectedMs.toFixed(3).padStart(8)} ms, measured ` +
      `${meanMs.toFixed(3).padStart(8)} ± ${errorMs.toFixed(3)} (${share} %), z ${z.toFixed(2).padStart(5)}, ` +
      `${(requests / 1e6).toFixed(1)} M requests\n`,
  )
}

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

/** Its mean and squared coefficient of variation, of the figures as they are written. */
export function momentsOf(spec: object): { readonly mean: number; readonly cv2: number } {
  const { fastMs, slowMs, slowRatio } = spec as {
    fastMs: number
    slowMs: number
    slowRatio: number
  }
  const mean = fastMs + slowRatio * (slowMs - fastMs)
  return { mean, cv2: ((slowMs - fastMs) ** 2 * slowRatio * (1 - slowRatio)) / mean ** 2 }
}
