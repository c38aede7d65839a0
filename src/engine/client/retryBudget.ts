/** The budget of retries: requests earn them, retries spend them (Finagle's RetryBudget; the figures are a model). */
import type { Population } from '../indices.ts'
import type { World } from '../world.ts'
import { RETRY_RESERVE } from './state.ts'

/** A budget does not grow beyond this, however long nothing fails. */
const TOKENS_MAX = RETRY_RESERVE * 10

/** A request earns its population a part of a retry. */
export function earnRetries({ clients }: World, p: Population): void {
  const tokens = clients.retryTokens[p] + clients.budgetRatio[p]
  clients.retryTokens[p] = tokens > TOKENS_MAX ? TOKENS_MAX : tokens
}

export const hasRetry = ({ clients }: World, p: Population): boolean => clients.retryTokens[p] >= 1

export function spendRetry({ clients }: World, p: Population): void {
  clients.retryTokens[p]--
}
