/**
 * Which place each of several lanes may have: from how many lanes are surely better, and how many surely worse. All
 * pairs are compared, so some would look unlike by chance alone; Holm's procedure keeps the chance that any pair is
 * wrongly told apart at what was asked.
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statistics 6(2), 1979.
 */
import { CONFIDENCE } from './confidence.ts'
import type { Comparison } from './interval.ts'

/** From 1, the best; both the same where the place is sure. */
export interface RankRange {
  readonly best: number
  readonly worst: number
}

/** Which of the hypotheses are given up, by their chances. */
export function holm(pValues: readonly number[], confidence = CONFIDENCE): readonly boolean[] {
  const order = pValues
    .map((_, i) => i)
    .sort((a, b) => (pValues[a] as number) - (pValues[b] as number))
  const rejected = pValues.map(() => false)
  for (const [k, i] of order.entries()) {
    if ((pValues[i] as number) * (pValues.length - k) > 1 - confidence) break
    rejected[i] = true
  }
  return rejected
}

/**
 * @param lanes how many
 * @param compare the lane against the other, in some figure; null where nothing can be said
 */
export function rankRanges(
  lanes: number,
  compare: (lane: number, other: number) => Comparison | null,
  { isLessBetter }: { readonly isLessBetter: boolean },
): readonly RankRange[] {
  const pairs = Array.from({ length: lanes }, (_, i) => i).flatMap((lane) =>
    Array.from({ length: lane }, (_, other) => ({ lane, other, found: compare(lane, other) })),
  )
  const apart = holm(pairs.map(({ found }) => found?.pValue ?? 1))
  const better = new Array<number>(lanes).fill(0)
  const worse = new Array<number>(lanes).fill(0)
  for (const [i, { lane, other, found }] of pairs.entries()) {
    if (found === null || apart[i] !== true) continue
    const isLess = found.interval.estimate < (found.kind === 'ratio' ? 1 : 0)
    const [ahead, behind] = isLess === isLessBetter ? [lane, other] : [other, lane]
    better[behind] = (better[behind] as number) + 1
    worse[ahead] = (worse[ahead] as number) + 1
  }
  return better.map((ahead, i) => ({ best: ahead + 1, worst: lanes - (worse[i] as number) }))
}
