/** Hosts as planned: how many cores each has, and which targets are containers on it. */
import type { LaneScenario } from '../../scenario/types.ts'
import { hostOf } from '../../targets/index.ts'
import type { Target } from '../indices.ts'
import type { PlannedTarget } from './plan.ts'

export interface PlannedHost {
  readonly id: string
  readonly zone: string
  readonly cores: number
  /** In the order of the scenario. */
  readonly containers: readonly Target[]
}

export const planHosts = (
  { hosts }: LaneScenario,
  targets: readonly PlannedTarget[],
): readonly PlannedHost[] =>
  Object.entries(hosts).map(([id, { zone, cores }]) => ({
    ...{ id, zone, cores },
    containers: targets.flatMap(({ spec }, t) => (hostOf(spec) === id ? [t as Target] : [])),
  }))
