/**
 * Writes what happened into the tables of the trace, or keeps only the digest and the summary. Both ways count the
 * same and give the same digest.
 */
import { TableWriter } from '../base/columns.ts'
import { outcome } from '../model/outcome.ts'
import {
  ATTEMPTS,
  CHANGE_KINDS,
  CHANGES,
  type ChangeKind,
  CONNECTIONS,
  NO_ROW,
  PROBES,
  UNSET,
} from '../trace/schema.ts'
import * as F from './attempt/attempts.ts'
import * as L from './connection/connections.ts'
import type { World } from './world.ts'

const ANSWERED = outcome('answered')

/** Positions in `summary.sums`. */
export const GOOD_COUNT = 0

export interface Tables {
  readonly attempts: TableWriter<typeof ATTEMPTS>
  readonly connections: TableWriter<typeof CONNECTIONS>
  readonly changes: TableWriter<typeof CHANGES>
  readonly probes: TableWriter<typeof PROBES>
}

export const makeTables = (): Tables => ({
  attempts: new TableWriter(ATTEMPTS),
  connections: new TableWriter(CONNECTIONS),
  changes: new TableWriter(CHANGES),
  probes: new TableWriter(PROBES),
})

/** Microseconds from `base` as 32 bits: UNSET is -1, which unsigned columns turn back. */
const since = (base: number, time: number): number => (time < 0 ? UNSET : time - base) | 0

export class Recorder {
  tables: Tables
  /** Whether attempts, connections and probes are kept as rows. Changes always are: they are few. */
  readonly keepsRows: boolean

  constructor(keepsRows: boolean, tables: Tables) {
    this.keepsRows = keepsRows
    this.tables = tables
  }

  /** An attempt is over for everybody. */
  attempt(world: World, f: number): void {
    const t = world.times
    const w = world.words
    const i = f << F.TIME_BITS
    const j = f << F.WORD_BITS
    const sent = t[i | F.SENT] as number
    const hash = world.hash
    const node = since(sent, t[i | F.AT_NODE] as number)
    const target = since(sent, t[i | F.AT_TARGET] as number)
    const start = since(sent, t[i | F.START] as number)
    const serviceEnd = since(sent, t[i | F.SERVICE_END] as number)
    const back = since(sent, t[i | F.BACK] as number)
    const end = since(sent, t[i | F.END] as number)
    const finish = (world.nowUs - sent) | 0
    const status = w[j | F.STATUS] as number
    hash.six(
      ((w[j | F.POPULATION] as number) << 24) ^ (w[j | F.USER] as number),
      w[j | F.ORDINAL] as number,
      ((w[j | F.ATTEMPT] as number) << 24) ^
        ((w[j | F.NODE] as number) << 16) ^
        (w[j | F.TARGET] as number),
      (status << 16) ^ ((w[j | F.CAUSE] as number) << 8) ^ (w[j | F.OUTCOME] as number),
      sent | 0,
      (sent / 4294967296) | 0,
    )
    hash.six(node, target, start, serviceEnd, back, end)
    hash.word(finish)
    this.count(world, f)
    if (!this.keepsRows) return
    const chunk = this.tables.attempts.open()
    const row = chunk.rows++
    chunk.population[row] = w[j | F.POPULATION] as number
    chunk.user[row] = w[j | F.USER] as number
    chunk.ordinal[row] = w[j | F.ORDINAL] as number
    chunk.attempt[row] = w[j | F.ATTEMPT] as number
    chunk.outcome[row] = w[j | F.OUTCOME] as number
    chunk.author[row] = w[j | F.AUTHOR] as number
    chunk.cause[row] = w[j | F.CAUSE] as number
    chunk.status[row] = status
    chunk.path[row] = w[j | F.PATH] as number
    // -1 becomes NONE and NO_ROW in unsigned columns.
    chunk.node[row] = w[j | F.NODE] as number
    chunk.target[row] = w[j | F.TARGET] as number
    chunk.connection[row] = w[j | F.CONNECTION] as number
    chunk.targetConnection[row] = w[j | F.TARGET_CONNECTION] as number
    chunk.sentUs[row] = sent
    chunk.sinceFirstUs[row] = sent - (t[i | F.FIRST_SENT] as number)
    chunk.nodeUs[row] = node
    chunk.targetUs[row] = target
    chunk.startUs[row] = start
    chunk.serviceEndUs[row] = serviceEnd
    chunk.backUs[row] = back
    chunk.endUs[row] = end
    chunk.finishUs[row] = finish
  }

