/** When Envoy does not look at zones, whoever asks: a node that divides, or a picture of what it does. */

/** Zones by whatever tells them apart. */
export interface ZonesSeen<Zone> {
  /** Of each target that may be used, of each node that forwards to the group, and of the node that asks. */
  readonly targets: readonly Zone[]
  readonly nodes: readonly Zone[]
  readonly own: Zone
}

/** Why it is off; null where it is not. */
export function whyZonesOff<Zone>(
  { targets, nodes, own }: ZonesSeen<Zone>,
  { healthyMin, ratio: share }: { readonly healthyMin: number; readonly ratio: number },
): string | null {
  if (targets.length === 0) return 'there is no target'
  if (share === 0) return 'no request is to be routed by zone'
  if (new Set(targets).size < 2) return 'all targets that may be used are in one zone'
  if (new Set(nodes).size < 2) return 'all nodes are in one zone'
  if (!nodes.includes(own)) return 'no node is in this zone'
  return targets.length < healthyMin
    ? `${targets.length} healthy targets are fewer than ${healthyMin}`
    : null
}
