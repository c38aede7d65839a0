/** Which faults are on a target. */
import { effectsOf } from '../../faults/index.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { LaneId } from '../page/state.ts'

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
