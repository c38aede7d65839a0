/** The tables of the trace while they are written. */
import { type Schema, TableWriter } from '../../base/columns.ts'
import { ATTEMPTS, CHANGES, CONNECTIONS, PROBES } from '../../trace/schema.ts'

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

/** What each makes of a table, under the same names. */
export const eachTable = <T>(tables: Tables, of: (table: TableWriter<Schema>, name: string) => T) =>
  Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [
      name,
      of(table as unknown as TableWriter<Schema>, name),
    ]),
  )
