/**
 * The budget of retries: requests earn them, retries spend them (Finagle's RetryBudget; the figures are a model).
 * Who has no budget has infinitely many: earning and spending leave that as it is.
 */
import type { Population } from '../indices.ts'
import type { World } from '../world.ts'

/** A request earns its population a part of a retry. */
export function earnRetries({ clients }: World, p: Population): void {
  const tokens = clients.retryTokens[p] + clients.budgetRatio[p]
  const max = clients.retryTokensMax[p]
  clients.retryTokens[p] = tokens > max ? max : tokens
}

export const hasRetry = ({ clients }: World, p: Population): boolean => clients.retryTokens[p] >= 1

export function spendRetry({ clients }: World, p: Population): void {
  clients.retryTokens[p]--
}
