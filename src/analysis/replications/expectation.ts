/**
 * What somebody expects of a lane, `p99<250ms`, held against the interval of many runs: it is so, it is not so, or the
 * bound lies within the interval and chance leaves it open.
 */
import { figureInterval } from './figures.ts'
import type { Interval } from './interval.ts'
import { METRICS, type Metric } from './metrics.ts'
import type { Replication } from './replication.ts'
import { isClaimed, type Stability, stabilityOf } from './stability.ts'

export interface Expectation {
  readonly metric: Metric
  readonly isBelow: boolean
  /** In the unit of the metric: milliseconds, per second, a share of 0 to 1. */
  readonly bound: number
}

export interface Judgement {
  readonly verdict: 'met' | 'missed' | 'undecided'
  readonly stability: Stability
  /** Null where no mean is claimed, or nothing was answered. */
  readonly interval: Interval | null
}

/** What a bound may be written in, and how many of the metric's unit that is. */
const UNITS: Readonly<Record<Metric['unit'], Readonly<Record<string, number>>>> = {
  ms: { ms: 1, s: 1000 },
  '/s': { '/s': 1, '': 1 },
  share: { '%': 0.01, '': 1 },
  times: { '': 1 },
}

/** Null of what cannot be read. */
export function readExpectation(text: string): Expectation | null {
  const [, name, sign, figure, unit = ''] =
    /^\s*([\w.]+)\s*([<>])\s*(\d+(?:\.\d+)?)\s*(ms|s|\/s|%)?\s*$/.exec(text) ?? []
  const metric = METRICS.find(({ id }) => id === name)
  const scale = metric === undefined ? undefined : UNITS[metric.unit][unit]
  if (metric === undefined || scale === undefined) return null
  const bound = Number(figure) * scale
  // Against a bound that nothing can reach nothing is held: errors<5 means 5 %, and says 500 %.
  const most = metric.unit === 'share' ? 1 : Number.MAX_VALUE
  return bound <= most ? { metric, isBelow: sign === '<', bound } : null
}

/** What is not claimed of a lane meets nothing: whatever it was, it would have been worse had one looked longer. */
export function judge(
  { metric, isBelow, bound }: Expectation,
  replications: readonly Replication[],
): Judgement {
  const stability = stabilityOf(replications)
  if (!isClaimed(metric, stability)) return { verdict: 'missed', stability, interval: null }
  const interval = figureInterval(metric, replications)
  if (interval === null) return { verdict: 'undecided', stability, interval }
  const { low, high } = interval
  const isMet = isBelow ? high < bound : low > bound
  const isMissed = isBelow ? low >= bound : high <= bound
  return { verdict: isMet ? 'met' : isMissed ? 'missed' : 'undecided', stability, interval }
}

/** `p99 < 250 ms`. */
export function expectationWords({ metric, isBelow, bound }: Expectation): string {
  const unit = { ms: ' ms', '/s': ' /s', share: ' %', times: '×' }[metric.unit]
  const figure = metric.unit === 'share' ? 100 * bound : bound
  return `${metric.id} ${isBelow ? '<' : '>'} ${Number(figure.toPrecision(6))}${unit}`
}
