/**
 * Open connections, of clients to nodes (or to targets) and of nodes to targets, one row each. A connection knows the
 * way between its two ends, so whoever sends along it asks it how long a passage takes. Idle ones of one owner (an
 * address, or a pair of node and registration) form a stack: the one used last is used next, so the rest can grow old
 * and close.
 *
 *     owner      top 7       7 -below-> 4 -below-> 2        idleSinceUs falls from top to bottom
 */
import { type Column, float64, int32, none } from '../columns.ts'
import type { Connection, Node, Population, Route, Target } from '../indices.ts'
import { Pool } from '../pool.ts'

/** A connection that nobody accepts is given up after this (ALB; of clients, whose figures differ, a model). */
export const CONNECT_TIMEOUT_US = 10_000_000

export class Connections extends Pool<Connection> {
  /** Number that the next connection gets. */
  nextId = 0
  /** Below it in its owner's stack of idle ones; NONE at the bottom. */
  below = none<Connection, Connection>(this.capacity)
  /** The address, or the pair. */
  owner = int32<Connection>(this.capacity)
  /** Whose clients opened it; NONE when a node did. */
  population = none<Connection, Population>(this.capacity)
  node = none<Connection, Node>(this.capacity)
  target = none<Connection, Target>(this.capacity)
  route = none<Connection, Route>(this.capacity)
  /** Microseconds of a passage along its route; -1 when each passage draws its own. */
  passageUs = int32<Connection>(this.capacity)
  id = int32<Connection>(this.capacity)
  requests = int32<Connection>(this.capacity)
  /** Of the answers. */
  bytes = float64<Connection>(this.capacity)
  /** When the first packet left, when it could carry a request, since when it lies idle; microseconds. */
  openedUs = float64<Connection>(this.capacity)
  readyUs = float64<Connection>(this.capacity)
  idleSinceUs = float64<Connection>(this.capacity)

  override take(): Connection {
    if (this.live === this.capacity) this.grow()
    return super.take()
  }
}

/** The top of each owner's stack of idle connections. */
export type Stacks<Owner extends number> = Column<Owner, Connection>

/** The same for code that serves every kind of owner. */
export const topsOf = <Owner extends number>(stacks: Stacks<Owner>): Column<number, Connection> =>
  stacks as unknown as Column<number, Connection>
