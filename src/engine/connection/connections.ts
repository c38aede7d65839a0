/**
 * Open connections, of clients to nodes (or to targets) and of nodes to targets, one row each. A connection knows the
 * way between its two ends, so whoever sends along it asks it how long a passage takes. Idle ones of one owner (an
 * address, or a worker's peer) form a stack: the one used last is used next, so the rest can grow old
 * and close.
 *
 *     owner      top 7       7 -below-> 4 -below-> 2        used last on top
 *
 * A flow, a client's connection that a network balancer passes on to a target, has a second row for its way from the node
 * to the target, `far`: a packet takes the one and then the other, and nobody records it as a connection of its own.
 */
import { type Column, float64, int32, none, uint8 } from '../columns.ts'
import type { Connection, Node, Population, Route, Target, Worker } from '../indices.ts'
import { Pool } from '../pool.ts'

/** A connection that nobody accepts is given up after this (ALB; of clients, whose figures differ, a model). */
export const CONNECT_TIMEOUT_US = 10_000_000

export class Connections extends Pool<Connection> {
  /** Number that the next connection gets. */
  nextId = 0
  /** Below it in its owner's stack of idle ones; NONE at the bottom. */
  below = none<Connection, Connection>(this.capacity)
  /** The address, or the peer; of the second row of a flow the pair. */
  owner = int32<Connection>(this.capacity)
  /** Whose clients opened it; NONE when a node did. */
  population = none<Connection, Population>(this.capacity)
  node = none<Connection, Node>(this.capacity)
  /** Who decides at the node for what comes on it; of a client's. */
  worker = none<Connection, Worker>(this.capacity)
  target = none<Connection, Target>(this.capacity)
  route = none<Connection, Route>(this.capacity)
  /** Microseconds of a passage along its route; -1 when each passage draws its own. */
  passageUs = int32<Connection>(this.capacity)
  /** -1 for the second row of a flow. */
  id = int32<Connection>(this.capacity)
  requests = int32<Connection>(this.capacity)
  /** Of the answers. */
  bytes = float64<Connection>(this.capacity)
  /** When the first packet left, when it could carry a request; microseconds. */
  openedUs = float64<Connection>(this.capacity)
  readyUs = float64<Connection>(this.capacity)
  /** Of an idle one: until when its owner uses it again. */
  keptUntilUs = float64<Connection>(this.capacity)
  /** When its owner finds it too old, or hears that it was reset; Infinity when neither. */
  untilUs = float64<Connection>(this.capacity)
  /** Of one to a target: when that closes it unless a request comes before; Infinity when it keeps it. */
  farEndUs = float64<Connection>(this.capacity)

  // Of clients' connections.
  /** Which of its client's it is: so many were opened before. */
  nth = int32<Connection>(this.capacity)
  /** Which of the node's workers accepted it, from 0 on. */
  acceptedBy = uint8<Connection>(this.capacity)
  /** The rest of its way, where a node passes it on; NONE where it ends at the node. */
  far = none<Connection, Connection>(this.capacity)
  /** When the node last saw a packet of the flow. */
  packetUs = float64<Connection>(this.capacity)
  /** The cause for which the flow is reset, 0 for none, and when its client hears of that; Infinity when it does not. */
  resetBy = uint8<Connection>(this.capacity)
  resetUs = float64<Connection>(this.capacity)

  /** Whether it is the second row of a flow. */
  isFarHalf(c: Connection): boolean {
    return this.id[c] < 0
  }

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
