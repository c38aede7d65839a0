/** What is called, as planned: by targets what stands behind them, by clients and nodes the identity provider. */
import { deriveKey, type Key } from '../../base/draws.ts'
import { type Dependency, hasDependency } from '../../scenario/things/dependency.ts'
import { hasLogin } from '../../scenario/things/login.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { type Delay, delayOf } from '../delay.ts'
import type { Station } from '../indices.ts'

export const BEHIND = 0 as Station
export const IDENTITY = 1 as Station
export const STATIONS = [BEHIND, IDENTITY] as const

export interface PlannedStation {
  readonly slots: number
  readonly limit: number
  readonly speed: number
  /** Work of a call, at speed 1, and who draws it. */
  readonly work: Delay
  readonly key: Key
}

/** By number; null where nobody calls it. */
export const planStations = (lane: LaneScenario, seed: Key): readonly (PlannedStation | null)[] => [
  hasDependency(lane) ? planStation(lane.dependency, deriveKey(seed, 'dependency', '')) : null,
  hasLogin(lane) ? planStation(lane.identityProvider, deriveKey(seed, 'identity', '')) : null,
]

const planStation = ({ slots, limit, speed, demand }: Dependency, key: Key): PlannedStation => ({
  ...{ slots, limit, speed, key },
  work: delayOf(demand),
})
