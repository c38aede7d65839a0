/**
 * Which rows of a trace can be under way at a moment, without looking at all of them. Rows stand in the order in
 * which they finish, so those before a place are over; blocks that begin later than the moment are skipped.
 */
import type { AttemptTable } from '../../trace/schema.ts'

export const BLOCK_ROWS = 256

export interface Blocks {
  readonly count: number
  /** The chunk of each block, its first row in there, and how many rows it has. */
  readonly chunkOf: Uint32Array
  readonly firstIn: Uint32Array
  readonly rowsIn: Uint16Array
  /** Number of its first row in the whole table. */
  readonly firstRow: Uint32Array
  /** When the first of its attempts was sent, and when the last one was over. */
  readonly earliestUs: Float64Array
  readonly latestUs: Float64Array
  /** The earliest send in this block or any later one: where it passes the moment, the search ends. */
  readonly earliestFromUs: Float64Array
}

export function blocksOf(attempts: AttemptTable): Blocks {
  let count = 0
  for (const chunk of attempts.chunks) count += Math.ceil(chunk.rows / BLOCK_ROWS)
  const blocks = {
    count,
    chunkOf: new Uint32Array(count),
    firstIn: new Uint32Array(count),
    rowsIn: new Uint16Array(count),
    firstRow: new Uint32Array(count),
    earliestUs: new Float64Array(count),
    latestUs: new Float64Array(count),
    earliestFromUs: new Float64Array(count),
  }
  const place = { block: 0, row: 0 }
  for (let c = 0; c < attempts.chunks.length; c++) {
    addBlocks(blocks, attempts.chunks[c] as AttemptChunk, c, place)
  }
  let earliest = Number.POSITIVE_INFINITY
  for (let i = count - 1; i >= 0; i--) {
    earliest = Math.min(earliest, blocks.earliestUs[i] as number)
    blocks.earliestFromUs[i] = earliest
  }
  return blocks
}

type AttemptChunk = AttemptTable['chunks'][number]

/** A function of its own, and no closure: V8 would compile its loop again with every trace. */
function addBlocks(
  blocks: Blocks,
  chunk: AttemptChunk,
  c: number,
  place: { block: number; row: number },
): void {
  for (let first = 0; first < chunk.rows; first += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, chunk.rows - first)
    let earliest = Number.POSITIVE_INFINITY
    let latest = 0
    for (let i = first; i < first + rows; i++) {
      const sent = chunk.sentUs[i] as number
      if (sent < earliest) earliest = sent
      const finish = sent + (chunk.finishUs[i] as number)
      if (finish > latest) latest = finish
    }
    const b = place.block
    blocks.chunkOf[b] = c
    blocks.firstIn[b] = first
    blocks.rowsIn[b] = rows
    blocks.firstRow[b] = place.row
    blocks.earliestUs[b] = earliest
    blocks.latestUs[b] = latest
    place.row += rows
    place.block++
  }
}

/** The first block in which something is over at `us` or later. */
export function firstBlock(blocks: Blocks, us: number): number {
  let low = 0
  let high = blocks.count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks.latestUs[middle] as number) < us) low = middle + 1
    else high = middle
  }
  return low
}
