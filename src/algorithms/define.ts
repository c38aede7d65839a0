/**
 * What an algorithm is: who serves a request, decided by one balancer node from what that node
 * knows. Targets are numbered 0 to n - 1 in the order in which the scenario writes them. Nothing
 * here allocates.
 */
import type { Draw } from '../base/draws.ts'
import type { Knobs, KnobValues, Member } from '../base/knobs.ts'
import type { AlgorithmTexts } from '../model/algorithmTexts.ts'
import type { SpreadShape } from '../model/spread.ts'

/**
 * What a node can know of the request in hand and of a registration (a target in its group). An algorithm sees the
 * signals that it names in `reads`.
 */
export interface Signals {
  /** Requests that this node has sent to the target and that have not come back. */
  inFlight(target: number): number
  /** Requests in service and waiting at the target, whoever sent them, now. An oracle: no balancer can know it. */
  requestsAt(target: number): number
  /** The weight in force: what the scenario gives the target, less while it starts slowly. */
  weight(target: number): number
  /** Number of the zone where the target is; the node's own is `ownZone`. */
  zone(target: number): number
  readonly ownZone: number
  /** 0 for those that are used first. */
  priority(target: number): number
  /** What the target is called. */
  name(target: number): string
  /** The address that the request comes from: 4 bytes, or 16 for IPv6. Only good until the next request. */
  readonly address: Uint8Array
  /** Which client it is, as a cookie or a header would say: clients behind one address differ in it. */
  readonly client: number
  /** What it asks for, with its query. */
  readonly path: string
  /**
   * Whether the attempt before this one of the same request went to the target (model: a real node knows that of a
   * client's retry only where a cookie or a header says so).
   */
  isTried(target: number): boolean
  /** Inside `done`: from this node's dispatch to the answer back at this node, in microseconds. */
  readonly latencyUs: number
  /** This node's clock, in microseconds. */
  readonly nowUs: number
}
export type SignalName = keyof Signals

/** What each signal is, for the words that say what an algorithm knows. */
const SIGNAL_TEXTS: Readonly<Record<SignalName, string>> = {
  inFlight: 'its own requests in flight',
  requestsAt: 'what is really at every target, which no balancer knows',
  weight: 'the weights in force',
  zone: 'the zones of the targets',
  ownZone: 'its own zone',
  priority: 'the priorities of the targets',
  name: 'the names of the targets',
  address: 'the address of the client',
  client: 'which client it is, by a cookie or header',
  path: 'what is asked for',
  isTried: 'which target was tried before',
  latencyUs: 'the latency of its own requests',
  nowUs: 'the clock',
}

/** What a node is told by messages, as `SIGNAL_TEXTS`. */
const MESSAGE_TEXTS: Readonly<Record<MessageKind, string>> = {
  probe: 'what targets answer to its probes',
  report: 'what targets report beside their answers',
  idle: 'which targets said that they are idle',
}

/** All that an algorithm knows of requests and targets, as a list in words; '' if it is nothing. */
export const knownWords = ({
  reads,
  hears = [],
}: Pick<AlgorithmFacts, 'reads'> & {
  readonly hears?: readonly MessageKind[] | undefined
}): string =>
  [
    ...reads.map((signal) => SIGNAL_TEXTS[signal]),
    ...hears.map((message) => MESSAGE_TEXTS[message]),
  ].join(', ')

/** How the cost of a pick grows with the number of targets. */
export const costWords = ({ scansAll }: Pick<AlgorithmFacts, 'scansAll'>): string =>
  scansAll
    ? 'A pick looks at every target, so it costs more the more there are.'
    : 'A pick looks at a few targets only, however many there are.'

/** The same as the head of a column: those that are figures of a target. */
export const SIGNAL_HEADS: Partial<Readonly<Record<SignalName, string>>> = {
  inFlight: 'in flight',
  requestsAt: 'at the target',
  isTried: 'tried before',
}

/**
 * What a target tells a node beside its answers. It travels like a request and arrives as late; what is lost on the
 * way was never said.
 */
export type MessageKind =
  /** The answer to `ask`. */
  | 'probe'
  /** Beside every answer: the load when the target wrote it (Envoy and gRPC: ORCA, per request). */
  | 'report'
  /** The target has just run out of work, and tells one of the nodes, chosen at random (join the idle queue). */
  | 'idle'

export interface Message {
  readonly kind: MessageKind
  /** Requests in service and waiting at the target when it spoke. */
  readonly requests: number
  /** The same over its slots. */
  readonly utilisation: number
  /** In the answer to `ask`: how long requests took of late that came when about as many were there; 0 before any. */
  readonly latencyUs: number
}

/** The part of a node's knowledge that an algorithm may see. */
export type View<Reads extends SignalName> = {
  /** Targets that may be chosen now, ascending: the healthy, or all if none is (fail-open). */
  readonly usable: readonly number[]
  /** How many targets the group has, usable or not. */
  readonly size: number
} & Pick<Signals, Reads>

/**
 * Something remembered in float64 cells of the engine, 0 at first: one a node, one a target, or so many a node (a pool
 * of sixteen probes).
 */
export type StateShape = Readonly<Record<string, 'node' | 'target' | number>>
export type State<Shape extends StateShape> = { readonly [Name in keyof Shape]: Float64Array }

