/**
 * Writes what happened into the tables of the trace, or keeps only the digest and the statistics. Both ways count the
 * same and give the same digest.
 */
import { CHANGE_KINDS, type ChangeKind, NO_ROW, UNSET } from '../../trace/schema.ts'
import type { Attempt, Connection, Node, Target } from '../indices.ts'
import type { World } from '../world.ts'
import { countAttempt } from './count.ts'

/** Microseconds from `base` as 32 bits: UNSET is -1, which unsigned columns turn back. */
const since = (base: number, time: number): number => (time < 0 ? UNSET : time - base) | 0

/** An attempt is over for everybody. */
export function recordAttempt(world: World, a: Attempt): void {
  const { attempts, hash } = world
  const sent = attempts.sentUs[a]
  const node = since(sent, attempts.nodeUs[a])
  const target = since(sent, attempts.targetUs[a])
  const start = since(sent, attempts.startUs[a])
  const serviceEnd = since(sent, attempts.serviceEndUs[a])
  const back = since(sent, attempts.backUs[a])
  const end = since(sent, attempts.endUs[a])
  const finish = (world.nowUs - sent) | 0
  hash.six(
    (attempts.population[a] << 24) ^ attempts.user[a],
    attempts.ordinal[a],
    (attempts.attempt[a] << 24) ^ (attempts.node[a] << 16) ^ attempts.target[a],
    (attempts.status[a] << 16) ^ (attempts.cause[a] << 8) ^ attempts.outcome[a],
    sent | 0,
    (sent / 4294967296) | 0,
  )
  hash.six(node, target, start, serviceEnd, back, end)
  hash.word(finish)
  countAttempt(world, a)
  if (!world.keepsRows) return
  const chunk = world.tables.attempts.open()
  const row = chunk.rows++
  chunk.population[row] = attempts.population[a]
  chunk.user[row] = attempts.user[a]
  chunk.ordinal[row] = attempts.ordinal[a]
  chunk.attempt[row] = attempts.attempt[a]
  chunk.outcome[row] = attempts.outcome[a]
  chunk.author[row] = attempts.author[a]
  chunk.cause[row] = attempts.cause[a]
  chunk.status[row] = attempts.status[a]
  chunk.path[row] = attempts.path[a]
  // -1 becomes NONE and NO_ROW in unsigned columns.
  chunk.node[row] = attempts.node[a]
  chunk.target[row] = attempts.target[a]
  chunk.connection[row] = attempts.connectionId[a]
  chunk.targetConnection[row] = attempts.targetConnectionId[a]
  chunk.sentUs[row] = sent
  chunk.sinceFirstUs[row] = sent - attempts.firstSentUs[a]
  chunk.nodeUs[row] = node
  chunk.targetUs[row] = target
  chunk.startUs[row] = start
  chunk.serviceEndUs[row] = serviceEnd
  chunk.backUs[row] = back
  chunk.endUs[row] = end
  chunk.finishUs[row] = finish
}

/** A connection has closed. */
export function recordConnection(world: World, c: Connection, closedUs: number): void {
  if (!world.keepsRows) return
  const { connections, plan } = world
  const population = connections.population[c]
  const chunk = world.tables.connections.open()
  const row = chunk.rows++
  chunk.id[row] = connections.id[c]
  chunk.side[row] = population < 0 ? 1 : 0
  chunk.population[row] = population
  chunk.address[row] =
    population < 0 ? NO_ROW : connections.owner[c] - plan.populations[population].addressBase
  chunk.node[row] = connections.node[c]
  chunk.target[row] = connections.target[c]
  chunk.openedUs[row] = connections.openedUs[c]
  chunk.readyUs[row] = connections.readyUs[c]
  chunk.closedUs[row] = closedUs
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
  const code = CHANGE_KINDS.indexOf(kind)
  hash.word((code << 24) ^ ((a & 0xfff) << 12) ^ (b & 0xfff))
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
  if (!world.keepsRows) return
  const chunk = world.tables.probes.open()
  const row = chunk.rows++
  chunk.sentUs[row] = sentUs
  chunk.doneUs[row] = world.nowUs
  chunk.node[row] = node
  chunk.target[row] = target
  chunk.isOk[row] = isOk ? 1 : 0
}
