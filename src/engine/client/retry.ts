/** Whether a client tries again, and how the next attempt of the same request is put on its way. */
import { outcome } from '../../model/outcome.ts'
import { drawsOf } from '../attempt/draws.ts'
import { hasRoom, isAtLimit } from '../attempt/limits.ts'
import { STAGE_SEND } from '../attempt/stages.ts'
import { statusOf } from '../ending.ts'
import { RANK_ARRIVAL, wayEntry } from '../entries.ts'
import type { Attempt } from '../indices.ts'
import type { World } from '../world.ts'
import { leaveUnconnected } from './connect.ts'
import { resetAttempt } from './request.ts'
import { hasRetry, spendRetry } from './retryBudget.ts'

const ANSWERED = outcome('answered')

/** Retried are 5xx, refused and given up, while there are attempts and a budget left, and room in the run. */
export function shouldRetry(world: World, a: Attempt, how: number): boolean {
  const { attempts, clients } = world
  if (how === ANSWERED && statusOf(attempts.ending[a]) < 500) return false
  const p = attempts.population[a]
  if (attempts.attempt[a] >= clients.attemptsMax[p]) return false
  return hasRetry(world, p) && !isAtLimit(world) && hasRoom(world)
}

/** Puts the next attempt on its way: after the backoff, doubled each time, with its jitter. */
export function retry(world: World, before: Attempt): void {
  const { attempts } = world
  const p = attempts.population[before]
  spendRetry(world, p)
  world.counters.retries++
  const a = attempts.take()
  const nth = attempts.attempt[before] + 1
  attempts.population[a] = p
  attempts.user[a] = attempts.user[before]
  attempts.ordinal[a] = attempts.ordinal[before]
  attempts.attempt[a] = nth
  attempts.path[a] = attempts.path[before]
  attempts.address[a] = attempts.address[before]
  attempts.triedBefore[a] = attempts.target[before]
  attempts.firstSentUs[a] = attempts.firstSentUs[before]
  attempts.demandUs[a] = attempts.demandUs[before]
  attempts.bytes[a] = attempts.bytes[before]
  resetAttempt(world, a)
  leaveUnconnected(world, a)
  const { backoffMs, jitter } = world.plan.populations[p].retry
  const u = drawsOf(world, a).atFor(world.plan.keys.backoff, 0)
  const pauseUs = backoffMs * 1000 * doublings(nth - 2) * (1 - jitter * u)
  attempts.stage[a] = STAGE_SEND
  world.queue.schedule(wayEntry(world, a), world.nowUs + Math.round(pauseUs), RANK_ARRIVAL)
}

const doublings = (n: number): number => (n > 20 ? 1 << 20 : 1 << n)
