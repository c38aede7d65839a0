/**
 * Small traces as pictures. One column is one step of simulated time, read in its middle. A request is a letter in
 * order of its number, `a` to `z`; its second and further attempts are capitals.
 */
import { formatAttempt } from '../../src/model/name.ts'
import { attemptsOf, type TracedAttempt } from '../../src/trace/attempt.ts'
import { CHANGE_KINDS, type ChangeKind, type Trace } from '../../src/trace/schema.ts'

/** One attempt by its name, `users/0/3#1`, and its parts; numbers are -1 where it never was. */
export interface Row
  extends Omit<TracedAttempt, 'name' | Missing>,
    Readonly<Record<Missing, number>> {
  readonly name: string
  readonly population: string
  readonly user: number
  readonly ordinal: number
  readonly attempt: number
}

type Missing =
  | 'connection'
  | 'targetConnection'
  | 'nodeUs'
  | 'targetUs'
  | 'startUs'
  | 'serviceEndUs'
  | 'backUs'
  | 'endUs'

/** The attempts of a trace in order of their sending, then of their names. */
export const rowsOf = (trace: Trace): Row[] =>
  [...attemptsOf(trace)]
    .map(rowOf)
    .sort((a, b) => a.sentUs - b.sentUs || a.ordinal - b.ordinal || a.user - b.user)

const rowOf = (attempt: TracedAttempt): Row => ({
  ...attempt,
  ...attempt.name,
  name: formatAttempt(attempt.name),
  connection: attempt.connection ?? -1,
  targetConnection: attempt.targetConnection ?? -1,
  nodeUs: attempt.nodeUs ?? -1,
  targetUs: attempt.targetUs ?? -1,
  startUs: attempt.startUs ?? -1,
  serviceEndUs: attempt.serviceEndUs ?? -1,
  backUs: attempt.backUs ?? -1,
  endUs: attempt.endUs ?? -1,
})

const letterOf = (row: Row): string => {
  const letter = String.fromCharCode(97 + (row.ordinal % 26))
  return row.attempt > 1 ? letter.toUpperCase() : letter
}

export interface PictureOptions {
  readonly stepMs: number
  /** Where the picture ends; the end of the run when left out. */
  readonly untilMs?: number
}

/**
 * Who is served where: a line for each attempt that a target serves at once (`s0 aaabbb..cc`), then, when anybody
 * waited there, a line for each place in its queue (`s0~ .bb....`).
 */
export function servicePicture(trace: Trace, options: PictureOptions): string {
  const rows = rowsOf(trace)
  const columns = columnsOf(trace, options)
  const lines: string[] = []
  const wide = Math.max(...trace.meta.names.targets.map(({ id }) => id.length)) + 2
  for (const { id } of trace.meta.names.targets) {
    const here = rows.filter((row) => row.target === id && row.targetUs >= 0)
    const served = here.filter((row) => row.startUs >= 0)
    const stays = served.map((row) => stay(row, row.startUs, left(row)))
    const waits = here
      .map((row) => stay(row, row.targetUs, row.startUs >= 0 ? row.startUs : left(row)))
      .filter(({ fromUs, toUs }) => toUs > fromUs)
    for (const line of packed(stays, columns)) lines.push(id.padEnd(wide) + line)
    for (const line of packed(waits, columns, false)) lines.push(`${id}~`.padEnd(wide) + line)
  }
  return lines.join('\n')
}

interface Stay {
  readonly letter: string
  readonly fromUs: number
  readonly toUs: number
}
const stay = (row: Row, fromUs: number, toUs: number): Stay => ({
  letter: letterOf(row),
  fromUs,
  toUs,
})
/** When it left its target: the end of the run, or of its being, when nothing says so. */
const left = (row: Row): number => (row.serviceEndUs >= 0 ? row.serviceEndUs : row.finishUs)

/** Stays drawn on as few lines as they need; one line even when there are none, if `isNeeded`. */
function packed(stays: readonly Stay[], columns: readonly number[], isNeeded = true): string[] {
  const lanes: { freeUs: number; readonly cells: string[] }[] = []
  const line = () => ({ freeUs: 0, cells: columns.map(() => '.') })
  if (isNeeded) lanes.push(line())
  for (const one of [...stays].sort((a, b) => a.fromUs - b.fromUs)) {
    let lane = lanes.find(({ freeUs }) => freeUs <= one.fromUs)
    if (lane === undefined) {
      lane = line()
      lanes.push(lane)
    }
    lane.freeUs = one.toUs
    columns.forEach((us, i) => {
      if (us >= one.fromUs && us < one.toUs) (lane as { cells: string[] }).cells[i] = one.letter
    })
  }
  return lanes.map(({ cells }) => cells.join(''))
}

