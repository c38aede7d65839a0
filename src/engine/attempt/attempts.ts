/**
 * Attempts under way. Each is a number, and a stretch of two typed arrays: times (float64) and words (int32), so
 * that the fields of one attempt lie side by side in memory. A flight is taken when the client means to send, and
 * given back when neither the client nor a target has anything left to do with it.
 * Each flight has two entries in the event queue: its way (`mainEntry`) and what overtakes it (`sideEntry`).
 */
import { Pool } from '../pool.ts'

// Times, in microseconds; -1 when not reached.
export const SENT = 0
export const FIRST_SENT = 1
export const AT_NODE = 2
export const AT_TARGET = 3
export const START = 4
export const SERVICE_END = 5
export const BACK = 6
export const END = 7
/** Work left, in microseconds at speed 1; under processor sharing the virtual time of its end. */
export const WORK = 8
/** When `WORK` was last brought up to date. */
export const WORK_SINCE = 9
/** When the node gave it to a target. */
export const DISPATCHED = 10
/** Work of the request, in microseconds at speed 1. */
export const DEMAND = 11
/** Size of the answer, for the connections that carry it. */
export const BYTES = 12
export const TIME_BITS = 4

// Words.
export const STAGE = 0
export const POPULATION = 1
export const USER = 2
export const ORDINAL = 3
export const ATTEMPT = 4
export const PATH = 5
/** Global number of the client's address. */
export const ADDRESS = 6
export const NODE = 7
export const TARGET = 8
/** Places in the connection pools while held; -1 otherwise. */
export const CLIENT_LINK = 9
export const TARGET_LINK = 10
/** Numbers of the connections, kept for the row. */
export const CONNECTION = 11
export const TARGET_CONNECTION = 12
export const STATUS = 13
export const AUTHOR = 14
export const CAUSE = 15
export const OUTCOME = 16
export const FLAGS = 17
/** Neighbours in the list of the population's timeouts, the list of nodes' timeouts, and the queue or slots. */
export const TIMEOUT_NEXT = 18
export const TIMEOUT_PREV = 19
export const IDLE_NEXT = 20
export const IDLE_PREV = 21
export const QUEUE_NEXT = 22
export const QUEUE_PREV = 23
/** How often the packet under way was sent again. */
export const RESENT = 24
/** 1 while the flight is taken. */
export const IS_LIVE = 25
export const WORD_BITS = 5

// Flags.
/** The client has its answer or waits no longer. */
export const CLIENT_DONE = 1
/** The system has nothing left to do with it. */
export const SYSTEM_DONE = 2
/** The node gave up on the target, or was told to drop the request: no answer travels back. */
export const NODE_GONE = 4
/** It is a probe that queues like a request. */
export const PROBE = 8
/** It is in a target's queue, or in service. */
export const QUEUED = 16
export const SERVING = 32
/** It is in the list of its population's timeouts; of the nodes' timeouts. */
export const TIMED = 64
export const IDLING = 128
/** Its connection to the target is being opened for it. */
export const NEW_LINK = 256
/** Its target refused or reset the connection. */
export const RESET = 512
/** Its side entry has been scheduled. */
export const OVERTAKEN = 1024

// Stages: what happens when the flight's main entry is due.
export const STAGE_NONE = 0
export const STAGE_SEND = 1
export const STAGE_TO_NODE = 2
export const STAGE_TO_TARGET = 3
export const STAGE_SERVE = 4
export const STAGE_TO_BACK = 5
export const STAGE_TO_CLIENT = 6
export const STAGE_CONNECT_TIMEOUT = 7
export const STAGE_RESEND_TO_NODE = 8
export const STAGE_RESEND_TO_TARGET = 9
export const STAGE_RESEND_TO_BACK = 10
export const STAGE_RESEND_TO_CLIENT = 11
export const STAGE_CLIENT_CONNECT_TIMEOUT = 12
/** Waits at the client for one of its connections: nothing is due. */
export const STAGE_AWAIT_LINK = 13

export class Flights extends Pool {
  constructor(capacity: number) {
    super(capacity, { timeBits: TIME_BITS, wordBits: WORD_BITS, next: QUEUE_NEXT, taken: IS_LIVE })
  }

  override give(f: number): void {
    this.words[(f << WORD_BITS) | STAGE] = STAGE_NONE
    this.words[(f << WORD_BITS) | FLAGS] = 0
    super.give(f)
  }
}
