/** Zones that a lane's requests may cross, and whether anything keeps them from it. */
import { own } from './document/json.ts'
import { groupsOf } from './forwarding.ts'
import { type Balancer, isCrossZone } from './things/balancers.ts'
import type { LaneScenario } from './types.ts'

/** Whether a node and a target to which its balancer forwards stand in different zones of a region. */
export const canCross = (lane: LaneScenario): boolean =>
  Object.values(lane.balancers).some((balancer) => zonesAt(balancer, lane).size > 1)

/** Whether zones can be crossed, and some nodes are set to do so less or not at all. */
export const isKeptToZones = (lane: LaneScenario): boolean =>
  Object.values(lane.balancers).some(
    (balancer) =>
      zonesAt(balancer, lane).size > 1 &&
      (!isCrossZone(balancer) ||
        groupIds(balancer).some((id) => own(lane.targetGroups, id)?.zoneAware.isOn === true)),
  )

const groupIds = ({ listeners }: Balancer): readonly string[] =>
  Object.values(listeners).flatMap(groupsOf)

/** Zones of its nodes, and those of its region in which it has targets. */
function zonesAt(balancer: Balancer, { regions, targetGroups }: LaneScenario): ReadonlySet<string> {
  const inRegion = own(regions, balancer.region)?.zones ?? {}
  const ofTargets = groupIds(balancer).flatMap((id) =>
    Object.values(own(targetGroups, id)?.targets ?? {}).map(({ zone }) => zone),
  )
  return new Set([...balancer.zones, ...ofTargets.filter((zone) => Object.hasOwn(inRegion, zone))])
}
