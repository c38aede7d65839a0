/** How busy the workers of nodes that take time were, over a whole run. */
import type { TraceMeta } from '../../trace/schema.ts'
import { firstWorkers } from '../../trace/workers.ts'

export interface NodeReport {
  readonly id: string
  readonly zone: string
  readonly workers: number
  /** Share of the time in which its workers were busy, on average over them, and that of the busiest. */
  readonly utilisation: number
  readonly busiest: number
  /** Time-average of the requests that its workers had, worked on or waiting; and the most that one had at one moment. */
  readonly requestsMean: number
  readonly requestsMax: number
}

/** In the order of the scenario; none where nodes take no time. */
export function nodeReports({ names, counts, endedUs }: TraceMeta): readonly NodeReport[] {
  const firsts = firstWorkers(names)
  const share = (us: number): number => (endedUs === 0 ? 0 : us / endedUs)
  return names.nodes.flatMap(({ id, zone, workers, takesTime }, node) => {
    const first = firsts[node] as number
    const own = counts.workers.slice(first, first + workers)
    const sum = (of: (one: (typeof own)[number]) => number): number =>
      own.reduce((total, one) => total + of(one), 0)
    return takesTime
      ? [
          {
            ...{ id, zone, workers },
            utilisation: share(sum(({ busyUs }) => busyUs)) / workers,
            busiest: share(Math.max(...own.map(({ busyUs }) => busyUs))),
            requestsMean: share(sum(({ hadUs }) => hadUs)),
            requestsMax: Math.max(...own.map(({ hadMax }) => hadMax)),
          },
        ]
      : []
  })
}
