/**
 * Small traces from pictures, for tests of whatever reads a trace. One character is one millisecond:
 *
 *     s0 a1 ..>>-www====-<<      sent at 2, at the node at 4, at the target at 5, waits 3, is served 4, ...
 *
 * `.` not yet sent, `>` to the node, `-` between node and target, `w` waits, `=` in service, `<` to the client;
 * `x` takes no time and means that the target let go of it: refused, reset or cancelled. A picture that stops
 * early is an attempt that got no further. Counts are made from the rows, so that a trace
 * is consistent until a test spoils it.
 */
import { TableWriter } from '../../src/base/columns.ts'
import {
  type Author,
  author,
  type Cause,
  cause,
  type Outcome,
  outcome,
  visit,
} from '../../src/model/outcome.ts'
import {
  ATTEMPTS,
  CHANGE_KINDS,
  CHANGES,
  type ChangeKind,
  CONNECTIONS,
  type Counts,
  NO_ROW,
  NONE,
  PROBES,
  type Trace,
  type TraceMeta,
  UNSET,
} from '../../src/trace/schema.ts'

export interface AttemptPicture {
  readonly picture: string
  readonly population?: number
  readonly user?: number
  readonly ordinal?: number
  readonly attempt?: number
  /** When the request was first sent, for attempts after the first. */
  readonly firstMs?: number
  readonly target?: string | null
  readonly node?: string | null
  readonly outcome?: Outcome
  readonly status?: number
  readonly author?: Author
  readonly cause?: Cause
  /** When it was over for the client, where that is not the end of the picture; null for never. */
  readonly endMs?: number | null
}

export interface TracePicture {
  readonly attempts: readonly AttemptPicture[]
  readonly durationMs?: number
  readonly endedMs?: number
  readonly warmUpMs?: number
  readonly truncated?: string
  /** Ids; `s0` and `s1` in zone `a`, with one slot each, if left out. */
  readonly targets?: readonly { id: string; zone?: string; slots?: number; queueLimit?: number }[]
  /** Ids; `node-b` is in zone `b`, any other in `a`. */
  readonly nodes?: readonly string[]
  readonly populations?: readonly string[]
  readonly changes?: readonly { atMs: number; kind: ChangeKind; node?: number; target?: number }[]
  readonly connections?: readonly { openedMs: number; side: 0 | 1 }[]
}

/** The attempts as numbers, before they become rows: a test of invariants may spoil one. */
export interface AttemptRow {
  population: number
  user: number
  ordinal: number
  attempt: number
  outcome: number
  author: number
  cause: number
  visit: number
  status: number
  node: number
  target: number
  sentUs: number
  sinceFirstUs: number
  nodeUs: number
  routedUs: number
  targetUs: number
  startUs: number
  serviceEndUs: number
  backUs: number
  endUs: number
  finishUs: number
}

export function buildTrace(picture: TracePicture): Trace {
  const names = namesOf(picture)
  const longestMs = Math.max(1, ...picture.attempts.map((attempt) => attempt.picture.length))
  const durationUs = (picture.durationMs ?? longestMs) * 1000
  const meta: TraceMeta = {
    digest: '0123456789abcdef',
    engineRevision: 1,
    durationUs,
    warmUpUs: (picture.warmUpMs ?? 0) * 1000,
    endedUs: picture.endedMs === undefined ? durationUs : picture.endedMs * 1000,
    truncated: picture.truncated ?? null,
    names,
    counts: emptyCounts(names.targets.length),
    hasRows: true,
  }
  const rows = picture.attempts.map((attempt, i) => {
    const row = rowOf(attempt, i, names)
    return { ...row, finishUs: finishOf(row, meta.endedUs) }
  })
  return withCounts(traceOf(meta, rows, picture), rows)
}

