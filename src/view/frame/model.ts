/** A frame: what the world of one lane looks like at a moment, as flat columns that are written again and again. */
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'

/** Where a request is. `out` is on its way to a target, `back` on its way to the client. */
export const PLACE = { client: 0, out: 1, node: 2, queue: 3, slot: 4, back: 5 } as const

/**
 * What its colour says. `late`: older than the goal. `error` and `rejected`: a failure on its way back.
 * `abandoned`: its client has gone, somebody still works on it.
 */
export const TONE = { onTime: 0, late: 1, error: 2, rejected: 3, abandoned: 4 } as const

/** Dots that are kept; more are only counted. Bands take over far below. */
export const DOTS_MAX = 4096
export const MARKS_MAX = 256

/** Requests that are drawn as dots: parallel columns, of which the first `count` entries are written. */
export interface Dots {
  count: number
  /** Row of the attempt in the trace. */
  readonly row: Uint32Array
  readonly place: Uint8Array
  readonly tone: Uint8Array
  /** 1 for a request that was tried before. */
  readonly isRetry: Uint8Array
  /** The leg that it travels, or would travel next; NO_LEG at a target. */
  readonly leg: Uint16Array
  /** 0 at the beginning of its way to 1 at the end of it; 0 when it does not travel. */
  readonly progress: Float32Array
  /** The client, node or target where it is; of a traveller the target, if it has one. */
  readonly at: Uint16Array
  /** Number of its slot, or its place in the queue: 0 is next. */
  readonly seat: Uint16Array
  /** When it came to where it is, for the order in a queue. */
  readonly sinceUs: Float64Array
  /** A number that belongs to the request: 0 to 1, to spread dots on a broad route. */
  readonly spread: Float32Array
  /** Its place on the stage, written by `placeDots`. */
  readonly x: Float32Array
  readonly y: Float32Array
}

/** Failures that have just happened, where they happened. */
export interface Marks {
  count: number
  /** FAILURE. */
  readonly kind: Uint8Array
  /** SITE, and the index of the client, node or target. */
  readonly site: Uint8Array
  readonly at: Uint16Array
  /** 0 when it happens to 1 when it is no longer shown. */
  readonly age: Float32Array
  readonly spread: Float32Array
}

/** Where one attempt is. */
export interface Spot {
  place: number
  leg: number
  progress: number
  /** Index of the client, node or target; of a traveller the target, if it has one. */
  at: number
  seat: number
  /** When it came there, as an offset from its send. */
  sinceUs: number
}

/** Longer queues are drawn as a block, so nobody asks for places in them. */
export const ORDERED_MAX = 512

export const HEALTH = { unknown: 0, healthy: 1, unhealthy: 2 } as const
export const NO_LEG = 0xffff

export interface Frame {
  tUs: number
  /** Dots, or bands when there are too many of them. */
  mode: 'dots' | 'bands'
  /** Requests in sight, drawn one by one or not. */
  inSight: number
  /** Attempts on their way: not waiting and not in service. */
  travelling: number
  readonly dots: Dots
  readonly marks: Marks
  /** By target: attempts that wait and that are served, and the smoothed share of busy slots. */
  waiting: Uint32Array
  serving: Uint32Array
  load: Float32Array
  isDown: Uint8Array
  /** Shape [nodes][targets]: HEALTH as each node sees it. */
  health: Uint8Array
  /** By node: 1 while it uses unhealthy targets because it has no others. */
  isFailOpen: Uint8Array
  /** By fault: 1 while it lasts. */
  isActive: Uint8Array
  /** By resolver: its answer as bits, how many they are, when it got it; -1 before the first. */
  answer: Float64Array
  answerCount: Uint16Array
  answeredUs: Float64Array
  /** By leg, per second over the last 2.5 s: set out; answered late, as 5xx, rejected. */
  rate: Float32Array
  lateRate: Float32Array
  errorRate: Float32Array
  rejectedRate: Float32Array
  /** By leg: 1 where a way takes less than 80 ms of the screen's time, so that it is drawn as a band. */
  isBrief: Uint8Array
  /** By leg: how many are on it at a time on average, in both directions. */
  crowd: Float32Array
  /** Rates by route of the layout that it is drawn on, written by `placeFrame`. */
  roads: Roads
  /** Room to work in: means nothing between calls. */
  readonly scratch: { readonly spot: Spot; readonly order: Uint32Array }
}

