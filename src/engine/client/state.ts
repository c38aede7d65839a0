/**
 * What is remembered of each population, side by side in two arrays, so that a step of a request
 * finds it all in one place: words (int32) and cells (float64). Settings that every request asks
 * for are copied here from the plan.
 */
import { legWord, type PlannedPopulation } from '../plan.ts'

// Words.
/** Head and tail of the list of attempts that wait for an answer, oldest first; -1 when it is empty. */
export const TIMEOUT_HEAD = 0
export const TIMEOUT_TAIL = 1
/** Attempts that a request may have, and connections that a client address may have open. */
export const ATTEMPTS_MAX = 2
export const PER_ADDRESS = 3
/** The population's key for draws. */
export const KEY_0 = 4
export const KEY_1 = 5
/** Microseconds from a client to a node; -1 when each passage draws its own. */
export const LEG_US = 6
/** 1 when its users wait for an answer before they ask again. */
export const IS_CLOSED = 7
export const CROWD_WORD_BITS = 3
const CROWD_WORDS = 1 << CROWD_WORD_BITS

// Cells.
/** Number that the next request of its stream gets. */
export const NEXT_ORDINAL = 0
/** Retries that it may make now, and how much of one a request earns. */
export const TOKENS = 1
export const BUDGET_RATIO = 2
export const KEEP_ALIVE_US = 3
export const TIMEOUT_US = 4
export const CROWD_CELL_BITS = 3
const CROWD_CELLS = 1 << CROWD_CELL_BITS

/**
 * Retries that a population may make before its budget has earned any (as in Finagle's RetryBudget;
 * model).
 */
export const RETRY_RESERVE = 10

export interface Crowd {
  readonly words: Int32Array
  readonly cells: Float64Array
}

export function makeCrowd(populations: readonly PlannedPopulation[]): Crowd {
  const words = new Int32Array(populations.length * CROWD_WORDS)
  const cells = new Float64Array(populations.length * CROWD_CELLS)
  populations.forEach((population, p) => {
    const w = p << CROWD_WORD_BITS
    words[w | TIMEOUT_HEAD] = -1
    words[w | TIMEOUT_TAIL] = -1
    words[w | ATTEMPTS_MAX] = population.retry.attemptsMax
    words[w | PER_ADDRESS] = population.perAddress
    words[w | KEY_0] = population.key.k0
    words[w | KEY_1] = population.key.k1
    words[w | LEG_US] = legWord(population.fromClient)
    words[w | IS_CLOSED] = population.arrivals.loop === 'closed' ? 1 : 0
    const c = p << CROWD_CELL_BITS
    cells[c | TOKENS] = RETRY_RESERVE
    cells[c | BUDGET_RATIO] = population.retry.budgetRatio
    cells[c | KEEP_ALIVE_US] = population.keepAliveUs
    cells[c | TIMEOUT_US] = population.timeoutUs
  })
  return { words, cells }
}
