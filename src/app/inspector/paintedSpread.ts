/** What a ring and a table of slots are painted by, and in which tone each target is. */
import type { Spread } from '../../model/spread.ts'

/** What the parts of the picture are painted by. */
export interface PaintedSpread {
  readonly spread: Spread
  readonly keyPlace: number | null
  /** Who has the key, and who leaves, by position; null for nobody. */
  readonly owner: number | null
  readonly without: number | null
}

/** Ink for who has the key, blue for who leaves, one of three greys for the others. */
export function toneOf(
  target: number,
  { owner, without }: Pick<PaintedSpread, 'owner' | 'without'>,
): string {
  if (target === without) return 'leaves'
  if (target === owner) return 'owner'
  return target < 0 ? 'nobody' : String(target % 3)
}
