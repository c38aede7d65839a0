/**
 * Attempts under way, one row each. A row is taken when the client means to send, and given back when neither the
 * client nor a target has anything left to do with it. Health checks that queue, messages and calls have rows, too.
 *
 *     whose         population user ordinal attempt | path address            whom it is for, and what it asks
 *     where         stage flags | node worker process group registration target    where it is, and who has it
 *     on what       clientConnection targetConnection | their ids             what carries it
 *     when          sent node routed target start serviceEnd back end         stamps of the row that it leaves
 *     work          demand work workSince | dispatched                        what is left to do
 *     ending        ending                                                    how it ended
 *     lists         inTimeouts inTargetTimeouts inQueue                       its neighbours in three lists
 */
import { visit } from '../../model/outcome.ts'
import { float64, int32, none, uint8, uint16 } from '../columns.ts'
import type {
  Address,
  Attempt,
  Connection,
  Group,
  Node,
  Population,
  Process,
  Registration,
  Target,
  Worker,
} from '../indices.ts'
import { Links } from '../list.ts'
import { Pool } from '../pool.ts'
import { FAILED, SERVED } from './flags.ts'
import { STAGE_NONE } from './stages.ts'

const SERVED_VISIT = visit('served')
const FAILED_VISIT = visit('failed')

export class Attempts extends Pool<Attempt> {
  /** What happens when its own entry of the event queue is due (`stages.ts`). */
  stage = uint8<Attempt>(this.capacity)
  /** What is true of it (`flags.ts`). */
  flags = int32<Attempt>(this.capacity)
  population = uint16<Attempt, Population>(this.capacity)
  user = int32<Attempt>(this.capacity)
  ordinal = int32<Attempt>(this.capacity)
  attempt = uint16<Attempt>(this.capacity)
  address = none<Attempt, Address>(this.capacity)
  node = none<Attempt, Node>(this.capacity)
  /** Who decides for it there. */
  worker = none<Attempt, Worker>(this.capacity)
  /** The target group that its node chose for it. */
  group = none<Attempt, Group>(this.capacity)
  registration = none<Attempt, Registration>(this.capacity)
  target = none<Attempt, Target>(this.capacity)
  /** The connections that carry it, while it holds them. */
  clientConnection = none<Attempt, Connection>(this.capacity)
  targetConnection = none<Attempt, Connection>(this.capacity)
  /** Status, author, cause and outcome in one (`engine/ending.ts`). */
  ending = int32<Attempt>(this.capacity)
  /** How often the packet under way was sent again. */
  resent = uint8<Attempt>(this.capacity)

  // Microseconds; stamps are -1 when not reached.
  sentUs = float64<Attempt>(this.capacity)
  nodeUs = float64<Attempt>(this.capacity)
  targetUs = float64<Attempt>(this.capacity)
  startUs = float64<Attempt>(this.capacity)
  serviceEndUs = float64<Attempt>(this.capacity)
  backUs = float64<Attempt>(this.capacity)
  endUs = float64<Attempt>(this.capacity)
  /** Work of the request, at speed 1; of a message, the latency that it tells. */
  demandUs = float64<Attempt>(this.capacity)
  /** Work left, at speed 1; under processor sharing the virtual time of its end. */
  workUs = float64<Attempt>(this.capacity)
  /** When `workUs` was last brought up to date. */
  workSinceUs = float64<Attempt>(this.capacity)
  /** When its node gave it to a target. */
  dispatchedUs = float64<Attempt>(this.capacity)

  /** Among those whose clients wait for an answer; of those for whose targets nodes wait. */
  readonly inTimeouts = new Links(this.capacity)
  readonly inTargetTimeouts = new Links(this.capacity)
  /** Among those that wait at the client for a connection, in a target's queue, or in service. */
  readonly inQueue = new Links(this.capacity)

  /** Under processor sharing: its first child in the heap, and how many came to the target before it. */
  firstChild = none<Attempt, Attempt>(this.capacity)
  admission = float64<Attempt>(this.capacity)

  /** Of an attempt that calls: its call. Of a call: who waits for it, or NONE. */
  partner = none<Attempt, Attempt>(this.capacity)
  /** How far its log-in is, from 1 on; 0 while it does not log in. */
  loginStep = uint8<Attempt>(this.capacity)

  /** Where nodes take time: the worker that accepted its connection. */
  process = none<Attempt, Process>(this.capacity)
  /** When that was done with it; -1 when it was not, or takes no time. */
  routedUs = float64<Attempt>(this.capacity)

  // What hardly any step reads before the row is written.
  /** Where the attempt before this one of the same request went; means nothing for the first. */
  triedBefore = none<Attempt, Target>(this.capacity)
  /** Requests at the target when it answered, for those that hear of it; until then, when it came. */
  requestsThen = int32<Attempt>(this.capacity)
  path = uint16<Attempt>(this.capacity)
  firstSentUs = float64<Attempt>(this.capacity)
  /** Size of the answer, for the connections that carry it. */
  bytes = float64<Attempt>(this.capacity)
  /** Numbers of the connections, kept for the row when they are given back. */
  connectionId = int32<Attempt>(this.capacity)
  targetConnectionId = int32<Attempt>(this.capacity)

  /** What its target made of it: a position in `VISITS`. */
  visit(a: Attempt): number {
    const flags = this.flags[a]
    return (flags & SERVED) !== 0 ? SERVED_VISIT : (flags & FAILED) !== 0 ? FAILED_VISIT : 0
  }

  override give(a: Attempt): void {
    this.stage[a] = STAGE_NONE
    this.flags[a] = 0
    super.give(a)
  }
}
