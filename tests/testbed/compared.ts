/** How what was measured of a lane is summed up, and how far from it what Ballast says may be. */
import { quantiles } from '../../src/base/quantile.ts'
import type { TestbedLane } from './lanes.ts'
import { type Ended, endedIn, type Recorded, type RecordedChange } from './recordings.ts'
import { scriptOf } from './script.ts'

export const PERCENTILES = [0.5, 0.9, 0.99] as const

/**
 * Set after two systems had been tried, and before all were recorded. A percentile may be off by this share of what was measured, or by so many
 * milliseconds where that is more, for timers have whole ones; of a thousand requests ten are beyond p99.
 */
export const PERCENTILE_ERROR = { ratios: [0.05, 0.05, 0.1], ms: 3 } as const
/** Of a share of the requests, where timing decides who gets which; of what failed, of the number that was measured. */
export const SHARE_ERROR = 0.02
export const FAILED_ERROR = 0.1
/** Around the bounds of the formula, for word of it takes a moment; and between the means. */
export const NOTICED_ERROR = { spreadMs: 25, meanMs: 50 } as const

export interface Summary {
  /** Of good answers, in the order of `PERCENTILES`. */
  readonly percentilesMs: readonly number[]
  /** Requests that each target answered, well or not. */
  readonly sent: readonly number[]
  readonly failed: number
}

export function summaryOf(ended: readonly Ended[], { targets }: TestbedLane): Summary {
  const good = ended.filter(({ status }) => status === 200)
  return {
    percentilesMs: quantiles(
      good.map(({ latencyMs }) => latencyMs),
      PERCENTILES,
    ),
    sent: targets.map((_, i) => ended.filter(({ target }) => target === i).length),
    failed: ended.length - good.length,
  }
}

/** What requests took beyond their work in a lane where nothing waits, over all of its runs. */
export function overheadsOf({ traffic }: TestbedLane, { runs }: Recorded): readonly number[] {
  const script = scriptOf(traffic)
  return runs.flatMap((run) =>
    endedIn(run).map(({ latencyMs }, i) => latencyMs - (script[i]?.workMs ?? Number.NaN)),
  )
}

/** The middle one: a machine that others use disturbs a run now and then. */
export const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** `p` is a position in `PERCENTILES`. */
export const isPercentileWithin = (p: number, measuredMs: number, predictedMs: number): boolean => {
  const { ratios, ms } = PERCENTILE_ERROR
  return Math.abs(predictedMs - measuredMs) <= Math.max(ms, (ratios[p] ?? 0) * measuredMs)
}

export const isFailedWithin = (measured: number, predicted: number): boolean =>
  Math.abs(predicted - measured) <= FAILED_ERROR * measured

/** What targets were sent in several runs: the same in each, or near in the middle one where timing decides. */
export const areSharesWithin = (
  { hasExactShares, traffic }: TestbedLane,
  runs: readonly (readonly number[])[],
  predicted: readonly number[],
): boolean =>
  predicted.every((expected, i) => {
    const counts = runs.map((sent) => sent[i] ?? Number.NaN)
    if (hasExactShares) return counts.every((count) => count === expected)
    return Math.abs(middle(counts) - expected) <= SHARE_ERROR * traffic.requests
  })

/** How long from each return until a request that the target answers is sent. */
export function servedAgainMs(
  ended: readonly Ended[],
  { deaths, traffic }: TestbedLane,
): readonly number[] {
  const script = scriptOf(traffic)
  return deaths.map(({ target, backMs }) => {
    const next = script.find(
      ({ atMs }, i) => atMs >= backMs && ended[i]?.target === target && ended[i]?.status === 200,
    )
    return (next?.atMs ?? Number.NaN) - backMs
  })
}

/** How long from each change of one kind until the next of another. */
export const noticedMs = (
  changes: readonly RecordedChange[],
  from: RecordedChange['what'],
  to: RecordedChange['what'],
): readonly number[] =>
  changes
    .filter(({ what }) => what === from)
    .map(({ atMs }) => {
      const next = changes.find((each) => each.what === to && each.atMs >= atMs)
      return (next?.atMs ?? Number.NaN) - atMs
    })