const columnsOf = (trace: Trace, { stepMs, untilMs }: PictureOptions): number[] =>
  Array.from({ length: (untilMs ?? trace.meta.endedUs / 1000) / stepMs }, (_, i) =>
    Math.round((i + 0.5) * stepMs * 1000),
  )

/**
 * The way of each attempt, one line each: `>` to the node, `}` to the target, `~` waits, `#` is served, `{` back to
 * the node, `<` back to the client; capitals of nobody: `=` when it is served for a client that has gone. Then how it
 * ended.
 */
export function journeyPicture(trace: Trace, options: PictureOptions): string {
  const columns = columnsOf(trace, options)
  return rowsOf(trace)
    .map((row) => {
      const cells = columns.map((us) => journeyCell(row, us)).join('')
      return `${letterOf(row)}${row.attempt > 1 ? row.attempt : ' '} ${cells} ${endOf(row)}`
    })
    .join('\n')
}

function journeyCell(row: Row, us: number): string {
  if (us < row.sentUs || us >= row.finishUs) return '.'
  const isOver = row.endUs >= 0 && us >= row.endUs
  const reached = (stamp: number): boolean => stamp >= 0 && us >= stamp
  if (reached(row.backUs)) return isOver ? '.' : '<'
  if (reached(row.serviceEndUs)) return row.node === null ? '<' : '{'
  if (reached(row.startUs)) return isOver ? '=' : '#'
  if (reached(row.targetUs)) return isOver ? '-' : '~'
  if (reached(row.nodeUs)) return '}'
  return '>'
}

function endOf(row: Row): string {
  const how = row.outcome === 'answered' ? '' : ` ${row.outcome}`
  const why = row.cause === 'none' ? '' : ` ${row.cause}`
  return `${row.status === 0 ? '' : row.status}${how}${why}`.trim()
}

/** What changed and when, one line each: `12 unhealthy web-a s0`. Times in milliseconds. */
export function changeLines(trace: Trace): string[] {
  const { names } = trace.meta
  return trace.changes.chunks.flatMap((chunk) =>
    Array.from({ length: chunk.rows }, (_, i) => {
      const kind = CHANGE_KINDS[chunk.kind[i] as number] as ChangeKind
      const [a, b] = [chunk.a[i] as number, chunk.b[i] as number]
      const of = {
        'fault-start': () => names.faults[a]?.id,
        'fault-end': () => names.faults[a]?.id,
        unhealthy: () => `${names.nodes[a]?.id} ${names.targets[b]?.id}`,
        healthy: () => `${names.nodes[a]?.id} ${names.targets[b]?.id}`,
        'fail-open': () => names.nodes[a]?.id,
        'fail-open-end': () => names.nodes[a]?.id,
        'dns-answer': () => `${names.resolvers[a]?.id} ${(chunk.value[i] as number).toString(2)}`,
        'answer-bad': () => names.answers[a]?.id,
        'answer-good': () => names.answers[a]?.id,
        'target-down': () => names.targets[b]?.id,
        'target-up': () => names.targets[b]?.id,
        ejected: () => `${names.nodes[a]?.id} ${names.targets[b]?.id}`,
        'ejection-end': () => `${names.nodes[a]?.id} ${names.targets[b]?.id}`,
        'slow-start': () => `${names.nodes[a]?.id} ${names.targets[b]?.id}`,
        deregistered: () => names.targets[b]?.id,
        registered: () => names.targets[b]?.id,
        draining: () => `${names.nodes[a]?.id} ${names.targets[b]?.id}`,
        unused: () => `${names.nodes[a]?.id} ${names.targets[b]?.id}`,
        joined: () => `${names.nodes[a]?.id} ${names.targets[b]?.id}`,
        stopping: () => names.targets[b]?.id,
        scaling: () => `${names.targets[a]?.group} to ${b} at ${chunk.value[i]}`,
        launching: () => names.targets[b]?.id,
        'in-service': () => names.targets[b]?.id,
        terminating: () => names.targets[b]?.id,
        vacant: () => names.targets[b]?.id,
        'identity-load': () => `${a} in service, ${b} wait`,
        'signed-in': () => `${names.nodes[b]?.id} ${names.populations[a]?.id} ${chunk.value[i]}`,
        'worker-load': () => `worker ${a} has ${b}`,
        'host-load': () => `${names.hosts[a]?.id} ${chunk.value[i]} at work`,
        'dependency-load': () => `${a} in service, ${b} wait`,
      }[kind]
      return `${(chunk.atUs[i] as number) / 1000} ${kind} ${of()}`
    }),
  )
}
