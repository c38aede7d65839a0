/** Writes what happened into the tables of the trace and into the digest. */
import { type ChangeKind, changeKind, NO_ROW, UNSET } from '../../trace/schema.ts'
import { authorOf, causeOf, outcomeOf, statusOf } from '../ending.ts'
import type { Attempt, Connection, Node, Target } from '../indices.ts'
import type { World } from '../world.ts'

/** Microseconds from `base` as 32 bits: UNSET is -1, which unsigned columns turn back. */
const since = (base: number, time: number): number => (time < 0 ? UNSET : time - base) | 0

/** An attempt is over for everybody. */
export function recordAttempt(world: World, a: Attempt): void {
  const { attempts, hash } = world
  const population = attempts.population[a]
  const user = attempts.user[a]
  const ordinal = attempts.ordinal[a]
  const attempt = attempts.attempt[a]
  const node = attempts.node[a]
  const target = attempts.target[a]
  const ending = attempts.ending[a]
  const sent = attempts.sentUs[a]
  const nodeUs = since(sent, attempts.nodeUs[a])
  const targetUs = since(sent, attempts.targetUs[a])
  const startUs = since(sent, attempts.startUs[a])
  const serviceEndUs = since(sent, attempts.serviceEndUs[a])
  const backUs = since(sent, attempts.backUs[a])
  const endUs = since(sent, attempts.endUs[a])
  const finishUs = (world.nowUs - sent) | 0
  const path = attempts.path[a]
  const visited = attempts.visit(a)
  const connection = attempts.connectionId[a]
  const targetConnection = attempts.targetConnectionId[a]
  // Exact while there are fewer than 2^12 populations of 2^20 users, 2^5 attempts, 2^14 nodes and 2^13 targets.
  hash.six(
    (population << 20) ^ user,
    ordinal,
    (attempt << 27) ^ ((node + 1) << 13) ^ (target + 1),
    ending,
    sent | 0,
    (sent / 4294967296) | 0,
  )
  hash.six(nodeUs, targetUs, startUs, serviceEndUs, backUs, endUs)
  hash.six(finishUs, path, connection, targetConnection, attempts.bytes[a], visited)
  const routedUs = world.plan.nodesWork ? since(sent, attempts.routedUs[a]) : -1
  if (world.plan.nodesWork) hash.word(routedUs)
  const chunk = world.tables.attempts.open()
  const row = chunk.rows++
  chunk.population[row] = population
  chunk.user[row] = user
  chunk.ordinal[row] = ordinal
  chunk.attempt[row] = attempt
  chunk.outcome[row] = outcomeOf(ending)
  chunk.author[row] = authorOf(ending)
  chunk.cause[row] = causeOf(ending)
  chunk.visit[row] = visited
  chunk.status[row] = statusOf(ending)
  chunk.path[row] = path
  // -1 becomes NONE and NO_ROW in unsigned columns.
  chunk.node[row] = node
  chunk.target[row] = target
  chunk.connection[row] = connection
  chunk.targetConnection[row] = targetConnection
  chunk.sentUs[row] = sent
  chunk.sinceFirstUs[row] = sent - attempts.firstSentUs[a]
  chunk.nodeUs[row] = nodeUs
  chunk.routedUs[row] = routedUs
  chunk.targetUs[row] = targetUs
  chunk.startUs[row] = startUs
  chunk.serviceEndUs[row] = serviceEndUs
  chunk.backUs[row] = backUs
  chunk.endUs[row] = endUs
  chunk.finishUs[row] = finishUs
}

/** Source ports of a client, one after the other (Linux, net.ipv4.ip_local_port_range; in order is a model). */
const PORT_FIRST = 32_768
const PORTS = 28_232

/** A connection has closed. */
export function recordConnection(
  world: World,
  c: Connection,
  closedUs: number,
  ending: number,
): void {
  const { connections, plan } = world
  const population = connections.population[c]
  const chunk = world.tables.connections.open()
  const row = chunk.rows++
  chunk.id[row] = connections.id[c]
  chunk.side[row] = population < 0 ? 1 : 0
  chunk.population[row] = population
  chunk.address[row] =
    population < 0 ? NO_ROW : connections.owner[c] - plan.populations[population].addressBase
  chunk.port[row] = population < 0 ? 0 : PORT_FIRST + (connections.nth[c] % PORTS)
  chunk.node[row] = connections.node[c]
  chunk.worker[row] = connections.acceptedBy[c]
  chunk.target[row] = connections.target[c]
  chunk.openedUs[row] = connections.openedUs[c]
  // One of layer 4 may end before its node has found it a target.
  chunk.readyUs[row] = Math.min(connections.readyUs[c], closedUs)
  chunk.closedUs[row] = closedUs
  chunk.ending[row] = ending
  chunk.requests[row] = connections.requests[c]
  chunk.bytes[row] = connections.bytes[c]
}

/** Something else changed; `CHANGE_KINDS` says what the numbers are. */
export function recordChange(
  world: World,
  kind: ChangeKind,
  a: number,
  b: number,
  value: number,
): void {
  const { hash, nowUs } = world
  const code = changeKind(kind)
  hash.word(code)
  hash.word(a)
  hash.word(b)
  hash.wide(value)
  hash.wide(nowUs)
  const chunk = world.tables.changes.open()
  const row = chunk.rows++
  chunk.atUs[row] = nowUs
  chunk.kind[row] = code
  chunk.a[row] = a
  chunk.b[row] = b
  chunk.value[row] = value
}

/** A node knows how its probe ended. */
export function recordProbe(
  world: World,
  node: Node,
  target: Target,
  sentUs: number,
  isOk: boolean,
): void {
  const chunk = world.tables.probes.open()
  const row = chunk.rows++
  chunk.sentUs[row] = sentUs
  chunk.doneUs[row] = world.nowUs
  chunk.node[row] = node
  chunk.target[row] = target
  chunk.isOk[row] = isOk ? 1 : 0
}
