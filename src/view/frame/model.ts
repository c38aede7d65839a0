/** A frame: what the world of one lane looks like at a moment, as flat columns that are written again and again. */
import type { Way } from '../../analysis/scene/way.ts'

/**
 * What a request does. It `stands` at a client or node until it can go on, is on its way `out` to a target, waits in
 * a `queue`, is served in a `slot`, or is on its way `back` to the client. Where nodes take time, a worker of its `node` works
 * on it, or on those before it.
 */
export const DOES = { stand: 0, out: 1, queue: 2, slot: 3, back: 4, node: 5 } as const

/**
 * What its colour says. `late`: older than the goal. `error` and `rejected`: a failure on its way back.
 * `abandoned`: its client has gone, somebody still works on it.
 */
export const TONE = { onTime: 0, late: 1, error: 2, rejected: 3, abandoned: 4 } as const

/** Whether there is an instance where a target stands: `vacant` has none, one that is `launching` will be there. */
export const LIVES = { inService: 0, vacant: 1, launching: 2, terminating: 3 } as const

/** Dots that are kept; more are only counted. Bands take over far below. */
export const DOTS_MAX = 4096
export const FAILURES_MAX = 256

/** Requests that are drawn as dots: parallel columns, of which the first `count` entries are written. */
export interface Dots {
  count: number
  /** Row of the attempt in the trace. */
  readonly row: Uint32Array
  /** DOES, and TONE. */
  readonly does: Uint8Array
  readonly tone: Uint8Array
  /** 1 for a request that was tried before. */
  readonly isRetry: Uint8Array
  /** The place where it is; of a traveller the one that it comes from. */
  readonly place: Uint16Array
  /** The edge that it travels, or would travel next; NO_EDGE at a target. */
  readonly edge: Int32Array
  /** 0 at the beginning of its edge to 1 at the end of it; 0 when it does not travel. */
  readonly progress: Float32Array
  /** Number of its slot when it is served, or NO_SLOT. */
  readonly slot: Uint16Array
  /** Its place in the queue when it waits: 0 is next; or NO_QUEUE_PLACE. */
  readonly queuePlace: Uint16Array
  /** When it came to where it is, for the order in a queue. */
  readonly sinceUs: Float64Array
  /** A number that belongs to the request: 0 to 1, to spread dots on a broad route. */
  readonly spread: Float32Array
  /** Its point on the stage, written by `placeFrame`. */
  readonly x: Float32Array
  readonly y: Float32Array
}

/** Failures that have just happened, where they happened. */
export interface Failures {
  count: number
  /** FAILURE. */
  readonly kind: Uint8Array
  /** The place that failed. */
  readonly place: Uint16Array
  /** 0 when it happens to 1 when it is no longer shown. */
  readonly age: Float32Array
  readonly spread: Float32Array
}

/** Where one attempt is: see `Dots`. */
export interface Spot {
  does: number
  place: number
  edge: number
  progress: number
  slot: number
  /** When it came there, as an offset from its send. */
  sinceUs: number
}

/** Longer queues are drawn as a block, so nobody asks for places in them. */
export const ORDERED_MAX = 512

/** Of a dot that does not wait, or waits in a queue too long to be drawn one by one. */
export const NO_QUEUE_PLACE = 0xffff

/** Calls in service, calls that wait, and its speed. */
export interface CalledNow {
  busy: number
  waiting: number
  speed: number
}

export interface Frame {
  tUs: number
  /** Dots, or bands when there are too many of them. */
  mode: 'dots' | 'bands'
  /** Requests in sight, drawn one by one or not. */
  inSight: number
  /** Attempts on their way: not waiting and not in service. */
  travelling: number
  readonly dots: Dots
  readonly failures: Failures
  /** By target: attempts that wait and that are served, and the smoothed share of busy slots. */
  waiting: Uint32Array
  serving: Uint32Array
  load: Float32Array
  isDown: Uint8Array
  /** 1 while it is deregistered, and since when it is that, or is not; 1 from when it is told to stop until it is up again. */
  isAway: Uint8Array
  awaySinceUs: Float64Array
  isStopping: Uint8Array
  /** LIVES: where its instance is in its life, where a group is scaled. */
  life: Uint8Array
  /** When it is warm: after the moment of the frame while it is cold. */
  warmAtUs: Float64Array
  /** By node: 1 while it uses unhealthy targets because too few are healthy. */
  isFailOpen: Uint8Array
  /** By node, where they take time: requests that its workers have; how busy these were on average over the last 2.5 s. */
  atNode: Uint32Array
  nodeLoad: Float32Array
  /** By worker of all nodes: how busy it was over the last 2.5 s, and how many requests it had at the last look. */
  workerLoad: Float32Array
  workerHas: Uint32Array
  /** By host: how many slots are at work, as when it was last looked at. */
  hostWork: Float64Array
  /** What is called, behind the targets and to log in, as when it was last looked at. */
  readonly behind: CalledNow
  readonly identity: CalledNow
  /** By fault: 1 while it lasts. */
  isActive: Uint8Array
  /** By resolver: its answer as bits, how many they are, when it got it; -1 before the first. */
  answer: Float64Array
  answerCount: Uint16Array
  answeredUs: Float64Array
  /** By edge that ends at a target: its health, as the node where the edge begins sees it (`HEALTHS`). */
  health: Uint8Array
  /** How many of those who count at that node eject it, whatever its checks say: its workers, or all as one. */
  ejectedBy: Uint8Array
  /** What that node has heard of it, whatever else: `DRAINING` or `UNUSED`; 0 while it holds it to be registered. */
  heard: Uint8Array
  /** The same of its slow start there: from when and until when it goes on. */
  slowFromUs: Float64Array
  slowUntilUs: Float64Array
  /** By edge, per second over the last 2.5 s: set out; answered late, as 5xx, rejected. */
  rate: Float32Array
  lateRate: Float32Array
  errorRate: Float32Array
  rejectedRate: Float32Array
  /** By edge: 1 where it takes less than 80 ms of the screen's time, so that it is drawn as a band. */
  isBrief: Uint8Array
  /** By edge: how many travel it at a time on average, in both directions. */
  travellingMean: Float32Array
  /** Rates by route of the layout that it is drawn on, written by `placeFrame`. */
  routeRates: RouteRates
  /** Room to work in: means nothing between calls. */
  readonly scratch: {
    readonly way: Way
    readonly spot: Spot
    readonly order: Uint32Array
    /** By node. */
    placed: Uint32Array
    /** By worker: what its last look said, since when, and how long it was busy before that. */
    workerShare: Float64Array
    workerSinceUs: Float64Array
    workerBusyUs: Float64Array
  }
}

/** What travels on each route of a layout: several edges may share one. */
export interface RouteRates {
  rate: Float32Array
  lateRate: Float32Array
  errorRate: Float32Array
  rejectedRate: Float32Array
  /** 0 for dots, 1 for a band: where a passage is brief, or dots would lie closer than 3 px. */
  band: Float32Array
  /** By place: the sum of what leaves it, and of what comes to it. */
  outOf: Float32Array
  into: Float32Array
  /** Breadth of a route for each request per second, at this moment. */
  pxPerRate: number
}