export interface Context<Reads extends SignalName, Ks extends Knobs, Shape extends StateShape> {
  readonly view: View<Reads>
  readonly knobs: KnobValues<Ks>
  readonly state: State<Shape>
  /** What `table.build` made of the usable targets; empty where there is none. */
  readonly table: Int32Array
  /** Addressed by the request; tell draws of one pick apart by `n`. */
  readonly draw: Draw
  /** Sends a probe to a target, whose answer comes to `told`. For those that hear probes. */
  ask(target: number): void
}

export type AlgorithmGroup = 'By turns' | 'By chance' | 'Fewest' | 'Fastest' | 'By key'

export interface Algorithm<
  Id extends string = string,
  Ks extends Knobs = Knobs,
  Reads extends SignalName = SignalName,
  Shape extends StateShape = StateShape,
> extends Member<Id, Ks>,
    AlgorithmTexts {
  /** By what it chooses, as a heading of the menu. */
  readonly group: AlgorithmGroup
  readonly reads: readonly Reads[]
  readonly state: Shape
  /** What targets tell it; nothing unless it says so. */
  readonly hears?: readonly MessageKind[]
  /** Of how many cells of four bytes its table is, if it has one. */
  readonly tableCells?: (of: {
    readonly knobs: KnobValues<Ks>
    readonly size: number
    /** Of all targets, as the scenario gives them. */
    readonly weights: readonly number[]
  }) => number
  /**
   * A look-up table (a ring, a Maglev table) made of membership and weights whenever they change, one for each node
   * and group. As a function of these it is rebuilt, never remembered: no snapshot copies it.
   */
  readonly table?: {
    readonly build: (context: Context<Reads, Ks, Shape>, into: Int32Array) => void
  }
  /**
   * How its table spreads keys, for a picture of it: the slots of a table, or a ring cut into so many equal pieces, and
   * whose each is as long as nobody is too busy. It asks the table that the picks ask.
   */
  readonly spread?: {
    readonly shape: SpreadShape
    readonly places: (context: Context<Reads, Ks, Shape>) => number
    readonly ownerAt: (context: Context<Reads, Ks, Shape>, place: number) => number | null
    /** Where the key of the request in hand is. */
    readonly placeOf: (context: Context<Reads, Ks, Shape>) => number
  }
  /** Why it cannot let targets in slowly, in a few words; most can. */
  readonly withoutSlowStart?: (knobs: KnobValues<Ks>) => string | undefined
  /** Whether a pick looks at every target: its cost then grows with their number. */
  readonly scansAll: boolean
  /**
   * The chosen target, or null when none is usable (or all that are have weight 0, where weights
   * are read).
   */
  readonly pick: (context: Context<Reads, Ks, Shape>) => number | null
  /** A request was sent to the target. Called after the node counts it as in flight. */
  readonly sent?: (context: Context<Reads, Ks, Shape>, target: number) => void
  /** A request came back or was given up. Called once it is not counted. `isOk`: below 500. */
  readonly done?: (context: Context<Reads, Ks, Shape>, target: number, isOk: boolean) => void
  /** A request to the target has failed, of which so many take it out (NGINX, max_fails). */
  readonly failed?: (context: Context<Reads, Ks, Shape>, target: number, maxFails: number) => void
  /** Another worker of the node, with whom this one shares its counts, has sent one to the target, or is done with one. */
  readonly counted?: (context: Context<Reads, Ks, Shape>, target: number) => void
  /** A target told the node something; where it is from is in the second argument. */
  readonly told?: (context: Context<Reads, Ks, Shape>, target: number, message: Message) => void
  /** The usable targets or their weights changed. Called once at the start, too, and after the table is built. */
  readonly changed?: (context: Context<Reads, Ks, Shape>) => void
  /** What the target's score was at this moment, the figure by which the algorithm compares. */
  readonly score?: {
    readonly label: (knobs: KnobValues<Ks>) => string
    readonly unit: string
    /** Null where the node knows none. */
    readonly of: (context: Context<Reads, Ks, Shape>, target: number) => number | null
  }
  /** What it remembers of a target at this moment, as people read it; cells that serve only the search are left out. */
  readonly remembers?: readonly {
    readonly label: string
    readonly of: (context: Context<Reads, Ks, Shape>, target: number) => number
  }[]
  /**
   * One or two sentences: why a pick came out as it did. Called before a pick that will name a
   * target, with what the node then knew and the draws of that pick. Names the target that will be
   * picked, and changes nothing.
   */
  readonly because: (
    context: Context<Reads, Ks, Shape>,
    names: (target: number) => string,
  ) => string
}

/**
 * What only the engine asks an algorithm for: the page, which runs none, is built without it (`vite.config.ts`), and
 * has the texts told by a worker.
 */
export const ENGINE_ONLY = [
  'source',
  'does',
  'law',
  'goodAt',
  'badAt',
  'spelled',
  'state',
  'table',
  'spread',
  'pick',
  'sent',
  'done',
  'failed',
  'counted',
  'told',
  'changed',
  'score',
  'remembers',
  'because',
] as const satisfies readonly (keyof Algorithm)[]

/** What everybody may ask of an algorithm. */
export type AlgorithmFacts = Omit<Algorithm, (typeof ENGINE_ONLY)[number]>

export const defineAlgorithm = <
  const Id extends string,
  const Ks extends Knobs,
  const Reads extends SignalName,
  const Shape extends StateShape,
>(
  definition: Algorithm<Id, Ks, Reads, Shape>,
): Algorithm<Id, Ks, Reads, Shape> => definition
