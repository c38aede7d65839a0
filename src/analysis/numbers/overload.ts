/**
 * Whether a lane was asked for more than it can do. Then clients get what the slots of targets, or the workers of nodes,
 * allow, whoever they are given to, and latencies are of the few that were answered: the first thing to say of such a lane.
 */
import type { LaneReport } from './report.ts'

/** Less of what is offered than this comes back as good answers... */
const GOODPUT_MIN = 0.95
/** ...although so many of all slots were busy, on average over the window... */
const BUSY_MIN = 0.9
/** ...or the workers of a node, over the run: one that is asked for more than it can do is hardly ever idle. */
const NODE_BUSY_MIN = 0.95

export function isOverloaded(report: LaneReport): boolean {
  const { goodputPerSecond, offeredPerSecond, targets } = report
  return (
    goodputPerSecond < GOODPUT_MIN * offeredPerSecond &&
    (busyRatioOf(targets) >= BUSY_MIN || fullNodes(report).length > 0)
  )
}

/** Nodes whose workers had something to do all the time. */
export const fullNodes = ({ nodes }: LaneReport): LaneReport['nodes'] =>
  nodes.filter(({ utilisation }) => utilisation >= NODE_BUSY_MIN)

/** The share of all slots that were busy, on average over the window; 0 of none. */
export function busyRatioOf(targets: LaneReport['targets']): number {
  let slots = 0
  let busy = 0
  for (const target of targets) {
    const there = target.slots * target.thereRatio
    slots += there
    busy += there * Math.min(1, target.utilisation)
  }
  return slots > 0 ? busy / slots : 0
}
