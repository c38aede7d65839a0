/**
 * The budget of retries, of one of two kinds. A share: requests earn retries, retries spend them (Finagle's RetryBudget;
 * the figures are a model). A bucket of tokens: a failed attempt takes one, a good answer gives a part of one back, and
 * there are retries while it is more than half full (gRPC, A6 retry throttling). Who has no budget has infinitely many:
 * earning and spending leave that as it is.
 */
import type { Population } from '../indices.ts'
import type { World } from '../world.ts'

/** A request earns its population a part of a retry; nothing where it has a bucket. */
export function earnRetries({ clients }: World, p: Population): void {
  const tokens = clients.retryTokens[p] + clients.budgetRatio[p]
  const max = clients.retryTokensMax[p]
  clients.retryTokens[p] = tokens > max ? max : tokens
}

/** An attempt is over for its client: the bucket, if there is one, hears how. */
export function fillBucket({ clients }: World, p: Population, isGood: boolean): void {
  if (clients.hasBucket[p] === 0) return
  const tokens = clients.retryTokens[p] + (isGood ? clients.bucketRatio[p] : -1)
  clients.retryTokens[p] = Math.min(clients.retryTokensMax[p], Math.max(0, tokens))
}

export const hasRetry = ({ clients }: World, p: Population): boolean =>
  clients.hasBucket[p] === 1
    ? clients.retryTokens[p] > clients.retryTokensMax[p] / 2
    : clients.retryTokens[p] >= 1

/** A retry takes nothing out of a bucket: what failed before it has. */
export function spendRetry({ clients }: World, p: Population): void {
  if (clients.hasBucket[p] === 0) clients.retryTokens[p]--
}
