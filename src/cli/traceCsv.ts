/** The rows of a trace as CSV (RFC 4180), one an attempt, times in milliseconds from the start. */
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { AUTHORS, CAUSES } from '../model/outcome.ts'
import { type Names, NONE, type Trace, UNSET } from '../trace/schema.ts'
import type { LaneRun } from './result.ts'

const HEADER =
  'lane,population,user,ordinal,attempt,initiator,path,sentMs,nodeMs,targetMs,startMs,serviceEndMs,backMs,endMs,node,target,status,author,cause'

/** Lines that are written at one time. */
const BATCH = 2000

export async function writeTraceCsv(runs: readonly LaneRun[], stream: Writable): Promise<void> {
  let lines: string[] = [HEADER]
  for (const { lane, trace } of runs) {
    for (const line of rowsOf(trace, lane.letter)) {
      lines.push(line)
      if (lines.length < BATCH) continue
      await write(stream, lines)
      lines = []
    }
  }
  await write(stream, lines)
}

async function write(stream: Writable, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  if (!stream.write(`${lines.join('\r\n')}\r\n`)) await once(stream, 'drain')
}

function* rowsOf(trace: Trace, lane: string): Generator<string> {
  const { names } = trace.meta
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const sentUs = chunk.sentUs[i] as number
      const at = (offsets: Uint32Array): string => {
        const offset = offsets[i] as number
        return offset === UNSET ? '' : String((sentUs + offset) / 1000)
      }
      yield [
        lane,
        names.populations[chunk.population[i] as number]?.id ?? '',
        chunk.user[i],
        chunk.ordinal[i],
        chunk.attempt[i],
        chunk.initiator[i] === 0 ? 'client' : 'node',
        quoted(names.paths[chunk.path[i] as number]?.path ?? ''),
        sentUs / 1000,
        at(chunk.nodeUs),
        at(chunk.targetUs),
        at(chunk.startUs),
        at(chunk.serviceEndUs),
        at(chunk.backUs),
        at(chunk.endUs),
        named(names.nodes, chunk.node[i] as number),
        named(names.targets, chunk.target[i] as number),
        chunk.status[i] === 0 ? '' : chunk.status[i],
        AUTHORS[chunk.author[i] as number],
        CAUSES[chunk.cause[i] as number],
      ].join(',')
    }
  }
}

const named = (things: Names['nodes'] | Names['targets'], index: number): string =>
  index === NONE ? '' : (things[index]?.id ?? '')

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
