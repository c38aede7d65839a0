/** What stands behind the targets, as planned. */
import { deriveKey, type Key } from '../../base/draws.ts'
import { hasDependency } from '../../scenario/things/dependency.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { type Delay, delayOf } from '../delay.ts'

export interface PlannedDependency {
  readonly slots: number
  readonly limit: number
  readonly speed: number
  /** Work of a call, at speed 1, and who draws it. */
  readonly work: Delay
  readonly key: Key
}

/** Null where nobody calls it. */
export function planDependency(lane: LaneScenario, seed: Key): PlannedDependency | null {
  if (!hasDependency(lane)) return null
  const { slots, limit, speed, demand } = lane.dependency
  return { slots, limit, speed, work: delayOf(demand), key: deriveKey(seed, 'dependency', '') }
}
