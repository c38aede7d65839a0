/** A request begins: what it asks for, what work it is, whose it is; and each of its attempts is sent. */
import type { Draw, Key } from '../../base/draws.ts'
import { drawsOf } from '../attempt/draws.ts'
import { hasRoom, isAtLimit } from '../attempt/limits.ts'
import { type Address, type Attempt, NONE, type Population } from '../indices.ts'
import type { World } from '../world.ts'
import { connect } from './connect.ts'
import type { PlannedPopulation, PlannedRequest, RecordedRequests } from './plan.ts'
import { earnRetries } from './retryBudget.ts'
import { armTimeout } from './timeout.ts'

/** A new request and its first attempt. */
export function beginRequest(world: World, p: Population, user: number, ordinal: number): void {
  if (!hasRoom(world) || isAtLimit(world)) return
  const { attempts, counters } = world
  const a = attempts.take()
  attempts.population[a] = p
  attempts.user[a] = user
  attempts.ordinal[a] = ordinal
  askFor(world, a, world.plan.populations[p])
  attempts.firstSentUs[a] = world.nowUs
  counters.changeInSystem(1, world.nowUs)
  counters.requests++
  earnRetries(world, p)
  attempts.attempt[a] = 1
  resetAttempt(world, a)
  launch(world, a)
}

/** What is asked for, by whom, and what work it is: read from the recording, or drawn. */
function askFor(world: World, a: Attempt, population: PlannedPopulation): void {
  const { attempts } = world
  const { recorded, arrivals, addressBase } = population
  if (recorded !== null) {
    askAsRecorded(world, a, population, recorded)
    return
  }
  const { keys } = world.plan
  const draw = drawsOf(world, a)
  // What is drawn for the request itself is drawn for none of its attempts.
  draw.attempt = 0
  const request = drawRequest(population, draw, keys.path)
  const client =
    arrivals.loop === 'closed' ? attempts.user[a] : drawClient(population, draw, keys.address)
  attempts.path[a] = request.path
  attempts.address[a] = (addressBase + client) as Address
  attempts.bytes[a] = request.bytes
  const { demand } = request
  attempts.demandUs[a] = demand.isFixed
    ? demand.fixedUs
    : demand.quantileUs(draw.atFor(keys.demand, 0))
}

/** The recorded request of its number; in a surge, which has more of the same, any of them. */
function askAsRecorded(
  world: World,
  a: Attempt,
  { arrivals, firstPath, addressBase }: PlannedPopulation,
  { recording, demandMs }: RecordedRequests,
): void {
  const { attempts } = world
  const row =
    arrivals.loop === 'recorded' ? attempts.ordinal[a] : drawRow(world, a, recording.atUs.length)
  const bytes = recording.bytes[row]
  attempts.path[a] = firstPath + recording.path[row]
  attempts.address[a] = (addressBase + recording.client[row]) as Address
  attempts.bytes[a] = bytes
  const tookUs = recording.tookUs === null ? -1 : recording.tookUs[row]
  attempts.demandUs[a] = demandMs(bytes, tookUs < 0 ? null : tookUs / 1000) * 1000
}

function drawRow(world: World, a: Attempt, rows: number): number {
  const draw = drawsOf(world, a)
  draw.attempt = 0
  return Math.floor(draw.atFor(world.plan.keys.path, 0) * rows)
}

function drawRequest(population: PlannedPopulation, draw: Draw, purpose: Key): PlannedRequest {
  const { requests } = population
  if (requests.length === 1) return requests[0]
  const u = draw.atFor(purpose, 0)
  for (const request of requests) if (u < request.upTo) return request
  return requests[requests.length - 1]
}

const drawClient = (population: PlannedPopulation, draw: Draw, purpose: Key): number =>
  population.addresses === 1 ? 0 : Math.floor(draw.atFor(purpose, 0) * population.addresses)

/** Sets what every new attempt begins with; its connection and where that leads are set when it is sent. */
export function resetAttempt(world: World, a: Attempt): void {
  const { attempts } = world
  attempts.flags[a] = 0
  attempts.targetConnectionId[a] = NONE
  attempts.ending[a] = 0
  attempts.resent[a] = 0
  attempts.nodeUs[a] = -1
  attempts.routedUs[a] = -1
  attempts.targetUs[a] = -1
  attempts.startUs[a] = -1
  attempts.serviceEndUs[a] = -1
  attempts.backUs[a] = -1
  attempts.endUs[a] = -1
}

/** The client sends an attempt now, unless that would be one too many for the run. */
export function send(world: World, a: Attempt): void {
  if (!isAtLimit(world)) launch(world, a)
}

function launch(world: World, a: Attempt): void {
  world.counters.attempts++
  world.attempts.sentUs[a] = world.nowUs
  armTimeout(world, a)
  connect(world, a)
}
