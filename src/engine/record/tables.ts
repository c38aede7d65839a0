/** The tables of the trace while they are written. */
import { type ChunkTaker, type Schema, TableWriter } from '../../base/columns.ts'
import { ATTEMPTS, CHANGES, CONNECTIONS, PROBES, type RowSink } from '../../trace/schema.ts'

export interface Tables {
  readonly attempts: TableWriter<typeof ATTEMPTS>
  readonly connections: TableWriter<typeof CONNECTIONS>
  readonly changes: TableWriter<typeof CHANGES>
  readonly probes: TableWriter<typeof PROBES>
}

/** With a sink, rows go there and memory stays flat; but for changes, which are few and always kept. */
export function makeTables(sink: RowSink | null): Tables {
  const takers = takersOf(sink)
  return {
    attempts: new TableWriter(ATTEMPTS, takers.attempts),
    connections: new TableWriter(CONNECTIONS, takers.connections),
    changes: new TableWriter(CHANGES),
    probes: new TableWriter(PROBES, takers.probes),
  }
}

interface Takers {
  readonly attempts: ChunkTaker<typeof ATTEMPTS> | null
  readonly connections: ChunkTaker<typeof CONNECTIONS> | null
  readonly changes: null
  readonly probes: ChunkTaker<typeof PROBES> | null
}

function takersOf(sink: RowSink | null): Takers {
  if (sink === null) return { attempts: null, connections: null, changes: null, probes: null }
  return {
    attempts: (chunk) => sink.takeAttempts(chunk),
    connections: (chunk) => sink.takeConnections(chunk),
    changes: null,
    probes: (chunk) => chunk,
  }
}

/** The tables as they stood after so many rows each, for a run that goes on from there. */
export function forkTables(
  tables: Tables,
  rows: Readonly<Record<string, number>>,
  sink: RowSink | null,
): Tables {
  const takers = takersOf(sink)
  return {
    attempts: tables.attempts.fork(rows['attempts'] as number, takers.attempts),
    connections: tables.connections.fork(rows['connections'] as number, takers.connections),
    changes: tables.changes.fork(rows['changes'] as number),
    probes: tables.probes.fork(rows['probes'] as number, takers.probes),
  }
}

/** What each makes of a table, under the same names. */
export const eachTable = <T>(tables: Tables, of: (table: TableWriter<Schema>, name: string) => T) =>
  Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [
      name,
      of(table as unknown as TableWriter<Schema>, name),
    ]),
  )
