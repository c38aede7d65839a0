/**
 * The world of one run: everything that changes while it goes on. All of it lives in typed arrays that are listed
 * here, so a snapshot is a copy of them and nothing can be forgotten in a closure. The parts of a request's way
 * (`traffic`, `dns`, `connections`, `balancer`, `target`, `health`) are functions over it.
 */
import type { State, StateShape } from '../algorithms/define.ts'
import { Draw, type Key } from '../base/draws.ts'
import { EventQueue } from '../base/eventQueue.ts'
import { RollingHash } from '../base/hash.ts'
import { Histogram } from '../base/histogram.ts'
import { CAUSES, OUTCOMES } from '../model/outcome.ts'
import { ATTEMPT, Flights, ORDINAL, POPULATION, USER, WORD_BITS } from './attempt/attempts.ts'
import { NodeView } from './balancer/knowledge.ts'
import type { Watch } from './balancer/watch.ts'
import { CROWD_WORD_BITS, type Crowd, KEY_0, KEY_1, makeCrowd } from './client/state.ts'
import { Links } from './connection/connections.ts'
import { type Moment, momentsOf } from './fault/plan.ts'
import {
  legWord,
  type Plan,
  type PlannedGroup,
  type PlannedNode,
  type PlannedPopulation,
  type PlannedTarget,
} from './plan.ts'
import type { Recorder } from './recorder.ts'
import { type Desk, makeDesk } from './targets/state.ts'

/** Ranks: what happens first at one instant. */
export const RANK_COMPLETION = 0
export const RANK_FAULT = 1
export const RANK_HEALTH = 2
export const RANK_TIMEOUT = 3
export const RANK_ARRIVAL = 4
export const RANK_END = 5

/** Entries of the event queue that are not flights. */
export const ENTRY_END = 0
export const ENTRY_FAULT = 1
export const ENTRY_IDLE = 2
const ENTRY_FIRST = 3

// Positions in `tally`.
export const REQUESTS = 0
export const ATTEMPTS = 1
export const RETRIES = 2
export const EVENTS = 3
export const IN_SYSTEM = 4
export const IN_SYSTEM_SINCE = 5
export const IN_SYSTEM_AREA = 6
export const FAULT_CURSOR = 7
export const LOSSES = 8
const TALLIES = 9

/** Positions in `nodes.waiting`: the list of attempts for which a node waits, oldest first. */
export const IDLE_HEAD = 0
export const IDLE_TAIL = 1

const NOBODY: Key = { k0: 0, k1: 0 }

export class World {
  readonly plan: Plan
  /** When faults begin and end, in order. */
  readonly moments: readonly Moment[]
  readonly recorder: Recorder
  readonly queue: EventQueue
  /** The time of the queue, side by side with what most steps read with it. */
  nowUs = 0
  readonly flights: Flights
  /** The arrays of the flights, side by side with what nearly every step reads with them. */
  words: Int32Array
  times: Float64Array
  readonly links = new Links(256)
  readonly hash = new RollingHash()
  /** Latencies of requests that were answered below 500, after the warm-up. */
  readonly latencies = new Histogram()
  readonly draw = new Draw()
  /** Views of nodes on groups: [node]; the balancer forwards to one group. */
  readonly views: NodeView[]
  readonly algorithmStates: readonly State<StateShape>[]
  /** Set when somebody wants to know why an attempt went where it went. */
  watch: Watch | null = null
  /** The limit that stopped the run. */
  truncated: string | null = null

  readonly tally = new Float64Array(TALLIES)
  readonly outcomes = new Float64Array(OUTCOMES.length)

