/**
 * What a run of a lane will cost, about: said before it begins, where it is much. Counted is what there will be many
 * of; what one of them costs was measured on a core of 2.5 GHz (`npm run cost` prints estimates beside measurements).
 * An estimate, not a limit. How much is retried nobody knows before the run: what it takes without any retry and with
 * all that are allowed are told apart.
 */
import { algorithmById } from '../algorithms/index.ts'
import { prepareArrivals } from '../arrivals/index.ts'
import { prepareDistribution } from '../distributions/index.ts'
import { effectsOf } from '../faults/index.ts'
import type { Recordings } from '../model/recording.ts'
import { changesUs, clockUs, retimedUs } from './costOfChanges.ts'
import { groupsOf } from './forwarding.ts'
import { decidersOf, isCrossZone } from './things/balancers.ts'
import { partsOf } from './things/narrowings.ts'
import type { TargetGroup } from './things/targetGroups.ts'
import { takesTime } from './things/work.ts'
import type { LaneScenario } from './types.ts'

/** Of a core, and of memory. */
interface Takes {
  readonly seconds: number
  readonly bytes: number
}

export interface Cost extends Takes {
  readonly attempts: number
  readonly probes: number
  /** When every retry that is allowed is made, all that may be ejected or launched is, and hosts are short of cores. */
  readonly atMost: Takes
}

/** From here on it is said before a run begins. */
const MUCH_SECONDS = 30
const MUCH_BYTES = 2e9

// Microseconds of a core.
const ATTEMPT_US = 2
const PROBE_US = 1
/** A call of what stands behind the targets. */
const CALL_US = 1
/** One event more, where nodes take time. */
const WORK_US = 0.3
/** For each target that a pick looks at. */
const LOOK_US = 0.02
/** For each request of an algorithm that asks targets: the probes that go with it, and their answers. */
const ASK_US = 8
/** For each address, and again each time a target crashes that clients know: its connections are looked through. */
const ADDRESS_US = 0.03
const CRASH_US = 0.005

// Bytes.
const PROCESS = 70e6
/** An attempt under way: nobody knows how many there will be at one time, so as many as are allowed. */
const IN_FLIGHT = 300
const ROW = 110
/** What a node, or a worker of it, remembers of a target. */
const PAIR = 110
/** What another part of a group remembers of it. */
const PART = 40
/** Of a table. */
const CELL = 4
const PROBE_ROW = 22
const ADDRESS = 16
/** For each address and group, once one of the groups gives cookies. */
const COOKIE = 12
/** The number of its next request, and its entry in the event queue. */
const USER = 32

/** How finely a rate that varies is added up. */
const STEPS = 1000

export function costOf(
  lane: LaneScenario,
  { recordings, keepsRows }: { readonly recordings: Recordings; readonly keepsRows: boolean },
): Cost {
  const limit = lane.limits.attempts
  const traffic = requestsOf(lane, recordings)
  const attempts = Math.min(limit, traffic.requests)
  const probes = Math.min(limit, probesOf(lane))
  const { addresses, bytes } = addressesOf(lane, recordings)
  const attemptUs =
    ATTEMPT_US +
    LOOK_US * looksOf(lane) +
    CALL_US * callsOf(lane) +
    (asks(lane) ? ASK_US : 0) +
    (Object.values(lane.balancers).some(takesTime) ? WORK_US : 0)
  const otherUs =
    probes * PROBE_US + clockUs(lane) + addresses * (ADDRESS_US + CRASH_US * crashesOf(lane))
  const attemptsMax = Math.min(limit, traffic.attemptsMax)
  const changes = changesUs(lane, {
    connections: Math.min(attempts, connectionsOf(lane)),
    attempts: attemptsMax,
  })
  const takes = (count: number, changingUs: number): Takes => ({
    seconds: (count * attemptUs + otherUs + changingUs) / 1e6,
    bytes:
      PROCESS +
      rememberedBy(lane) +
      bytes +
      Math.min(count, lane.limits.inFlight) * IN_FLIGHT +
      (keepsRows ? count * ROW + probes * PROBE_ROW : 0),
  })
  const atMost = takes(attemptsMax, changes.atMost + attemptsMax * retimedUs(lane))
  return { attempts, probes, ...takes(attempts, changes.known), atMost }
}

