/**
 * Whether the figures of a lane are those of a system that can go on for ever. Where more comes than can be done, how
 * long answers take hangs on how long one looks: a mean of it would be the mean of nothing, and its interval a pretence.
 * What becomes of requests in a window of its own length, how many fail and how many are answered well, does not.
 */
import { meanInterval } from './interval.ts'
import type { Metric } from './metrics.ts'
import type { Replication } from './replication.ts'

export type Stability =
  | 'stable'
  /** A limit of the scenario stopped a run. */
  | 'stopped'
  /** More was offered than the slots, or the workers of a node, can do. */
  | 'overloaded'
  /** What is under way grew to the end. */
  | 'growing'

/**
 * At the end there are as many under way as at any moment, on average, if nothing grows; twice as many where the
 * backlog grows from the start, for whoever was answered came when it was half as long. Between the two.
 */
const GROWN_TIMES = 1.5
/** Chance makes a crowd at the end of one run, not of most: as sure as this one wants to be. */
const GROWN_CONFIDENCE = 0.98

/**
 * Whether a mean of it is claimed of a lane of that kind: all of a stable one, no latency of an unstable one, and
 * nothing of one that was stopped, whose window is shorter than that of the others.
 */
export const isClaimed = ({ unit }: Pick<Metric, 'unit'>, stability: Stability): boolean =>
  stability === 'stable' || (stability !== 'stopped' && unit !== 'ms')

/** Why a mean is not claimed of a lane, to stand after "unstable:". */
export const UNSTABLE_WORDS: Readonly<Record<Exclude<Stability, 'stable'>, string>> = {
  stopped: 'a limit stopped a run',
  overloaded: 'more is offered than can be done',
  growing: 'what waits keeps growing',
}

export function stabilityOf(replications: readonly Replication[]): Stability {
  if (replications.some(({ truncated }) => truncated !== null)) return 'stopped'
  const overloaded = replications.filter((each) => each.isOverloaded).length
  if (2 * overloaded > replications.length) return 'overloaded'
  const excess = replications.map(({ unfinished, underWay }) =>
    underWay === null ? Number.NaN : unfinished - GROWN_TIMES * underWay,
  )
  return (meanInterval(excess, GROWN_CONFIDENCE)?.low ?? 0) > 0 ? 'growing' : 'stable'
}
