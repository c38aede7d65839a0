/** What a fault can be about, and which faults are on a target. */
import { effectsOf } from '../../faults/index.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { LaneId } from '../page/state.ts'

/** What a knob that names a thing can name. */
export function thingsToName(scenario: Scenario, to: string): readonly string[] {
  const zones = Object.values(scenario.regions).flatMap((region) => Object.keys(region.zones))
  const places = Object.keys(scenario.network.fromClients)
  switch (to) {
    case 'targets':
      return Object.values(scenario.targetGroups).flatMap((group) => Object.keys(group.targets))
    case 'zones':
      return zones
    case 'populations':
      return Object.keys(scenario.clients)
    default:
      return [...zones, ...places]
  }
}

/** Faults that are on a target at a moment, in a lane's scenario. */
export function faultsOn(
  scenario: Scenario,
  on: { readonly target: string; readonly atMs: number; readonly lane: LaneId },
): readonly string[] {
  return Object.entries(resolveLane(scenario, on.lane).faults).flatMap(([id, fault]) =>
    effectsOf(fault).some((effect) => 'target' in effect && effect.target === on.target) &&
    fault.atMs <= on.atMs &&
    on.atMs < fault.atMs + fault.forMs
      ? [id]
      : [],
  )
}
