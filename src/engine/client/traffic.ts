/**
 * Traffic: requests begin, are sent, sent again, and end for their clients.
 */
import { type Draw, drawAt, type Key } from '../../base/draws.ts'
import { author, cause, outcome } from '../../model/outcome.ts'
import * as F from '../attempt/attempts.ts'
import type { PlannedPopulation, PlannedRequest } from '../plan.ts'
import {
  ATTEMPTS,
  IN_SYSTEM,
  IN_SYSTEM_AREA,
  IN_SYSTEM_SINCE,
  RANK_ARRIVAL,
  REQUESTS,
  RETRIES,
  type World,
} from '../world.ts'
import { connect, release } from './connect.ts'
import * as C from './state.ts'
import { armTimeout, disarmTimeout } from './timeout.ts'

const ANSWERED = outcome('answered')
const GAVE_UP = outcome('gave-up')
const REFUSED = outcome('refused')
const CLIENT = author('client')
const CLIENT_TIMEOUT = cause('client-timeout')
const NO_CONNECTION = cause('no-connection')
/** A budget of retries does not grow beyond this, however long nothing fails. */
const TOKENS_MAX = C.RETRY_RESERVE * 10

/** Schedules the first request of every stream and user. */
export function beginTraffic(world: World): void {
  world.plan.populations.forEach((population, p) => {
    const { arrivals } = population
    if (arrivals.loop === 'closed') {
      for (let user = 0; user < arrivals.users; user++) think(world, p, user)
    } else {
      scheduleNext(world, p)
    }
  })
}

/** A request of an open or recorded stream is due. */
export function onArrival(world: World, p: number): void {
  const { cells } = world.crowd
  const ordinal = cells[(p << C.CROWD_CELL_BITS) | C.NEXT_ORDINAL] as number
  cells[(p << C.CROWD_CELL_BITS) | C.NEXT_ORDINAL] = ordinal + 1
  begin(world, p, 0, ordinal)
  scheduleNext(world, p)
}

/** A user of a closed loop has thought long enough. `address` is global. */
export function onUser(world: World, address: number): void {
  const p = world.plan.populations.findIndex(
    (one) => address >= one.addressBase && address < one.addressBase + one.addresses,
  )
  const { addressBase } = world.plan.populations[p] as PlannedPopulation
  const ordinal = world.users.ordinal[address] as number
  world.users.ordinal[address] = ordinal + 1
  begin(world, p, address - addressBase, ordinal)
}

function scheduleNext(world: World, p: number): void {
  const population = world.plan.populations[p] as PlannedPopulation
  const ordinal = world.crowd.cells[(p << C.CROWD_CELL_BITS) | C.NEXT_ORDINAL] as number
  const atUs = nextArrivalUs(world, population, p, ordinal)
  if (atUs > world.plan.durationUs || atUs >= population.endUs) return
  world.queue.schedule(world.arrivalBase + p, atUs, RANK_ARRIVAL)
}

function nextArrivalUs(
  world: World,
  population: PlannedPopulation,
  p: number,
  ordinal: number,
): number {
  const { arrivals, recording } = population
  if (arrivals.loop === 'recorded') {
    if (recording === null || ordinal >= recording.atUs.length) return Number.POSITIVE_INFINITY
    return Math.round((recording.atUs[ordinal] as number) / arrivals.speedUp)
  }
  if (arrivals.loop === 'closed') return Number.POSITIVE_INFINITY
  const { draw } = world
  draw.use(population.key)
  draw.ordinal = ordinal
  draw.attempt = 0
  return Math.round(population.startUs + arrivals.next(world.cellsOf(p), draw))
}

/** A user of a closed loop thinks, then asks. */
function think(world: World, p: number, user: number): void {
  const population = world.plan.populations[p] as PlannedPopulation
  const { arrivals, key, addressBase } = population
  if (arrivals.loop !== 'closed') return
  const address = addressBase + user
  const { k0, k1 } = world.plan.keys.think
  const u = drawAt(
    key.k0 ^ k0 ^ Math.imul(user, 0x9e3779b1),
    key.k1 ^ k1 ^ Math.imul(user, 0x85ebca6b),
    world.users.ordinal[address] as number,
    0,
    0,
  )
  const atUs = world.nowUs + Math.round(arrivals.think.quantile(u) * 1000)
  if (atUs <= world.plan.durationUs) {
    world.queue.schedule(world.userBase + address, atUs, RANK_ARRIVAL)
  }
}

