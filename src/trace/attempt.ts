/**
 * One attempt of a trace, read from its row into names and times. This is the one reader of a row: whoever shows an
 * attempt, writes it or speaks of it starts here. Sums over all rows read the columns themselves (`analysis`).
 */
import { attemptFailure, FAILURES, type Failure } from '../model/failure.ts'
import type { AttemptName } from '../model/name.ts'
import {
  AUTHORS,
  type Author,
  CAUSES,
  type Cause,
  OUTCOMES,
  type Outcome,
} from '../model/outcome.ts'
import { type AttemptTable, NO_ROW, NONE, type Trace, UNSET } from './schema.ts'

/** Moments in microseconds from the start of the run; null for one that never came. */
export interface TracedAttempt {
  /** Its row in the trace. */
  readonly row: number
  readonly name: AttemptName
  readonly outcome: Outcome
  /** HTTP status; 0 when nobody wrote one. */
  readonly status: number
  readonly author: Author
  readonly cause: Cause
  readonly failure: Failure
  /** The kind of request by its id, and what it asks for. */
  readonly request: string
  readonly method: string
  readonly path: string
  /** The rule by which its node acted; null when it came to none, or the default rule is the only one. */
  readonly rule: string | null
  /** The group of its target; null without one. */
  readonly group: string | null
  /** Where its client is. */
  readonly place: string
  readonly node: string | null
  /** Of its node. */
  readonly balancer: string | null
  readonly target: string | null
  /** When the client first sent the request, and when it sent this attempt. */
  readonly firstUs: number
  readonly sentUs: number
  readonly nodeUs: number | null
  /** When its node was done with it; null too where nodes take no time. */
  readonly routedUs: number | null
  readonly targetUs: number | null
  readonly startUs: number | null
  readonly serviceEndUs: number | null
  readonly backUs: number | null
  readonly endUs: number | null
  /** When nobody had anything left to do with it. */
  readonly finishUs: number
  readonly connection: number | null
  readonly targetConnection: number | null
}

export type AttemptChunk = AttemptTable['chunks'][number]

/** When the node of row `i` chose for it, as an offset from its send: as it came, unless nodes take time; or UNSET. */
export function routedOffset({ nodeUs, routedUs }: AttemptChunk, i: number): number {
  const routed = routedUs[i] as number
  return routed === UNSET ? (nodeUs[i] as number) : routed
}

/** All attempts of a trace, in the order of its rows. */
export function* attemptsOf(trace: Trace): Generator<TracedAttempt> {
  let row = 0
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) yield readAttempt(trace, chunk, { i, row: row++ })
  }
}

/** `web/0/17#1`, of row `i` of a chunk. */
export const nameAt = (trace: Trace, chunk: AttemptChunk, i: number): AttemptName => ({
  population: trace.meta.names.populations[chunk.population[i] as number]?.id ?? '',
  user: chunk.user[i] as number,
  ordinal: chunk.ordinal[i] as number,
  attempt: chunk.attempt[i] as number,
})

/** Row `i` of a chunk, which is row `row` of the trace. */
export function readAttempt(
  trace: Trace,
  chunk: AttemptChunk,
  { i, row }: { readonly i: number; readonly row: number },
): TracedAttempt {
  const { populations, paths, nodes, targets } = trace.meta.names
  const cell = (column: ArrayLike<number>): number => column[i] as number
  const sentUs = cell(chunk.sentUs)
  const moment = (column: ArrayLike<number>): number | null => {
    const offset = cell(column)
    return offset === UNSET ? null : sentUs + offset
  }
  const connection = (column: ArrayLike<number>): number | null =>
    cell(column) === NO_ROW ? null : cell(column)
  const idIn = (
    things: readonly { readonly id: string }[],
    column: ArrayLike<number>,
  ): string | null => (cell(column) === NONE ? null : (things[cell(column)]?.id ?? null))
  const balancer = nodes[cell(chunk.node)]?.balancer ?? null
  const path = paths[cell(chunk.path)]
  const why = cell(chunk.cause)
  const how = cell(chunk.outcome)
  const wasServed = cell(chunk.startUs) !== UNSET
  return {
    row,
    name: nameAt(trace, chunk, i),
    outcome: OUTCOMES[how] ?? 'unfinished',
    status: cell(chunk.status),
    author: AUTHORS[cell(chunk.author)] ?? 'none',
    cause: CAUSES[why] ?? 'none',
    failure: FAILURES[attemptFailure(why, how, cell(chunk.status), wasServed)] ?? 'none',
    request: path?.id ?? '',
    method: path?.method ?? '',
    path: path?.path ?? '',
    // What a request asks for never changes, so which rule it matches is known by its path and its node: no column says it.
    rule:
      cell(chunk.nodeUs) === UNSET || balancer === null ? null : (path?.rules[balancer] ?? null),
    group: cell(chunk.target) === NONE ? null : (targets[cell(chunk.target)]?.group ?? null),
    place: populations[cell(chunk.population)]?.place ?? '',
    node: idIn(nodes, chunk.node),
    balancer,
    target: idIn(targets, chunk.target),
    firstUs: sentUs - cell(chunk.sinceFirstUs),
    sentUs,
    nodeUs: moment(chunk.nodeUs),
    routedUs: moment(chunk.routedUs),
    targetUs: moment(chunk.targetUs),
    startUs: moment(chunk.startUs),
    serviceEndUs: moment(chunk.serviceEndUs),
    backUs: moment(chunk.backUs),
    endUs: moment(chunk.endUs),
    finishUs: sentUs + cell(chunk.finishUs),
    connection: connection(chunk.connection),
    targetConnection: connection(chunk.targetConnection),
  }
}
