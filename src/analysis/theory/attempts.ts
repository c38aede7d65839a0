/** What it means for a request to become several attempts: fanned out, hedged, or tried again. */
import { exp, expm1, ln, ln1p, pow } from '../../base/numeric.ts'

/**
 * The share of requests that are slow when each needs all of `parts` answers and an answer is slow
 * with chance `slowRatio`. Source: Dean, Barroso, "The tail at scale", CACM 56(2), 2013.
 */
export function fanOutSlowRatio({
  slowRatio,
  parts,
}: {
  readonly slowRatio: number
  readonly parts: number
}): number {
  return -expm1(parts * ln1p(-slowRatio))
}

/**
 * A second attempt is sent to an independent server when the first has not ended after
 * `hedgeAfter`; the sooner counts. Service is exponential; no allowance is made for the work that
 * hedging adds.
 */
export interface Hedge {
  readonly serviceMean: number
  readonly hedgeAfter: number
}

/**
 * The time that a share `p` of hedged requests does not exceed: both attempts together end twice as
 * fast.
 */
export function hedgedTimeQuantile({ serviceMean, hedgeAfter }: Hedge, p: number): number {
  const alone = -serviceMean * ln(1 - p)
  return alone <= hedgeAfter ? alone : hedgeAfter + (alone - hedgeAfter) / 2
}

/** Mean time of hedged requests, and the attempts that hedging adds to each request. */
export function hedgedMeans({ serviceMean, hedgeAfter }: Hedge): {
  readonly timeMean: number
  readonly attemptsAdded: number
} {
  const attemptsAdded = exp(-hedgeAfter / serviceMean)
  return { timeMean: serviceMean * (1 - attemptsAdded / 2), attemptsAdded }
}

/**
 * Attempts that reach the server for each request on average, when each fails with chance
 * `failRatio` and up to `retriesMax` retries follow. Each of `layers` does so, and sees a failure
 * only when the layer below has used up its retries: in a full outage the layers multiply to
 * (retriesMax + 1)^layers.
 */
export function retryAttemptsMean({
  failRatio,
  retriesMax,
  layers = 1,
}: {
  readonly failRatio: number
  readonly retriesMax: number
  readonly layers?: number
}): number {
  let attempts = 1
  let failed = failRatio
  for (let layer = 0; layer < layers; layer++) {
    let tries = 0
    for (let retry = 0; retry <= retriesMax; retry++) tries += pow(failed, retry)
    attempts *= tries
    failed = pow(failed, retriesMax + 1)
  }
  return attempts
}
