/** One of some answers, with a chance that grows with its weight. */
import type { Draw } from '../../base/draws.ts'

/** Its number, or null when none may be drawn. Where all weights are 0 each is equally likely. */
export function drawByWeight(
  weights: readonly number[],
  draw: Draw,
  may: (answer: number) => boolean,
): number | null {
  const among = weights.flatMap((_, i) => (may(i) ? [i] : []))
  const total = among.reduce((sum, i) => sum + (weights[i] as number), 0)
  let left = draw.at(0) * (total || among.length)
  for (const i of among) {
    left -= total === 0 ? 1 : (weights[i] as number)
    if (left < 0) return i
  }
  return among.at(-1) ?? null
}
