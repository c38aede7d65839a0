/** When there are enough replications: the intervals are as narrow as was asked for. */
import { ln } from '../../base/numeric.ts'
import { compareOn, figureInterval } from './figures.ts'
import type { Interval } from './interval.ts'
import { type Metric, metricOf } from './metrics.ts'
import { halfWidthRatio } from './needed.ts'
import type { Replication } from './replication.ts'
import { isClaimed, stabilityOf } from './stability.ts'

/** Whether there are enough is asked at every so many: whoever asks elsewhere would stop elsewhere. */
export const LOOK_EVERY = 5
/** Of fewer the spread is too uncertain to stop for. */
export const REPLICATIONS_MIN = 10
/** A share this near is near enough, however small it is: a twentieth of a percentage point. */
const SHARE_NEAR = 0.0005

/** What is to be known closely where nobody says another figure. */
export const STOP_BY: readonly Metric[] = [metricOf('p99')]

export interface Wanted {
  /** On either side, as a share of what the interval is about; 0 for never. */
  readonly halfWidthRatio: number
  readonly metrics: readonly Metric[]
}

/** Of lanes against the first, or of one lane by itself; of what is not claimed of a lane more runs say nothing more. */
export function isEnough(
  lanes: readonly (readonly Replication[])[],
  { halfWidthRatio: wanted, metrics }: Wanted,
): boolean {
  const [base = [], ...others] = lanes
  if (wanted === 0 || lanes.some(({ length }) => length < REPLICATIONS_MIN)) return false
  const claimed = (lane: readonly Replication[], metric: Metric): boolean =>
    isClaimed(metric, stabilityOf(lane))
  const ofBase = metrics.filter((metric) => claimed(base, metric))
  if (others.length === 0) return ofBase.every((metric) => isNarrow(metric, base, wanted))
  return ofBase.every((metric) =>
    others.every((lane) => !claimed(lane, metric) || isToldApart(metric, { lane, base, wanted })),
  )
}

function isNarrow(metric: Metric, lane: readonly Replication[], wanted: number): boolean {
  const interval = figureInterval(metric, lane)
  if (interval === null) return false
  return halfWidthRatio(interval) <= wanted || isShareNear(metric, interval)
}

function isToldApart(
  metric: Metric,
  {
    lane,
    base,
    wanted,
  }: {
    readonly lane: readonly Replication[]
    readonly base: readonly Replication[]
    readonly wanted: number
  },
): boolean {
  const found = compareOn(metric, lane, base)
  if (found === null) return false
  const { low, high } = found.interval
  if (found.kind === 'ratio') return (ln(high) - ln(low)) / 2 <= wanted
  const of = figureInterval(metric, base)?.estimate ?? 0
  return (high - low) / 2 <= wanted * of || isShareNear(metric, found.interval)
}

const isShareNear = ({ unit }: Metric, { low, high }: Interval): boolean =>
  unit === 'share' && (high - low) / 2 <= SHARE_NEAR