/** A new request: what it asks for, what work it is, whose it is. */
function begin(world: World, p: number, user: number, ordinal: number): void {
  if (!world.hasRoom() || world.isAtLimit()) return
  const population = world.plan.populations[p] as PlannedPopulation
  const f = world.flights.take()
  const { words: w, times: t } = world
  const at = f << F.WORD_BITS
  const i = f << F.TIME_BITS
  w[at | F.POPULATION] = p
  w[at | F.USER] = user
  w[at | F.ORDINAL] = ordinal
  w[at | F.ATTEMPT] = 0
  const { recording, arrivals } = population
  if (recording !== null && arrivals.loop === 'recorded') {
    w[at | F.PATH] = population.firstPath + (recording.path[ordinal] as number)
    w[at | F.ADDRESS] = population.addressBase + (recording.client[ordinal] as number)
    t[i | F.BYTES] = recording.bytes[ordinal] as number
    t[i | F.DEMAND] = arrivals.demandMs(recording.bytes[ordinal] as number) * 1000
  } else {
    const { keys } = world.plan
    const draw = world.drawsOf(f)
    const request = drawRequest(population, draw, keys.path)
    w[at | F.PATH] = request.path
    w[at | F.ADDRESS] =
      population.addressBase +
      (arrivals.loop === 'closed' ? user : drawAddress(population, draw, keys.address))
    t[i | F.BYTES] = request.bytes
    const { demand } = request
    t[i | F.DEMAND] = demand.isFixed
      ? demand.fixedUs
      : demand.quantileUs(draw.atFor(keys.demand, 0))
  }
  t[i | F.FIRST_SENT] = world.nowUs
  changeInSystem(world, 1)
  world.tally[REQUESTS] = (world.tally[REQUESTS] as number) + 1
  earnRetries(world, p)
  w[at | F.ATTEMPT] = 1
  prepare(world, f)
  launch(world, f)
}

function earnRetries(world: World, p: number): void {
  const { cells } = world.crowd
  const c = p << C.CROWD_CELL_BITS
  const tokens = (cells[c | C.TOKENS] as number) + (cells[c | C.BUDGET_RATIO] as number)
  cells[c | C.TOKENS] = tokens > TOKENS_MAX ? TOKENS_MAX : tokens
}

function drawRequest(population: PlannedPopulation, draw: Draw, purpose: Key): PlannedRequest {
  const { requests } = population
  if (requests.length === 1) return requests[0] as PlannedRequest
  const u = draw.atFor(purpose, 0)
  for (const request of requests) if (u < request.upTo) return request
  return requests[requests.length - 1] as PlannedRequest
}

const drawAddress = (population: PlannedPopulation, draw: Draw, purpose: Key): number =>
  population.addresses === 1 ? 0 : Math.floor(draw.atFor(purpose, 0) * population.addresses)

/** Sets what every new attempt begins with. */
function prepare(world: World, f: number): void {
  const { words: w, times: t } = world
  const at = f << F.WORD_BITS
  const i = f << F.TIME_BITS
  w[at | F.NODE] = -1
  w[at | F.TARGET] = -1
  w[at | F.CLIENT_LINK] = -1
  w[at | F.TARGET_LINK] = -1
  w[at | F.CONNECTION] = -1
  w[at | F.TARGET_CONNECTION] = -1
  w[at | F.STATUS] = 0
  w[at | F.AUTHOR] = 0
  w[at | F.CAUSE] = 0
  w[at | F.OUTCOME] = 0
  w[at | F.FLAGS] = 0
  w[at | F.RESENT] = 0
  t[i | F.SENT] = world.nowUs
  t[i | F.AT_NODE] = -1
  t[i | F.AT_TARGET] = -1
  t[i | F.START] = -1
  t[i | F.SERVICE_END] = -1
  t[i | F.BACK] = -1
  t[i | F.END] = -1
}

/** The client sends an attempt now, unless that would be one too many for the run. */
export function send(world: World, f: number): void {
  if (!world.isAtLimit()) launch(world, f)
}

function launch(world: World, f: number): void {
  world.tally[ATTEMPTS] = (world.tally[ATTEMPTS] as number) + 1
  world.times[(f << F.TIME_BITS) | F.SENT] = world.nowUs
  armTimeout(world, f)
  connect(world, f)
}

/**
 * The answer is at the client, or word that there is no connection. `also` is SYSTEM_DONE when nothing else of the
 * attempt is under way, and 0 when a node answered in place of a target that may still be at work.
 */
export function onClient(world: World, f: number, also: number): void {
  const w = world.words
  const isAnswer = (w[(f << F.WORD_BITS) | F.STATUS] as number) > 0
  endForClient(world, f, isAnswer ? ANSWERED : REFUSED, also)
}

/** Ten seconds without a connection. */
export function onNoConnection(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  w[at | F.AUTHOR] = CLIENT
  w[at | F.CAUSE] = NO_CONNECTION
  endForClient(world, f, REFUSED, F.SYSTEM_DONE)
}

/** The client waits no longer. What the system still does for it goes on without it. */
export function giveUp(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  w[at | F.STATUS] = 0
  w[at | F.AUTHOR] = CLIENT
  w[at | F.CAUSE] = CLIENT_TIMEOUT
  endForClient(world, f, GAVE_UP, 0)
}

