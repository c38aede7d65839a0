/**
 * A run as a Chrome trace, which Perfetto and speedscope open: a process for each lane; in it a thread for each slot of a
 * target with what it served, the faults, and each attempt from its client's sight, with its wait in it. Times are
 * microseconds from the start.
 * Source: "Trace Event Format", Google, 2016 (JSON object format; events X, b, e, i, M).
 */
import { formatAttempt } from '../model/name.ts'
import { attemptsOf, type TracedAttempt } from '../trace/attempt.ts'
import { changeKind, NONE, type Trace, UNSET } from '../trace/schema.ts'

export interface TracedLane {
  readonly letter: string
  readonly title: string
  readonly trace: Trace
}

/** Events that are written at one time. */
const BATCH = 2000

/** The file in pieces, so that it is never in memory at once. */
export function* chromePieces(lanes: readonly TracedLane[]): Generator<string> {
  yield '{"displayTimeUnit":"ms","traceEvents":[\n'
  let events: string[] = []
  let separator = ''
  for (const event of eventsOf(lanes)) {
    events.push(JSON.stringify(event))
    if (events.length < BATCH) continue
    yield `${separator}${events.join(',\n')}`
    separator = ',\n'
    events = []
  }
  yield `${events.length === 0 ? '' : separator}${events.join(',\n')}\n]}\n`
}

type Event = Readonly<Record<string, unknown>>

function* eventsOf(lanes: readonly TracedLane[]): Generator<Event> {
  for (const [i, { letter, title, trace }] of lanes.entries()) {
    const pid = i + 1
    yield { ph: 'M', name: 'process_name', pid, args: { name: `${letter}  ${title}` } }
    yield { ph: 'M', name: 'process_sort_index', pid, args: { sort_index: pid } }
    yield* changeEvents(trace, pid)
    yield* attemptEvents(trace, pid)
  }
}

const FAULTS_TID = 1

/** By the kind of the change. */
const HEALTH_WORDS: ReadonlyMap<number, string> = new Map(
  (['healthy', 'unhealthy'] as const).map((word) => [changeKind(word), word]),
)

function* changeEvents({ meta, changes }: Trace, pid: number): Generator<Event> {
  const { faults, nodes, targets } = meta.names
  if (faults.length > 0) yield* threadEvents(pid, FAULTS_TID, 'faults')
  for (const { id, kind, startUs, endUs } of faults) {
    if (startUs >= meta.endedUs) continue
    const dur = Math.min(endUs, meta.endedUs) - startUs
    // Faults overlap, and slices of one thread must not: each is a track of its own.
    const common = { pid, tid: FAULTS_TID, cat: 'fault', id2: { local: id } }
    yield* pair({ ...common, name: `${id} (${kind})` }, startUs, dur)
  }
  for (const { rows, kind, a, b, atUs } of changes.chunks) {
    for (let i = 0; i < rows; i++) {
      const what = HEALTH_WORDS.get(kind[i] as number)
      if (what === undefined) continue
      const name = `${nodes[a[i] as number]?.id}: ${targets[b[i] as number]?.id} ${what}`
      yield { ph: 'i', s: 'p', cat: 'health', name, ts: atUs[i], pid, tid: FAULTS_TID }
    }
  }
}

function* attemptEvents(trace: Trace, pid: number): Generator<Event> {
  const { tids, names } = slotThreads(trace)
  for (const [tid, name] of names) yield* threadEvents(pid, tid, name)
  for (const attempt of attemptsOf(trace)) {
    const { name, path, sentUs, targetUs, startUs, serviceEndUs, status, cause, target } = attempt
    const id = formatAttempt(name)
    const args = { attempt: id, status, cause, target }
    const tid = tids[attempt.row] as number
    if (startUs !== null && serviceEndUs !== null) {
      const dur = serviceEndUs - startUs
      yield { ph: 'X', cat: 'service', name: path, ts: startUs, dur, pid, tid, args }
    }
    // Lanes have attempts of one name: an `id` would be of all processes.
    const ofClient = { pid, tid: 0, cat: 'attempt', id2: { local: id } }
    yield* pair({ ...ofClient, name: path, args }, sentUs, endOf(attempt) - sentUs)
    const leftUs = startUs ?? serviceEndUs
    if (targetUs === null || leftUs === null || leftUs === targetUs) continue
    yield* pair({ ...ofClient, name: 'waits' }, targetUs, leftUs - targetUs)
  }
}

/** For the client; where that never heard of the end, for everybody. */
const endOf = ({ endUs, finishUs }: TracedAttempt): number => endUs ?? finishUs

function* pair(common: Event, ts: number, dur: number): Generator<Event> {
  yield { ph: 'b', ...common, ts }
  const { args: _, ...rest } = common
  yield { ph: 'e', ...rest, ts: ts + dur }
}

function* threadEvents(pid: number, tid: number, name: string): Generator<Event> {
  yield { ph: 'M', name: 'thread_name', pid, tid, args: { name } }
  yield { ph: 'M', name: 'thread_sort_index', pid, tid, args: { sort_index: tid } }
}

/**
 * The thread of each row that was served, by its number: the first slot of its target that is free when its service
 * begins. A target with a shared processor has as many as it serves at one time.
 */
function slotThreads(trace: Trace): {
  readonly tids: Uint32Array
  readonly names: ReadonlyMap<number, string>
} {
  const { starts, ends, targets } = servicesOf(trace)
  const order = Uint32Array.from(starts, (_, row) => row)
    .filter((row) => targets[row] !== NONE)
    .sort((a, b) => (starts[a] as number) - (starts[b] as number))
  const lanes: number[][] = trace.meta.names.targets.map(() => [])
  const slots = new Uint32Array(starts.length)
  for (const row of order) {
    const freeAt = lanes[targets[row] as number] as number[]
    const free = freeAt.findIndex((us) => us <= (starts[row] as number))
    const slot = free < 0 ? freeAt.length : free
    freeAt[slot] = ends[row] as number
    slots[row] = slot
  }
  const names = new Map<number, string>()
  let next = FAULTS_TID + 1
  const firsts = lanes.map((freeAt, t) => {
    const first = next
    next += freeAt.length
    const { id } = trace.meta.names.targets[t] ?? { id: '' }
    for (const slot of freeAt.keys()) names.set(first + slot, `${id} slot ${slot + 1}`)
    return first
  })
  const tids = Uint32Array.from(slots, (slot, row) =>
    targets[row] === NONE ? 0 : (firsts[targets[row] as number] as number) + slot,
  )
  return { tids, names }
}

/** By row; NONE is the target of what was never served. */
function servicesOf({ attempts: { chunks } }: Trace): {
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly targets: Uint16Array
} {
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  const [starts, ends] = [new Float64Array(rows), new Float64Array(rows)]
  const targets = new Uint16Array(rows).fill(NONE)
  let row = 0
  for (const { rows: here, sentUs, startUs, serviceEndUs, target } of chunks) {
    for (let i = 0; i < here; i++, row++) {
      const [start, end] = [startUs[i] as number, serviceEndUs[i] as number]
      if (start === UNSET || end === UNSET) continue
      starts[row] = (sentUs[i] as number) + start
      ends[row] = (sentUs[i] as number) + end
      targets[row] = target[i] as number
    }
  }
  return { starts, ends, targets }
}
