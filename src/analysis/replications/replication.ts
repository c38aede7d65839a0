/**
 * What is kept of one run of many: a few figures a lane, and how its latency began. Whoever simulates makes
 * them, in a worker or a process of its own, and they are all that comes back.
 */
import type { Beginning } from '../numbers/beginning.ts'
import { busyRatioOf, isOverloaded } from '../numbers/overload.ts'
import type { LaneReport } from '../numbers/report.ts'
import { METRICS, type MetricId } from './metrics.ts'

export interface Replication {
  readonly digest: string
  /** The limit that stopped the run. */
  readonly truncated: string | null
  readonly isOverloaded: boolean
  /** The share of all slots that were busy, or of the workers of the busiest node, whichever is more. */
  readonly busyRatio: number
  /** Requests of the window that ended, and those that had not when the run was over. */
  readonly ended: number
  readonly unfinished: number
  /**
   * How many are under way at one moment, by Little's law, from how long answers took; null where so many failed that
   * this says little: a failure may take its client's whole patience.
   */
  readonly underWay: number | null
  readonly figures: Readonly<Record<MetricId, number>>
  /** Null where it was not looked at. */
  readonly beginning: Beginning | null
}

/** Up to this share of failures, answers say how long requests take. */
const FAILED_FEW = 0.001

export function replicationOf(report: LaneReport): Replication {
  const { digest, truncated, ended, verdicts, offeredPerSecond, latency, errorRatio } = report
  const figures = METRICS.map(({ id, of }) => [id, of(report)] as const)
  return {
    digest,
    truncated,
    isOverloaded: isOverloaded(report),
    busyRatio: Math.max(
      busyRatioOf(report.targets),
      ...report.nodes.map(({ utilisation }) => utilisation),
    ),
    ended,
    unfinished: verdicts.unfinished,
    underWay:
      latency.answers > 0 && errorRatio <= FAILED_FEW
        ? (offeredPerSecond * latency.meanMs) / 1000
        : null,
    figures: Object.fromEntries(figures) as Record<MetricId, number>,
    beginning: report.beginning,
  }
}
