/** One attempt of a trace, read from its row into names and times; and how to find it again in another lane. */
import type { Chunk } from '../../base/columns.ts'
import { type AttemptName, parseAttempt } from '../../model/name.ts'
import {
  AUTHORS,
  type Author,
  CAUSES,
  type Cause,
  OUTCOMES,
  type Outcome,
} from '../../model/outcome.ts'
import { type ATTEMPTS, NO_ROW, NONE, type Trace, UNSET } from '../../trace/schema.ts'

/** Moments in microseconds from the start of the run; null for one that never came. */
export interface AttemptFacts {
  readonly row: number
  readonly name: AttemptName
  readonly outcome: Outcome
  readonly status: number
  readonly author: Author
  readonly cause: Cause
  readonly method: string
  readonly path: string
  readonly place: string
  readonly node: string | null
  readonly target: string | null
  /** Indices into the trace's names, or NONE. */
  readonly indices: { readonly population: number; readonly node: number; readonly target: number }
  readonly firstUs: number
  readonly sentUs: number
  readonly nodeUs: number | null
  readonly targetUs: number | null
  readonly startUs: number | null
  readonly serviceEndUs: number | null
  readonly backUs: number | null
  readonly endUs: number | null
  readonly connection: number | null
  readonly targetConnection: number | null
}

/** Null when the trace has no such row. */
export function attemptAt(trace: Trace, row: number): AttemptFacts | null {
  let before = 0
  for (const chunk of trace.attempts.chunks) {
    if (row < before + chunk.rows) return factsOf(trace, chunk, { row, i: row - before })
    before += chunk.rows
  }
  return null
}

/** All attempts of a request, in order; which of them `name` names does not matter. */
function attemptsOf(trace: Trace, name: AttemptName): readonly AttemptFacts[] {
  const population = trace.meta.names.populations.findIndex(({ id }) => id === name.population)
  if (population < 0) return []
  const found: AttemptFacts[] = []
  let before = 0
  for (const chunk of trace.attempts.chunks) {
    const { ordinal, user, population: populations } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      if (ordinal[i] !== name.ordinal || user[i] !== name.user || populations[i] !== population)
        continue
      found.push(factsOf(trace, chunk, { row: before + i, i }))
    }
    before += chunk.rows
  }
  return found.sort((a, b) => a.name.attempt - b.name.attempt)
}

export function requestAttempts(trace: Trace, text: string): readonly AttemptFacts[] {
  const name = parseAttempt(text)
  return name === null ? [] : attemptsOf(trace, name)
}

/** The attempt of that name, or else the last one of the same request: lanes may retry differently. */
export function findAttempt(trace: Trace, text: string): AttemptFacts | null {
  const all = requestAttempts(trace, text)
  const name = parseAttempt(text)
  return all.find((each) => each.name.attempt === name?.attempt) ?? all.at(-1) ?? null
}

function factsOf(
  trace: Trace,
  chunk: Chunk<typeof ATTEMPTS>,
  at: { readonly row: number; readonly i: number },
): AttemptFacts {
  const { row, i } = at
  const { names } = trace.meta
  const cell = (column: ArrayLike<number>): number => column[i] as number
  const sentUs = cell(chunk.sentUs)
  const moment = (column: ArrayLike<number>): number | null => {
    const offset = cell(column)
    return offset === UNSET ? null : sentUs + offset
  }
  const link = (column: ArrayLike<number>): number | null =>
    cell(column) === NO_ROW ? null : cell(column)
  const indices = {
    population: cell(chunk.population),
    node: cell(chunk.node),
    target: cell(chunk.target),
  }
  const population = names.populations[indices.population]
  const path = names.paths[cell(chunk.path)]
  return {
    row,
    name: {
      population: population?.id ?? '',
      user: cell(chunk.user),
      ordinal: cell(chunk.ordinal),
      attempt: cell(chunk.attempt),
    },
    outcome: OUTCOMES[cell(chunk.outcome)] ?? 'unfinished',
    status: cell(chunk.status),
    author: AUTHORS[cell(chunk.author)] ?? 'none',
    cause: CAUSES[cell(chunk.cause)] ?? 'none',
    method: path?.method ?? '',
    path: path?.path ?? '',
    place: population?.place ?? '',
    node: indices.node === NONE ? null : (names.nodes[indices.node]?.id ?? null),
    target: indices.target === NONE ? null : (names.targets[indices.target]?.id ?? null),
    indices,
    firstUs: sentUs - cell(chunk.sinceFirstUs),
    sentUs,
    nodeUs: moment(chunk.nodeUs),
    targetUs: moment(chunk.targetUs),
    startUs: moment(chunk.startUs),
    serviceEndUs: moment(chunk.serviceEndUs),
    backUs: moment(chunk.backUs),
    endUs: moment(chunk.endUs),
    connection: link(chunk.connection),
    targetConnection: link(chunk.targetConnection),
  }
}
