/** How busy hosts were, and how much that slowed what was on them, over a whole run. */
import type { TraceMeta } from '../../trace/schema.ts'

export interface HostReport {
  readonly id: string
  readonly zone: string
  readonly cores: number
  readonly containers: number
  /** Share of its cores that were at work, averaged over the time. */
  readonly utilisation: number
  /** Share of the time in which more slots were at work than it has cores. */
  readonly shortRatio: number
  /** How many times longer work took for that, on average over the slots at work; 1 without any. */
  readonly slowdown: number
}

/** In the order of the scenario. */
export const hostReports = ({ names, counts, endedUs }: TraceMeta): readonly HostReport[] =>
  names.hosts.map(({ id, zone, cores, containers }, host) => {
    const { workingUs = 0, coresUs = 0, shortUs = 0 } = counts.hosts[host] ?? {}
    return {
      ...{ id, zone, cores, containers: containers.length },
      utilisation: endedUs === 0 ? 0 : coresUs / cores / endedUs,
      shortRatio: endedUs === 0 ? 0 : shortUs / endedUs,
      slowdown: coresUs === 0 ? 1 : workingUs / coresUs,
    }
  })
