/**
 * Tables of typed columns that grow by whole chunks: nothing is ever copied to make room, and a full chunk never
 * changes again, so it can be handed to another thread or kept by an older picture of the same table.
 */
const MAKERS = {
  f64: (rows: number) => new Float64Array(rows),
  u32: (rows: number) => new Uint32Array(rows),
  u16: (rows: number) => new Uint16Array(rows),
  u8: (rows: number) => new Uint8Array(rows),
} as const

type ColumnType = keyof typeof MAKERS
export type Schema = Readonly<Record<string, ColumnType>>
type Columns<S extends Schema> = {
  readonly [Name in keyof S]: ReturnType<(typeof MAKERS)[S[Name]]>
}

/** Some rows of a table: parallel arrays, of which the first `rows` entries are written. */
export type Chunk<S extends Schema> = { rows: number } & Columns<S>

/** A table whose rows are only ever added. */
export interface Table<S extends Schema> {
  readonly schema: S
  readonly chunks: readonly Chunk<S>[]
}

export const CHUNK_ROWS = 16_384
/** Of a table that keeps nothing: few enough to stay in a processor's cache until they have been read. */
const TAKEN_ROWS = 2048

function makeChunk<S extends Schema>(schema: S, rows: number): Chunk<S> {
  const columns = Object.entries(schema).map(([name, type]) => [name, MAKERS[type](rows)] as const)
  return chunkOf(columns, 0)
}

/**
 * A chunk of these columns. From entries, neither name by name, which V8 keeps as a hash table, nor by a spread, which
 * has another shape each time: every chunk should be of one shape for the loops that read it.
 */
export const chunkOf = <S extends Schema>(
  columns: readonly (readonly [string, ArrayBufferView])[],
  rows: number,
): Chunk<S> => Object.fromEntries([['rows', rows], ...columns]) as Chunk<S>

/** Whoever takes chunks in place of a table; it may give one back, of those it took, to be written over. */
export type ChunkTaker<S extends Schema> = (chunk: Chunk<S>) => Chunk<S> | null

/** Adds rows: take `open()`, write at its `rows`, then add one to it. */
export class TableWriter<S extends Schema> implements Table<S> {
  readonly schema: S
  readonly chunks: Chunk<S>[] = []
  /** The chunk with room. Kept in a field so that the common case is one comparison. */
  private last: Chunk<S>
  private size: number
  /** Chunks of another table, too: they are never written over. */
  private readonly shared = new Set<Chunk<S>>()
  private readonly take: ChunkTaker<S> | null

  /** @param take gets each chunk as it fills; it is then not kept here. */
  constructor(schema: S, take: ChunkTaker<S> | null = null) {
    this.schema = schema
    this.take = take
    // The first chunk is small: most tables of most runs have few rows.
    this.size = 1024
    this.last = makeChunk(schema, this.size)
    this.chunks.push(this.last)
  }

  /** The chunk to write the next row into, at index `rows`. */
  open(): Chunk<S> {
    if (this.last.rows === this.size) {
      this.next()
    }
    return this.last
  }

  private next(): void {
    let free: Chunk<S> | null = null
    if (this.take === null) {
      this.size = CHUNK_ROWS
    } else {
      const given = this.take(this.last)
      if (given !== null && !this.shared.has(given)) free = given
      this.chunks.length = 0
      this.size = TAKEN_ROWS
    }
    this.last = free === null ? makeChunk(this.schema, this.size) : emptied(free)
    this.size = rowsFor(this.last, this.schema)
    this.chunks.push(this.last)
  }

  /** A table that begins with the first `rows` rows of this one: full chunks are shared, the last is copied. */
  fork(rows: number, take: ChunkTaker<S> | null = null): TableWriter<S> {
    const copy = new TableWriter(this.schema, take)
    copy.chunks.length = 0
    let left = rows
    for (const chunk of this.chunks) {
      const room = rowsFor(chunk, this.schema)
      copy.size = room
      if (left >= room) {
        copy.chunks.push(chunk)
        copy.last = chunk
        copy.shared.add(chunk)
      } else {
        copy.last = makeChunk(this.schema, room)
        for (const name in this.schema) {
          const from = chunk[name] as Float64Array
          ;(copy.last[name] as Float64Array).set(from.subarray(0, left))
        }
        copy.last.rows = left
        copy.chunks.push(copy.last)
        return copy
      }
      left -= room
    }
    return copy
  }
}

/** How many rows a chunk has room for. */
const rowsFor = <S extends Schema>(chunk: Chunk<S>, schema: S): number =>
  (chunk[Object.keys(schema)[0] as keyof S] as Uint8Array).length

function emptied<S extends Schema>(chunk: Chunk<S>): Chunk<S> {
  chunk.rows = 0
  return chunk
}

/** How many rows a table has. */
export const rowsOf = <S extends Schema>(table: Table<S>): number => rowsIn(table.chunks)

/** How many rows some chunks have. */
export function rowsIn(chunks: readonly { readonly rows: number }[]): number {
  let rows = 0
  for (const chunk of chunks) rows += chunk.rows
  return rows
}

/** Bytes of all columns, room not yet used included. */
export function bytesOf<S extends Schema>(table: Table<S>): number {
  let bytes = 0
  for (const chunk of table.chunks) {
    for (const name in table.schema) bytes += (chunk[name] as Uint8Array).byteLength
  }
  return bytes
}
