/**
 * A ring in a table: points in ascending order of their hashes, each with its owner. Hashes have 64 bits, in two
 * unsigned halves; those of 32 have a lower half of 0.
 *
 *     [0] how many points   upper halves   lower halves   owners   a mark for each target that can be used
 */
export interface RingPoint {
  readonly high: number
  readonly low: number
  readonly owner: number
}

/** Cells of a ring of at most so many points for so many targets. */
export const ringCells = (points: number, size: number): number => 1 + 3 * points + size

/** The most points that a ring may have. */
export const POINTS_MAX = 1_048_576

export const pointsOf = (ring: Int32Array): number => ring[0] as number
const roomOf = (ring: Int32Array, size: number): number => (ring.length - 1 - size) / 3

export const highAt = (ring: Int32Array, at: number): number => (ring[1 + at] as number) >>> 0
const lowAt = (ring: Int32Array, size: number, at: number): number =>
  (ring[1 + roomOf(ring, size) + at] as number) >>> 0
export const ownerAt = (ring: Int32Array, size: number, at: number): number =>
  ring[1 + 2 * roomOf(ring, size) + at] as number

/** Sorts the points into the table; of equal hashes the first given comes first. */
export function fillRing(ring: Int32Array, size: number, points: readonly RingPoint[]): void {
  const room = roomOf(ring, size)
  ring[0] = points.length
  // Stable, so equals stay in their order.
  const sorted = [...points].sort((a, b) => a.high - b.high || a.low - b.low)
  sorted.forEach(({ high, low, owner }, at) => {
    ring[1 + at] = high
    ring[1 + room + at] = low
    ring[1 + 2 * room + at] = owner
  })
}

export function markUsable(ring: Int32Array, size: number, usable: readonly number[]): void {
  ring.fill(0, ring.length - size)
  for (const target of usable) ring[ring.length - size + target] = 1
}

export const isMarked = (ring: Int32Array, size: number, target: number): boolean =>
  ring[ring.length - size + target] === 1

/** The first point at or after a hash; the first of all when there is none. */
export function pointAfter(ring: Int32Array, size: number, high: number, low: number): number {
  const points = pointsOf(ring)
  let from = 0
  let to = points
  while (from < to) {
    const middle = (from + to) >>> 1
    const own = highAt(ring, middle)
    const isBefore = own < high || (own === high && lowAt(ring, size, middle) < low)
    if (isBefore) from = middle + 1
    else to = middle
  }
  return from === points ? 0 : from
}
