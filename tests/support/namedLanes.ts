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

/** Those whose digests are written down: all that need no recording. */
export const goldenLanes = (): readonly NamedLane[] =>
  namedLanes().filter(([, { clients }]) =>
    Object.values(clients).every(({ arrivals }) => arrivals.kind !== 'replay'),
  )

/**
 * Examples whose links are opened in every browser: the small one of the first visit, the recorded traffic, and the one
 * that has every distribution, arrival process, algorithm and fault in it.
 */
export const PARITY_PRESETS = ['one-slow-target', 'nasa', 'everything'] as const
