/**
 * Open connections, of clients to nodes (or to targets) and of nodes to targets. Each is a number and a stretch of
 * two typed arrays. Idle ones of one owner (an address, or a pair of node and target) form a stack: the one used
 * last is used next, so the rest can grow old and close.
 */
import { Pool } from '../pool.ts'

/** A connection that nobody accepts is given up after this (ALB; of clients, whose figures differ, a model). */
export const CONNECT_TIMEOUT_US = 10_000_000

// Times, in microseconds, and bytes.
export const OPENED = 0
export const READY = 1
export const IDLE_SINCE = 2
export const BYTES = 3
export const LINK_TIME_BITS = 2

// Words.
/** Below it in its owner's stack of idle ones, or in the list of free places; -1 at the bottom. */
export const NEXT = 0
/** The address, or node × targets + target. */
export const OWNER = 1
/** Population, or -1 when a node opened it. */
export const LINK_POPULATION = 2
export const LINK_NODE = 3
export const LINK_TARGET = 4
export const ID = 5
export const REQUESTS = 6
/** 1 while the place is taken. */
const IS_OPEN = 7
export const LINK_WORD_BITS = 3

export class Links extends Pool {
  /** Number that the next connection gets. */
  nextId = 0

  constructor(capacity: number) {
    super(capacity, {
      timeBits: LINK_TIME_BITS,
      wordBits: LINK_WORD_BITS,
      next: NEXT,
      taken: IS_OPEN,
    })
  }

  override take(): number {
    if (this.live === this.capacity) this.grow()
    return super.take()
  }
}
