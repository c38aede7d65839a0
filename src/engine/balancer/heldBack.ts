/**
 * Slow start for algorithms that read no weights: a target in slow start takes part in a pick with a chance of its share,
 * by a draw of its own (model).
 */
import type { Draw, Key } from '../../base/draws.ts'

interface Slow {
  /** Those that may be chosen; who is held back is left out. */
  readonly usable: number[]
  /** How much of its share a target gets now. */
  share(place: number): number
}

/** What came of it: nobody is slow any more, nobody is held back this time, or somebody is. */
export const NOBODY_SLOW = 0
export const NOBODY_HELD = 1
export const SOME_HELD = 2

/** Puts all usable ones into `all`, and leaves in `usable` those that take part; all of them when none would. */
export function holdBack(slow: Slow, all: number[], draw: Draw, purpose: Key): number {
  const { usable } = slow
  all.length = 0
  for (const place of usable) all.push(place)
  usable.length = 0
  let isAnySlow = false
  for (const place of all) {
    const share = slow.share(place)
    if (share < 1) isAnySlow = true
    if (share === 1 || draw.atFor(purpose, place) < share) usable.push(place)
  }
  if (!isAnySlow) return NOBODY_SLOW
  if (usable.length === all.length) return NOBODY_HELD
  if (usable.length > 0) return SOME_HELD
  for (const place of all) usable.push(place)
  return NOBODY_HELD
}