/** The client waits no longer: for its flags, CLIENT_DONE and what `also` says. */
function endForClient(world: World, f: number, how: number, also: number): void {
  const { words: w, times: t } = world
  const at = f << F.WORD_BITS
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.CLIENT_DONE | also
  t[(f << F.TIME_BITS) | F.END] = world.nowUs
  disarmTimeout(world, f)
  if (shouldRetry(world, f, how)) {
    // Its outcome stays open: the row of the last attempt has the request's.
    retry(world, f)
  } else {
    w[at | F.OUTCOME] = how
    endRequest(world, f, how)
  }
  release(world, f, how === ANSWERED)
  finishIfDone(world, f)
}

/** Writes the row and gives the flight back once neither side has anything left to do. */
export function finishIfDone(world: World, f: number): void {
  const flags = world.words[(f << F.WORD_BITS) | F.FLAGS] as number
  if ((flags & (F.CLIENT_DONE | F.SYSTEM_DONE)) !== (F.CLIENT_DONE | F.SYSTEM_DONE)) return
  // A word to stop may still be on its way to what has stopped by itself.
  if ((flags & F.OVERTAKEN) !== 0) world.queue.cancel(world.sideEntry(f))
  world.recorder.attempt(world, f)
  world.flights.give(f)
}

/** The system has nothing left to do with the flight. */
export function finishForSystem(world: World, f: number): void {
  const w = world.words
  w[(f << F.WORD_BITS) | F.FLAGS] = (w[(f << F.WORD_BITS) | F.FLAGS] as number) | F.SYSTEM_DONE
  finishIfDone(world, f)
}

function endRequest(world: World, f: number, how: number): void {
  changeInSystem(world, -1)
  world.outcomes[how] = (world.outcomes[how] as number) + 1
  const w = world.words
  const p = w[(f << F.WORD_BITS) | F.POPULATION] as number
  if (world.crowd.words[(p << C.CROWD_WORD_BITS) | C.IS_CLOSED] === 1) {
    think(world, p, w[(f << F.WORD_BITS) | F.USER] as number)
  }
}

function shouldRetry(world: World, f: number, how: number): boolean {
  const w = world.words
  const at = f << F.WORD_BITS
  if (how === ANSWERED && (w[at | F.STATUS] as number) < 500) return false
  const p = w[at | F.POPULATION] as number
  const { words, cells } = world.crowd
  const attemptsMax = words[(p << C.CROWD_WORD_BITS) | C.ATTEMPTS_MAX] as number
  if ((w[at | F.ATTEMPT] as number) >= attemptsMax) return false
  if ((cells[(p << C.CROWD_CELL_BITS) | C.TOKENS] as number) < 1) return false
  return !world.isAtLimit() && world.hasRoom()
}

/** Puts the next attempt of the same request on its way: after the backoff, doubled each time, with its jitter. */
function retry(world: World, f: number): void {
  const p = world.words[(f << F.WORD_BITS) | F.POPULATION] as number
  const { cells } = world.crowd
  const c = p << C.CROWD_CELL_BITS
  cells[c | C.TOKENS] = (cells[c | C.TOKENS] as number) - 1
  world.tally[RETRIES] = (world.tally[RETRIES] as number) + 1
  const g = world.flights.take()
  const { words: w, times: t } = world
  const from = f << F.WORD_BITS
  const to = g << F.WORD_BITS
  for (let k = F.POPULATION; k <= F.ADDRESS; k++) w[to | k] = w[from | k] as number
  const attempt = (w[from | F.ATTEMPT] as number) + 1
  w[to | F.ATTEMPT] = attempt
  t[(g << F.TIME_BITS) | F.FIRST_SENT] = t[(f << F.TIME_BITS) | F.FIRST_SENT] as number
  t[(g << F.TIME_BITS) | F.DEMAND] = t[(f << F.TIME_BITS) | F.DEMAND] as number
  t[(g << F.TIME_BITS) | F.BYTES] = t[(f << F.TIME_BITS) | F.BYTES] as number
  prepare(world, g)
  const { backoffMs, jitter } = (world.plan.populations[p] as PlannedPopulation).retry
  const u = world.drawsOf(g).atFor(world.plan.keys.backoff, 0)
  const pauseUs = backoffMs * 1000 * doublings(attempt - 2) * (1 - jitter * u)
  w[to | F.STAGE] = F.STAGE_SEND
  world.queue.schedule(world.mainEntry(g), world.nowUs + Math.round(pauseUs), RANK_ARRIVAL)
}

const doublings = (n: number): number => (n > 20 ? 1 << 20 : 1 << n)

function changeInSystem(world: World, by: number): void {
  const { tally } = world
  const now = world.nowUs
  const inSystem = tally[IN_SYSTEM] as number
  tally[IN_SYSTEM_AREA] =
    (tally[IN_SYSTEM_AREA] as number) + inSystem * (now - (tally[IN_SYSTEM_SINCE] as number))
  tally[IN_SYSTEM_SINCE] = now
  tally[IN_SYSTEM] = inSystem + by
}

/** Brings the integral of requests in the system up to now. */
export const settleInSystem = (world: World): void => changeInSystem(world, 0)
