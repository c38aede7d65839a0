/**
 * What a run of a lane will cost, about: said before it begins, where it is much. Counted is what there will be many
 * of; what one of them costs was measured on a core of 2.5 GHz (`npm run cost` prints estimates beside measurements).
 * An estimate, not a limit: retries are left out, because nobody knows them before the run.
 */
import { algorithmById } from '../algorithms/index.ts'
import { prepareArrivals } from '../arrivals/index.ts'
import { prepareDistribution } from '../distributions/index.ts'
import { effectsOf } from '../faults/index.ts'
import type { Recordings } from '../model/recording.ts'
import { groupsOf } from './forwarding.ts'
import type { LaneScenario } from './types.ts'

export interface Cost {
  readonly attempts: number
  readonly probes: number
  readonly seconds: number
  readonly bytes: number
}

/** From here on it is said before a run begins. */
const MUCH_SECONDS = 30
const MUCH_BYTES = 2e9

// Microseconds of a core.
const ATTEMPT_US = 2
const PROBE_US = 1
/** For each target that a pick looks at. */
const LOOK_US = 0.02
/** For each address, and again each time a target crashes that clients know: its connections are looked through. */
const ADDRESS_US = 0.03
const CRASH_US = 0.005

// Bytes.
const PROCESS = 70e6
/** An attempt under way: nobody knows how many there will be at one time, so as many as are allowed. */
const IN_FLIGHT = 300
const ROW = 110
const PROBE_ROW = 22
const ADDRESS = 12
/** The number of its next request, and its entry in the event queue. */
const USER = 32

/** How finely a rate that varies is added up. */
const STEPS = 1000

export function costOf(
  lane: LaneScenario,
  { recordings, keepsRows }: { readonly recordings: Recordings; readonly keepsRows: boolean },
): Cost {
  const most = lane.limits.attempts
  const attempts = Math.min(most, requestsOf(lane, recordings))
  const probes = Math.min(most, probesOf(lane))
  const { addresses, bytes } = addressesOf(lane, recordings)
  const us =
    attempts * (ATTEMPT_US + LOOK_US * looksOf(lane)) +
    probes * PROBE_US +
    addresses * (ADDRESS_US + CRASH_US * crashesOf(lane))
  return {
    attempts,
    probes,
    seconds: us / 1e6,
    bytes:
      PROCESS +
      bytes +
      Math.min(attempts, lane.limits.inFlight) * IN_FLIGHT +
      (keepsRows ? attempts * ROW + probes * PROBE_ROW : 0),
  }
}

/** A sentence where it is much; otherwise null. */
export function costWarning({ seconds, bytes }: Pick<Cost, 'seconds' | 'bytes'>): string | null {
  const words: string[] = []
  if (seconds > MUCH_SECONDS) words.push(timeWords(seconds))
  if (bytes > MUCH_BYTES) words.push(`${(bytes / 1e9).toFixed(1)} GB of memory`)
  return words.length === 0 ? null : `This run takes about ${words.join(' and ')}.`
}

const timeWords = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`

/** Requests of all populations, and those that surges add. */
function requestsOf(lane: LaneScenario, recordings: Recordings): number {
  let requests = 0
  for (const population of Object.values(lane.clients)) {
    const arrivals = prepareArrivals(population.arrivals)
    if (arrivals.loop === 'recorded') {
      requests += recordings[arrivals.recording]?.atUs.length ?? 0
    } else if (arrivals.loop === 'closed') {
      // Who is answered at once asks the most often.
      const demands = Object.values(population.requests).map(
        ({ demand }) => prepareDistribution(demand).mean,
      )
      const cycleMs = arrivals.think.mean + Math.min(...demands)
      requests += (arrivals.users * lane.durationMs) / Math.max(cycleMs, 1e-3)
    } else {
      for (let step = 0; step < STEPS; step++) {
        const atUs = ((step + 0.5) / STEPS) * lane.durationMs * 1000
        requests += (arrivals.rateAt(atUs) * lane.durationMs) / 1000 / STEPS
      }
    }
  }
  for (const fault of Object.values(lane.faults)) {
    const lastsMs = Math.min(fault.forMs, Math.max(0, lane.durationMs - fault.atMs))
    for (const effect of effectsOf(fault)) {
      if (effect.kind === 'surge') requests += (effect.perSecond * lastsMs) / 1000
    }
  }
  return requests
}

/** Each node probes each target of the groups that it forwards to. */
function probesOf(lane: LaneScenario): number {
  let probes = 0
  for (const { zones, listeners } of Object.values(lane.balancers)) {
    for (const id of new Set(Object.values(listeners).flatMap(groupsOf))) {
      const group = lane.targetGroups[id]
      if (group?.health.isActive !== true) continue
      const targets = Object.keys(group.targets).length
      probes += (zones.length * targets * lane.durationMs) / group.health.intervalMs
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
  return { addresses, bytes: addresses * (ADDRESS + (hasUsers ? USER : 0)) }
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
