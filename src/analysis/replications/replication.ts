/**
 * What is kept of one run of many: a few figures a lane. Whoever simulates makes them, in a worker or a process of its
 * own, and they are all that comes back.
 */
import { isOverloaded } from '../numbers/overload.ts'
import type { LaneReport } from '../numbers/report.ts'
import { METRICS, type MetricId } from './metrics.ts'

export interface Replication {
  readonly digest: string
  /** The limit that stopped the run. */
  readonly truncated: string | null
  readonly isOverloaded: boolean
  /** Requests of the window that ended, and those that had not when the run was over. */
  readonly ended: number
  readonly unfinished: number
  /** As many as would be under way at one moment if all took as long as those that were answered: Little's law. */
  readonly underWay: number
  readonly figures: Readonly<Record<MetricId, number>>
}

export function replicationOf(report: LaneReport): Replication {
  const { digest, truncated, ended, verdicts, offeredPerSecond, latency } = report
  const figures = METRICS.map(({ id, of }) => [id, of(report)] as const)
  return {
    digest,
    truncated,
    isOverloaded: isOverloaded(report),
    ended,
    unfinished: verdicts.unfinished,
    underWay: latency.answers > 0 ? (offeredPerSecond * latency.meanMs) / 1000 : 0,
    figures: Object.fromEntries(figures) as Record<MetricId, number>,
  }
}