  /** What is remembered of populations. */
  readonly crowd: Crowd
  /** What the arrival processes remember. */
  readonly streams: { readonly cells: Float64Array }
  /** Per user of a closed loop: how many requests it made. */
  readonly users: { readonly ordinal: Float64Array }
  /** Per client address. */
  readonly addresses: {
    readonly idle: Int32Array
    readonly open: Int32Array
    readonly waitHead: Int32Array
    readonly waitTail: Int32Array
  }
  readonly resolvers: {
    readonly expiresUs: Float64Array
    readonly asked: Float64Array
    /** resolvers × entries: 1 where the entry stands in the answer held. */
    readonly answer: Uint8Array
  }
  readonly sites: { readonly out: Int32Array; readonly loss: Float64Array }
  /** nodes × targets. */
  readonly pairs: {
    readonly inFlight: Int32Array
    readonly idle: Int32Array
    readonly health: Uint8Array
    readonly streak: Int32Array
    readonly probeStage: Uint8Array
    readonly probeSentUs: Float64Array
    readonly probes: Float64Array
  }
  readonly nodes: { readonly failOpen: Uint8Array; readonly waiting: Int32Array }
  /** Per pair: microseconds between the two; -1 when each passage draws its own. Never changes. */
  readonly pairLegsUs: Int32Array
  /** The group to which the balancer forwards, or null without a balancer. */
  readonly group: PlannedGroup | null
  /** What is remembered of targets. */
  readonly desk: Desk
  readonly summary: {
    readonly sums: Float64Array
    readonly outcomes: Float64Array
    readonly causes: Float64Array
    readonly targetAttempts: Float64Array
    readonly targetServed: Float64Array
  }

  /** Windows on `streams.cells`, one a population. */
  private readonly cells: readonly Float64Array[]

  /** How many targets there are: pair = node × targets + target. */
  readonly targets: number
  /** Where the entries of each kind begin in the event queue. */
  readonly arrivalBase: number
  readonly timeoutBase: number
  readonly sharingBase: number
  readonly probeBase: number
  readonly userBase: number
  readonly flightBase: number

  constructor(plan: Plan, recorder: Recorder) {
    this.plan = plan
    this.recorder = recorder
    this.moments = momentsOf(plan.faults)
    const [p, n, t] = [plan.populations.length, plan.nodes.length, plan.targets.length]
    const users = plan.addresses
    this.targets = t
    this.arrivalBase = ENTRY_FIRST
    this.timeoutBase = this.arrivalBase + p
    this.sharingBase = this.timeoutBase + p
    this.probeBase = this.sharingBase + t
    this.userBase = this.probeBase + n * t
    this.flightBase = this.userBase + (plan.populations.some(isClosed) ? users : 0)
    this.flights = new Flights(1024)
    this.words = this.flights.words
    this.times = this.flights.times
    this.queue = new EventQueue(this.flightBase + 2 * this.flights.capacity)

    this.crowd = makeCrowd(plan.populations)
    const cells = plan.populations.reduce((sum, one) => sum + one.cells, 0)
    this.streams = { cells: new Float64Array(cells) }
    let from = 0
    this.cells = plan.populations.map((one) => {
      from += one.cells
      return this.streams.cells.subarray(from - one.cells, from)
    })
    this.users = { ordinal: new Float64Array(users) }
    this.addresses = makeAddresses(users)
    this.resolvers = {
      expiresUs: new Float64Array(plan.resolvers.length).fill(-1),
      asked: new Float64Array(plan.resolvers.length),
      answer: new Uint8Array(plan.resolvers.length * plan.entries.length),
    }
    const sites = plan.sites.length
    this.sites = { out: new Int32Array(sites), loss: new Float64Array(sites * sites) }
    this.pairs = makePairs(n * t)
    this.pairLegsUs = Int32Array.from({ length: n * t }, (_, pair) => pairLegWord(plan, pair))
    this.nodes = { failOpen: new Uint8Array(n), waiting: new Int32Array(2).fill(-1) }
    this.desk = makeDesk(plan.targets)
    this.summary = {
      sums: new Float64Array(1),
      outcomes: new Float64Array(OUTCOMES.length),
      causes: new Float64Array(CAUSES.length),
      targetAttempts: new Float64Array(t),
      targetServed: new Float64Array(t),
    }
    const group = plan.groups[plan.forwardGroup] ?? null
    this.group = group
    this.algorithmStates = plan.nodes.map(() =>
      stateOf(group?.algorithm.state ?? {}, group?.size ?? 0),
    )
    this.views = plan.nodes.map((_, node) => new NodeView(this, node))
  }

