/** What the example `retry-budget` says holds for any seed: without a budget the load stays above capacity after the blip. */
import { expect, it } from 'vitest'
import { resolveLane } from '../../src/scenario/lanes.ts'
import { CAPACITY_PER_SECOND, retryBudget } from '../../src/scenario/presets/retryBudget.ts'
import { columnsOf } from '../support/sameRows.ts'
import { SEEDS } from '../support/seeds.ts'
import { simulate } from '../support/simulate.ts'

/** The last 20 s, half a minute after the blip. */
const FROM_US = 40_000_000
const SECONDS = 20

function afterBlip(lane: string | null, seed: number) {
  const trace = simulate(resolveLane({ ...retryBudget.scenario, seed: `${seed}` }, lane))
  const { sentUs, status, endUs } = columnsOf(trace.attempts)
  const rows = [...sentUs.keys()].filter((i) => (sentUs[i] as number) >= FROM_US)
  const good = rows.filter((i) => status[i] === 200 && (endUs[i] as number) <= 1_000_000)
  return { loadPerSecond: rows.length / SECONDS, goodRatio: good.length / rows.length }
}

it('the load after the blip stays above capacity without a budget, and falls below it with one', () => {
  for (const seed of SEEDS) {
    const none = afterBlip(null, seed)
    expect(none.loadPerSecond).toBeGreaterThan(1.5 * CAPACITY_PER_SECOND)
    expect(none.goodRatio).toBeLessThan(0.5)
    for (const lane of ['share', 'bucket']) {
      const some = afterBlip(lane, seed)
      expect(some.loadPerSecond).toBeLessThan(0.8 * CAPACITY_PER_SECOND)
      expect(some.goodRatio).toBeGreaterThan(0.99)
    }
  }
}, 600_000)
