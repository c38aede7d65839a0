/** Two traces, row by row and bit by bit. */
import { rowsOf, type Table } from '../../src/base/columns.ts'
import type { Trace } from '../../src/trace/schema.ts'

type AnyTable = Table<Record<string, 'f64'>>

const TABLES = ['attempts', 'connections', 'changes', 'probes'] as const

/** Where two traces differ, in words; none when every row, count and name is the same. */
export function differences(a: Trace, b: Trace): readonly string[] {
  const found: string[] = []
  for (const name of TABLES) {
    const one = columnsOf<string>(a[name] as unknown as AnyTable)
    const other = columnsOf<string>(b[name] as unknown as AnyTable)
    for (const column of Object.keys(one)) {
      const [left, right] = [one[column] as Float64Array, other[column] as Float64Array]
      if (left.length !== right.length) {
        found.push(`${name}: ${left.length} and ${right.length} rows`)
        break
      }
      const row = left.findIndex((value, i) => !Object.is(value, right[i]))
      if (row >= 0) found.push(`${name}[${row}].${column}: ${left[row]} and ${right[row]}`)
    }
  }
  const [left, right] = [metaOf(a), metaOf(b)]
  if (left !== right) found.push(`meta: ${left}\nand ${right}`)
  return found
}

const metaOf = ({ meta }: Trace): string => JSON.stringify(meta)

/** The columns of a table, all its chunks in one. */
export function columnsOf<Name extends string>(
  table: Table<Record<Name, 'f64' | 'u32' | 'u16' | 'u8'>>,
): Record<Name, Float64Array> {
  const columns = {} as Record<Name, Float64Array>
  for (const name of Object.keys(table.schema) as Name[]) {
    const whole = new Float64Array(rowsOf(table))
    let from = 0
    for (const chunk of table.chunks) {
      whole.set((chunk[name] as unknown as Float64Array).subarray(0, chunk.rows), from)
      from += chunk.rows
    }
    columns[name] = whole
  }
  return columns
}
