/**
 * How long a run has to be for its mean to be known: what one queue would need, by its load. Values that follow each
 * other in a queue are alike, so that a thousand of them say as little as a few that are not.
 */
import { normalQuantile } from '../../base/normal.ts'
import { type Rates, stableLoad } from './queues.ts'

export interface Precision {
  /** On either side of the mean, as a share of it. */
  readonly halfWidthRatio: number
  readonly confidence: number
}

/**
 * Arrivals after which the mean number in an M/M/1 system is known so closely: with the asymptotic variance
 * 2 load (1 + load) / (1 - load)^4. Source: Whitt, "Planning queueing simulations", Management Science 35(11), 1989.
 */
export function mm1ArrivalsFor(load: number, { halfWidthRatio, confidence }: Precision): number {
  const idle = 1 - stableLoad(load)
  const z = normalQuantile((1 + confidence) / 2) / halfWidthRatio
  return ((2 * (1 + load)) / (idle * idle)) * z * z
}

/**
 * How long M/M/1 takes to forget its beginning, by a factor of e. Source: Cohen, The Single Server Queue, 1982,
 * part II, §2.1: 1 / (mu (1 - sqrt(load))^2).
 */
export function mm1RelaxationTime({ arrivalRate, serviceRate }: Rates): number {
  const rest = 1 - Math.sqrt(stableLoad(arrivalRate / serviceRate))
  return 1 / (serviceRate * rest * rest)
}
