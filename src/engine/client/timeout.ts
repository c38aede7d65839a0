/**
 * Timeouts that nearly never happen must cost nearly nothing. All attempts of a population wait equally long, so they
 * stand in a list in the order in which they were sent, and only the head is in the event queue; an answer takes its
 * attempt out of the middle. The event may find that its head has been answered: then it moves to the new head.
 */
import { AWAITED } from '../attempt/flags.ts'
import { RANK_TIMEOUT } from '../entries.ts'
import { type Attempt, NONE, type Population } from '../indices.ts'
import type { World } from '../world.ts'

/** The client's clock for this attempt starts. */
export function armTimeout(world: World, a: Attempt): void {
  const { attempts, clients, queue } = world
  const p = attempts.population[a]
  attempts.flags[a] |= AWAITED
  clients.awaiting.append(p, a)
  if (clients.awaiting.first(p) !== a) return
  const entry = clients.timeouts.first + p
  if (!queue.isScheduled(entry)) {
    queue.schedule(entry, world.nowUs + clients.timeoutUs[p], RANK_TIMEOUT)
  }
}

export function disarmTimeout(world: World, a: Attempt): void {
  const { attempts, clients } = world
  const flags = attempts.flags[a]
  if ((flags & AWAITED) === 0) return
  attempts.flags[a] = flags & ~AWAITED
  clients.awaiting.remove(attempts.population[a], a)
}

/** The oldest attempt of a population that has waited for too long, or NONE; moves the event to the next head. */
export function overdueAttempt(world: World, p: Population): Attempt {
  const { attempts, clients, queue } = world
  const head = clients.awaiting.first(p)
  if (head < 0) return NONE
  const dueUs = attempts.sentUs[head] + clients.timeoutUs[p]
  if (dueUs <= world.nowUs) return head
  queue.schedule(clients.timeouts.first + p, dueUs, RANK_TIMEOUT)
  return NONE
}
