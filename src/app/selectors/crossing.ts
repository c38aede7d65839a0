/** Where zones can be crossed there is a figure more, and a chart. */
import { METRICS, type Metric } from '../../analysis/replications/metrics.ts'
import { canCross, isKeptToZones } from '../../scenario/crossing.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'

const isAny = (scenario: Scenario, holds: (lane: LaneScenario) => boolean): boolean =>
  laneIds(scenario).some(({ id }) => holds(resolveLane(scenario, id)))

/** Whether zones can be crossed in any lane. */
export const haveZones = (scenario: Scenario): boolean => isAny(scenario, canCross)

/** Whether how much crosses zones is what lanes are about: some are set to cross less. */
export const areAboutZones = (scenario: Scenario): boolean => isAny(scenario, isKeptToZones)

/** The figures that there are of a scenario. */
export const metricsIn = (scenario: Scenario): readonly Metric[] =>
  haveZones(scenario) ? METRICS : METRICS.filter(({ id }) => id !== 'crossing')