/** What travels on each route of a layout: several legs may share one. */
export interface Roads {
  rate: Float32Array
  lateRate: Float32Array
  errorRate: Float32Array
  rejectedRate: Float32Array
  /** 0 for dots, 1 for a band: where a way is brief, or dots would lie closer than 3 px. */
  band: Float32Array
}

/** A frame to be written into; its arrays fit themselves to the trace on first use. */
export function emptyFrame(): Frame {
  return {
    tUs: 0,
    mode: 'dots',
    inSight: 0,
    travelling: 0,
    dots: {
      count: 0,
      row: new Uint32Array(DOTS_MAX),
      place: new Uint8Array(DOTS_MAX),
      tone: new Uint8Array(DOTS_MAX),
      isRetry: new Uint8Array(DOTS_MAX),
      leg: new Uint16Array(DOTS_MAX),
      progress: new Float32Array(DOTS_MAX),
      at: new Uint16Array(DOTS_MAX),
      seat: new Uint16Array(DOTS_MAX),
      sinceUs: new Float64Array(DOTS_MAX),
      spread: new Float32Array(DOTS_MAX),
      x: new Float32Array(DOTS_MAX),
      y: new Float32Array(DOTS_MAX),
    },
    marks: {
      count: 0,
      kind: new Uint8Array(MARKS_MAX),
      site: new Uint8Array(MARKS_MAX),
      at: new Uint16Array(MARKS_MAX),
      age: new Float32Array(MARKS_MAX),
      spread: new Float32Array(MARKS_MAX),
    },
    waiting: new Uint32Array(0),
    serving: new Uint32Array(0),
    load: new Float32Array(0),
    isDown: new Uint8Array(0),
    health: new Uint8Array(0),
    isFailOpen: new Uint8Array(0),
    isActive: new Uint8Array(0),
    answer: new Float64Array(0),
    answerCount: new Uint16Array(0),
    answeredUs: new Float64Array(0),
    rate: new Float32Array(0),
    lateRate: new Float32Array(0),
    errorRate: new Float32Array(0),
    rejectedRate: new Float32Array(0),
    isBrief: new Uint8Array(0),
    crowd: new Float32Array(0),
    roads: emptyRoads(0),
    scratch: {
      spot: { place: 0, leg: NO_LEG, progress: 0, at: 0, seat: 0, sinceUs: 0 },
      order: new Uint32Array(ORDERED_MAX),
    },
  }
}

export const emptyRoads = (routes: number): Roads => ({
  rate: new Float32Array(routes),
  lateRate: new Float32Array(routes),
  errorRate: new Float32Array(routes),
  rejectedRate: new Float32Array(routes),
  band: new Float32Array(routes),
})

/** Only another topology needs other lengths; from one moment to the next nothing is made. */
export function fitFrame(frame: Frame, index: TraceIndex): void {
  const { legs } = index
  const { faults, resolvers } = index.trace.meta.names
  if (frame.waiting.length !== legs.targets) {
    frame.waiting = new Uint32Array(legs.targets)
    frame.serving = new Uint32Array(legs.targets)
    frame.load = new Float32Array(legs.targets)
    frame.isDown = new Uint8Array(legs.targets)
  }
  if (frame.health.length !== legs.nodes * legs.targets) {
    frame.health = new Uint8Array(legs.nodes * legs.targets)
  }
  if (frame.isFailOpen.length !== legs.nodes) frame.isFailOpen = new Uint8Array(legs.nodes)
  if (frame.isActive.length !== faults.length) frame.isActive = new Uint8Array(faults.length)
  if (frame.answer.length !== resolvers.length) {
    frame.answer = new Float64Array(resolvers.length)
    frame.answerCount = new Uint16Array(resolvers.length)
    frame.answeredUs = new Float64Array(resolvers.length)
  }
  if (frame.rate.length !== legs.count) {
    frame.rate = new Float32Array(legs.count)
    frame.lateRate = new Float32Array(legs.count)
    frame.errorRate = new Float32Array(legs.count)
    frame.rejectedRate = new Float32Array(legs.count)
    frame.isBrief = new Uint8Array(legs.count)
    frame.crowd = new Float32Array(legs.count)
  }
}
