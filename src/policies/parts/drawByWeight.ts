/** One of some answers, with a chance that grows with its weight. */
import type { Draw } from '../../base/draws.ts'

/**
 * Its number, or null when none may be drawn. Where all weights are 0, or there are none, each is equally likely. It is
 * asked for at each connection where a TTL is 0, so it keeps no lists.
 */
export function drawByWeight(
  weights: readonly number[] | null,
  size: number,
  draw: Draw,
  may: (answer: number) => boolean,
): number | null {
  let total = 0
  let count = 0
  for (let i = 0; i < size; i++) {
    if (!may(i)) continue
    total += weights === null ? 0 : (weights[i] as number)
    count++
  }
  if (count === 0) return null
  let left = draw.at(0) * (total || count)
  let last: number | null = null
  for (let i = 0; i < size; i++) {
    if (!may(i)) continue
    last = i
    left -= total === 0 ? 1 : ((weights as readonly number[])[i] as number)
    if (left < 0) return i
  }
  return last
}