  connection(world: World, link: number, closedUs: number): void {
    if (!this.keepsRows) return
    const w = world.links.words
    const t = world.links.times
    const j = link << L.LINK_WORD_BITS
    const i = link << L.LINK_TIME_BITS
    const population = w[j | L.LINK_POPULATION] as number
    const chunk = this.tables.connections.open()
    const row = chunk.rows++
    chunk.id[row] = w[j | L.ID] as number
    chunk.side[row] = population < 0 ? 1 : 0
    chunk.population[row] = population
    chunk.address[row] =
      population < 0 ? NO_ROW : world.addressWithin(population, w[j | L.OWNER] as number)
    chunk.node[row] = w[j | L.LINK_NODE] as number
    chunk.target[row] = w[j | L.LINK_TARGET] as number
    chunk.openedUs[row] = t[i | L.OPENED] as number
    chunk.readyUs[row] = t[i | L.READY] as number
    chunk.closedUs[row] = closedUs
    chunk.requests[row] = w[j | L.REQUESTS] as number
    chunk.bytes[row] = t[i | L.BYTES] as number
  }

  change(world: World, kind: ChangeKind, a: number, b: number, value: number): void {
    const code = CHANGE_KINDS.indexOf(kind)
    const now = world.nowUs
    world.hash.word((code << 24) ^ ((a & 0xfff) << 12) ^ (b & 0xfff))
    world.hash.wide(now)
    const chunk = this.tables.changes.open()
    const row = chunk.rows++
    chunk.atUs[row] = now
    chunk.kind[row] = code
    chunk.a[row] = a
    chunk.b[row] = b
    chunk.value[row] = value
  }

  probe(world: World, row: { node: number; target: number; sentUs: number; isOk: boolean }): void {
    if (!this.keepsRows) return
    const chunk = this.tables.probes.open()
    const at = chunk.rows++
    chunk.sentUs[at] = row.sentUs
    chunk.doneUs[at] = world.nowUs
    chunk.node[at] = row.node
    chunk.target[at] = row.target
    chunk.isOk[at] = row.isOk ? 1 : 0
  }

  /** Streaming statistics of requests first sent after the warm-up. */
  private count(world: World, f: number): void {
    const t = world.times
    const w = world.words
    const i = f << F.TIME_BITS
    const j = f << F.WORD_BITS
    const first = t[i | F.FIRST_SENT] as number
    if (first < world.plan.warmUpUs) return
    const { summary } = world
    const target = w[j | F.TARGET] as number
    if (target >= 0 && (t[i | F.AT_TARGET] as number) >= 0) {
      summary.targetAttempts[target] = (summary.targetAttempts[target] as number) + 1
      if ((t[i | F.START] as number) >= 0 && (t[i | F.SERVICE_END] as number) >= 0) {
        summary.targetServed[target] = (summary.targetServed[target] as number) + 1
      }
    }
    const how = w[j | F.OUTCOME] as number
    summary.outcomes[how] = (summary.outcomes[how] as number) + 1
    if (how === 0) return
    const status = w[j | F.STATUS] as number
    if (how === ANSWERED && status < 500) {
      world.latencies.add((t[i | F.END] as number) - first)
      if (status < 400) summary.sums[GOOD_COUNT] = (summary.sums[GOOD_COUNT] as number) + 1
    } else {
      const cause = w[j | F.CAUSE] as number
      summary.causes[cause] = (summary.causes[cause] as number) + 1
    }
  }
}