/** Of an attempt, at most. */
const callsOf = ({ targetGroups }: LaneScenario): number =>
  Math.max(0, ...Object.values(targetGroups).map(({ calls }) => calls.ratio))

/** As many as clients may open. */
const connectionsOf = ({ clients }: LaneScenario): number =>
  Object.values(clients).reduce(
    (sum, { addresses, connections }) => sum + addresses * connections.perAddress,
    0,
  )

/** By those who decide at nodes, of targets: in bytes, with the table of an algorithm that has one, for each part. */
function rememberedBy({ balancers, targetGroups }: LaneScenario): number {
  const deciders = Object.values(balancers).reduce(
    (sum, balancer) => sum + balancer.zones.length * decidersOf(balancer),
    0,
  )
  const groups = Object.values(targetGroups).map((group) => {
    const parts = partsOf(group)
    return parts * tableBytes(group) + (PAIR + (parts - 1) * PART) * sizeOf(group)
  })
  return deciders * groups.reduce((sum, bytes) => sum + bytes, 0)
}

const sizeOf = ({ targets }: TargetGroup): number => Object.keys(targets).length

function tableBytes({ algorithm, targets }: TargetGroup): number {
  const { tableCells } = algorithmById(algorithm.id)
  const weights = Object.values(targets).map(({ weight }) => weight)
  const of = { knobs: algorithm as never, size: weights.length, weights }
  return CELL * (tableCells?.(of) ?? 0)
}

/** Of lanes that run side by side: each has a thread of its own, and all have one memory. */
export function costOfAll(costs: readonly Cost[]): Pick<Cost, 'seconds' | 'bytes' | 'atMost'> {
  const together = (takes: readonly Takes[]): Takes => ({
    seconds: Math.max(0, ...takes.map(({ seconds }) => seconds)),
    bytes: takes.reduce((sum, { bytes }) => sum + bytes, 0),
  })
  return { ...together(costs), atMost: together(costs.map(({ atMost }) => atMost)) }
}

/** Of lanes that are each run so many times over, so many at once. */
export function costOfMany(
  costs: readonly Cost[],
  { runs, atOnce }: { readonly runs: number; readonly atOnce: number },
): Pick<Cost, 'seconds' | 'bytes' | 'atMost'> {
  const together = (takes: readonly Takes[]): Takes => ({
    seconds: (takes.reduce((sum, { seconds }) => sum + seconds, 0) * runs) / atOnce,
    bytes: takes.reduce((most, { bytes }) => Math.max(most, bytes), 0) * atOnce,
  })
  return { ...together(costs), atMost: together(costs.map(({ atMost }) => atMost)) }
}

/** A sentence where it is much; otherwise null. */
export function costWarning(
  cost: Pick<Cost, 'seconds' | 'bytes' | 'atMost'>,
  subject: 'This run takes' | 'These runs take' = 'This run takes',
): string | null {
  const about = muchOf(cost)
  if (about !== '') return `${subject} about ${about}.`
  const atMost = muchOf(cost.atMost)
  if (atMost === '') return null
  return `${subject} up to ${atMost}, with all that may be retried, ejected, launched and slowed.`
}

function muchOf({ seconds, bytes }: Takes): string {
  const words: string[] = []
  if (seconds > MUCH_SECONDS) words.push(timeWords(seconds))
  if (bytes > MUCH_BYTES) words.push(`${(bytes / 1e9).toFixed(1)} GB of memory`)
  return words.join(' and ')
}

