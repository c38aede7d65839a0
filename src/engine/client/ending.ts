/** How an attempt ends for its client: answered, refused, or given up. */
import { author, cause, outcome } from '../../model/outcome.ts'
import { CLIENT_DONE, SYSTEM_DONE } from '../attempt/flags.ts'
import { finishIfDone } from '../attempt/lifecycle.ts'
import { ABANDONED, IDLE, WAS_RESET } from '../connection/endings.ts'
import { causeOf, endingOf, statusOf } from '../ending.ts'
import type { Attempt } from '../indices.ts'
import type { World } from '../world.ts'
import { think } from './arrivals.ts'
import { release } from './connect.ts'
import { keepCookie } from './cookies.ts'
import { retry, shouldRetry } from './retry.ts'
import { fillBucket } from './retryBudget.ts'
import { disarmTimeout } from './timeout.ts'

const ANSWERED = outcome('answered')
const GAVE_UP = outcome('gave-up')
const REFUSED = outcome('refused')
const CLIENT = author('client')
const CLIENT_TIMEOUT = cause('client-timeout')
const NO_CONNECTION = cause('no-connection')

/**
 * The answer is at the client, or word that there is no connection. `also` is SYSTEM_DONE when nothing else of the
 * attempt is under way, and 0 when a node answered in place of a target that may still be at work.
 */
export function onClient(world: World, a: Attempt, also: number): void {
  endForClient(world, a, statusOf(world.attempts.ending[a]) > 0 ? ANSWERED : REFUSED, also)
}

/** Ten seconds without a connection. */
export function onNoConnection(world: World, a: Attempt): void {
  world.attempts.ending[a] = endingOf(0, CLIENT, NO_CONNECTION)
  endForClient(world, a, REFUSED, SYSTEM_DONE)
}

/** The client waits no longer. What the system still does for it goes on without it. */
export function giveUp(world: World, a: Attempt): void {
  world.attempts.ending[a] = endingOf(0, CLIENT, CLIENT_TIMEOUT)
  endForClient(world, a, GAVE_UP, 0)
}

/** The attempt is over for its client: `how` it ended; `also` is what else is true of it from now on. */
function endForClient(world: World, a: Attempt, how: number, also: number): void {
  const { attempts } = world
  attempts.flags[a] |= CLIENT_DONE | also
  attempts.endUs[a] = world.nowUs
  disarmTimeout(world, a)
  if (world.plan.hearsEndings) hear(world, a, how)
  if (shouldRetry(world, a, how)) {
    // Its outcome stays open: the row of the last attempt has the request's.
    retry(world, a)
  } else {
    attempts.ending[a] |= how
    endRequest(world, a, how)
  }
  release(world, a, how === ANSWERED ? IDLE : lost(world, a, how))
  finishIfDone(world, a)
}

/** What the client learns from it: a cookie, and how its retries do. */
function hear(world: World, a: Attempt, how: number): void {
  const { attempts, plan } = world
  if (plan.hasCookies && how === ANSWERED) keepCookie(world, a)
  const isGood = how === ANSWERED && statusOf(attempts.ending[a]) < 500
  fillBucket(world, attempts.population[a], isGood)
}

/** How a connection ends without an answer. Refused with a connection: its target or its node has reset that. */
const lost = ({ attempts }: World, a: Attempt, how: number): number =>
  how === REFUSED && causeOf(attempts.ending[a]) !== NO_CONNECTION ? WAS_RESET : ABANDONED

function endRequest(world: World, a: Attempt, how: number): void {
  const { attempts, clients, counters } = world
  counters.changeInSystem(-1, world.nowUs)
  counters.ended[how]++
  const p = attempts.population[a]
  if (clients.isClosed[p] === 1) think(world, p, attempts.user[a])
}
