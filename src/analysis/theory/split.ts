/**
 * Queueing theory of one stream divided over many servers, each with a queue of its own: by chance,
 * in turn, by speed, or to the shorter of a few queues. What `theory.ts` says of units holds here.
 */
import { assert } from '../../base/assert.ts'
import { exp, ln1p, pow } from '../../base/numeric.ts'
import { type Rates, type SteadyState, stableLoad } from './queues.ts'

/**
 * One Poisson stream dealt in turn to `targets` servers: each is E_n/M/1, with n times steadier
 * arrivals. sigma = (Λ / (Λ + μ (1 - sigma)))^n, T = 1 / (μ (1 - sigma)). Kleinrock, vol. 1, 1975,
 * ch. 6 (G/M/1). `inSystemMean` counts the requests at all targets together.
 */
export function roundRobinSplit({
  arrivalRate,
  serviceRate,
  targets,
}: Rates & { readonly targets: number }): SteadyState {
  const load = stableLoad(arrivalRate / (targets * serviceRate))
  // Bisection for 1 - sigma: the difference of both sides is positive up to the root, then negative.
  let low = 0
  let high = 1
  for (let i = 0; i < 100; i++) {
    const idle = (low + high) / 2
    const sigma = exp(-targets * ln1p((serviceRate * idle) / arrivalRate))
    if (1 - idle > sigma) low = idle
    else high = idle
  }
  const timeMean = 1 / (serviceRate * high)
  return {
    load,
    waitMean: timeMean - 1 / serviceRate,
    timeMean,
    inSystemMean: arrivalRate * timeMean,
  }
}

/** One Poisson stream divided by chance: server i is M/M/1 and gets the share `shares[i]`. */
export interface RandomSplit {
  readonly arrivalRate: number
  readonly serviceRates: readonly number[]
  /** Sum to 1. */
  readonly shares: readonly number[]
}

/** The mean time in the system over all requests of a random split. */
export function randomSplitTimeMean({ arrivalRate, serviceRates, shares }: RandomSplit): number {
  let timeMean = 0
  serviceRates.forEach((serviceRate, i) => {
    const share = shares[i] as number
    stableLoad((arrivalRate * share) / serviceRate)
    timeMean += share / (serviceRate - arrivalRate * share)
  })
  return timeMean
}

/**
 * The shares of a random split that make its mean time smallest: in proportion to μ - sqrt(μ) c,
 * where c is the same for all who get any. Servers too slow to be worth their wait get nothing.
 * Source: Buzen, Chen, "Optimal load balancing in memory hierarchies", IFIP 1974.
 */
export function randomSplitBestShares({
  arrivalRate,
  serviceRates,
}: Omit<RandomSplit, 'shares'>): number[] {
  const used = new Set(serviceRates.keys())
  for (;;) {
    let capacity = 0
    let roots = 0
    for (const i of used) {
      capacity += serviceRates[i] as number
      roots += Math.sqrt(serviceRates[i] as number)
    }
    stableLoad(arrivalRate / capacity)
    const c = (capacity - arrivalRate) / roots
    const tooSlow = [...used].filter((i) => Math.sqrt(serviceRates[i] as number) <= c)
    if (tooSlow.length === 0) {
      return serviceRates.map((rate, i) =>
        used.has(i) ? (rate - Math.sqrt(rate) * c) / arrivalRate : 0,
      )
    }
    for (const i of tooSlow) used.delete(i)
  }
}

/** Servers without end, each at `load`; a request joins the least busy of `choices` random ones. */
export interface Supermarket {
  readonly load: number
  readonly choices: number
}

/**
 * The mean time in the supermarket model, in service times, in the limit of many servers; finite
 * systems take longer. Mitzenmacher, IEEE TPDS 12(10), 2001, §2; Vvedenskaya, Dobrushin,
 * Karpelevich, 1996.
 */
export function supermarketTimeMean({ load, choices }: Supermarket): number {
  stableLoad(load)
  assert(choices >= 1, 'the supermarket model takes at least one choice')
  let sum = 0
  let term = 1
  for (let exponent = 0; term > sum * 1e-17; exponent = choices * (exponent + 1)) {
    term = pow(load, exponent)
    sum += term
  }
  return sum
}

/** The share of servers with at least k requests in the same limit: load^((d^k - 1) / (d - 1)). */
export function supermarketTailRatio({ load, choices }: Supermarket, k: number): number {
  stableLoad(load)
  let exponent = 0
  for (let i = 0; i < k; i++) exponent = choices * exponent + 1
  return pow(load, exponent)
}