/** The same trace over other rows and meta; nothing is made consistent. */
export function traceOf(
  meta: TraceMeta,
  rows: readonly AttemptRow[],
  rest: Pick<TracePicture, 'changes' | 'connections'> = {},
): Trace {
  const attempts = new TableWriter(ATTEMPTS)
  const isOver = (row: AttemptRow): number => row.sentUs + row.finishUs
  for (const row of [...rows].sort((a, b) => isOver(a) - isOver(b))) writeAttempt(attempts, row)
  const changes = new TableWriter(CHANGES)
  for (const { atMs, kind, node, target } of rest.changes ?? []) {
    const chunk = changes.open()
    chunk.atUs[chunk.rows] = atMs * 1000
    chunk.kind[chunk.rows] = CHANGE_KINDS.indexOf(kind)
    chunk.a[chunk.rows] = node ?? NONE
    chunk.b[chunk.rows] = target ?? NONE
    chunk.rows++
  }
  const connections = new TableWriter(CONNECTIONS)
  for (const { openedMs, side } of rest.connections ?? []) {
    const chunk = connections.open()
    chunk.openedUs[chunk.rows] = openedMs * 1000
    chunk.side[chunk.rows] = side
    chunk.rows++
  }
  return { meta, attempts, changes, connections, probes: new TableWriter(PROBES) }
}

/** The rows of a trace that was built here, to spoil and build again. */
export function rowsOfTrace(trace: Trace): AttemptRow[] {
  const rows: AttemptRow[] = []
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const row: Record<string, number> = {}
      for (const name in ATTEMPTS) row[name] = chunk[name as keyof typeof ATTEMPTS][i] as number
      rows.push(row as unknown as AttemptRow)
    }
  }
  return rows
}

function writeAttempt(table: TableWriter<typeof ATTEMPTS>, row: AttemptRow): void {
  const chunk = table.open()
  const i = chunk.rows
  for (const name in row) {
    chunk[name as keyof AttemptRow][i] = row[name as keyof AttemptRow]
  }
  chunk.connection[i] = NO_ROW
  chunk.targetConnection[i] = NO_ROW
  chunk.rows++
}

function namesOf(picture: TracePicture): TraceMeta['names'] {
  const targets = picture.targets ?? [{ id: 's0' }, { id: 's1' }]
  return {
    populations: (picture.populations ?? ['web']).map((id) => ({
      id,
      place: 'eu',
      isSurge: false,
    })),
    paths: [{ id: 'page', method: 'GET', path: '/', rules: {} }],
    answers: [],
    nodes: (picture.nodes ?? ['node-a']).map((id) => ({
      id,
      balancer: 'web',
      zone: id === 'node-b' ? 'b' : 'a',
      workers: 1,
      counting: 1,
      takesTime: false,
    })),
    targets: targets.map(({ id, zone = 'a', slots = 1, queueLimit = 10 }) => ({
      id,
      group: 'web',
      zone,
      slots,
      queueLimit,
    })),
    hosts: [],
    resolvers: [],
    faults: [],
  }
}

const PARTS = /^(\.*)(>*)(-*)(w*)(=*)(x?)(-*)(<*)$/

function rowOf(attempt: AttemptPicture, i: number, names: TraceMeta['names']): AttemptRow {
  const parts = PARTS.exec(attempt.picture)
  if (parts === null) throw new Error(`not a picture of an attempt: ${attempt.picture}`)
  const isDropped = parts[6] === 'x'
  const length = (part: number): number => (parts[part] as string).length * 1000
  const [sentUs, toNode, toTarget, wait] = [length(1), length(2), length(3), length(4)]
  const [service, back, toClient] = [length(5), length(7), length(8)]
  const hasLength = (...which: number[]): boolean => which.some((length) => length > 0)
  const at = (isReached: boolean, us: number): number => (isReached ? us : UNSET)
  const end = toNode + toTarget + wait + service + back + toClient
  const how = attempt.outcome ?? 'answered'
  const over = attempt.endMs === undefined ? sentUs + end : (attempt.endMs ?? 0) * 1000
  const isNeverOver =
    attempt.endMs === null || (how === 'unfinished' && attempt.endMs === undefined)
  return {
    population: attempt.population ?? 0,
    user: attempt.user ?? 0,
    ordinal: attempt.ordinal ?? i,
    attempt: attempt.attempt ?? 1,
    outcome: outcome(how),
    author: author(attempt.author ?? (how === 'answered' ? 'target' : 'none')),
    cause: cause(attempt.cause ?? 'none'),
    visit: visit(
      service > 0 && !isDropped && hasLength(back, toClient)
        ? (attempt.status ?? 200) >= 500 && attempt.author !== 'node'
          ? 'failed'
          : 'served'
        : 'unfinished',
    ),
    status: attempt.status ?? (how === 'answered' ? 200 : 0),
    node:
      attempt.node === null
        ? NONE
        : names.nodes.findIndex((n) => n.id === (attempt.node ?? 'node-a')),
    target:
      attempt.target === null
        ? NONE
        : names.targets.findIndex((t) => t.id === (attempt.target ?? 's0')),
    sentUs,
    sinceFirstUs: attempt.firstMs === undefined ? 0 : sentUs - attempt.firstMs * 1000,
    nodeUs: at(hasLength(toTarget, wait, service), toNode),
    routedUs: UNSET,
    targetUs: at(isDropped || hasLength(wait, service), toNode + toTarget),
    startUs: at(hasLength(service), toNode + toTarget + wait),
    serviceEndUs: at(
      isDropped || (service > 0 && hasLength(back, toClient)),
      toNode + toTarget + wait + service,
    ),
    backUs: at(hasLength(toClient), end - toClient),
    endUs: isNeverOver ? UNSET : over - sentUs,
    finishUs: 0,
  }
}

