/** Models whose mean latency has a formula, and how long each is simulated to be known within half a percent. */
import { mg1, mg1Sharing, mm1, mmc } from '../../src/analysis/theory/queues.ts'
import { randomSplitTimeMean, roundRobinSplit } from '../../src/analysis/theory/split.ts'
import type { Experiment } from './measured.ts'
import {
  balanced,
  demand,
  momentsOf,
  poisson,
  poissonUntil,
  SERVICE_MS,
  station,
  twoSizes,
} from './models.ts'

export interface TheoryExperiment extends Experiment {
  readonly name: string
  /** Who says so. */
  readonly source: string
  /** Mean latency in milliseconds that theory expects. */
  readonly expectedMs: number
}

const MINUTE_MS = 60_000
const EXPONENTIAL = { kind: 'exponential', meanMs: SERVICE_MS }
const exponential = demand(EXPONENTIAL)

/** Arrivals a millisecond that keep so many servers busy for this share of their time. */
const rateFor = (load: number, servers = 1): number => (load * servers) / SERVICE_MS

type Row<T extends readonly unknown[]> = readonly [...T, replications: number, minutes: number]

const mm1Rows: readonly Row<[load: number]>[] = [
  [0.5, 20, 10],
  [0.8, 40, 22],
  [0.9, 42, 60],
]

const mmcRows: readonly Row<[servers: number]>[] = [
  [2, 40, 10],
  [10, 20, 1],
]

const mg1Rows: readonly Row<[cv2: number, law: object]>[] = [
  [0, { kind: 'constant', ms: SERVICE_MS }, 20, 10],
  [1, EXPONENTIAL, 40, 11],
  [4, twoSizes(4), 32, 60],
  [10, twoSizes(10), 64, 55],
]

const sharingRows: readonly Row<[cv2: number, law: object]>[] = [
  [1, EXPONENTIAL, 40, 25],
  [10, twoSizes(10), 90, 60],
]

/** One station that serves in order of arrival. */
export const ONE_NODE: readonly TheoryExperiment[] = [
  ...mm1Rows.map(([load, replications, minutes]) => ({
    name: `M/M/1 at ${load}`,
    source: 'Kleinrock 1975, §3.2',
    expectedMs: mm1({ arrivalRate: rateFor(load), serviceRate: 1 / SERVICE_MS }).timeMean,
    changes: [poisson(rateFor(load) * 1000), exponential, station(1)],
    replications,
    durationMs: minutes * MINUTE_MS,
    warmUpMs: MINUTE_MS,
  })),
  ...mmcRows.map(([servers, replications, minutes]) => {
    const arrivalRate = rateFor(0.8, servers)
    return {
      name: `M/M/${servers} at 0.8`,
      source: 'Erlang 1917; Kleinrock 1975, §3.5',
      expectedMs: mmc({ arrivalRate, serviceRate: 1 / SERVICE_MS, servers }).timeMean,
      changes: [poisson(arrivalRate * 1000), exponential, station(servers)],
      replications,
      durationMs: minutes * MINUTE_MS + MINUTE_MS / 4,
      warmUpMs: MINUTE_MS / 4,
    }
  }),
  ...mg1Rows.map(([name, law, replications, minutes]) => {
    const { mean, cv2 } = momentsOf(law)
    const arrivalRate = 0.7 / mean
    return {
      name: `M/G/1 at 0.7, squared variation ${name}`,
      source: 'Pollaczek 1930, Khinchine 1932',
      expectedMs: mg1({ arrivalRate, serviceMean: mean, serviceCv2: cv2 }).timeMean,
      changes: [poisson(arrivalRate * 1000), demand(law), station(1)],
      replications,
      durationMs: minutes * MINUTE_MS,
      warmUpMs: MINUTE_MS,
    }
  }),
]

/** One station that shares itself among all present, which sees only the mean of their work. */
export const SHARING: readonly TheoryExperiment[] = sharingRows.map(
  ([name, law, replications, minutes]) => {
    const { mean } = momentsOf(law)
    const arrivalRate = 0.8 / mean
    return {
      name: `M/G/1-PS at 0.8, squared variation ${name}`,
      source: 'Kleinrock 1976, ch. 4',
      expectedMs: mg1Sharing({ arrivalRate, serviceMean: mean }).timeMean,
      changes: [poisson(arrivalRate * 1000), demand(law), station(1, 'sharing')],
      replications,
      durationMs: minutes * MINUTE_MS,
      warmUpMs: MINUTE_MS,
    }
  },
)

/** One stream over ten targets, through a node that knows nothing. */
export const SPLIT: readonly TheoryExperiment[] = [
  {
    name: 'random split over 10 at 0.8',
    source: 'each target is M/M/1',
    expectedMs: randomSplitTimeMean({
      arrivalRate: rateFor(0.8, 10),
      serviceRates: Array.from({ length: 10 }, () => 1 / SERVICE_MS),
      shares: Array.from({ length: 10 }, () => 0.1),
    }),
    changes: [
      poissonUntil(rateFor(0.8, 10) * 1000, 220_000),
      exponential,
      balanced(10, { id: 'random' }),
    ],
    replications: 30,
    durationMs: 240_000,
    warmUpMs: 10_000,
  },
  {
    name: 'round robin over 10 at 0.8',
    source: 'each target is E10/M/1; Kleinrock 1975, ch. 6',
    expectedMs: roundRobinSplit({
      arrivalRate: rateFor(0.8, 10),
      serviceRate: 1 / SERVICE_MS,
      targets: 10,
    }).timeMean,
    changes: [
      poissonUntil(rateFor(0.8, 10) * 1000, 110_000),
      exponential,
      balanced(10, { id: 'round-robin' }),
    ],
    replications: 40,
    durationMs: 120_000,
    warmUpMs: 10_000,
  },
]
