/**
 * A run as a Chrome trace, which Perfetto and speedscope open: a process for each lane; in it a thread for each slot of a
 * target with what it served, the faults, and each attempt from its client's sight, with its waits in it. Times are
 * microseconds from the start.
 * Source: "Trace Event Format", Google, 2016 (JSON object format; events X, b, e, i, M).
 */
import { joinedInPieces } from '../base/pieces.ts'
import { formatAttempt } from '../model/name.ts'
import { attemptsOf, type TracedAttempt } from '../trace/attempt.ts'
import type { TracedLane } from '../trace/lane.ts'
import { CHANGE_KINDS, type ChangeKind, NONE, type Trace, UNSET } from '../trace/schema.ts'

/** The file in pieces, so that it is never in memory at once. */
export function* chromePieces(lanes: readonly TracedLane[]): Generator<string> {
  yield '{"displayTimeUnit":"ms","traceEvents":[\n'
  yield* joinedInPieces(textsOf(lanes), ',\n')
  yield '\n]}\n'
}

function* textsOf(lanes: readonly TracedLane[]): Generator<string> {
  for (const event of eventsOf(lanes)) yield JSON.stringify(event)
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

/** What happened to a target, and whether that is what one node holds of it (`a`) or so for all. */
const WORDS: Readonly<
  Partial<Record<ChangeKind, { readonly word: string; readonly isOfNode: boolean }>>
> = {
  unhealthy: { word: 'unhealthy', isOfNode: true },
  healthy: { word: 'healthy', isOfNode: true },
  ejected: { word: 'ejected', isOfNode: true },
  'ejection-end': { word: 'no longer ejected', isOfNode: true },
  draining: { word: 'draining', isOfNode: true },
  joined: { word: 'registered again', isOfNode: true },
  'target-down': { word: 'refuses', isOfNode: false },
  'target-up': { word: 'accepts again', isOfNode: false },
  deregistered: { word: 'deregistered', isOfNode: false },
  registered: { word: 'registered', isOfNode: false },
  launching: { word: 'launches', isOfNode: false },
  'in-service': { word: 'in service', isOfNode: false },
  terminating: { word: 'terminates', isOfNode: false },
}

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
      const what = WORDS[CHANGE_KINDS[kind[i] as number] as ChangeKind]
      if (what === undefined) continue
      const by = what.isOfNode ? `${nodes[a[i] as number]?.id}: ` : ''
      const name = `${by}${targets[b[i] as number]?.id} ${what.word}`
      yield { ph: 'i', s: 'p', cat: 'target', name, ts: atUs[i], pid, tid: FAULTS_TID }
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
    const { nodeUs, routedUs } = attempt
    if (nodeUs !== null && routedUs !== null && routedUs > nodeUs)
      yield* pair({ ...ofClient, name: 'at its node' }, nodeUs, routedUs - nodeUs)
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