const timeWords = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`

interface Traffic {
  readonly requests: number
  /** When each is tried as often as it may be. */
  readonly attemptsMax: number
}

/** Requests of all populations, and those that surges add. */
function requestsOf(lane: LaneScenario, recordings: Recordings): Traffic {
  const own = Object.entries(lane.clients).map(([id, population]) => {
    const requests = ownRequestsOf(population, lane, recordings) + surgeRequestsOf(id, lane)
    const { attemptsMax, budget, budgetRatio } = population.retry
    const tries = budget === 'none' ? attemptsMax : Math.min(attemptsMax, 1 + budgetRatio)
    return { requests, attemptsMax: requests * tries }
  })
  return {
    requests: own.reduce((sum, { requests }) => sum + requests, 0),
    attemptsMax: own.reduce((sum, { attemptsMax }) => sum + attemptsMax, 0),
  }
}

function ownRequestsOf(
  population: LaneScenario['clients'][string],
  { durationMs }: LaneScenario,
  recordings: Recordings,
): number {
  const arrivals = prepareArrivals(population.arrivals)
  if (arrivals.loop === 'recorded') return recordings[arrivals.recording]?.atUs.length ?? 0
  if (arrivals.loop === 'closed') {
    // Who is answered at once asks the most often.
    const demands = Object.values(population.requests).map(
      ({ demand }) => prepareDistribution(demand).mean,
    )
    const cycleMs = arrivals.think.mean + Math.min(...demands)
    return (arrivals.users * durationMs) / Math.max(cycleMs, 1e-3)
  }
  let requests = 0
  for (let step = 0; step < STEPS; step++) {
    const atUs = ((step + 0.5) / STEPS) * durationMs * 1000
    requests += (arrivals.rateAt(atUs) * durationMs) / 1000 / STEPS
  }
  return requests
}

function surgeRequestsOf(population: string, { faults, durationMs }: LaneScenario): number {
  let requests = 0
  for (const fault of Object.values(faults)) {
    const lastsMs = Math.min(fault.forMs, Math.max(0, durationMs - fault.atMs))
    for (const effect of effectsOf(fault)) {
      if (effect.kind === 'surge' && effect.population === population)
        requests += (effect.perSecond * lastsMs) / 1000
    }
  }
  return requests
}
/** Each node probes each target within its reach of the groups that it forwards to. */
function probesOf(lane: LaneScenario): number {
  let probes = 0
  for (const balancer of Object.values(lane.balancers)) {
    const { region, zones, listeners } = balancer
    const around = Object.keys(lane.regions[region]?.zones ?? {})
    for (const id of new Set(Object.values(listeners).flatMap(groupsOf))) {
      const group = lane.targetGroups[id]
      if (group?.health.isActive !== true) continue
      const targets = Object.values(group.targets)
      const inReach = isCrossZone(balancer)
        ? zones.length * targets.filter(({ zone }) => around.includes(zone)).length
        : targets.filter(({ zone }) => zones.includes(zone)).length
      probes += (inReach * lane.durationMs) / group.health.intervalMs
    }
  }
  return probes
}

/** The most targets that a pick looks at. */
function looksOf(lane: LaneScenario): number {
  const looks = Object.values(lane.targetGroups).map(({ algorithm, targets }) =>
    algorithmById(algorithm.id).scansAll ? Object.keys(targets).length : 0,
  )
  return Math.max(0, ...looks)
}

/** Whether any algorithm asks targets how busy they are. */
const asks = ({ targetGroups }: LaneScenario): boolean =>
  Object.values(targetGroups).some(
    ({ algorithm }) => algorithmById(algorithm.id).hears?.includes('probe') === true,
  )

/** Of each population, and again of each stream that a surge adds to it. */
function addressesOf(lane: LaneScenario, recordings: Recordings) {
  const surges = Object.values(lane.faults)
    .flatMap(effectsOf)
    .flatMap((effect) => (effect.kind === 'surge' ? [effect.population] : []))
  let addresses = 0
  let hasUsers = false
  for (const [id, population] of Object.entries(lane.clients)) {
    const arrivals = prepareArrivals(population.arrivals)
    const own =
      arrivals.loop === 'closed'
        ? arrivals.users
        : arrivals.loop === 'recorded'
          ? (recordings[arrivals.recording]?.clients ?? 0)
          : population.addresses
    if (arrivals.loop === 'closed') hasUsers = true
    addresses += own * (1 + surges.filter((name) => name === id).length)
  }
  const each = ADDRESS + (hasUsers ? USER : 0) + COOKIE * cookiesOf(lane)
  return { addresses, bytes: addresses * each }
}

/** How many cookies a client has room for. */
function cookiesOf({ targetGroups }: LaneScenario): number {
  const groups = Object.values(targetGroups)
  return groups.some(({ stickiness }) => stickiness.kind.endsWith('-cookie')) ? groups.length : 0
}

/** Crashes of targets that the DNS names. */
function crashesOf(lane: LaneScenario): number {
  const named = Object.values(lane.dns.records).flatMap(({ answers }) => Object.values(answers))
  const isNamed = (target: string): boolean =>
    named.some((answer) => 'target' in answer && answer.target === target)
  return Object.values(lane.faults)
    .flatMap(effectsOf)
    .filter((effect) => effect.kind === 'down' && isNamed(effect.target)).length
}
