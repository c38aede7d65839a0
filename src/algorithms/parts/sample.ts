/**
 * Draws positions out of `size`, with or without putting back. Without: the i-th draw names one of
 * the `size - i` positions that are left, by rank, so that each set and each order is equally
 * likely and one draw a position is enough. No rejection: that would need draws without end.
 */
import type { Draw } from '../../base/draws.ts'

export const SAMPLE_MAX = 16

/**
 * What this sample has drawn so far, ascending. Only valid within one pick; nothing is remembered
 * here.
 */
const taken = new Int32Array(SAMPLE_MAX)

/** The i-th position drawn, putting back: positions may repeat. */
export const drawnAgain = (draw: Draw, size: number, i: number): number => draw.below(size, i)

/**
 * The i-th position drawn, not putting back. To be called for i = 0, 1, 2 ... in one go, i below
 * `size`.
 */
export function drawnApart(draw: Draw, size: number, i: number): number {
  let position = draw.below(size - i, i)
  let j = 0
  while (j < i && (taken[j] as number) <= position) {
    position++
    j++
  }
  for (let k = i; k > j; k--) taken[k] = taken[k - 1] as number
  taken[j] = position
  return position
}
