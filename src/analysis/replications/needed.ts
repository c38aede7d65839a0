/** How many replications more it takes, from how wide an interval is now: its half-width falls as 1 / sqrt(count). */
import { ln } from '../../base/numeric.ts'
import type { Comparison, Interval } from './interval.ts'

/** So many that nobody waits for them: the lanes are as good as alike. */
export const NEEDED_MAX = 1000

/**
 * About how many more replications would tell two lanes apart that the interval does not, if the difference is what it
 * seems to be; Infinity for more than `NEEDED_MAX`.
 */
export function neededToTell({ kind, interval }: Comparison): number {
  const { estimate, low, high } = interval
  return kind === 'ratio'
    ? neededFor(interval, halfOf(ln(low), ln(high)), Math.abs(ln(estimate)))
    : neededFor(interval, halfOf(low, high), Math.abs(estimate))
}

/** How wide the interval is on either side, as a share of its estimate. */
export function halfWidthRatio({ estimate, low, high }: Interval): number {
  const half = halfOf(low, high)
  return half === 0 ? 0 : half / Math.abs(estimate)
}

const halfOf = (low: number, high: number): number => (high - low) / 2

function neededFor({ count }: Interval, half: number, wanted: number): number {
  const all = count * (half / wanted) * (half / wanted)
  const more = Math.max(1, Math.ceil(all) - count)
  return more <= NEEDED_MAX ? roundedUp(more) : Infinity
}

/** Two digits at most: more would be more than anybody knows. */
function roundedUp(count: number): number {
  let unit = 1
  while (count / unit > 100) unit *= 10
  return Math.ceil(count / unit) * unit
}