const OFFSETS = ['nodeUs', 'targetUs', 'startUs', 'serviceEndUs', 'backUs', 'endUs'] as const

/** When nobody has anything left to do with it, counted from its sending. */
function finishOf(row: AttemptRow, endedUs: number): number {
  const isHeld = row.targetUs !== UNSET && row.serviceEndUs === UNSET
  if (isHeld || row.outcome === outcome('unfinished')) return endedUs - row.sentUs
  const set = OFFSETS.map((name) => row[name]).filter((offset) => offset !== UNSET)
  return Math.max(0, ...set)
}

const emptyCounts = (targets: number): Counts => ({
  requests: 0,
  answered: 0,
  gaveUp: 0,
  refused: 0,
  unfinished: 0,
  attempts: 0,
  retries: 0,
  events: 0,
  inSystemUs: 0,
  waitingUs: new Array(targets).fill(0),
  servingUs: new Array(targets).fill(0),
  servingMax: new Array(targets).fill(0),
  waitingMax: new Array(targets).fill(0),
  calls: null,
  logins: null,
  hosts: [],
  workers: [],
})

/** Counts what a correct engine would have counted for these rows, millisecond by millisecond. */
function withCounts(trace: Trace, rows: readonly AttemptRow[]): Trace {
  const { meta } = trace
  const counts = structuredClone(meta.counts) as { -readonly [Name in keyof Counts]: Counts[Name] }
  const ended = (how: Outcome): number => rows.filter((row) => row.outcome === outcome(how)).length
  counts.answered = ended('answered')
  counts.gaveUp = ended('gave-up')
  counts.refused = ended('refused')
  counts.unfinished = ended('unfinished')
  counts.requests = counts.answered + counts.gaveUp + counts.refused + counts.unfinished
  counts.attempts = rows.length
  counts.retries = rows.filter((row) => row.attempt > 1).length
  const waiting = counts.waitingUs as number[]
  const serving = counts.servingUs as number[]
  const [waitingMax, servingMax] = [counts.waitingMax as number[], counts.servingMax as number[]]
  for (let us = 0; us < meta.endedUs; us += 1000) {
    const waitingNow = new Array(waiting.length).fill(0)
    const servingNow = new Array(waiting.length).fill(0)
    for (const row of rows) {
      const since = us - row.sentUs
      const end = row.endUs === UNSET ? Infinity : row.endUs
      if (row.outcome !== 0 && since >= -row.sinceFirstUs && since < end) counts.inSystemUs += 1000
      if (row.target === NONE || row.targetUs === UNSET || since < row.targetUs) continue
      const left = row.serviceEndUs === UNSET ? Infinity : row.serviceEndUs
      if (row.startUs !== UNSET && since >= row.startUs) {
        if (since < left) servingNow[row.target]++
      } else if (since < left) waitingNow[row.target]++
    }
    for (let target = 0; target < waiting.length; target++) {
      waiting[target] = (waiting[target] as number) + waitingNow[target] * 1000
      serving[target] = (serving[target] as number) + servingNow[target] * 1000
      waitingMax[target] = Math.max(waitingMax[target] as number, waitingNow[target])
      servingMax[target] = Math.max(servingMax[target] as number, servingNow[target])
    }
  }
  return { ...trace, meta: { ...meta, counts } }
}
