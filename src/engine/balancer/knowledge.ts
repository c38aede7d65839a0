/**
 * What one worker of a node knows of the registrations of one group, and of the request in hand: the view that its
 * algorithm gets, with every signal in it. Three nodes of two workers have six of them, unless those of a node share
 * what they know, and none sees the queue of a target.
 */
import type { Algorithm, MessageKind, View as SeenBy, SignalName } from '../../algorithms/define.ts'
import { assert } from '../../base/assert.ts'
import { drawAt, type Key } from '../../base/draws.ts'
import { EJECTED, HEALTHY } from '../../model/health.ts'
import type { Considered } from '../../narrowings/define.ts'
import type { Column, Columns } from '../columns.ts'
import type {
  Attempt,
  Group,
  Node,
  Pair,
  Peer,
  Registration,
  Site,
  View,
  Worker,
} from '../indices.ts'
import { type PlannedNarrowing, partsIn, partsOf } from './considered.ts'
import { holdBack, NOBODY_SLOW, SOME_HELD } from './heldBack.ts'
import { InHand } from './inHand.ts'
import { memoryOf } from './memory.ts'
import { REGISTERED } from './pairs.ts'
import { Parts } from './parts.ts'
import type { AnyContext, Position, Sources } from './sources.ts'

/**
 * The least part of its weight that a target in slow start has, so that it serves when it is the only one left (model:
 * the ALB does not say where the share begins).
 */
const SHARE_MIN = 0.01

/** How many probes an algorithm may ask for at one time. */
const ASKED_MAX = 64

export class Knowledge extends InHand implements Considered {
  /** Registrations that may be chosen now, by their place in the group, ascending. */
  readonly usable: number[] = []
  /** How many registrations the group has. */
  readonly size: number
  readonly ownZone: number
  readonly failsOpen: boolean
  readonly panicBelow: number
  latencyUs = 0
  /** What the algorithm remembers. */
  readonly memory: Columns
  /** Places that the algorithm asked to be probed, until the node has sent the probes. */
  readonly asked: number[]
  readonly node: Node
  readonly worker: Worker
  readonly group: Group
  /** The view of whose counts it goes by: its own, or that of its node's first worker. */
  readonly counted: View
  /** The first registration of the group; the others follow, in its order. */
  readonly first: Registration
  /** Whether clients stay with a target of the group. */
  readonly isSticky: boolean
  /** Whether its algorithm hears how busy a target was when it answered. */
  readonly hearsReports: boolean
  readonly algorithm: Algorithm
  /** Key of this node's picks, to be mixed with that of the request's population. */
  readonly pickKey: Key
  /** What the algorithm gets: this view, its knobs, its state, its table, its draws. */
  readonly context: AnyContext
  /** Who may be considered, one after the other. */
  readonly narrowings: readonly PlannedNarrowing[]
  /** Where these deal requests out: those who choose in its place. */
  readonly parts: Parts<Knowledge> | null
  /** What the algorithm gets wherever it chooses: its own context, or that of each part. */
  readonly contexts: readonly AnyContext[]
  readonly nodeZones: readonly number[]
  readonly decider: number
  readonly #sources: Sources
  readonly #inFlight: Column<Peer>
  readonly #weight: Column<Pair>
  readonly #known: Column<Pair>
  readonly #heard: Column<Pair>
  readonly #ejectedUs: Column<Peer>
  readonly #slowSinceUs: Column<Pair>
  readonly #slowStartUs: number
  /** Whether requests are tried against shares: usable targets are in slow start, and the algorithm reads no weights. */
  #triesShares = false
  /** Those that may be chosen, while `usable` lacks some of them for one pick. */
  readonly #all: number[] = []
  /** Of the first registration, the others follow: the pair of this node, whose counts it goes by, and its own peer. */
  readonly #base: Pair
  readonly #counts: Peer
  readonly #own: Peer
  /** Which of them are in any part, while these are made. */
  readonly #inParts: Uint8Array
  /** The places of the group, among which a node looks for those that it may use. */
  readonly #places: readonly number[]

