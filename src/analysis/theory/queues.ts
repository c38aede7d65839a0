/**
 * Queueing theory to hold simulations against: the means, tails and limits that have a formula.
 * Rates are per any one unit of time, and times come out in the same unit. `load` is the share of
 * its capacity that a system is asked for; every formula for an endless queue needs it below 1.
 */
import { assert } from '../../base/assert.ts'
import { ln, pow } from '../../base/numeric.ts'

/** Requests that come at `arrivalRate` to servers that each complete `serviceRate` while busy. */
export interface Rates {
  readonly arrivalRate: number
  readonly serviceRate: number
}

/**
 * Means of a steady state. `wait` is before service, `time` is wait and service, `inSystem` counts
 * both.
 */
export interface SteadyState {
  readonly load: number
  readonly waitMean: number
  readonly timeMean: number
  readonly inSystemMean: number
}

/**
 * M/M/1: one server, Poisson arrivals, exponential service. Kleinrock, Queueing Systems vol. 1,
 * 1975, §3.2.
 */
export function mm1(rates: Rates): SteadyState {
  return mmc({ ...rates, servers: 1 })
}

/**
 * The time in an M/M/1 system (first come, first served) below which a share `p` of the requests
 * stays.
 */
export function mm1TimeQuantile({ arrivalRate, serviceRate }: Rates, p: number): number {
  stableLoad(arrivalRate / serviceRate)
  return -ln(1 - p) / (serviceRate - arrivalRate)
}

/** The chance that an M/M/1 system holds at least k requests. */
export function mm1TailRatio({ arrivalRate, serviceRate }: Rates, k: number): number {
  return pow(stableLoad(arrivalRate / serviceRate), k)
}

/**
 * Erlang B: the share of requests lost by `servers` without a queue, offered `offered` servers'
 * worth of work. By the recursion over the number of servers, which neither overflows nor cancels.
 */
export function erlangB({ servers, offered }: { servers: number; offered: number }): number {
  let lost = 1
  for (let k = 1; k <= servers; k++) lost = (offered * lost) / (k + offered * lost)
  return lost
}

/** Erlang C: the share of requests that must wait in M/M/c. */
export function erlangC({ servers, offered }: { servers: number; offered: number }): number {
  const load = stableLoad(offered / servers)
  const lost = erlangB({ servers, offered })
  return lost / (1 - load * (1 - lost))
}

/** M/M/c: one queue before `servers` servers. */
export function mmc({
  arrivalRate,
  serviceRate,
  servers,
}: Rates & { servers: number }): SteadyState {
  const offered = arrivalRate / serviceRate
  const waitMean = erlangC({ servers, offered }) / (servers * serviceRate - arrivalRate)
  return steadyState({
    arrivalRate,
    load: offered / servers,
    waitMean,
    serviceMean: 1 / serviceRate,
  })
}

/**
 * The wait in M/M/c (first come, first served) that a share `p` of the requests does not exceed.
 */
export function mmcWaitQuantile(
  { arrivalRate, serviceRate, servers }: Rates & { servers: number },
  p: number,
): number {
  const waiting = erlangC({ servers, offered: arrivalRate / serviceRate })
  if (1 - p >= waiting) return 0
  return ln(waiting / (1 - p)) / (servers * serviceRate - arrivalRate)
}

/** What an M/M/c/K system does; the means are over the requests that it accepts. */
export interface BoundedState extends SteadyState {
  /** Share of requests that find the system full and are turned away. */
  readonly blockedRatio: number
}

/**
 * M/M/c/K: `servers` servers and room for `capacity` requests, in service or waiting. Stable at any
 * load. Solves the birth-death equations by Erlang B's recursion over the capacity, which neither
 * overflows nor cancels: with one place more, the share of time in the new state is a b /
 * (completions + a b).
 */
export function mmck({
  arrivalRate,
  serviceRate,
  servers,
  capacity,
}: Rates & { servers: number; capacity: number }): BoundedState {
  assert(capacity >= servers && servers >= 1, 'the capacity of M/M/c/K includes its servers')
  const offered = arrivalRate / serviceRate
  let blockedRatio = 1
  let inSystemMean = 0
  for (let k = 1; k <= capacity; k++) {
    const inflow = offered * blockedRatio
    blockedRatio = inflow / (Math.min(k, servers) + inflow)
    inSystemMean += blockedRatio * (k - inSystemMean)
  }
  const acceptedRate = arrivalRate * (1 - blockedRatio)
  const timeMean = inSystemMean / acceptedRate
  return {
    load: acceptedRate / (servers * serviceRate),
    waitMean: timeMean - 1 / serviceRate,
    timeMean,
    inSystemMean,
    blockedRatio,
  }
}

/**
 * Poisson arrivals at one server; `serviceCv2` is the variance of the service time over its squared
 * mean.
 */
export interface GeneralService {
  readonly arrivalRate: number
  readonly serviceMean: number
  readonly serviceCv2: number
}

/** M/G/1, first come, first served: the formula of Pollaczek (1930) and Khinchine (1932). */
export function mg1({ arrivalRate, serviceMean, serviceCv2 }: GeneralService): SteadyState {
  const load = stableLoad(arrivalRate * serviceMean)
  const waitMean = ((load * (1 + serviceCv2)) / (2 * (1 - load))) * serviceMean
  return steadyState({ arrivalRate, load, waitMean, serviceMean })
}

/**
 * M/G/1 whose server shares itself among all requests present. Only the mean of the service time
 * matters. `waitMean` is by how much sharing lengthens the mean. Kleinrock, Queueing Systems vol.
 * 2, 1976, ch. 4.
 */
export function mg1Sharing({
  arrivalRate,
  serviceMean,
}: Omit<GeneralService, 'serviceCv2'>): SteadyState {
  const load = stableLoad(arrivalRate * serviceMean)
  const waitMean = serviceMean / (1 - load) - serviceMean
  return steadyState({ arrivalRate, load, waitMean, serviceMean })
}

/** The mean time under processor sharing of a request that alone would take `serviceTime`. */
export function mg1SharingTime(
  { arrivalRate, serviceMean }: Omit<GeneralService, 'serviceCv2'>,
  serviceTime: number,
): number {
  return serviceTime / (1 - stableLoad(arrivalRate * serviceMean))
}

function steadyState({
  arrivalRate,
  load,
  waitMean,
  serviceMean,
}: {
  readonly arrivalRate: number
  readonly load: number
  readonly waitMean: number
  readonly serviceMean: number
}): SteadyState {
  const timeMean = waitMean + serviceMean
  return { load, waitMean, timeMean, inSystemMean: arrivalRate * timeMean }
}

/** Passes the load on when a queue without end can carry it. */
export function stableLoad(load: number): number {
  assert(load >= 0 && load < 1, 'a queue without end needs a load below 1')
  return load
}
