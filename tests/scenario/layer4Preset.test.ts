/** What the example `layer-4-long-lived` says holds for any seed: how unequal the load of twelve targets is in each lane. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { layer4 } from '../../src/scenario/presets/layer4.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulateReport } from '../support/simulate.ts'

function maxOverMean(lane: string | null, seed: number): number {
  const { report } = simulateReport(resolveLane({ ...layer4.scenario, seed: `${seed}` }, lane))
  return report.imbalance.maxOverMean
}

it('max over mean is 3 or more at layer 4, 1.1 or less at layer 7, and between them where connections age', () => {
  for (const seed of SEEDS) {
    expect(maxOverMean(null, seed)).toBeGreaterThanOrEqual(3)
    expect(maxOverMean('application', seed)).toBeLessThanOrEqual(1.1)
    const aging = maxOverMean('aging', seed)
    expect(aging).toBeGreaterThan(1.1)
    expect(aging).toBeLessThan(3)
  }
}, 120_000)
