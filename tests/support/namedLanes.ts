/** Lanes that are looked at again and again: those of every preset, and the busy one under every algorithm. */
import { algorithms } from '../../src/algorithms/index.ts'
import { laneIds, resolveLane } from '../../src/scenario/lanes.ts'
import { presets } from '../../src/scenario/presets/index.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import { busyLane } from './busyLane.ts'

export type NamedLane = readonly [name: string, lane: LaneScenario]

export const namedLanes = (): readonly NamedLane[] => [
  ...presets.flatMap(({ id, scenario }) =>
    laneIds(scenario).map(
      (lane): NamedLane => [`${id} ${lane.id ?? lane.letter}`, resolveLane(scenario, lane.id)],
    ),
  ),
  ...algorithms.map(
    ({ id }): NamedLane => [`busy ${id}`, busyLane({ 'targetGroups.web.algorithm': { id } })],
  ),
]
