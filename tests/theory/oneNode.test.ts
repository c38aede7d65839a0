/** One station that serves in order of arrival, against queueing theory. */
import { describe, it } from 'vitest'
import { mg1, mm1, mmc } from '../../src/analysis/theory/queues.ts'
import {
  demand,
  expectTheory,
  momentsOf,
  poisson,
  SERVICE_MS,
  station,
  twoSizes,
} from './replications.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** Arrivals a millisecond that keep so many servers busy for this share of their time. */
const rateFor = (load: number, servers = 1): number => (load * servers) / SERVICE_MS

const exponential = demand({ kind: 'exponential', meanMs: SERVICE_MS })

describe('M/M/1', () => {
  it.each([
    [0.5, 20, 10],
    [0.8, 40, 22],
    [0.9, 42, 60],
  ])('at a load of %f', (load, replications, minutes) => {
    const arrivalRate = rateFor(load)
    expectTheory(`M/M/1 at ${load}`, {
      expectedMs: mm1({ arrivalRate, serviceRate: 1 / SERVICE_MS }).timeMean,
      changes: [poisson(arrivalRate * 1000), exponential, station(1)],
      replications,
      durationMs: minutes * MINUTE_MS,
      warmUpMs: MINUTE_MS,
    })
  })
})

describe('M/M/c at a load of 0.8', () => {
  it.each([
    [2, 40, 10],
    [10, 20, 1],
  ])('with %i servers', (servers, replications, minutes) => {
    const arrivalRate = rateFor(0.8, servers)
    expectTheory(`M/M/${servers} at 0.8`, {
      expectedMs: mmc({ arrivalRate, serviceRate: 1 / SERVICE_MS, servers }).timeMean,
      changes: [poisson(arrivalRate * 1000), exponential, station(servers)],
      replications,
      durationMs: minutes * MINUTE_MS + MINUTE_MS / 4,
      warmUpMs: MINUTE_MS / 4,
    })
  })
})

describe('M/G/1 at a load of 0.7, by Pollaczek and Khinchine', () => {
  it.each([
    ['0', { kind: 'constant', ms: SERVICE_MS }, { mean: SERVICE_MS, cv2: 0 }, 20, 10],
    ['1', { kind: 'exponential', meanMs: SERVICE_MS }, { mean: SERVICE_MS, cv2: 1 }, 40, 11],
    ['4', twoSizes(4), momentsOf(twoSizes(4)), 24, 60],
    ['10', twoSizes(10), momentsOf(twoSizes(10)), 40, 55],
  ])('with a squared variation of %s', (name, spec, { mean, cv2 }, replications, minutes) => {
    const arrivalRate = 0.7 / mean
    expectTheory(`M/G/1 at 0.7, cv2 ${name}`, {
      expectedMs: mg1({ arrivalRate, serviceMean: mean, serviceCv2: cv2 }).timeMean,
      changes: [poisson(arrivalRate * 1000), demand(spec), station(1)],
      replications,
      durationMs: Math.min(HOUR_MS, minutes * MINUTE_MS),
      warmUpMs: MINUTE_MS,
    })
  })
})
