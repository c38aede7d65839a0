/** The rows of a run as a file, in the format that is asked for: written piece by piece. */
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { csvPieces } from '../interop/attemptsCsv.ts'
import { chromePieces } from '../interop/chromeTrace.ts'
import { whyNoLog } from '../interop/writers/entry.ts'
import { logPieces, logWriters } from '../interop/writers/index.ts'
import type { Recordings } from '../model/recording.ts'
import { type LaneRef, laneTitle, resolveLane } from '../scenario/lanes.ts'
import type { Scenario } from '../scenario/types.ts'
import { WrongUse } from './failures.ts'
import type { LaneRun } from './laneRuns.ts'

export const TRACE_FORMATS = ['csv', ...logWriters.map(({ id }) => id), 'chrome'] as const
export type TraceFormat = (typeof TRACE_FORMATS)[number]

interface Asked {
  readonly scenario: Scenario
  readonly lanes: readonly LaneRef[]
  readonly recordings: Recordings
}

/** The format that a line names, if these lanes can be written in it. */
export function traceFormat(name: string, { scenario, lanes }: Asked): TraceFormat {
  const format = TRACE_FORMATS.find((each) => each === name)
  if (format === undefined) {
    throw new WrongUse(
      `--format is ${name}; it must be ${TRACE_FORMATS.join(', ')}. Choose one of them.`,
    )
  }
  if (format === 'csv' || format === 'chrome') return format
  const [lane] = lanes
  if (lane === undefined || lanes.length > 1) {
    throw new WrongUse(
      `--format is ${name}, and there are ${lanes.length} lanes; an access log is of one. Choose it with --lane.`,
    )
  }
  const why = whyNoLog(resolveLane(scenario, lane.id))
  if (why === null) return format
  throw new WrongUse(
    `--format is ${name}, but ${why}. Write csv or chrome, or choose another lane.`,
  )
}

export async function writeTrace(
  format: TraceFormat,
  runs: readonly LaneRun[],
  { asked, stream }: { readonly asked: Asked; readonly stream: Writable },
): Promise<void> {
  for (const piece of piecesOf(format, runs, asked)) {
    if (!stream.write(piece)) await once(stream, 'drain')
  }
}

function piecesOf(
  format: TraceFormat,
  runs: readonly LaneRun[],
  { scenario, recordings }: Asked,
): Iterable<string> {
  if (format === 'csv' || format === 'chrome') {
    const lanes = runs.map(({ lane, trace }) => ({
      letter: lane.letter,
      title: laneTitle(scenario, lane.id),
      trace,
    }))
    return format === 'csv' ? csvPieces(lanes) : chromePieces(lanes)
  }
  const writer = logWriters.find(({ id }) => id === format)
  const [run] = runs
  if (writer === undefined || run === undefined) return []
  const lane = resolveLane(scenario, run.lane.id)
  return logPieces({ trace: run.trace, lane, recordings }, writer)
}