  /** The queue entry of a flight's own way. */
  mainEntry(f: number): number {
    return this.flightBase + 2 * f
  }

  /** The queue entry of what overtakes a flight: an answer that the node writes itself, a cancellation. */
  sideEntry(f: number): number {
    return this.flightBase + 2 * f + 1
  }

  population(f: number): PlannedPopulation {
    const index = this.words[(f << WORD_BITS) | POPULATION] as number
    return this.plan.populations[index] as PlannedPopulation
  }

  /** What the arrival process of a population remembers. */
  cellsOf(population: number): Float64Array {
    return this.cells[population] as Float64Array
  }

  /** The number within its population of a client address. */
  addressWithin(population: number, address: number): number {
    return address - (this.plan.populations[population] as PlannedPopulation).addressBase
  }

  /** The draws of a flight's attempt, those that `entity` makes for it if there is one: this world's only `Draw`. */
  drawsOf(f: number, entity: Key = NOBODY): Draw {
    const w = this.words
    const at = f << WORD_BITS
    const crowd = this.crowd.words
    const c = (w[at | POPULATION] as number) << CROWD_WORD_BITS
    const user = w[at | USER] as number
    const { draw } = this
    draw.k0 = (crowd[c | KEY_0] as number) ^ entity.k0 ^ Math.imul(user, 0x9e3779b1)
    draw.k1 = (crowd[c | KEY_1] as number) ^ entity.k1 ^ Math.imul(user, 0x85ebca6b)
    draw.ordinal = w[at | ORDINAL] as number
    draw.attempt = w[at | ATTEMPT] as number
    return draw
  }

  /** Makes room for one more flight, a probe's included; false, and the run stops, when there may be no more. */
  hasRoom(): boolean {
    const { flights, plan } = this
    return (flights.live < flights.capacity && flights.live < plan.inFlightMax) || this.makeRoom()
  }

  /** Takes over what is kept here of its parts, which have other arrays or another time than before. */
  lookAgain(): void {
    this.words = this.flights.words
    this.times = this.flights.times
    this.nowUs = this.queue.nowUs
  }

  private makeRoom(): boolean {
    const { flights, plan } = this
    if (flights.live < plan.inFlightMax) {
      flights.grow()
      this.lookAgain()
      this.queue.grow(this.flightBase + 2 * flights.capacity)
      return true
    }
    this.truncated ??= `Stopped at ${plan.inFlightMax} attempts in flight: limits.inFlight of the scenario.`
    return false
  }

  /** True, and the run stops, when there may be no more attempts. */
  isAtLimit(): boolean {
    const { attemptsMax } = this.plan
    if ((this.tally[ATTEMPTS] as number) < attemptsMax) return false
    this.truncated ??= `Stopped at ${attemptsMax} attempts: limits.attempts of the scenario.`
    return true
  }
}

const isClosed = (population: PlannedPopulation): boolean => population.arrivals.loop === 'closed'

const makeAddresses = (users: number): World['addresses'] => ({
  idle: new Int32Array(users).fill(-1),
  open: new Int32Array(users),
  waitHead: new Int32Array(users).fill(-1),
  waitTail: new Int32Array(users).fill(-1),
})

const makePairs = (pairs: number): World['pairs'] => ({
  inFlight: new Int32Array(pairs),
  idle: new Int32Array(pairs).fill(-1),
  health: new Uint8Array(pairs),
  streak: new Int32Array(pairs),
  probeStage: new Uint8Array(pairs),
  probeSentUs: new Float64Array(pairs),
  probes: new Float64Array(pairs),
})

function pairLegWord(plan: Plan, pair: number): number {
  const node = plan.nodes[Math.floor(pair / plan.targets.length)] as PlannedNode
  const target = plan.targets[pair % plan.targets.length] as PlannedTarget
  return legWord(node.site === target.site ? plan.sameZone : plan.crossZoneLeg)
}

function stateOf(shape: StateShape, size: number): State<StateShape> {
  const state: Record<string, Float64Array> = {}
  for (const name in shape) state[name] = new Float64Array(shape[name] === 'node' ? 1 : size)
  return state
}
