/** Tables that hand over their rows and keep none. */
import { expect, test } from 'vitest'
import { CHUNK_ROWS, type Chunk, TableWriter } from '../../src/base/columns.ts'

const SCHEMA = { at: 'f64', kind: 'u8' } as const
type Rows = Chunk<typeof SCHEMA>

function fill(table: TableWriter<typeof SCHEMA>, rows: number, from = 0): void {
  for (let i = 0; i < rows; i++) {
    const chunk = table.open()
    chunk.at[chunk.rows] = from + i
    chunk.kind[chunk.rows] = (from + i) % 7
    chunk.rows++
  }
}

test('every row is handed over once and in order, whatever chunk is given back to be written over', () => {
  const seen: number[] = []
  let held: Rows | null = null
  const table = new TableWriter(SCHEMA, (chunk) => {
    for (let i = 0; i < chunk.rows; i++) seen.push(chunk.at[i] as number)
    const free = held
    held = chunk
    return free
  })
  fill(table, 20_000)
  const [last] = table.chunks
  for (let i = 0; i < (last?.rows ?? 0); i++) seen.push(last?.at[i] as number)
  expect(seen).toEqual(Array.from({ length: 20_000 }, (_, i) => i))
})

test('a chunk that another table has, too, is never written over', () => {
  const whole = new TableWriter(SCHEMA)
  fill(whole, 1024 + CHUNK_ROWS)
  const before = whole.chunks.map(({ at }) => at.slice())
  const fork = whole.fork(1024 + CHUNK_ROWS, (chunk) => chunk)
  fill(fork, 10_000, 1_000_000)
  expect(whole.chunks.map(({ at }) => at)).toEqual(before)
})
