/** What many runs say of the warm-up: when the lanes settle, and whether what is left out is too short. */
import type { Certainty } from '../../analysis/replications/certainty.ts'
import {
  type ShortWarmUp,
  settledUs,
  shortWarmUpOf,
} from '../../analysis/replications/shortWarmUp.ts'
import { replicationWindow } from '../../analysis/replications/window.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'

export interface WarmUpFound {
  /** When the last lane settles; null where that cannot be told. */
  readonly settledUs: number | null
  readonly short: ShortWarmUp | null
}

const UNKNOWN: WarmUpFound = { settledUs: null, short: null }

export function warmUpFound(scenario: Scenario, certainty: Certainty | null): WarmUpFound {
  const lanes = laneIds(scenario)
  if (certainty === null || certainty.lanes.length !== lanes.length) return UNKNOWN
  const window = replicationWindow(lanes.map(({ id }) => resolveLane(scenario, id)))
  return {
    settledUs: settledUs(certainty.lanes, window),
    short: shortWarmUpOf(certainty.lanes, window),
  }
}