  /** `whole` is of what it is a part. */
  constructor(sources: Sources, at: Position, whole: Knowledge | null = null) {
    super(sources.plan, sources.attempts)
    const { plan, pairs, peers, draw } = sources
    const { worker, group } = at
    const { node, countsOf } = plan.workers[worker]
    const { size, first, algorithm, knobs, health, slowStartUs, stickiness } = plan.groups[group]
    const { key, site } = plan.nodes[node]
    const purpose = plan.keys.pick
    this.#sources = sources
    this.#inFlight = peers.inFlight
    this.#weight = pairs.weight
    this.#known = sources.health.known
    this.#heard = pairs.heard
    this.#ejectedUs = peers.ejectedUs
    this.#slowSinceUs = sources.health.slowSinceUs
    this.#slowStartUs = slowStartUs
    this.#base = pairs.of(node, first)
    this.#counts = peers.of(countsOf, first)
    this.#own = peers.of(worker, first)
    this.node = node
    this.worker = worker
    this.group = group
    this.counted = (countsOf * plan.groups.length + group) as View
    this.first = first
    this.hearsReports = algorithm.hears?.includes('report') ?? false
    this.isSticky = stickiness !== null
    this.size = size
    this.#places = plan.groups[group].targets.map((_, place) => place)
    this.ownZone = site
    this.failsOpen = health.failsOpen
    this.panicBelow = health.panicBelow
    this.algorithm = algorithm
    this.pickKey = { k0: key.k0 ^ purpose.k0, k1: key.k1 ^ purpose.k1 }
    this.decider = at.decider
    this.nodeZones = at.nodeZones.filter(
      (zone) => plan.regionOfSite[zone] === plan.regionOfSite[site],
    )
    this.narrowings = [
      ...plan.balancers[plan.nodes[node].balancer].narrowings,
      ...plan.considered[group],
    ]
    const count = whole === null ? partsIn(this, this.narrowings) : 1
    this.#inParts = new Uint8Array(count === 1 ? 0 : size)
    this.asked = whole?.asked ?? []
    this.memory = memoryOf(algorithm, size)
    const ownKnobs = knobs as AnyContext['knobs']
    const weights = plan.registrations.slice(first, first + size).map(({ weight }) => weight)
    this.context = {
      view: this as SeenBy<SignalName>,
      knobs: ownKnobs,
      state: this.memory as unknown as AnyContext['state'],
      // Where requests are dealt out nobody asks the whole.
      table: new Int32Array(count === 1 ? cellsOf(algorithm, ownKnobs, weights) : 0),
      draw,
      ask: (place) => {
        assert(this.hears('probe'), 'an algorithm that asks hears probes')
        assert(this.asked.length < ASKED_MAX, 'an algorithm asks for few probes at a time')
        this.asked.push(place)
      },
    }
    this.parts =
      count === 1
        ? null
        : new Parts(
            Array.from({ length: count }, () => new Knowledge(sources, at, this)),
            plan.keys.part,
          )
    this.contexts =
      this.parts === null ? [this.context] : this.parts.all.map(({ context }) => context)
  }

  get nowUs(): number {
    return this.#sources.clock.nowUs
  }

  inFlight(place: number): number {
    return this.#inFlight[(this.#counts + place) as Peer]
  }

  requestsAt(place: number): number {
    const { plan, targets } = this.#sources
    const { target } = plan.registrations[this.registration(place)]
    return targets.requestsBusy[target] + targets.requestsWaiting[target]
  }

  weight(place: number): number {
    const weight = this.#weight[(this.#base + place) as Pair]
    return this.#slowStartUs === 0 ? weight : weight * Math.max(SHARE_MIN, this.share(place))
  }

