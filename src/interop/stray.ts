/**
 * Lines whose time cannot be meant: a clock that stood at 1970 after a restart, a year 9999. One of them would stretch
 * the replay over years, so they are left out and named. The rule: years before 1990 and after 2100, wherever others
 * are within; and at either end of the log at most a hundredth of the lines, when a gap of over 30 days, which is
 * also ten times as long as all the rest, parts them from it.
 */

const DAY_MS = 86_400_000
/** 1990-01-01 and 2101-01-01, UTC. */
const FIRST_MS = 631_152_000_000
const LAST_MS = 4_133_980_800_000
const GAP_MS = 30 * DAY_MS

/** The span of times that are meant, both ends included. `sorted` has at least one. */
export function meantSpan(sorted: Float64Array): {
  readonly fromMs: number
  readonly toMs: number
} {
  let from = 0
  let to = sorted.length - 1
  const at = (i: number): number => sorted[i] as number
  const isMeant = (i: number): boolean => at(i) >= FIRST_MS && at(i) <= LAST_MS
  while (from <= to && !isMeant(from)) from++
  while (to >= from && !isMeant(to)) to--
  if (from > to) [from, to] = [0, sorted.length - 1]
  const few = Math.max(1, Math.floor((to - from + 1) / 100))
  if (to - from + 1 > 2 * few) {
    const [lowest, highest] = [from, to]
    for (let k = lowest + few; k > lowest; k--) {
      if (isFar(at(k) - at(k - 1), at(highest - few) - at(k))) {
        from = k
        break
      }
    }
    for (let k = highest - few; k < highest; k++) {
      if (isFar(at(k + 1) - at(k), at(k) - at(from))) {
        to = k
        break
      }
    }
  }
  return { fromMs: at(from), toMs: at(to) }
}

const isFar = (gapMs: number, restMs: number): boolean => gapMs > GAP_MS && gapMs > 10 * restMs
