/** Deploys as planned, in the order in which they begin. */
import { effectsOf } from '../../faults/index.ts'
import { usFromMs } from '../../model/time.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Group } from '../indices.ts'
import type { PlannedGroup } from '../targets/plan.ts'

export interface PlannedDeploy {
  readonly fault: string
  readonly group: Group
  /** How many targets are out at one time. */
  readonly unavailable: number
  readonly pauseUs: number
  readonly graceUs: number
  readonly startUs: number
}

/** As faults are planned: the number of one that has begun does not depend on those that come later. */
export function planDeploys(lane: LaneScenario, groups: readonly PlannedGroup[]): PlannedDeploy[] {
  return Object.entries(lane.faults)
    .sort(([, a], [, b]) => usFromMs(a.atMs) - usFromMs(b.atMs))
    .flatMap(([fault, spec]) =>
      effectsOf(spec).flatMap((effect) =>
        effect.kind === 'deploy'
          ? [
              {
                fault,
                group: groups.findIndex(({ id }) => id === effect.group) as Group,
                unavailable: effect.unavailable,
                pauseUs: usFromMs(effect.pauseMs),
                graceUs: usFromMs(effect.graceMs),
                startUs: usFromMs(effect.startMs),
              },
            ]
          : [],
      ),
    )
}