  /** How much of its share a target gets now: 1 unless it is in slow start. */
  share(place: number): number {
    const sinceUs = this.#slowSinceUs[(this.#base + place) as Pair]
    return sinceUs < 0 ? 1 : Math.min(1, (this.nowUs - sinceUs) / this.#slowStartUs)
  }

  health(place: number): number {
    const pair = (this.#base + place) as Pair
    const heard = this.#heard[pair]
    if (heard !== REGISTERED) return heard
    return this.#ejectedUs[(this.#counts + place) as Peer] >= 0 ? EJECTED : this.#known[pair]
  }

  serves(place: number): boolean {
    return (
      !this.algorithm.reads.includes('weight') || this.#weight[(this.#base + place) as Pair] > 0
    )
  }

  zone(place: number): number {
    const { plan } = this.#sources
    return plan.targets[plan.registrations[this.registration(place)].target].site
  }

  lot(place: number, round: number): number {
    const { k0, k1 } = this.#sources.plan.keys.subset
    return drawAt(k0, k1, round, 0, this.registration(place))
  }

  isInOwnRegion(place: number): boolean {
    const { regionOfSite } = this.#sources.plan
    return regionOfSite[this.zone(place) as Site] === regionOfSite[this.ownZone as Site]
  }

  priority(place: number): number {
    return this.#sources.plan.registrations[this.registration(place)].priority
  }

  name(place: number): string {
    const { plan } = this.#sources
    return plan.targets[plan.registrations[this.registration(place)].target].id
  }

  isTried(place: number): boolean {
    return this.wasAt(this.#sources.plan.registrations[this.registration(place)].target)
  }

  pair(place: number): Pair {
    return (this.#base + place) as Pair
  }

  /** Whose counts it goes by, and whose connections it uses. */
  counts(place: number): Peer {
    return (this.#counts + place) as Peer
  }

  own(place: number): Peer {
    return (this.#own + place) as Peer
  }

  registration(place: number): Registration {
    return (this.first + place) as Registration
  }

  hears(kind: MessageKind): boolean {
    return this.algorithm.hears?.includes(kind) ?? false
  }

  /** Who chooses for the request at whose address `draw` stands: a part of it, where requests are dealt out. */
  get chooser(): Knowledge {
    return this.parts === null ? this : this.parts.of(this.#sources.draw)
  }

  /** The place in the group of the chosen registration, or null; `draw` stands at the address of this pick. */
  pick(a: Attempt): number | null {
    if (this.parts !== null) return this.chooser.pick(a)
    this.take(a)
    if (!this.#triesShares) return this.algorithm.pick(this.context)
    const hasHeld = this.#holdBack()
    const picked = this.algorithm.pick(this.context)
    if (hasHeld) this.#release()
    return picked
  }

  /** Why the algorithm picks as it does, in its own words, and which targets were held back for this pick. */
  because(
    a: Attempt,
    nameOf: (place: number) => string,
  ): { readonly words: string; readonly held: readonly number[] } {
    this.take(a)
    const hasHeld = this.#triesShares && this.#holdBack()
    const words = this.algorithm.because(this.context, nameOf)
    const held = hasHeld ? this.#all.filter((place) => !this.usable.includes(place)) : []
    if (hasHeld) this.#release()
    return { words, held }
  }

  /** Leaves out who does not take part in this pick, in slow start; returns whether anybody was. */
  #holdBack(): boolean {
    const { draw, plan } = this.#sources
    const found = holdBack(this, this.#all, draw, plan.keys.slowStart)
    if (found === NOBODY_SLOW) this.#triesShares = false
    if (found === SOME_HELD) this.#tellChange()
    return found === SOME_HELD
  }

  #release(): void {
    this.usable.length = 0
    for (const place of this.#all) this.usable.push(place)
    this.#tellChange()
  }

  #tellChange(): void {
    this.algorithm.table?.build(this.context, this.context.table)
    this.algorithm.changed?.(this.context)
  }

  /**
   * Makes the lists of usable registrations anew, by the narrowings of balancer and group, and what the algorithm's table
   * makes of them. Returns whether one of them gave in, and the unhealthy are used, too.
   */
  refresh(): boolean {
    const parts = partsOf(this, this.narrowings, this.#places)
    if (this.parts === null) {
      this.use(parts[0].places)
    } else {
      this.parts.deal(parts)
      // Whoever has a cookie may use all that are healthy, whatever part they are in.
      const [{ places }] = partsOf(this, this.narrowings.filter(isUndivided), this.#places)
      const inParts = this.#inParts.fill(0)
      for (const part of parts) for (const place of part.places) inParts[place] = 1
      this.use(places.filter((place) => inParts[place] === 1 || this.health(place) === HEALTHY))
    }
    return parts.some(({ isOpen }) => isOpen)
  }

  /** From now on it chooses among these. */
  use(places: readonly number[]): void {
    this.usable.length = 0
    for (const place of places) this.usable.push(place)
    if (this.parts !== null) return
    this.algorithm.table?.build(this.context, this.context.table)
    this.#triesShares =
      this.#slowStartUs > 0 &&
      !this.algorithm.reads.includes('weight') &&
      this.usable.some((place) => this.share(place) < 1)
  }
}

const isUndivided = ({ member }: PlannedNarrowing): boolean => member.kind === 'narrows'

const cellsOf = (
  { tableCells }: Algorithm,
  knobs: AnyContext['knobs'],
  weights: readonly number[],
): number => tableCells?.({ knobs, size: weights.length, weights }) ?? 0
