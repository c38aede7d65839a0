/** What a node knows of a group when it asks who may be considered, for tests of narrowings without an engine. */
import { deriveKey, drawAt } from '../../src/base/draws.ts'
import { HEALTHY, UNHEALTHY } from '../../src/model/health.ts'
import type { Considered } from '../../src/narrowings/define.ts'

interface Registered {
  readonly zone?: number
  readonly priority?: number
  readonly isHealthy?: boolean
  readonly hasWeight?: boolean
}

export function consideredOf(
  registrations: readonly Registered[],
  more: Partial<Considered> = {},
): Considered {
  const { k0, k1 } = deriveKey({ k0: 1, k1: 2 }, 'lots')
  const at = (place: number) => registrations[place] as Registered
  return {
    size: registrations.length,
    health: (place) => (at(place).isHealthy === false ? UNHEALTHY : HEALTHY),
    serves: (place) => at(place).hasWeight ?? true,
    zone: (place) => at(place).zone ?? 0,
    ownZone: 0,
    isInOwnRegion: () => true,
    failsOpen: true,
    panicBelow: 0,
    priority: (place) => at(place).priority ?? 0,
    nodeZones: [0],
    decider: 0,
    lot: (place, round) => drawAt(k0, k1, round, 0, place),
    ...more,
  }
}

/** Places of all, ascending. */
export const everybody = ({ size }: Considered): readonly number[] =>
  Array.from({ length: size }, (_, place) => place)

/** So many of each: `several(2, {zone: 1})`. */
export const several = (count: number, one: Registered): readonly Registered[] =>
  Array.from({ length: count }, () => one)
